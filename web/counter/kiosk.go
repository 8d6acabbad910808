package counter

import (
	"net/http"
	"net/url"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/web"
	"cchc/web/layout"
)

// kioskView is for fingers: what one came for, and whether one goes first.
type kioskView struct {
	layout.Frame
	Form  layout.Form
	Name  string
	Hall  *queue.Hall
	Home  string
	Ask   bool // shows who goes first
	Class string
	Title string // of the class
}

// slipView is the number on paper.
type slipView struct {
	layout.Frame
	Name   string
	Home   string
	Ticket *queue.Ticket
	Series string
	Class  string
	Ahead  int // how many wait before it in its series
}

var (
	kioskPage = layout.Parse[kioskView](files, "kiosk.html")
	slipPage  = layout.Parse[slipView](files, "slip.html")
)

const touch layout.Kind = "kiosk"

// kioskOf finds the hall by the token in the address: the machine signs in to nothing, so
// that nobody finds dossiers behind its pages.
func (p *Pages) kioskOf(r *http.Request) (kioskView, error) {
	token := r.PathValue("token")
	h, err := p.Halls.ByKiosk(r.Context(), secret.Digest(token))
	if err != nil {
		return kioskView{}, err
	}
	units, err := p.Public(r.Context())
	if err != nil {
		return kioskView{}, err
	}
	view := kioskView{Name: units.Name(h.Desk), Hall: h, Home: "/counter/kiosk/" + url.PathEscape(token)}
	view.Kind, view.Self = touch, view.Home
	return view, nil
}

func (p *Pages) kiosk(w http.ResponseWriter, r *http.Request) error {
	page, err := p.kioskOf(r)
	if err != nil {
		return err
	}
	page.Ask = r.URL.Query().Has("first")
	page.Class = r.URL.Query().Get("class")
	page.Title = page.Hall.ClassTitle(page.Class)
	return kioskPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) kioskTake(w http.ResponseWriter, r *http.Request) error {
	page, err := p.kioskOf(r)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	by := account.Stamp{At: v.At, Unit: page.Hall.Desk}
	if once := form.Once(); once != "" {
		by.Key = "kiosk-" + secret.Digest(page.Hall.Kiosk+once)
	}
	t, err := p.Acts.Take(r.Context(), page.Hall.Desk, form.Get("series"), form.Get("class"), by)
	if err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		page.Form = refused
		return kioskPage.Render(w, r, layout.StatusOf(err), page)
	}
	return seeOther(w, r, page.Home+"/"+strconv.FormatInt(int64(t.ID), 10))
}

// slip is printed by itself and leads back to the first page.
func (p *Pages) slip(w http.ResponseWriter, r *http.Request) error {
	at, err := p.kioskOf(r)
	if err != nil {
		return err
	}
	t, err := p.Acts.Ticket(r.Context(), web.Number[queue.TicketID](r.PathValue("ticket")))
	if err != nil {
		return err
	}
	if t.Desk != at.Hall.Desk {
		return refusal.Missing("Không tìm thấy số này.")
	}
	list, err := p.Tickets.Day(r.Context(), t.Desk, t.Day)
	if err != nil {
		return err
	}
	page := slipView{Name: at.Name, Home: at.Home, Ticket: &t, Class: at.Hall.ClassTitle(t.Class)}
	page.Kind = touch
	if s := at.Hall.SeriesOf(t.Series); s != nil {
		page.Series = s.Title
	}
	for _, other := range list {
		if other.State == queue.Waiting && other.Series == t.Series && other.Number < t.Number {
			page.Ahead++
		}
	}
	return slipPage.Render(w, r, http.StatusOK, page)
}
