package counter

import (
	"cmp"
	"fmt"
	"net/http"
	"time"

	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// screenView hangs on a wall. It shows numbers and stations, nothing of anybody.
type screenView struct {
	layout.Frame
	Desk   orgunit.ID
	Name   string
	Now    *queue.Ticket // the latest call
	Before []*queue.Ticket
	Count  int // how many wait
	Events string
}

var screenPage = layout.Parse[screenView](files, "screen.html")

// wall is the kind of a page without header and foot, readable across a room.
const wall layout.Kind = "wall"

// onScreen is how many calls are shown.
const onScreen = 7

func (p *Pages) screen(w http.ResponseWriter, r *http.Request) error {
	desk, name, err := p.deskInPath(r)
	if err != nil {
		return err
	}
	at := web.VisitOf(r).Today()
	calls, err := p.Tickets.Screen(r.Context(), desk, at, onScreen)
	if err != nil {
		return err
	}
	list, err := p.Tickets.Day(r.Context(), desk, at)
	if err != nil {
		return err
	}
	page := screenView{Desk: desk, Name: name, Events: eventsOf(desk, list)}
	page.Kind = wall
	for _, t := range list {
		if t.State == queue.Waiting {
			page.Count++
		}
	}
	for _, t := range calls {
		if t.Station == 0 {
			continue // handed on, waits again
		}
		if page.Now == nil {
			page.Now = t
		} else {
			page.Before = append(page.Before, t)
		}
	}
	return screenPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) deskInPath(r *http.Request) (orgunit.ID, string, error) {
	units, err := p.Public(r.Context())
	if err != nil {
		return 0, "", err
	}
	desk := web.Number[orgunit.ID](r.PathValue("desk"))
	if units.Unit(desk) == nil {
		return 0, "", refusal.Missing("Không có bộ phận này.")
	}
	return desk, units.Name(desk), nil
}

// A stream ends before a proxy or the server's own limit would cut it; browsers come back
// by themselves after the pause it names.
const (
	streamLife  = 50 * time.Second
	streamLook  = time.Second
	streamPause = 2 * time.Second
)

// events says when the screen is to be fetched anew. What it looks at is the database, so
// that calls of every process are seen, and a stream that was cut has missed nothing.
func (p *Pages) events(w http.ResponseWriter, r *http.Request) error {
	desk, _, err := p.deskInPath(r)
	if err != nil {
		return err
	}
	answer := http.NewResponseController(w)
	if err := answer.SetWriteDeadline(time.Now().Add(streamLife + 10*time.Second)); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	fmt.Fprintf(w, "retry: %d\n\n", streamPause.Milliseconds())
	seen, end, look := cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("seen")), time.NewTimer(streamLife), time.NewTicker(streamLook)
	defer end.Stop()
	defer look.Stop()
	for {
		mark, err := p.mark(r, desk)
		if err != nil {
			return nil // the browser asks again
		}
		if mark != seen {
			fmt.Fprintf(w, "id: %s\ndata: changed\n\n", mark)
			seen = mark
		}
		if err := answer.Flush(); err != nil {
			return nil // nobody is there any more
		}
		select {
		case <-r.Context().Done():
			return nil
		case <-p.Closing:
			return nil
		case <-end.C:
			return nil
		case <-look.C:
		}
	}
}

// mark is what a page that shows a list of tickets has seen.
func (p *Pages) mark(r *http.Request, desk orgunit.ID) (string, error) {
	list, err := p.Tickets.Day(r.Context(), desk, web.VisitOf(r).Today())
	return markOf(list), err
}

// markOf differs whenever the screen or the list of who waits does.
func markOf(list []*queue.Ticket) string {
	changes, last := 0, queue.TicketID(0)
	for _, t := range list {
		changes += t.Version
		last = max(last, t.ID)
	}
	return fmt.Sprintf("%d-%d-%d", len(list), changes, int64(last))
}

// eventsOf is the address of a desk's stream for a page that shows these tickets.
func eventsOf(desk orgunit.ID, list []*queue.Ticket) string {
	return fmt.Sprintf("/counter/screen/%d/events?seen=%s", desk, markOf(list))
}
