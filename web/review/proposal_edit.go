package review

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

type editPage struct {
	layout.Frame
	Tabs          []layout.Link
	Form          layout.Form
	Action        string
	Procedures    []layout.Option
	Means         []layout.Option
	Before, After []line
}

// line is one activity of the form: its number, and the beginning of its fields' names.
type line struct {
	No int
	At string
}

// formLine is a line with the form that it belongs to.
type formLine struct {
	Form layout.Form
	At   string
}

// Line gives a line its form.
func (page editPage) Line(l line) formLine { return formLine{page.Form, l.At} }

// mostLines bounds the activities of a form.
const mostLines = 40

var editView = layout.Parse[editPage](files, "proposal_edit.html", "tabs.html")

// newProposal begins one, from nothing or from what a map says.
func (p Pages) newProposal(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	q := r.URL.Query()
	year, _, _ := calendar.DayOf(v.At).Date()
	form := layout.Filled("year", strconv.Itoa(year), "procedure", q.Get("procedure"), "means", q.Get("means"), "minutes", q.Get("minutes"), "before", "3", "after", "3")
	if first, then := web.Number[int64](q.Get("first")), web.Number[int64](q.Get("then")); first > 0 && then > 0 {
		form.Values.Set("title", v.T("Làm bước %d song song với bước %d", then, first))
	}
	if title, reason := paperWords(v, q); title != "" {
		form.Values.Set("title", title)
		form.Values.Set("reason", reason)
		form.Values.Set("dossiers", q.Get("had"))
	}
	return p.renderEdit(w, r, http.StatusOK, form)
}

func (p Pages) editProposal(w http.ResponseWriter, r *http.Request) error {
	one, err := p.found(r)
	if err != nil {
		return err
	}
	if err := web.VisitOf(r).Must(account.WriteReview, one.Unit); err != nil {
		return err
	}
	form := layout.Filled("version", strconv.Itoa(one.Version), "year", strconv.Itoa(one.Year), "procedure", one.Procedure, "means", string(one.Means),
		"title", one.Title, "reason", one.Reason, "basis", one.Basis, "hourly", plain(one.Hourly), "dossiers", plain(one.Dossiers), "minutes", plain(one.Minutes),
		"before", strconv.Itoa(len(one.Before)+1), "after", strconv.Itoa(len(one.After)+1))
	fill(form, "before", one.Before)
	fill(form, "after", one.After)
	return p.renderEdit(w, r, http.StatusOK, form)
}

func plain(n int64) string { return strconv.FormatInt(n, 10) }

func fill(form layout.Form, list string, activities []review.Activity) {
	for i, a := range activities {
		at := fmt.Sprintf("%s.%d", list, i)
		for name, n := range map[string]int64{"minutes": a.Minutes, "other": a.Other, "fee": a.Fee, "times": a.Times} {
			if n != 0 {
				form.Values.Set(at+"."+name, plain(n))
			}
		}
		form.Values.Set(at+".name", a.Name)
	}
}

func (p Pages) renderEdit(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	page := editPage{
		Frame: layout.Frame{Self: r.URL.Path, Crumbs: []layout.Link{{Text: v.T("Phương án đơn giản hóa"), Href: "/review/proposals"}, {Text: v.T("Soạn phương án")}}},
		Tabs:  tabs(v, "/review/proposals"), Form: form, Action: r.URL.Path, Procedures: procedureOptions(rules),
		Before: lines(form, "before"), After: lines(form, "after"),
	}
	for _, m := range review.AllMeans {
		page.Means = append(page.Means, layout.Option{Value: string(m), Label: v.T(m.Title())})
	}
	return editView.Render(w, r, status, page)
}

func procedureOptions(rules Rules) []layout.Option {
	list := []layout.Option{{}}
	for _, v := range rules.Versions() {
		if v.Status != procedure.Announced || list[len(list)-1].Value == v.Code {
			continue
		}
		list = append(list, layout.Option{Value: v.Code, Label: v.Code + " " + v.Name})
	}
	slices.SortStableFunc(list, func(a, b layout.Option) int { return strings.Compare(a.Value, b.Value) })
	return list
}

func lines(form layout.Form, list string) (all []line) {
	for i := range min(max(web.Number[int64](form.Get(list)), 1), mostLines) {
		all = append(all, line{int(i) + 1, fmt.Sprintf("%s.%d", list, i)})
	}
	return all
}

