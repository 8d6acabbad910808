package design

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/svg"
	"cchc/web"
	"cchc/web/layout"
)

type onePage struct {
	layout.Frame
	Tabs      []layout.Link
	Row       row
	Steps     []stepRow
	Path      string
	Chart     template.HTML
	Picture   *picture
	Lacks     []string // what keeps a draft from being submitted
	Others    []layout.Option
	Rehearsed *rehearsed  // the latest, for who approves
	Form      layout.Form // to decide
	Fresh     layout.Form // to begin the next version
	May       allowed
}

// allowed is what the visitor can do to the version as it stands.
type allowed struct{ Change, Edit, Submit, Judge, Publish, Writer bool }

type stepRow struct {
	workflow.Step
	After, Place, Time string
	Asks               []string
	Longest            bool
}

var oneView = layout.Parse[onePage](files, "one.html", "parts.html")

func (p Room) showOne(w http.ResponseWriter, r *http.Request) error {
	return p.one(w, r, http.StatusOK, layout.Form{})
}

// flow is the workflow of the address, all of them, and the catalogue.
func (p Room) flow(r *http.Request) (found *workflow.Version, flows []*workflow.Version, all *procedure.Catalogue, err error) {
	if flows, err = p.Flows.All(r.Context()); err != nil {
		return nil, nil, nil, err
	}
	if found = byID(flows, r.PathValue("id")); found == nil {
		return nil, nil, nil, refusal.Missing("Không tìm thấy quy trình này.")
	}
	all, err = p.Catalogue.Catalogue(r.Context())
	return found, flows, all, err
}

func byID(flows []*workflow.Version, id string) *workflow.Version {
	i := slices.IndexFunc(flows, func(f *workflow.Version) bool { return strconv.FormatInt(int64(f.ID), 10) == id })
	if i < 0 {
		return nil
	}
	return flows[i]
}

// siblings are the other versions for the same procedure and case, the latest first.
func siblings(flows []*workflow.Version, of *workflow.Version) (list []*workflow.Version) {
	for _, f := range flows {
		if f.Procedure == of.Procedure && f.Case == of.Case && f.ID != of.ID {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b *workflow.Version) int { return cmp.Compare(b.Number, a.Number) })
	return list
}

func (p Room) one(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	f, flows, all, err := p.flow(r)
	if err != nil {
		return err
	}
	page := onePage{
		Frame: layout.Frame{AsOf: visit.At, Self: address(f.ID), Crumbs: crumbs(visit, f, "")}, Tabs: tabs(visit),
		Row: newRow(visit, all, f), Form: form, Steps: stepRows(visit, f), Picture: draw(visit, "flow", f, nil), May: p.allowed(visit, f),
	}
	legal := legalTime(visit, all, f)
	if path, err := f.Longest(); err == nil && len(f.Steps) > 0 {
		page.Path, page.Chart = pathWords(visit, path), gantt(visit, f, path, legal)
	}
	if f.Pending() {
		for _, no := range refusal.Of(f.Check(legal)) {
			page.Lacks = append(page.Lacks, layout.Sentence(visit.Lang, no.At(0)))
		}
	}
	for _, other := range siblings(flows, f) {
		page.Others = append(page.Others, layout.Option{Value: strconv.FormatInt(int64(other.ID), 10), Label: visit.T("Phiên bản %d", other.Number)})
	}
	if page.Rehearsed, err = p.latest(r.Context(), visit, f); err != nil {
		return err
	}
	return oneView.Render(w, r, status, page)
}

func (p Room) allowed(visit *web.Visit, f *workflow.Version) allowed {
	change, publish := p.may(visit, account.ChangeRules), p.may(visit, account.PublishRules)
	return allowed{
		Change: change, Edit: change && f.Status == workflow.Draft, Submit: change && f.Status == workflow.Draft,
		Judge: publish && f.Status == workflow.Submitted, Publish: publish && f.Status == workflow.Approved,
		Writer: f.EditedBy == int64(visit.Account.ID),
	}
}

func stepRows(visit *web.Visit, f *workflow.Version) (list []stepRow) {
	path, _ := f.Longest()
	for i := range f.Steps {
		s := &f.Steps[i]
		one := stepRow{Step: *s, After: workflow.Numbers(s.After), Place: placeWords(visit, s.Who()), Time: timeWords(visit, s.Minutes), Longest: slices.Contains(path.Steps, s.No)}
		for _, a := range s.Asks {
			one.Asks = append(one.Asks, askWords(visit, a))
		}
		list = append(list, one)
	}
	return list
}

func askWords(visit *web.Visit, a workflow.Ask) string {
	bound := visit.T("không bắt buộc")
	if a.Compulsory {
		bound = visit.T("bắt buộc")
	}
	at := workflow.Step{Place: a.Place, Unit: a.Unit, Block: a.Block}
	return upper(visit.T(a.Kind.Title())) + " " + placeWords(visit, at.Who()) + ": " + a.Content + " (" + a.Limit.Vietnamese() + ", " + bound + ")"
}

// gantt draws when each step may run at the earliest, the longest path in blue, against
// the legal time.
func gantt(visit *web.Visit, f *workflow.Version, path workflow.Path, legal int) template.HTML {
	spans, err := f.Spans()
	if err != nil {
		return ""
	}
	chart := svg.Gantt{Named: svg.Named{ID: "gantt", Title: visit.T("Đường dài nhất: %s", pathWords(visit, path))}, Wall: int64(legal)}
	if legal > 0 {
		chart.WallText = visit.T("Thời hạn %s", timeWords(visit, legal))
	}
	for _, s := range f.Steps {
		one := svg.GanttRow{Label: strconv.Itoa(s.No) + ". " + s.Content, From: int64(spans[s.No].From), To: int64(spans[s.No].To), Text: timeWords(visit, s.Minutes), Tone: svg.Context}
		if slices.Contains(path.Steps, s.No) {
			one.Tone = svg.Subject
		}
		chart.Rows = append(chart.Rows, one)
	}
	return chart.Draw()
}
