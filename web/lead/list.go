package lead

import (
	"context"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// list is the dossiers behind a number, and the number again, by the same condition.
type list struct {
	layout.Frame
	Title  string
	Scope  string
	Period string
	Count  int64
	Rows   []listRow
	People bool // at least one row may show whom it is about
	Pager  layout.Pager
	Table  string // the table the list belongs to
}

type listRow struct {
	figure.Row
	Tag      layout.Tag
	Person   string
	Href     string // the dossier, "" when the visitor may not open it
	LateDays int
}

// pageRows is how many dossiers a page of a list has.
const pageRows = 50

var listPage = layout.Parse[list](files, "list.html")

func (p Pages) list(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	values := r.URL.Query()
	c, err := choose(values, v)
	if err != nil {
		return err
	}
	of, err := figure.ParseCondition(values.Get("figure"))
	if err != nil {
		return err
	}
	q, after := c.query(false), values.Get("after")
	page := list{Title: v.T(of.Title()), Scope: last(c.scopeWords(v)), Period: periodWords(v, c.period), Table: c.href(punctualityPath)}
	page.Frame = layout.Frame{AsOf: c.period.LastSecond(), Crumbs: append(c.crumbs(v), layout.Link{Text: page.Title})}
	if page.Count, err = p.Lists.Count(r.Context(), q, of); err != nil {
		return err
	}
	rows, err := p.Lists.List(r.Context(), q, of, figure.Page{After: after, Limit: pageRows + 1})
	if err != nil {
		return err
	}
	page.Pager = layout.Pager{Total: int(page.Count), Excel: c.href(listPath+xlsx, "figure", string(of))}
	if len(rows) > pageRows {
		rows = rows[:pageRows]
		page.Pager.Next = c.list(of, "after", rows[pageRows-1].Key)
	}
	if after != "" {
		page.Pager.First = c.list(of)
		page.Pager.Prev = page.Pager.First
	}
	page.Rows, err = p.shown(r.Context(), rows, v)
	for _, row := range page.Rows {
		page.People = page.People || row.Person != ""
	}
	if err != nil {
		return err
	}
	return listPage.Render(w, r, http.StatusOK, page)
}

// shown adds to rows what only this visitor sees: names of people, and the way to the
// dossier, where the visitor may read dossiers of the row's unit.
func (p Pages) shown(ctx context.Context, rows []figure.Row, v *web.Visit) ([]listRow, error) {
	var readable []int64
	for _, r := range rows {
		if v.May(account.ReadDossier, r.Unit) {
			readable = append(readable, r.ID)
		}
	}
	names, err := p.Lists.People(ctx, readable)
	if err != nil {
		return nil, err
	}
	list := make([]listRow, len(rows))
	for i, r := range rows {
		list[i] = listRow{Row: r, Tag: tagOf(r, v.At), LateDays: r.LateDays(v.At)}
		if v.May(account.ReadDossier, r.Unit) {
			list[i].Person, list[i].Href = names[r.ID], dossierPath+r.Code
		}
	}
	return list, nil
}

// tagOf says how a dossier stands now, or how it ended.
func tagOf(r figure.Row, now time.Time) layout.Tag {
	l := r.Lateness(now)
	switch {
	case r.Outcome == "refused":
		return layout.Plain("Đã từ chối")
	case r.Outcome == "stopped":
		return layout.Plain("Đã dừng")
	case r.Outcome == "withdrawn":
		return layout.Plain("Đã rút")
	case r.Outcome == "early":
		return layout.EarlyBy(l.Days)
	case r.Outcome == "on_time":
		return layout.InTime()
	case r.Paused:
		return layout.Tag{Class: "pause", Sign: "‖", Format: "Tạm dừng"}
	case r.DueBy.IsZero():
		return layout.Plain("Không có ngày hẹn")
	case l.Late && l.Days > 0:
		return layout.LateBy(l.Days)
	case l.Late:
		return layout.LateByHours(l.Hours)
	case l.Days > 0:
		return layout.DaysLeft(l.Days)
	}
	return layout.HoursLeft(max(1, int(r.DueBy.Sub(now)/time.Hour)))
}

// scopeWords are what a list is narrowed down to.
func (c choice) scopeWords(v *web.Visit) (words []string) {
	for _, link := range c.crumbs(v) {
		words = append(words, link.Text)
	}
	return words
}

func last(words []string) string { return words[len(words)-1] }

// ReceivedDay and ClosedDay are the days of a row, 0 for none.
func (r listRow) ReceivedDay() calendar.Day { return calendar.DayOf(r.Received) }
func (r listRow) ClosedDay() calendar.Day   { return calendar.DayOf(r.Closed) }

// Due is the due date on pages: the day, with the hour where the limit has one.
func (r listRow) Due() string {
	if r.DueBy.IsZero() {
		return "–"
	}
	at := r.DueBy.In(zone)
	if at.Hour() == 23 && at.Minute() == 59 {
		return vntext.Date(at.Date())
	}
	return vntext.Instant(at)
}