func (p Pages) saveNew(w http.ResponseWriter, r *http.Request) error { return p.save(w, r, 0) }

func (p Pages) saveProposal(w http.ResponseWriter, r *http.Request) error {
	one, err := p.found(r)
	if err != nil {
		return err
	}
	if err := web.VisitOf(r).Must(account.WriteReview, one.Unit); err != nil {
		return err
	}
	return p.save(w, r, one.ID)
}

// save keeps a draft, or shows its form again with a line more.
func (p Pages) save(w http.ResponseWriter, r *http.Request, id review.ProposalID) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	if list := form.Get("add"); list == "before" || list == "after" {
		form.Values.Set(list, plain(web.Number[int64](form.Get(list))+1))
		form.Values.Del("add")
		return p.renderEdit(w, r, http.StatusOK, form)
	}
	v := web.VisitOf(r)
	draft, err := draftOf(form)
	if err == nil {
		draft, err = p.Office.Do(r.Context(), id, web.Number[int](form.Get("version")), review.Write{Proposal: draft}, v.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		bad.Errors = atLines(bad.Errors)
		return p.renderEdit(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, proposalPath(draft.ID), http.StatusSeeOther)
	return nil
}

// atLines puts refusals about a line of activities at its name.
func atLines(list refusal.List) (moved refusal.List) {
	for _, no := range list {
		at := *no
		if no.Row > 0 {
			at.Field, at.Row = fmt.Sprintf("%s.%d.name", no.Field, no.Row-1), 0
		}
		moved = append(moved, &at)
	}
	return moved
}

func get(form layout.Form, name string) string {
	return strings.Join(strings.Fields(form.Get(name)), " ")
}

func dayOf(form layout.Form, name string) calendar.Day {
	y, m, d, err := vntext.ParseDate(form.Get(name))
	if err != nil {
		return 0
	}
	return calendar.On(y, m, d)
}

// reader reads the whole numbers of a form and gathers what is none.
type reader struct {
	form   layout.Form
	faults refusal.List
}

func (r *reader) whole(name string) int64 {
	text := get(r.form, name)
	if text == "" {
		return 0
	}
	n, err := vntext.ParseNumber(text)
	if err != nil {
		r.faults = append(r.faults, refusal.Wrong(name, "“%s” không phải là số nguyên.", text))
	}
	return n
}

// activities reads a list; lines without any content are left out.
func (r *reader) activities(list string) (all []review.Activity) {
	for _, l := range lines(r.form, list) {
		a := review.Activity{Name: get(r.form, l.At+".name"), Minutes: r.whole(l.At + ".minutes"), Other: r.whole(l.At + ".other"), Fee: r.whole(l.At + ".fee"), Times: r.whole(l.At + ".times")}
		if a != (review.Activity{}) {
			all = append(all, a)
		}
	}
	return all
}

func draftOf(form layout.Form) (review.Proposal, error) {
	r := reader{form: form}
	draft := review.Proposal{
		Year: int(r.whole("year")), Procedure: get(form, "procedure"), Means: review.Means(get(form, "means")), Title: get(form, "title"),
		Reason: strings.TrimSpace(form.Get("reason")), Basis: strings.TrimSpace(form.Get("basis")), Hourly: r.whole("hourly"),
		Dossiers: r.whole("dossiers"), Minutes: r.whole("minutes"), Before: r.activities("before"), After: r.activities("after"),
	}
	return draft, r.faults.OrNil()
}

func measureOf(form layout.Form) (review.Act, error) {
	r := reader{form: form}
	act := review.MeasureIt{Counted: r.whole("counted"), Sooner: r.whole("sooner"), Real: r.activities("real")}
	return act, r.faults.OrNil()
}

// realLines are the lines in which what a dossier takes now is entered, filled with what
// was planned.
func realLines(form layout.Form, p review.Proposal) []line {
	if form.Once() == "" {
		known := p.Real
		if p.Measured == 0 {
			known = p.After
		}
		form.Values.Set("real", strconv.Itoa(len(known)+1))
		fill(form, "real", known)
		if p.Measured != 0 {
			form.Values.Set("counted", plain(p.Counted))
			form.Values.Set("sooner", plain(p.Sooner))
		}
	}
	return lines(form, "real")
}
