package counter

import (
	"cmp"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// queueView is where an officer calls.
type queueView struct {
	layout.Frame
	place
	Form     layout.Form
	Hall     *queue.Hall
	Station  *queue.Station // where the officer sits, nil for nowhere
	Stations []layout.Option
	Others   []layout.Option // where a ticket can be handed to
	Current  *queue.Ticket
	Waiting  []line
	Aside    []line // absent and skipped
	Events   string
}

// line is a ticket in a list.
type line struct {
	*queue.Ticket
	Class, Series string
	Minutes       int64 // waiting since
}

var queuePage = layout.Parse[queueView](files, "queue.html")

func (p *Pages) queue(w http.ResponseWriter, r *http.Request) error {
	return p.showQueue(w, r, layout.Form{}, nil)
}

// showQueue shows the page, with why something was refused.
func (p *Pages) showQueue(w http.ResponseWriter, r *http.Request, form layout.Form, why error) error {
	status := http.StatusOK
	if why != nil {
		refused, ok := form.Refused(why)
		if !ok {
			return why
		}
		form, status = refused, layout.StatusOf(why)
	}
	at, err := placeOf(r, account.ReadCounter)
	if err != nil {
		return err
	}
	page, err := p.queueView(r, at)
	if err != nil {
		return err
	}
	page.Form = form
	return queuePage.Render(w, r, status, page)
}

func (p *Pages) queueView(r *http.Request, at place) (queueView, error) {
	v := web.VisitOf(r)
	page := queueView{place: at}
	page.AsOf = v.At
	page.Self = "/counter/queue"
	var err error
	if page.Hall, err = p.Halls.Hall(r.Context(), at.Desk); err != nil {
		return page, err
	}
	list, err := p.Tickets.Day(r.Context(), at.Desk, v.Today())
	if err != nil {
		return page, err
	}
	page.Events = eventsOf(at.Desk, list)
	no := web.Number[int](r.FormValue("station"))
	if no == 0 {
		if no, err = p.Tickets.Station(r.Context(), v.Account.ID, v.Today(), at.Desk); err != nil {
			return page, err
		}
	}
	page.sit(no)
	for _, t := range list {
		l := line{Ticket: t, Class: page.Hall.ClassTitle(t.Class), Minutes: int64(v.At.Sub(t.Taken).Minutes())}
		if s := page.Hall.SeriesOf(t.Series); s != nil {
			l.Series = s.Title
		}
		switch {
		case t.State == queue.Waiting:
			page.Waiting = append(page.Waiting, l)
		case t.State == queue.Absent, t.State == queue.Skipped:
			page.Aside = append(page.Aside, l)
		case t.AtStation() && page.Station != nil && t.Station == page.Station.No:
			page.Current = t
		}
	}
	return page, nil
}

// sit chooses the station; the first open one while none is known.
func (page *queueView) sit(no int) {
	open := page.Hall.Open()
	for i := range open {
		s := &open[i]
		if page.Station == nil && (no == 0 || s.No == no) {
			page.Station = s
		}
	}
	for _, s := range open {
		o := layout.Option{Value: strconv.Itoa(s.No), Label: s.Name(), Chosen: page.Station != nil && s.No == page.Station.No}
		page.Stations = append(page.Stations, o)
		if !o.Chosen {
			page.Others = append(page.Others, o)
		}
	}
}

// take gives out a number for somebody who did not take one.
func (p *Pages) take(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	t, err := p.Acts.Take(r.Context(), v.Account.Unit, form.Get("series"), form.Get("class"), v.Stamp(form.Once()))
	if err != nil {
		return p.showQueue(w, r, form, err)
	}
	return seeOther(w, r, "/counter/queue?station="+strconv.Itoa(web.Number[int](form.Get("station")))+"&taken="+t.Code())
}

// callNext brings the next number to the officer's station.
func (p *Pages) callNext(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	station := web.Number[int](form.Get("station"))
	if _, err := p.Acts.CallNext(r.Context(), v.Account.Unit, station, v.Stamp(form.Once())); err != nil {
		return p.showQueue(w, r, form, err)
	}
	return seeOther(w, r, "/counter/queue?station="+strconv.Itoa(station))
}

// after are the pages where the service of a ticket goes on.
var after = map[string]string{"receive": "/desk/receive", "return": "/desk/return", "copies": "/counter/copies"}

// ticketAct does one act upon a ticket.
func (p *Pages) ticketAct(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	t, err := p.Acts.Ticket(r.Context(), web.Number[queue.TicketID](r.PathValue("id")))
	if err != nil {
		return err
	}
	if err := v.Must(account.ServeCounter, t.Desk); err != nil {
		return err
	}
	act, ok := map[string]queue.Act{
		"again": queue.CallAgain{}, "absent": queue.Leave{Absent: true}, "skip": queue.Leave{}, "back": queue.Back{},
		"transfer": queue.Transfer{Station: web.Number[int](form.Get("to"))}, "serve": queue.Serve{}, "done": queue.Finish{},
	}[r.PathValue("act")]
	if !ok {
		return refusal.Missing("Không có việc này.")
	}
	if _, err := p.Acts.Do(r.Context(), t.ID, act, v.Stamp(form.Once())); err != nil {
		return p.showQueue(w, r, form, err)
	}
	if to := after[form.Get("then")]; to != "" {
		return seeOther(w, r, to)
	}
	station := cmp.Or(web.Number[int](form.Get("station")), t.Station)
	return seeOther(w, r, "/counter/queue?station="+strconv.Itoa(station))
}
