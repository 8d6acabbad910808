package desk

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// receivePage is an empty form, or the one that the address asks for: see resumed.
func (d *Desk) receivePage(w http.ResponseWriter, r *http.Request) error {
	form, err := d.resumed(r)
	if err != nil {
		return err
	}
	page, err := d.reception(r, form)
	if err != nil {
		return err
	}
	if words, ok := asideWords[r.URL.Query().Get("done")]; ok {
		page.Notes = []layout.Note{{Class: "ok", Text: web.VisitOf(r).T(words)}}
	}
	return receptionPage.Render(w, r, http.StatusOK, page)
}

// asideWords tell where a form went that was not received.
var asideWords = map[string]string{
	"hold":    "Đã giữ bản nháp. Mở lại ở “Hôm nay tại quầy”, trong 48 giờ.",
	"propose": "Đã gửi cán bộ Một cửa quyết định. Mời người nộp chờ, hoặc hẹn trong 48 giờ.",
}

// filled is the page with the form that was sent.
func (d *Desk) filled(r *http.Request) (reception, error) {
	form, err := layout.FormOf(r)
	if err != nil {
		return reception{}, err
	}
	return d.reception(r, form)
}

// preview shows the form again as far as it is filled in, with what follows from it. It is
// a POST although it changes nothing: who the citizen is does not belong in an address.
func (d *Desk) preview(w http.ResponseWriter, r *http.Request) error {
	page, err := d.filled(r)
	if err != nil {
		return err
	}
	page.Self = "/desk/receive"
	return receptionPage.Render(w, r, http.StatusOK, page)
}

// receive takes the dossier in and leads to it.
func (d *Desk) receive(w http.ResponseWriter, r *http.Request) error {
	page, err := d.filled(r)
	if err != nil {
		return err
	}
	faults := page.check()
	if err := faults.OrNil(); err != nil {
		return page.again(w, r, err)
	}
	v := web.VisitOf(r)
	if err := v.Must(account.ReceiveDossier, v.Account.Unit); err != nil {
		return err
	}
	done, err := d.Acts.Receive(r.Context(), page.act, page.kept(), v.Stamp(page.Form.Once()))
	if err != nil {
		return page.again(w, r, err)
	}
	if err := d.another(r, done, page); err != nil {
		page.Form.Values.Del("once") // pressed again, it is a dossier of its own
		return page.again(w, r, err)
	}
	d.settle(r.Context(), v, &page, done)
	http.Redirect(w, r, d.afterReceipt(r.Context(), v, page, done), http.StatusSeeOther)
	return nil
}

// afterReceipt is where a receipt leads: to the payment when the fee is to come by QR
// code, else to the dossier.
func (d *Desk) afterReceipt(ctx context.Context, v *web.Visit, page reception, done dossier.Dossier) string {
	if d.Beside.Purse != nil && page.Form.Get("fee") == "qr" && done.Finance == dossier.FeeDue {
		to, err := d.Beside.Purse.Pay(ctx, done, v.Stamp(""))
		if err == nil {
			return to
		}
		v.Fault("received, but no order was opened", err)
	}
	to := "/desk/dossiers/" + done.Code + "?done=receive"
	if codes := together(page.Form.Get("with")); len(codes) > 0 {
		to += "&with=" + strings.Join(codes, ",")
	}
	return to
}

// another says that a form was received before, with another person or procedure in it: the
// officer went back to it and filled it in for the next citizen, whose dossier must not get
// lost behind the first one's code.
func (d *Desk) another(r *http.Request, done dossier.Dossier, page reception) error {
	person, err := d.Files.Person(r.Context(), done.ID)
	if err != nil {
		return err
	}
	typed := page.kept()
	if done.Procedure == page.act.Procedure && person.Name == typed.Name && person.IDNo == typed.IDNo {
		return nil
	}
	return refusal.Clash("Mẫu này đã tiếp nhận hồ sơ %s của %s. Nếu đây là hồ sơ khác, hãy bấm Tiếp nhận lần nữa.", done.Code, person.Name)
}

// refuse sends the person away with the reason, and leads to the paper that says it.
func (d *Desk) refuse(w http.ResponseWriter, r *http.Request) error {
	page, err := d.filled(r)
	if err != nil {
		return err
	}
	faults := checkPerson(page.Person, page.at)
	if page.Chosen == nil {
		faults = append(faults, refusal.Wrong("procedure", "Chưa chọn thủ tục, hoặc thủ tục không có trong danh mục."))
	}
	if err := faults.OrNil(); err != nil {
		return page.again(w, r, err)
	}
	v := web.VisitOf(r)
	act := dossier.RefuseAtIntake{
		Unit: page.act.Unit, Desk: page.act.Desk, Procedure: page.Chosen.ID, Channel: page.act.Channel,
		Reason: tidy(page.Form.Get("reason")),
	}
	refused, err := d.Acts.Receive(r.Context(), act, page.kept(), v.Stamp(page.Form.Once()))
	if err != nil {
		return page.again(w, r, err)
	}
	http.Redirect(w, r, fmt.Sprintf("/desk/refusals/%d?done=refuse", refused.ID), http.StatusSeeOther)
	return nil
}

// again shows the form as it was sent with what is wrong.
func (p reception) again(w http.ResponseWriter, r *http.Request, err error) error {
	form, ok := p.Form.Refused(err)
	if !ok {
		return err
	}
	if r.Header.Get("X-Try") != "" { // reception.js sends it once more to see why
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	p.Form, p.Self = form, "/desk/receive"
	return receptionPage.Render(w, r, layout.StatusOf(err), p)
}
