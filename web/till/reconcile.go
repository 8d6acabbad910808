package till

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// runsView is the comparisons with the books of platform and bank.
type runsView struct {
	common
	Rows     []*payment.Run
	Names    map[account.ID]string
	Platform bool
	All      bool // the visitor's word counts for the whole province
	Open     int
	Faults   []string // of a statement, by row
}

var runsPage = layout.Parse[runsView](files, "reconcile.html", "tabs.html")

func (t *Till) runs(w http.ResponseWriter, r *http.Request) error {
	return t.runList(w, r, layout.Form{}, nil)
}

func (t *Till) runList(w http.ResponseWriter, r *http.Request, form layout.Form, faults []string) (err error) {
	v := web.VisitOf(r)
	page := runsView{common: newCommon(v, "/till/reconcile", r.URL.Query().Get("done"), form), Platform: t.Platform != nil, All: wholeProvince(v) == nil, Faults: faults}
	if page.Rows, err = t.Books.Runs(r.Context(), 100); err != nil {
		return err
	}
	var people []account.ID
	for _, one := range page.Rows {
		people = append(people, one.By)
	}
	if page.Names, err = t.Staff.Names(r.Context(), people...); err != nil {
		return err
	}
	open, err := t.Books.Differences(r.Context(), reach(v, account.ReconcileMoney), false, mostRows)
	if err != nil {
		return err
	}
	page.Open, page.Self = len(open), "/till/reconcile"
	return runsPage.Render(w, r, status(form), page)
}

// wholeProvince refuses who may not reconcile for every unit: the books are the province's.
func wholeProvince(v *web.Visit) error {
	if _, all := v.Reach(account.ReconcileMoney); !all {
		return refusal.TooEarlyOrLate("Đối soát làm một lần cho cả tỉnh: chỉ lãnh đạo cấp tỉnh chạy được. Chênh lệch của đơn vị bạn nằm ở trang Chênh lệch.")
	}
	return nil
}

// reconcile sets our book of a day beside the platform's.
func (t *Till) reconcile(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = t.compare(r, form)
	if again, ok := form.Refused(err); ok {
		return t.runList(w, r, again, nil)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/till/reconcile?done=reconcile", http.StatusSeeOther)
	return nil
}

func (t *Till) compare(r *http.Request, form layout.Form) error {
	v := web.VisitOf(r)
	if err := wholeProvince(v); err != nil {
		return err
	}
	day, err := dayOf(form, "day", 0)
	switch {
	case err != nil:
		return err
	case day == 0 || day > calendar.DayOf(v.At):
		return refusal.Wrong("day", "Chọn ngày cần đối soát, không sau hôm nay.")
	case t.Platform == nil:
		return refusal.TooEarlyOrLate("Chưa kết nối cổng thanh toán.")
	}
	theirs, err := t.Platform.Statement(r.Context(), day)
	if err != nil {
		return err
	}
	_, err = t.Books.Reconcile(r.Context(), payment.FromPlatform, day, theirs, v.Stamp(form.Once()))
	return err
}

func (t *Till) runBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	list, err := t.Books.Runs(r.Context(), mostRows)
	if err != nil {
		return err
	}
	return send(w, r, "doi-soat", "Đối soát", []sheet.Column{
		{Title: "Ngày", Kind: sheet.Date}, {Title: "Nguồn"}, {Title: "Chạy lúc", Kind: sheet.Instant}, {Title: "Sổ của ta", Kind: sheet.Number}, {Title: "Tiền của ta", Kind: sheet.Number},
		{Title: "Sao kê", Kind: sheet.Number}, {Title: "Tiền sao kê", Kind: sheet.Number}, {Title: "Khớp", Kind: sheet.Number}, {Title: "Lệch", Kind: sheet.Number}, {Title: "Đã giải trình", Kind: sheet.Number},
	}, each(list, func(x *payment.Run) []any {
		return []any{x.Day, v.T(x.Source.Title()), local(x.At), x.OurCount, x.OurSum, x.TheirCount, x.TheirSum, x.Equal, x.Differ, x.Explained}
	}))
}
