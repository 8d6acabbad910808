package notify

import (
	"context"
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type onePage struct {
	layout.Frame
	Row      row
	Story    notify.Story
	Expires  bool
	Erased   bool
	Form     layout.Form
	MayRetry bool
	MayDrop  bool
	Trail    []layout.Moment
}

var oneView = layout.Parse[onePage](files, "one.html")

func (p Pages) showOne(w http.ResponseWriter, r *http.Request) error {
	m, err := p.target(r, account.ReadMessages)
	if err != nil {
		return err
	}
	return p.renderOne(w, r, http.StatusOK, m, layout.Form{})
}

// target is the message of the address; nothing is told of it before the policy was asked.
func (p Pages) target(r *http.Request, act account.Act) (notify.Story, error) {
	m, err := p.Outbox.Get(r.Context(), web.Number[notify.ID](r.PathValue("id")))
	if err != nil {
		return m, err
	}
	return m, must(web.VisitOf(r), act, m.Unit, m.Desk)
}

// must refuses unless the visitor may do an act on the unit with competence, or the desk.
func must(visit *web.Visit, act account.Act, unit, desk orgunit.ID) error {
	if !visit.May(act, unit) && visit.May(act, desk) {
		unit = desk
	}
	return visit.Must(act, unit)
}

func (p Pages) renderOne(w http.ResponseWriter, r *http.Request, status int, m notify.Story, form layout.Form) error {
	visit := web.VisitOf(r)
	page := onePage{Row: newRow(visit, m.Message), Story: m, Form: form, Trail: trail(visit, m), Expires: m.State == notify.Queued, Erased: m.Erased()}
	may := visit.May(account.RetryMessage, m.Unit) || visit.May(account.RetryMessage, m.Desk)
	page.MayRetry = may && !m.Erased() && (m.State == notify.Failed || m.State == notify.Unknown || m.State == notify.Expired)
	page.MayDrop = may && (m.State == notify.Queued || m.State == notify.Unknown || m.State == notify.Failed)
	page.Frame = layout.Frame{Self: path(m.ID), Crumbs: []layout.Link{{Text: visit.T("Tin nhắn"), Href: "/messages"}, {Text: page.Row.Occasion}}}
	return oneView.Render(w, r, status, page)
}

func path(id notify.ID) string { return "/messages/one/" + strconv.FormatInt(int64(id), 10) }

// trail is everything that was done about a message, the newest first.
func trail(visit *web.Visit, m notify.Story) (list []layout.Moment) {
	add := func(m layout.Moment) { list = append([]layout.Moment{m}, list...) }
	add(layout.Moment{Title: visit.T("Vào hàng chờ"), At: m.Queued})
	acts := map[string]string{"retry": "Gửi lại", "cancel": "Hủy"}
	decisions := m.Decisions
	told := func() {
		d := decisions[0]
		add(layout.Moment{Title: visit.T(acts[d.Act]) + " · " + d.By, Text: d.Reason, At: d.At})
		decisions = decisions[1:]
	}
	for _, a := range m.Attempts {
		for len(decisions) > 0 && decisions[0].At.Before(a.Started) {
			told()
		}
		entry := layout.Moment{Title: visit.T("Lần gửi %d qua %s: %s", a.No, a.Provider, layout.Words(a.Outcome.Title())), Text: said(visit, a.Says), At: a.Started}
		if a.Outcome == notify.Rejected || a.Outcome == notify.Busy {
			entry.State = "late"
		}
		add(entry)
	}
	for len(decisions) > 0 {
		told()
	}
	if !m.Next.IsZero() {
		add(layout.Moment{State: "next", Title: visit.T("Lần xem tiếp theo"), Text: said(visit, m.Says), At: m.Next})
	}
	return list
}

func (p Pages) retry(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, "retry_reason", p.Outbox.Retry)
}

func (p Pages) cancel(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, "cancel_reason", p.Outbox.Cancel)
}

