package admin

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type procedurePage struct {
	layout.Frame
	Tabs       []layout.Link
	Entry      *procedure.Entry
	Version    *procedure.Version
	Row        procedureRow
	Versions   []versionRow
	Offers     []offerRow
	Situations []caseRow
	Decision   *procedure.Decision
	Lacks      []string // what a draft lacks before it can be announced
	Flows      []*workflow.Version
	Form       layout.Form // to begin a draft, of the procedure or its workflow
	Cases      []layout.Option
	Change     bool
	Grade      string
	OnPause    string
	Following  *procedure.Version // the one before the version shown, nil for none
}

// offerRow and caseRow have their limits in words.
type offerRow struct {
	procedure.Offer
	Words string
}

type caseRow struct {
	procedure.Case
	Words string
}

type versionRow struct {
	*procedure.Version
	Standing string
	Shown    bool
}

var procedureView = layout.Parse[procedurePage](ruleFiles, "procedures_one.html", "procedures_tabs.html")

func (p Rules) showProcedure(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	entry, err := p.entry(r)
	if err != nil {
		return err
	}
	v := entry.Now(visit.Today())
	if asked := entry.Version(web.Number[procedure.ID](r.URL.Query().Get("version"))); asked != nil {
		v = asked
	}
	page := procedurePage{
		Frame: layout.Frame{AsOf: visit.At, Crumbs: procedureCrumbs(visit, entry.Code)}, Tabs: ruleTabs(visit, "/admin/procedures"),
		Entry: entry, Version: v, Row: newProcedureRow(visit, &procedure.Entry{Code: entry.Code, Versions: []*procedure.Version{v}}),
		Change: p.may(visit, account.ChangeRules), Grade: gradeWords(visit, v.OnlineGrade), OnPause: visit.T(procedure.SupplementTitle(v.OnSupplement)),
		Cases: caseOptions(visit, v), Following: before(entry, v),
	}
	for _, o := range v.Offers {
		page.Offers = append(page.Offers, offerRow{o, limitWords(visit, o.Limit)})
	}
	for _, c := range v.Cases {
		page.Situations = append(page.Situations, caseRow{c, limitWords(visit, c.Limit)})
	}
	for i := len(entry.Versions) - 1; i >= 0; i-- {
		each := entry.Versions[i]
		page.Versions = append(page.Versions, versionRow{each, each.Standing(visit.Today()).Title(), each == v})
	}
	if v.Status == procedure.Draft {
		for _, no := range refusal.Of(v.Check()) {
			page.Lacks = append(page.Lacks, layout.Sentence(visit.Lang, no))
		}
	}
	if err := p.around(r, &page); err != nil {
		return err
	}
	return procedureView.Render(w, r, http.StatusOK, page)
}

// around finds the decision that brought the version, and the workflows of the procedure.
func (p Rules) around(r *http.Request, page *procedurePage) error {
	if id := page.Version.Decision; id != 0 {
		d, err := p.Catalogue.Decision(r.Context(), id)
		if err != nil && refusal.KindOf(err) != refusal.NotFound {
			return err
		}
		if err == nil {
			page.Decision = &d
		}
	}
	flows, err := p.Flows.All(r.Context())
	for _, f := range flows {
		if f.Procedure == page.Entry.Code {
			page.Flows = append(page.Flows, f)
		}
	}
	return err
}

// entry is the procedure of the address.
func (p Rules) entry(r *http.Request) (*procedure.Entry, error) {
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return nil, err
	}
	entry := all.Entry(r.PathValue("code"))
	if entry == nil {
		return nil, refusal.Missing("Không có thủ tục %s trong danh mục.", r.PathValue("code"))
	}
	return entry, nil
}

func procedureCrumbs(visit *web.Visit, here string) []layout.Link {
	return []layout.Link{{Text: visit.T("Thủ tục"), Href: "/admin/procedures"}, {Text: here}}
}

// caseOptions are the cases that a workflow can be made for.
func caseOptions(visit *web.Visit, v *procedure.Version) []layout.Option {
	list := []layout.Option{{Value: "0", Label: visit.T("Mọi trường hợp")}}
	for _, c := range v.Cases {
		list = append(list, layout.Option{Value: text(int64(c.No)), Label: c.Name})
	}
	return list
}

// before is the version with the number before, nil for the first.
func before(entry *procedure.Entry, v *procedure.Version) (found *procedure.Version) {
	for _, each := range entry.Versions {
		if each.Number < v.Number {
			found = each
		}
	}
	return found
}

type comparePage struct {
	layout.Frame
	Tabs []layout.Link
	A, B *procedure.Version
	List []differenceRow
}

// differenceRow is one line of a comparison, its name in the visitor's language.
type differenceRow struct{ What, Before, After string }

var compareView = layout.Parse[comparePage](ruleFiles, "procedures_compare.html", "procedures_tabs.html")

// compareProcedure shows what one version changes against another, in words.
func (p Rules) compareProcedure(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	entry, err := p.entry(r)
	if err != nil {
		return err
	}
	b := entry.Version(web.Number[procedure.ID](r.URL.Query().Get("b")))
	if b == nil {
		b = entry.Versions[len(entry.Versions)-1]
	}
	a := entry.Version(web.Number[procedure.ID](r.URL.Query().Get("a")))
	if a == nil {
		a = before(entry, b)
	}
	page := comparePage{Frame: layout.Frame{Crumbs: append(procedureCrumbs(visit, "")[:1],
		layout.Link{Text: entry.Code, Href: "/admin/procedures/" + entry.Code}, layout.Link{Text: visit.T("So sánh")})}, Tabs: ruleTabs(visit, "/admin/procedures"), A: a, B: b}
	page.List = differences(visit, a, b)
	return compareView.Render(w, r, http.StatusOK, page)
}

func differences(visit *web.Visit, a, b *procedure.Version) (list []differenceRow) {
	for _, d := range procedure.Differences(a, b) {
		what := visit.T(d.What)
		if d.Of != "" {
			what = visit.T(d.What, layout.Words(d.Of))
		}
		list = append(list, differenceRow{what, d.Before, d.After})
	}
	return list
}

// limitWords is a stored limit in the visitor's language, as it stands where it is none.
func limitWords(visit *web.Visit, text string) string {
	l, err := calendar.ParseLimit(text)
	switch {
	case err != nil:
		return text
	case l.SameDay():
		return visit.T("trong ngày làm việc")
	}
	formats := map[calendar.LimitUnit]string{
		calendar.WorkDays: "%d ngày làm việc", calendar.Days: "%d ngày", calendar.WorkHours: "%d giờ làm việc", calendar.Months: "%d tháng",
	}
	return visit.T(formats[l.Unit], l.N)
}

func gradeWords(visit *web.Visit, grade string) string {
	if grade == "" {
		return visit.T("Không trực tuyến")
	}
	return visit.T(procedure.GradeTitle(grade))
}
