package notify

import (
	"io"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// stopPage is what the link in an e-mail opens. Opening it changes nothing: programs that
// check mail open links too.
type stopPage struct {
	layout.Frame
	Channel, Address string
	Action           string // where the form leads: the link itself
	Stopped          bool
	Form             layout.Form
}

var stopView = layout.Parse[stopPage](files, "stop.html")

func (p Pages) showStop(w http.ResponseWriter, r *http.Request) error {
	c, address, stopped, err := p.Wishes.Stopping(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	w.Header().Set("Cache-Control", "no-store")
	return stopView.Render(w, r, http.StatusOK, stopPage{
		Frame: layout.Frame{Kind: layout.Citizen}, Channel: visit.T(c.Title()), Address: notify.Mask(address), Action: "/stop/" + r.PathValue("token"), Stopped: stopped,
	})
}

// stop honours the wish: of a person on the page, or of a mail program by one press
// (RFC 8058).
func (p Pages) stop(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	token := r.PathValue("token")
	if err := p.Wishes.Stop(r.Context(), token, form.Get("resume") == "", account.Stamp{At: web.VisitOf(r).At}); err != nil {
		return err
	}
	if form.Get("List-Unsubscribe") == "One-Click" { // mail programs follow no redirects: RFC 8058, 3.1
		return p.showStop(w, r)
	}
	http.Redirect(w, r, "/stop/"+token, http.StatusSeeOther)
	return nil
}

// hear takes a report of a provider, which signs it.
func (p Pages) hear(w http.ResponseWriter, r *http.Request) error {
	if p.Hear == nil {
		return refusal.Missing("Không có nơi gửi tin nào báo về đây.")
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if err := p.Hear(r.Context(), r.PathValue("provider"), r.Header, body); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

type ownPage struct {
	layout.Frame
	Form layout.Form
	Done bool
}

var ownView = layout.Parse[ownPage](files, "own.html")

func (p Pages) showOwn(w http.ResponseWriter, r *http.Request) error {
	email, err := p.Own.Email(r.Context(), web.VisitOf(r).Account.ID)
	if err != nil {
		return err
	}
	return p.renderOwn(w, r, http.StatusOK, layout.Filled("email", email))
}

func (p Pages) renderOwn(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	frame := layout.Frame{Self: "/messages/own", Crumbs: []layout.Link{{Text: visit.T("Tài khoản của tôi"), Href: "/account"}, {Text: visit.T("Thư báo việc")}}}
	return ownView.Render(w, r, status, ownPage{Frame: frame, Form: form, Done: r.URL.Query().Get("done") != ""})
}

func (p Pages) setOwn(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = p.Own.SetEmail(r.Context(), form.Get("email"), web.VisitOf(r).Stamp(form.Once()))
	if bad, ok := form.Refused(err); ok {
		return p.renderOwn(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/messages/own?done=1", http.StatusSeeOther)
	return nil
}
