package admin

import (
	"cmp"
	"context"
	"embed"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed log*.html log.en.json
var logFiles embed.FS

// Ledger reads the log, and lets it be verified in the background.
type Ledger interface {
	Search(context.Context, audit.Search) (audit.Found, error)
	// SubjectOf finds a dossier by what was typed as its code, 0 for none.
	SubjectOf(ctx context.Context, code string) (int64, error)
	Evidence(ctx context.Context, subject int64, version int) (audit.Evidence, error)
	Checkpoints(ctx context.Context, n int) ([]audit.Checkpoint, error)
	Names(ctx context.Context, ids ...account.ID) (map[account.ID]string, error)
	// Labels are what people call the subjects of events, by subject.
	Labels(context.Context, []audit.Event) (map[int64]string, error)
	Ask(ctx context.Context, by account.Stamp) error
	// Inspection is the last verification that was asked for, nil for none.
	Inspection(context.Context) (*audit.Inspection, error)
}

// Log is the pages of the log.
type Log struct{ Ledger Ledger }

// Routes of the pages.
func (m Log) Routes() []web.Route {
	read := web.Need{Act: account.ReadLog, On: web.Any}
	return []web.Route{
		{Method: "GET", Path: "/admin/log", Needs: read, Handler: m.showLog},
		{Method: "GET", Path: "/admin/log.xlsx", Needs: read, Handler: m.exportLog},
		{Method: "GET", Path: "/admin/log/{subject}/{version}", Needs: web.Need{Act: account.ReadLog, On: web.Target}, Handler: m.showEvent},
		{Method: "GET", Path: "/admin/log/checkpoints", Needs: read, Handler: m.showCheckpoints},
		{Method: "POST", Path: "/admin/log/verify", Needs: web.Need{Act: account.VerifyLog, On: web.OwnUnit}, Handler: m.askVerify},
	}
}

// logPage is a piece of the log.
type logPage struct {
	layout.Frame
	Form  layout.Form
	Kinds []layout.Option
	Acts  []layout.Option
	Units []layout.Option
	Rows  []eventRow
	Next  string
	First string
	Excel string
}

// eventRow is one event. What officers wrote stays on its own page: it may name people.
type eventRow struct {
	audit.Event
	KindText, What, Who, UnitName string
	Href                          string
	Label, Page                   string // what the subject is called, where it is shown
}

var logView = layout.Parse[logPage](logFiles, "log.html")

const eventsOnAPage = 50

func (m Log) showLog(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	page := logPage{Form: layout.Form{Values: r.URL.Query()}, Acts: actOptions(visit, audit.Kind(r.URL.Query().Get("kind"))), Kinds: []layout.Option{{Label: visit.T("Mọi loại")}}}
	for _, k := range kinds {
		page.Kinds = append(page.Kinds, layout.Option{Value: string(k.kind), Label: visit.T(k.title)})
	}
	page.Units = append([]layout.Option{{Label: visit.T("Mọi đơn vị")}}, unitOptions(visit, account.ReadLog)...)
	q, err := m.search(r, page.Form)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if day := page.Form.Get("day"); day != "" && q.From.IsZero() {
		page.Form.Errors, status = refusal.List{refusal.Wrong("day", "“%s” không phải là ngày; viết như 30/12/2022.", day)}, http.StatusUnprocessableEntity
	}
	found, err := m.Ledger.Search(r.Context(), q)
	if err != nil {
		return err
	}
	if page.Rows, err = m.rows(r, found.Events); err != nil {
		return err
	}
	page.Excel = (&url.URL{Path: "/admin/log.xlsx", RawQuery: r.URL.RawQuery}).String()
	if q.Before >= 0 {
		page.First = logAddress(r, 0)
	}
	if found.Next > 0 {
		page.Next = logAddress(r, found.Next)
	}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Nhật ký")}}}
	return logView.Render(w, r, status, page)
}

// logAddress is this search, going on below a position.
func logAddress(r *http.Request, before int64) string {
	query := r.URL.Query()
	query.Del("before")
	if before > 0 {
		query.Set("before", strconv.FormatInt(before, 10))
	}
	return (&url.URL{Path: "/admin/log", RawQuery: query.Encode()}).String()
}

// search reads the filter; rows leaves out what the visitor may not read.
func (m Log) search(r *http.Request, form layout.Form) (q audit.Search, err error) {
	q = audit.Search{Kind: audit.Kind(form.Get("kind")), Act: form.Get("act"), Unit: web.Number[int64](form.Get("unit")), By: web.Number[int64](form.Get("by")),
		Subject: web.Number[int64](form.Get("subject")), Before: cmp.Or(web.Number[int64](form.Get("before")), -1), Limit: eventsOnAPage}
	if day := dayField(form, "day"); day != 0 {
		q.From, q.To = day.Start(), (day + 1).Start()
	}
	if code := form.Get("code"); code != "" {
		if q.Subject, err = m.Ledger.SubjectOf(r.Context(), code); err == nil && q.Subject == 0 {
			q.Subject = -1 // nobody's
		}
	}
	return q, err
}

// rows puts names to events, and leaves out those of units whose log the visitor may not read.
func (m Log) rows(r *http.Request, events []audit.Event) ([]eventRow, error) {
	visit := web.VisitOf(r)
	var ids []account.ID
	for _, e := range events {
		ids = append(ids, account.ID(e.By))
	}
	slices.Sort(ids)
	names, err := m.Ledger.Names(r.Context(), slices.Compact(ids)...)
	if err != nil {
		return nil, err
	}
	labels, err := m.Ledger.Labels(r.Context(), events)
	if err != nil {
		return nil, err
	}
	var rows []eventRow
	for _, e := range events {
		if visit.May(account.ReadLog, eventUnit(visit, e)) {
			rows = append(rows, newEventRow(visit, e, names, labels))
		}
	}
	return rows, nil
}

// eventUnit is the unit whose log an event belongs to: on whose behalf it was done, of the
// system's own acts the province.
func eventUnit(visit *web.Visit, e audit.Event) orgunit.ID {
	if e.Unit != 0 {
		return orgunit.ID(e.Unit)
	}
	if root := visit.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}

func newEventRow(visit *web.Visit, e audit.Event, names map[account.ID]string, labels map[int64]string) eventRow {
	kind := kindNamed(e.Kind)
	row := eventRow{Event: e, KindText: visit.T(kind.title), What: actTitle(visit, e.Kind, e.Act), Who: names[account.ID(e.By)], UnitName: visit.Units.Name(orgunit.ID(e.Unit)), Label: labels[e.Subject]}
	if visit.May(kind.read, eventUnit(visit, e)) {
		row.Page = kind.at(e.Subject, row.Label)
	}
	if e.By == 0 {
		row.Who = visit.T("hệ thống")
	}
	row.Href = "/admin/log/" + strconv.FormatInt(e.Subject, 10) + "/" + strconv.Itoa(e.Version)
	return row
}

// checkpointsPage lists what was sealed, and how the last verification went.
type checkpointsPage struct {
	layout.Frame
	Checkpoints []audit.Checkpoint
	Last        *audit.Inspection
	Who         string
	Waits       bool
	Verify      bool // the visitor may ask for one
	Form        layout.Form
}

var checkpointsView = layout.Parse[checkpointsPage](logFiles, "log_checkpoints.html")

func (m Log) showCheckpoints(w http.ResponseWriter, r *http.Request) (err error) {
	visit := web.VisitOf(r)
	page := checkpointsPage{Verify: visit.MayAnywhere(account.VerifyLog)}
	if page.Checkpoints, err = m.Ledger.Checkpoints(r.Context(), 30); err != nil {
		return err
	}
	if page.Last, err = m.Ledger.Inspection(r.Context()); err != nil {
		return err
	}
	if page.Last != nil {
		page.Waits = page.Last.Done.IsZero()
		names, err := m.Ledger.Names(r.Context(), account.ID(page.Last.By))
		if err != nil {
			return err
		}
		page.Who = names[account.ID(page.Last.By)]
	}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Nhật ký"), Href: "/admin/log"}, {Text: visit.T("Niêm phong, kiểm chứng")}}}
	return checkpointsView.Render(w, r, http.StatusOK, page)
}

func (m Log) askVerify(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	if err := m.Ledger.Ask(r.Context(), web.VisitOf(r).Stamp(form.Once())); err != nil {
		return err
	}
	http.Redirect(w, r, "/admin/log/checkpoints", http.StatusSeeOther)
	return nil
}

// localTime is an instant on the province's clocks, to the second.
func localTime(t time.Time) string { return t.In(calendar.Local).Format("15:04:05 02/01/2006") }
