package design

import (
	"net/http"
	"strconv"

	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type conflictPage struct {
	layout.Frame
	Tabs         []layout.Link
	Stored       *workflow.Version
	Pairs        []pairRow
	Form         layout.Form // mine, ready to be sent again upon what is stored now
	Hidden       []layout.Link
	Theirs, Mine string // longest paths
}

var conflictView = layout.Parse[conflictPage](files, "conflict.html", "parts.html")

// conflict shows what was saved meanwhile beside what was to be saved: nothing is lost, and
// nobody writes over the other without having seen it.
func (p Room) conflict(w http.ResponseWriter, r *http.Request, mine workflow.Version) error {
	visit := web.VisitOf(r)
	stored, _, _, err := p.flow(r)
	if err != nil {
		return err
	}
	mine.Version = stored.Version
	page := conflictPage{
		Frame: layout.Frame{Self: address(stored.ID), Crumbs: crumbs(visit, stored, visit.T("Hai người cùng sửa"))}, Tabs: tabs(visit),
		Stored: stored, Pairs: pairRows(visit, stored, &mine), Form: formOf(visit, mine),
	}
	if path, err := stored.Longest(); err == nil {
		page.Theirs = pathWords(visit, path)
	}
	if path, err := mine.Longest(); err == nil {
		page.Mine = pathWords(visit, path)
	}
	for name, values := range page.Form.Values {
		for _, value := range values {
			page.Hidden = append(page.Hidden, layout.Link{Text: name, Href: value})
		}
	}
	return conflictView.Render(w, r, http.StatusConflict, page)
}

// pairRow is one step in two versions, in words.
type pairRow struct {
	Change          workflow.Change
	Number          string
	Before, After   string
	Sign, ChangedTo string
}

func pairRows(visit *web.Visit, before, after *workflow.Version) (list []pairRow) {
	for _, pair := range workflow.Compare(before, after) {
		one := pairRow{Change: pair.Change, Before: stepWords(visit, pair.Before), After: stepWords(visit, pair.After)}
		one.Sign = map[workflow.Change]string{workflow.Added: "+", workflow.Removed: "−", workflow.Changed: "Δ", workflow.Same: "="}[pair.Change]
		one.ChangedTo = visit.T(pair.Change.Title())
		if pair.After != nil {
			one.Number = strconv.Itoa(pair.After.No)
		}
		list = append(list, one)
	}
	return list
}

// stepWords is a step in a line, "" for none.
func stepWords(visit *web.Visit, s *workflow.Step) string {
	if s == nil {
		return ""
	}
	text := strconv.Itoa(s.No) + ". " + s.Content + " · " + laneWords(visit, s.Who()) + " · " + timeWords(visit, s.Minutes)
	if len(s.After) > 0 {
		text += " · " + visit.T("sau bước %s", workflow.Numbers(s.After))
	}
	if s.Product != "" {
		text += " · " + s.Product
	}
	for _, a := range s.Asks {
		text += " · " + askWords(visit, a)
	}
	return text
}
