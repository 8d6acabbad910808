package till

import (
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// common is what the pages of the room share.
type common struct {
	layout.Frame
	Tabs []layout.Link
	Form layout.Form
	Done string // what was just done, in words
}

// doneWords are told after a redirect, by the name in the address.
var doneWords = map[string]string{
	"cash": "Đã thu tiền mặt.", "cancel": "Đã hủy.", "refund": "Đã gửi đề nghị hoàn tiền, chờ người thứ hai duyệt.",
	"accept": "Đã nhận đủ, phần thừa chờ hoàn.", "drawer": "Đã ghi két.", "decide": "Đã ghi quyết định hoàn tiền.", "carry-out": "Đã hoàn tiền.",
	"settle": "Đã xử lý chênh lệch.", "reconcile": "Đã đối soát.", "account": "Đã ghi tài khoản thụ hưởng.", "offer": "Cổng thanh toán đã nhận lệnh.",
	"statement": "Đã nhập sao kê.", "print": "Đã ghi lần in lại.", "exempt": "Hồ sơ được miễn toàn bộ, không phải thu.",
}

func newCommon(v *web.Visit, here, done string, form layout.Form) common {
	c := common{Form: form}
	if words, ok := doneWords[done]; ok {
		c.Done = v.T(words)
	}
	c.AsOf = v.At
	for _, tab := range []struct {
		text, href string
		act        account.Act
	}{
		{"Lệnh thu", "/till", account.ReadMoney}, {"Biên lai", "/till/receipts", account.ReadMoney}, {"Két tiền", "/till/drawer", account.ReadMoney},
		{"Hoàn tiền", "/till/refunds", account.ReadMoney}, {"Chênh lệch", "/till/differences", account.ReadMoney},
		{"Đối soát", "/till/reconcile", account.ReconcileMoney}, {"Số thu", "/till/figures", account.ReadMoney},
		{"Tài khoản nhận tiền", "/till/account", account.ReconcileMoney},
	} {
		if v.MayAnywhere(tab.act) {
			c.Tabs = append(c.Tabs, layout.Link{Text: v.T(tab.text), Href: tab.href, Here: tab.href == here})
		}
	}
	return c
}

// status of a page with a form: that of its errors.
func status(form layout.Form) int {
	if len(form.Errors) == 0 {
		return http.StatusOK
	}
	return layout.StatusOf(form.Errors)
}

// dong reads an amount that was typed.
func dong(form layout.Form, name string) (int64, error) {
	typed := words(form, name)
	if typed == "" {
		return 0, refusal.Wrong(name, "Chưa ghi số tiền.")
	}
	n, err := vntext.ParseNumber(typed)
	if err != nil {
		return 0, refusal.Wrong(name, "“%s” không phải là số đồng.", typed)
	}
	return n, nil
}

func words(form layout.Form, name string) string { return strings.TrimSpace(form.Get(name)) }

// dayOf reads a day as dd/mm/yyyy or yyyy-mm-dd; nothing typed is the day given.
func dayOf(form layout.Form, name string, otherwise calendar.Day) (calendar.Day, error) {
	typed := words(form, name)
	if typed == "" {
		return otherwise, nil
	}
	if d, err := calendar.ParseDay(typed); err == nil {
		return d, nil
	}
	year, month, day, err := vntext.ParseDate(typed)
	if err != nil {
		return otherwise, refusal.Wrong(name, "“%s” không phải là ngày; ví dụ 05/03/2026.", typed)
	}
	return calendar.On(year, month, day), nil
}
