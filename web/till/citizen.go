package till

import (
	"crypto/subtle"
	"html/template"
	"net/http"
	"net/url"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/web/layout"

	"cchc/web"
)

// payView is the citizen's page for paying.
type payView struct {
	layout.Frame
	Form     layout.Form
	Code     string
	Back     string // the page where the dossier is followed
	Self     string
	Owes     bool
	Lines    []payment.Line
	Total    int64
	Order    *payment.Order
	State    layout.Tag
	QR       template.HTML
	To       payment.Beneficiary
	Platform bool
}

var payPage = layout.Parse[payView](files, "pay.html")

// payer finds the dossier that somebody with its receipt may pay for. Without the right
// secret the answer is that of an unknown code.
func (t *Till) payer(w http.ResponseWriter, r *http.Request) (dossier.Dossier, error) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "no-referrer")
	code, ok := dossier.NormalCode(r.PathValue("code"))
	if !ok {
		return dossier.Dossier{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	file, err := t.Files.ByCode(r.Context(), code)
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return file, err
	}
	right := dossier.TrackingSecret(&file)
	fits := subtle.ConstantTimeCompare([]byte(right), []byte(r.URL.Query().Get("s"))) == 1
	if err != nil || !fits || file.Seal == audit.ErasedSeal {
		return dossier.Dossier{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return file, nil
}

func (t *Till) payPage(w http.ResponseWriter, r *http.Request) error {
	file, err := t.payer(w, r)
	if err != nil {
		return err
	}
	return t.payShow(w, r, &file, layout.Form{})
}

func (t *Till) payShow(w http.ResponseWriter, r *http.Request, file *dossier.Dossier, form layout.Form) error {
	secret := url.Values{"s": {r.URL.Query().Get("s")}}.Encode()
	page := payView{
		Form: form, Code: file.Code, Back: "/track/" + url.PathEscape(file.Code) + "?" + secret, Self: "/pay/" + url.PathEscape(file.Code) + "?" + secret,
		Owes: file.Finance == dossier.FeeDue, Total: file.Fee, Platform: t.Platform != nil,
	}
	page.Kind, page.Frame.Self = layout.Citizen, page.Self
	orders, err := t.Orders.Of(r.Context(), file.ID)
	if err != nil {
		return err
	}
	rules, err := t.Rules(r.Context())
	if err != nil {
		return err
	}
	if v := rules.Procedure(file.Procedure); v != nil && page.Owes {
		if page.Lines, err = payment.Owed(file, v.Offer(file.Channel)); err != nil {
			return err
		}
	}
	if len(orders) > 0 && (orders[0].State != payment.Cancelled || !page.Owes) {
		page.Order, page.State = orders[0], layout.Plain(orders[0].State.Title())
		page.Lines, page.Total = orders[0].Lines, orders[0].Total
		if s := orders[0].State; s == payment.Open || s == payment.Short {
			page.To, page.QR, err = t.transfer(r.Context(), orders[0])
		}
	}
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return err
	}
	return payPage.Render(w, r, status(form), page)
}

// pay opens the order; by the platform it leads on to the platform's page.
func (t *Till) pay(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	file, err := t.payer(w, r)
	if err != nil {
		return err
	}
	to, err := t.payBy(r, &file, form)
	if again, ok := form.Refused(err); ok {
		return t.payShow(w, r, &file, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (t *Till) payBy(r *http.Request, file *dossier.Dossier, form layout.Form) (to string, err error) {
	m := account.Stamp{Unit: file.Desk, At: web.VisitOf(r).At}
	o, err := t.Orders.Open(r.Context(), file.ID, nil, m)
	if err != nil || form.Get("way") != "platform" {
		return "/pay/" + url.PathEscape(file.Code) + "?" + url.Values{"s": {r.URL.Query().Get("s")}}.Encode(), err
	}
	if o, err = t.offered(r, &o, m); err != nil {
		return "", err
	}
	return o.Link, nil
}
