package postal

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// runsView is the comparisons of books, and what the post said that fits no order.
type runsView struct {
	common
	Rows   []*postal.Run
	Last   *postal.Run // the newest, with what differs
	Parked []*postal.Notice
	Mail   bool
	All    bool // the visitor's word counts for the whole province
}

var runsPage = layout.Parse[runsView](files, "compare.html", "tabs.html")

func (p *Room) runs(w http.ResponseWriter, r *http.Request) error {
	return p.runList(w, r, layout.Form{})
}

func (p *Room) runList(w http.ResponseWriter, r *http.Request, form layout.Form) (err error) {
	v := web.VisitOf(r)
	page := runsView{common: newCommon(v, "/postal/compare", r.URL.Query().Get("done"), form), Mail: p.Mail != nil, All: wholeProvince(v) == nil}
	page.Excel = "/postal/compare.xlsx"
	if page.Rows, err = p.Books.Runs(r.Context(), 2*onePage); err != nil {
		return err
	}
	if len(page.Rows) > 0 {
		page.Last = page.Rows[0]
	}
	if page.Parked, err = p.Books.Parked(r.Context(), onePage); err != nil {
		return err
	}
	return runsPage.Render(w, r, status(form), page)
}

// wholeProvince refuses who may not compare for every unit: the books are the province's.
func wholeProvince(v *web.Visit) error {
	if _, all := v.Reach(account.ComparePost); !all {
		return refusal.TooEarlyOrLate("Đối chiếu làm một lần cho cả tỉnh: chỉ lãnh đạo cấp tỉnh chạy được.")
	}
	return nil
}

// compare sets our book of a day beside the post's.
func (p *Room) compare(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	err = p.compared(r, form)
	if again, ok := form.Refused(err); ok {
		return p.runList(w, r, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/postal/compare?done=compare", http.StatusSeeOther)
	return nil
}

func (p *Room) compared(r *http.Request, form layout.Form) error {
	v := web.VisitOf(r)
	if err := wholeProvince(v); err != nil {
		return err
	}
	day, err := dayOf(form, "day", 0)
	switch {
	case err != nil:
		return err
	case day == 0 || day > v.Today():
		return refusal.Wrong("day", "Chọn ngày cần đối chiếu, không sau hôm nay.")
	case p.Mail == nil:
		return refusal.TooEarlyOrLate("Chưa kết nối bưu chính.")
	}
	theirs, err := p.Mail.Book(r.Context(), day)
	if err != nil {
		v.Fault("the post's book", err)
		return refusal.TooEarlyOrLate("Bưu chính không trả lời. Hãy thử lại sau ít phút.")
	}
	_, err = p.Books.Compare(r.Context(), day, theirs, v.Stamp(form.Once()))
	return err
}

func (p *Room) runBook(w http.ResponseWriter, r *http.Request) error {
	list, err := p.Books.Runs(r.Context(), mostRows)
	if err != nil {
		return err
	}
	return send(w, r, "doi-chieu-buu-chinh", "Đối chiếu", []sheet.Column{
		{Title: "Ngày", Kind: sheet.Date}, {Title: "Chạy lúc", Kind: sheet.Instant}, {Title: "Sổ của ta", Kind: sheet.Number}, {Title: "Sổ bưu chính", Kind: sheet.Number}, {Title: "Thu hộ của ta", Kind: sheet.Number},
		{Title: "Thu hộ bưu chính", Kind: sheet.Number}, {Title: "Khớp", Kind: sheet.Number}, {Title: "Đã bù", Kind: sheet.Number}, {Title: "Lệch", Kind: sheet.Number},
	}, each(list, func(x *postal.Run) []any {
		return []any{x.Day, local(x.At), x.OurCount, x.TheirCount, x.OurSum, x.TheirSum, x.Equal, x.Mended, len(x.Left)}
	}))
}

// figuresView is what points did in a period.
type figuresView struct {
	common
	From, To calendar.Day // first and last day
	Rows     []figureRow
	Total    figureRow
}

type figureRow struct {
	postal.Figure
	Name string
}

var figuresPage = layout.Parse[figuresView](files, "figures.html", "tabs.html")

func (p *Room) figures(w http.ResponseWriter, r *http.Request) error {
	page, err := p.figured(r)
	if err != nil {
		return err
	}
	return figuresPage.Render(w, r, status(page.Form), page)
}

func (p *Room) figured(r *http.Request) (page figuresView, err error) {
	form, err := layout.FormOf(r)
	if err != nil {
		return page, err
	}
	v := web.VisitOf(r)
	page = figuresView{common: newCommon(v, "/postal/figures", "", form)}
	from, to, err := period(v, form)
	if err != nil {
		page.Form, _ = form.Refused(err)
		return page, nil
	}
	page.From, page.To = from, to-1
	page.Form = layout.Filled("from", page.From.Vietnamese(), "to", page.To.Vietnamese())
	page.Excel = "/postal/figures.xlsx?from=" + page.From.String() + "&to=" + page.To.String()
	list, err := p.Books.Figures(r.Context(), pointsIn(v), from, to)
	page.Total.Name = v.T("Cộng")
	for _, f := range list {
		page.Rows = append(page.Rows, figureRow{f, v.Units.Name(f.Unit)})
		t := &page.Total
		t.Received, t.Brought, t.Taken, t.Delivered, t.Returned, t.Faults = t.Received+f.Received, t.Brought+f.Brought, t.Taken+f.Taken, t.Delivered+f.Delivered, t.Returned+f.Returned, t.Faults+f.Faults
	}
	return page, err
}

// pointsIn are the points that the visitor may read of, or that belong to the desk where
// the visitor sits.
func pointsIn(v *web.Visit) []orgunit.ID {
	list := []orgunit.ID{}
	for _, u := range v.Units.All() {
		if u.Block.Helps() && (v.May(account.ReadPost, u.ID) || v.May(account.ReadPost, v.Units.Desk(u.ID))) {
			list = append(list, u.ID)
		}
	}
	return list
}

func (p *Room) figureBook(w http.ResponseWriter, r *http.Request) error {
	page, err := p.figured(r)
	if err != nil {
		return err
	}
	return send(w, r, "so-lieu-buu-chinh", "Số liệu điểm", []sheet.Column{
		{Title: "Điểm", Width: 36}, {Title: "Hồ sơ nhận", Kind: sheet.Number}, {Title: "Hồ sơ giao Một cửa", Kind: sheet.Number}, {Title: "Kết quả nhận đi", Kind: sheet.Number}, {Title: "Đã phát", Kind: sheet.Number}, {Title: "Hoàn về", Kind: sheet.Number}, {Title: "Thiếu, hư hỏng", Kind: sheet.Number},
	}, each(page.Rows, func(x figureRow) []any {
		return []any{x.Name, x.Received, x.Brought, x.Taken, x.Delivered, x.Returned, x.Faults}
	}))
}
