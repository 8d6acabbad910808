package portal

import (
	"context"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/web/layout"
)

// askPage asks for a code, or says what to do about one that leads nowhere.
type askPage struct {
	layout.Frame
	Typed   string // what is no code, "" for nothing wrong
	Unknown bool   // a code, and no dossier for it
	Phone   string
}

var askTemplate = layout.Parse[askPage](files, "track_ask.html", "parts.html")

// trackForm takes what was typed or pasted to the dossier's own address.
func (p *Pages) trackForm(w http.ResponseWriter, r *http.Request) error {
	typed := strings.TrimSpace(r.URL.Query().Get("code"))
	if typed == "" {
		return p.ask(w, r, http.StatusOK, askPage{})
	}
	code, ok := dossier.NormalCode(typed)
	if !ok {
		return p.ask(w, r, http.StatusUnprocessableEntity, askPage{Typed: typed})
	}
	secret := r.URL.Query().Get("s")
	if pasted, err := url.Parse(typed); err == nil && secret == "" { // the whole address in the QR
		secret = pasted.Query().Get("s")
	}
	http.Redirect(w, r, trackPath(code, secret), http.StatusSeeOther)
	return nil
}

func trackPath(code, secret string) string {
	path := "/track/" + url.PathEscape(code)
	if secret != "" {
		path += "?" + url.Values{"s": {secret}}.Encode()
	}
	return path
}

// track shows a dossier: what concerns everybody, and with the receipt's secret all that
// the receipt says. A wrong secret is answered exactly as an unknown code is.
func (p *Pages) track(w http.ResponseWriter, r *http.Request) error {
	// The address may hold the secret: nothing keeps the page, nothing tells where it was.
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	if p.Codes != nil && !p.Codes.Take(layout.VisitOf(r).Remote) {
		w.Header().Set("Retry-After", "60")
		layout.ProblemStatus(w, r, http.StatusTooManyRequests)
		return nil
	}
	secret := r.URL.Query().Get("s")
	code, ok := dossier.NormalCode(r.PathValue("code"))
	if !ok {
		return p.ask(w, r, http.StatusNotFound, askPage{Typed: r.PathValue("code")})
	}
	if code != r.PathValue("code") {
		http.Redirect(w, r, trackPath(code, secret), http.StatusSeeOther)
		return nil
	}
	id, err := p.admitted(r.Context(), code, secret)
	if refusal.KindOf(err) == refusal.NotFound {
		return p.ask(w, r, http.StatusNotFound, askPage{Unknown: true})
	}
	if err != nil {
		return err
	}
	return p.show(w, r, id, secret != "")
}

// admitted finds the dossier of a code. With a secret it must be the right one: whether the
// code exists and the secret is wrong, or nothing exists, the work and the answer are the same.
func (p *Pages) admitted(ctx context.Context, code, secret string) (dossier.ID, error) {
	d, err := p.Office.ByCode(ctx, code)
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return 0, err
	}
	right := dossier.TrackingSecret(&d)
	fits := subtle.ConstantTimeCompare([]byte(right), []byte(secret)) == 1 && d.Seal != audit.ErasedSeal // all erased have one
	if err != nil || secret != "" && !fits {
		return 0, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return d.ID, nil
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request, id dossier.ID, full bool) error {
	t, err := p.Office.Track(r.Context(), id)
	if err != nil {
		return err
	}
	c, err := p.Office.Catalogue(r.Context())
	if err != nil {
		return err
	}
	v := layout.VisitOf(r)
	s := story{Visit: v, t: &t, rules: c, now: p.now(), full: full}
	page := s.page()
	page.Frame = p.frame(r, layout.Link{Text: v.T("Tra cứu hồ sơ"), Href: "/track"}, layout.Link{Text: t.Code})
	page.AsOf = s.now
	if err := p.parcel(r.Context(), &s, &page); err != nil {
		return err
	}
	return trackTemplate.Render(w, r, http.StatusOK, page)
}

func (p *Pages) ask(w http.ResponseWriter, r *http.Request, status int, page askPage) error {
	v := layout.VisitOf(r)
	page.Frame, page.Phone = p.frame(r, layout.Link{Text: v.T("Tra cứu hồ sơ")}), phone(v)
	page.Self = "/track" // the language links must not carry what was typed
	return askTemplate.Render(w, r, status, page)
}
