package till_test

import (
	"net/url"
	"testing"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/kit/browser"
)

// TestAFeeIsTakenInTheBrowser walks through the pages of the room: each is looked at wide
// and narrow, and axe finds nothing.
func TestAFeeIsTakenInTheBrowser(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	client{h, "tri", ""}.send("/till/account", 303, "bank", "970436", "name", "Vietcombank", "number", "0011012345678", "holder", "Kho bạc An Sơn")
	_, code := h.waiting()
	other, _ := h.waiting()
	tab := b.Tab(t, h.base)
	as := func(login, path string) { tab.Go("/as/" + login + "?to=" + url.QueryEscape(path)) }
	as("oanh", "/till")
	tab.Look("till")
	tab.Go("/till/orders/" + code)
	tab.Look("till-order")
	tab.Go("/till/drawer")
	tab.Look("till-drawer-open")
	tab.Type("#f-change", "100000")
	tab.ClickOn("main button.go")
	tab.Look("till-drawer")
	tab.Go("/till/orders/" + code)
	tab.ClickOn("main button.go")
	tab.Look("till-order-paid")
	tab.Go("/till/receipts/BL-H99.05-2026-0000001")
	tab.Look("till-receipt")
	tab.Go("/till/receipts")
	tab.Look("till-receipts")
	d := h.receive()
	tab.Go("/till/dossiers/" + d.Code)
	tab.Look("till-dossier")

	h.must(h.kept.Take(t.Context(), payment.Notice{Source: payment.FromPlatform, Reference: "GD0000000017", Code: code, Amount: 75_000, At: h.now}, account.Stamp{At: h.now}))
	o, err := h.kept.Order(t.Context(), code)
	h.must(nil, err)
	h.must(h.kept.AskRefund(t.Context(), o.ID, 25_000, "Thu nhầm mức", account.Stamp{By: 11, Unit: commune, At: h.now}))
	as("tri", "/till/refunds")
	tab.Look("till-refunds")
	tab.Go("/till/reconcile")
	tab.Type("#f-day", "05/03/2026")
	tab.ClickOn("main button.go")
	tab.Look("till-reconcile")
	tab.Go("/till/differences")
	tab.Look("till-differences")
	tab.ClickOn("tbody th a")
	tab.Look("till-difference")
	tab.Go("/till/figures")
	tab.Look("till-figures")
	tab.Go("/till/paid?from=2026-03-01&to=2026-03-05")
	tab.Look("till-paid")
	tab.Go("/till/account")
	tab.Look("till-account")
	tab.Go("/pay/" + other.Code + "?s=" + dossier.TrackingSecret(&other))
	tab.Look("pay")
}

func (h *house) must(_ any, err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}
