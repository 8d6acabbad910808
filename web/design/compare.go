package design

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type comparePage struct {
	layout.Frame
	Tabs                   []layout.Link
	Before, After          *workflow.Version
	Pairs                  []pairRow
	PathBefore, PathAfter  string
	Saved                  string // how much shorter, "" when it is not
	PictureBefore, Picture *picture
	Form                   layout.Form
	Others                 []layout.Option
}

var compareView = layout.Parse[comparePage](files, "compare.html", "parts.html")

// compare shows a version beside another of the same procedure and case; without ?with=
// the one before it.
func (p Room) compare(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	after, flows, _, err := p.flow(r)
	if err != nil {
		return err
	}
	others := siblings(flows, after)
	before := byID(others, r.URL.Query().Get("with"))
	if i := slices.IndexFunc(others, func(f *workflow.Version) bool { return f.Number < after.Number }); before == nil && i >= 0 {
		before = others[i]
	}
	if before == nil {
		return refusal.Missing("Không có phiên bản khác để so sánh.")
	}
	page := comparePage{
		Frame: layout.Frame{Crumbs: crumbs(visit, after, visit.T("So sánh"))}, Tabs: tabs(visit), Before: before, After: after,
		Pairs: pairRows(visit, before, after), Form: layout.Filled("with", strconv.FormatInt(int64(before.ID), 10)),
	}
	for _, other := range others {
		page.Others = append(page.Others, layout.Option{Value: strconv.FormatInt(int64(other.ID), 10), Label: visit.T("Phiên bản %d", other.Number)})
	}
	was, is := marks{}, marks{}
	for _, pair := range workflow.Compare(before, after) {
		if pair.Before != nil {
			was[pair.Before.No] = pair.Change
		}
		if pair.After != nil {
			is[pair.After.No] = pair.Change
		}
	}
	page.PictureBefore, page.Picture = draw(visit, "before", before, was), draw(visit, "after", after, is)
	old, errOld := before.Longest()
	now, errNow := after.Longest()
	if errOld == nil && errNow == nil {
		page.PathBefore, page.PathAfter = pathWords(visit, old), pathWords(visit, now)
		if now.Minutes < old.Minutes {
			page.Saved = timeWords(visit, old.Minutes-now.Minutes)
		}
	}
	return compareView.Render(w, r, http.StatusOK, page)
}
