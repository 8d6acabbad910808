package admin

import (
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type decisionsPage struct {
	layout.Frame
	Tabs   []layout.Link
	Rows   []*procedure.Decision
	Change bool
	Pager  layout.Pager
}

var decisionsView = layout.Parse[decisionsPage](ruleFiles, "decisions.html", "procedures_tabs.html")

// showDecisions lists the decisions, those still being written first, then the newest.
func (p Rules) showDecisions(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	all, err := p.Catalogue.Decisions(r.Context())
	if err != nil {
		return err
	}
	page := decisionsPage{Frame: layout.Frame{AsOf: visit.At}, Tabs: ruleTabs(visit, "/admin/decisions"), Change: p.may(visit, account.ChangeRules)}
	start := min(int(min(web.Number[int64](r.URL.Query().Get("after")), 1<<30)), len(all))
	end := min(start+rulesOnAPage, len(all))
	page.Rows, page.Pager = all[start:end], layout.Pager{From: start + 1, To: end, Total: len(all)}
	if start > 0 {
		page.Pager.Prev = at(r.URL.Path, r.URL.Query(), "after", text(int64(max(start-rulesOnAPage, 0))))
	}
	if end < len(all) {
		page.Pager.Next = at(r.URL.Path, r.URL.Query(), "after", text(int64(end)))
	}
	return decisionsView.Render(w, r, http.StatusOK, page)
}

type decisionPage struct {
	layout.Frame
	Tabs     []layout.Link
	Decision procedure.Decision
	Changes  []changeRow
	Impact   procedure.Impact
	Against  []string
	Gaps     []gapRow
	Open     []openRow
	OpenSum  int
	Form     layout.Form // to publish
	Change   bool
	Publish  bool // the visitor may publish
	Writer   bool // the visitor wrote it, so somebody else has to publish
}

type changeRow struct {
	procedure.Change
	Kind, Name string
	Compare    string // address of the comparison, "" for a repeal
}

type gapRow struct {
	Code, Case, Says string
}

type openRow struct {
	Unit, Version string
	Count         int
}

var decisionView = layout.Parse[decisionPage](ruleFiles, "decisions_one.html", "procedures_tabs.html")

var changeKinds = map[procedure.ChangeKind]string{procedure.New: "Ban hành mới", procedure.Amended: "Sửa đổi, bổ sung", procedure.Repealed: "Bãi bỏ"}

func (p Rules) showDecision(w http.ResponseWriter, r *http.Request) error {
	return p.renderDecision(w, r, http.StatusOK, layout.Form{})
}

func (p Rules) renderDecision(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	id := web.Number[procedure.DecisionID](r.PathValue("id"))
	d, err := p.Catalogue.Decision(r.Context(), id)
	if err != nil {
		return err
	}
	all, err := p.Catalogue.Catalogue(r.Context())
	if err != nil {
		return err
	}
	page := decisionPage{
		Frame: layout.Frame{Self: decisionPath(d.ID), Crumbs: []layout.Link{{Text: visit.T("Quyết định công bố"), Href: "/admin/decisions"}, {Text: d.Number}}},
		Tabs:  ruleTabs(visit, "/admin/decisions"), Decision: d, Form: form,
		Change:  p.may(visit, account.ChangeRules) && !d.Published,
		Publish: p.may(visit, account.PublishRules) && !d.Published, Writer: d.EditedBy == int64(visit.Account.ID),
	}
	for _, c := range d.Changes {
		page.Changes = append(page.Changes, newChangeRow(visit, all.Entry(c.Code), c))
	}
	if !d.Published {
		page.Impact, err = p.Catalogue.Impact(r.Context(), id, visit.Today())
		page.describe(visit, all)
	}
	if err != nil {
		return err
	}
	return decisionView.Render(w, r, status, page)
}

func decisionPath(id procedure.DecisionID) string { return "/admin/decisions/" + text(int64(id)) }

func newChangeRow(visit *web.Visit, entry *procedure.Entry, c procedure.Change) changeRow {
	row := changeRow{Change: c, Kind: visit.T(changeKinds[c.Kind])}
	if entry == nil {
		return row
	}
	row.Name = entry.Now(visit.Today()).Name
	if v := entry.Version(c.Version); v != nil {
		row.Name = v.Name
		row.Compare = "/admin/procedures/" + c.Code + "/compare?b=" + text(int64(v.ID))
	}
	return row
}

// describe puts the impact into words.
func (page *decisionPage) describe(visit *web.Visit, all *procedure.Catalogue) {
	for _, no := range page.Impact.Against {
		page.Against = append(page.Against, layout.Sentence(visit.Lang, no))
	}
	for _, gap := range page.Impact.Workflows {
		row := gapRow{Code: gap.Code, Case: gap.Case.Name}
		if gap.Flow == nil {
			row.Says = visit.T("Chưa có quy trình nội bộ áp dụng từ ngày hiệu lực")
		} else {
			row.Says = visit.T("Đường dài nhất %s, thời hạn mới %s", pathWords(visit, gap.Path), daysWords(visit, gap.Legal))
		}
		page.Gaps = append(page.Gaps, row)
	}
	names := map[procedure.ID]string{}
	for _, c := range page.Decision.Changes {
		if e := all.Entry(c.Code); e != nil {
			for _, v := range e.Versions {
				names[v.ID] = visit.T("%s phiên bản %d", e.Code, v.Number)
			}
		}
	}
	for _, k := range page.Impact.Open {
		page.Open = append(page.Open, openRow{Unit: visit.Units.Name(k.Unit), Version: names[k.Version], Count: k.Count})
		page.OpenSum += k.Count
	}
}

// publishDecision is the second person's act.
func (p Rules) publishDecision(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.PublishRules)
	if err != nil {
		return err
	}
	d, err := p.Drafting.Publish(r.Context(), web.Number[procedure.DecisionID](r.PathValue("id")), visit.Stamp(form.Once()))
	if bad, ok := form.Refused(err); ok {
		for i, no := range bad.Errors { // the page has no such fields, only the list
			plain := *no
			plain.Field = ""
			bad.Errors[i] = &plain
		}
		return p.renderDecision(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, decisionPath(d.ID), http.StatusSeeOther)
	return nil
}

// daysWords is working minutes as days in the visitor's language: "0,25 ngày làm việc".
func daysWords(visit *web.Visit, minutes int) string {
	number := strings.TrimSuffix(workflow.Days(minutes), " ngày làm việc")
	if visit.Lang.String() == "en" {
		number = strings.ReplaceAll(number, ",", ".")
	}
	return visit.T("%s ngày làm việc", number)
}

// pathWords is a path as it is printed where it is refused.
func pathWords(visit *web.Visit, p workflow.Path) string {
	steps, _, _ := strings.Cut(p.String(), ":")
	return steps + ": " + daysWords(visit, p.Minutes)
}