func (p Pages) decide(w http.ResponseWriter, r *http.Request, field string, do func(context.Context, notify.ID, string, account.Stamp) error) error {
	m, err := p.target(r, account.RetryMessage)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = do(r.Context(), m.ID, form.Get(field), web.VisitOf(r).Stamp(form.Once()))
	for _, no := range refusal.Of(err) {
		if no.Field == "reason" {
			no.Field = field
		}
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderOne(w, r, layout.StatusOf(err), m, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, path(m.ID), http.StatusSeeOther)
	return nil
}

type dossierPage struct {
	layout.Frame
	Code     string
	Rows     []row
	Ways     []layout.Option
	Langs    []layout.Option
	Form     layout.Form
	Phone    string // masked
	Email    string
	MayWish  bool
	Done     bool
	Openable bool
}

var dossierView = layout.Parse[dossierPage](files, "dossier.html", "table.html")

// ofDossier is the dossier of the address, once the visitor may do an act on its messages.
func (p Pages) ofDossier(r *http.Request, act account.Act) (dossier.Dossier, error) {
	code, _ := dossier.NormalCode(r.PathValue("code"))
	d, err := p.ByCode(r.Context(), code)
	if err != nil {
		return d, err
	}
	return d, must(web.VisitOf(r), act, d.Unit, d.Desk)
}

func (p Pages) showDossier(w http.ResponseWriter, r *http.Request) error {
	d, err := p.ofDossier(r, account.ReadMessages)
	if err != nil {
		return err
	}
	return p.renderDossier(w, r, http.StatusOK, d, layout.Form{})
}

func (p Pages) renderDossier(w http.ResponseWriter, r *http.Request, status int, d dossier.Dossier, form layout.Form) error {
	visit := web.VisitOf(r)
	wish, addresses, err := p.Wishes.Wish(r.Context(), d.ID)
	if err != nil {
		return err
	}
	found, err := p.Outbox.List(r.Context(), notify.Query{Words: d.Code, Limit: onAPage})
	if err != nil {
		return err
	}
	page := dossierPage{Code: d.Code, Form: form, Phone: notify.Mask(addresses.At(notify.SMS)), Email: notify.Mask(addresses.At(notify.Email)), Done: r.URL.Query().Get("done") != ""}
	page.Frame = layout.Frame{Self: "/messages/of/" + d.Code, Crumbs: []layout.Link{{Text: visit.T("Tin nhắn"), Href: "/messages"}, {Text: d.Code}}}
	page.MayWish = visit.May(account.RetryMessage, d.Unit) || visit.May(account.RetryMessage, d.Desk)
	page.Openable = visit.May(account.ReadDossier, d.Unit) || visit.May(account.ReadDossier, d.Desk)
	if form.Values == nil {
		page.Form = layout.Filled("way", wish.Way, "lang", string(wish.Lang))
	}
	page.Ways = append([]layout.Option{{Label: visit.T("Cách nào cũng được")}}, channelOptions(visit)...)
	page.Ways = append(page.Ways, layout.Option{Value: notify.NoWay, Label: visit.T("Không nhận tin")})
	page.Langs = []layout.Option{{Label: visit.T("Tiếng Việt")}, {Value: string(notify.English), Label: visit.T("Tiếng Anh")}}
	for _, m := range found.Rows {
		page.Rows = append(page.Rows, newRow(visit, m))
	}
	return dossierView.Render(w, r, status, page)
}

func (p Pages) setWish(w http.ResponseWriter, r *http.Request) error {
	d, err := p.ofDossier(r, account.RetryMessage)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	wish := notify.Wish{Way: form.Get("way"), Lang: notify.Lang(form.Get("lang"))}
	err = p.Wishes.SetWish(r.Context(), d.ID, wish.String(), web.VisitOf(r).Stamp(form.Once()))
	for _, no := range refusal.Of(err) {
		no.Field = "way" // at reception it has another name
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderDossier(w, r, layout.StatusOf(err), d, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/messages/of/"+d.Code+"?done=1", http.StatusSeeOther)
	return nil
}
