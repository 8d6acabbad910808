package till

import (
	"net/http"
	"net/url"

	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/web"
	"cchc/web/layout"
)

// onwards are the pages that a payment may lead back to, by the name in the address.
var onwards = map[string]struct{ text, to string }{
	"receive":   {"Về hồ sơ vừa tiếp nhận", "?done=receive"},
	"dossier":   {"Về hồ sơ", ""},
	"hand-over": {"Tiếp tục trả kết quả", "/hand-over"},
}

// onward is where a request's payment leads back to, empty for nowhere.
func onward(v *web.Visit, d *dossier.Dossier, after string) layout.Link {
	if o, ok := onwards[after]; ok {
		return layout.Link{Text: v.T(o.text), Href: "/desk/dossiers/" + d.Code + o.to}
	}
	return layout.Link{}
}

// afterOf is the name in a request's address or form, "" for one that is not known.
func afterOf(r *http.Request) string {
	after := r.FormValue("after")
	if _, ok := onwards[after]; !ok {
		return ""
	}
	return after
}

// toOrder is the address of an order, with what was just done and what comes after.
func toOrder(o *payment.Order, done, after string) string {
	query := url.Values{}
	if done != "" {
		query.Set("done", done)
	}
	if after != "" {
		query.Set("after", after)
	}
	if to := "/till/orders/" + o.Code; len(query) == 0 {
		return to
	}
	return "/till/orders/" + o.Code + "?" + query.Encode()
}
