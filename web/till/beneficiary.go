package till

import (
	"net/http"

	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// beneficiaryView is the bank account into which the unit's fees go.
type beneficiaryView struct {
	common
	Unit  string
	Above string // the unit whose account is used, "" for the own one
}

var beneficiaryPage = layout.Parse[beneficiaryView](files, "account.html", "tabs.html")

func (t *Till) beneficiary(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	b, err := t.Orders.Beneficiary(r.Context(), v.Account.Unit)
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return err
	}
	form := layout.Filled("bank", b.Bank, "name", b.Name, "number", b.Number, "holder", b.Holder)
	page := beneficiaryView{common: newCommon(v, "/till/account", r.URL.Query().Get("done"), form), Unit: v.Visit.Unit}
	if b.Unit != 0 && b.Unit != v.Account.Unit {
		page.Above = v.Units.Name(b.Unit)
	}
	return beneficiaryPage.Render(w, r, http.StatusOK, page)
}

func (t *Till) setBeneficiary(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	act := payment.SetBeneficiary{Bank: words(form, "bank"), Name: words(form, "name"), Number: words(form, "number"), Holder: words(form, "holder")}
	err = t.Orders.SetBeneficiary(r.Context(), v.Account.Unit, act, v.Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		page := beneficiaryView{common: newCommon(v, "/till/account", "", again), Unit: v.Visit.Unit}
		return beneficiaryPage.Render(w, r, layout.StatusOf(err), page)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/account?done=account", http.StatusSeeOther)
	return nil
}
