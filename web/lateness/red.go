package lateness

import (
	"net/http"
	"net/url"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// redView is the red list: what is late, by days or by harm, who has it, one press to urge
// them on.
type redView struct {
	layout.Frame
	Form     layout.Form
	Tabs     []tab
	Filters  filters
	Finding  string
	Month    string // of the due dates, "" for what is late now
	Here     string
	Sort     layout.Sort
	Rows     []row
	MayPress bool
	Results  []result
	Pager    layout.Pager
}

// result is what became of one row of an act upon several.
type result struct {
	Code string
	Href string
	Note layout.Note
}

var redPage = layout.Parse[redView](files, "red.html", "parts.html")

func (p *Pages) red(w http.ResponseWriter, r *http.Request) error {
	page, err := p.redView(r)
	if err != nil {
		return err
	}
	return redPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) redView(r *http.Request) (page redView, err error) {
	v, query := web.VisitOf(r), r.URL.Query()
	ref, err := p.Rules(r.Context())
	if err != nil {
		return page, err
	}
	c := choose(v, ref, query)
	page = redView{Form: layout.Form{Values: query}, Filters: c.filters(v, ref), Month: c.Month, Here: with(latePath, query), Sort: layout.SortOf(r, "days", "harm")}
	page.AsOf = v.At
	if page.Tabs, err = p.tabs(r.Context(), v, page.hereTab()); err != nil {
		return page, err
	}
	n, err := p.Late.CountLate(r.Context(), c.Query)
	if err != nil {
		return page, err
	}
	page.Finding = finding(v, c, n)
	list, err := p.Late.Late(r.Context(), c.Query)
	if err != nil {
		return page, err
	}
	page.Pager = layout.Pager{Total: int(n), Excel: with(latePath+xlsx, query)}
	if len(list) > pageRows {
		list = list[:pageRows]
		page.Pager.Next = with(latePath, query, "after", keyText(list[pageRows-1].Key))
	}
	if c.After.Dossier != 0 {
		page.Pager.First = with(latePath, query)
	}
	page.Rows, err = p.shown(r.Context(), v, ref, list)
	for _, row := range page.Rows {
		page.MayPress = page.MayPress || row.MayPress
	}
	return page, err
}

func (page *redView) hereTab() string {
	if page.Month != "" {
		return figurePath
	}
	return latePath
}

// finding is the number of the list as a sentence.
func finding(v *web.Visit, c choice, n int64) string {
	title := v.T(c.Of.Title())
	if c.Month != "" {
		return v.T("%s, hạn trong tháng %s: %d hồ sơ", title, c.From.Vietnamese()[3:], n)
	}
	if c.Of == "" {
		return v.T("%d hồ sơ đang quá hạn", n)
	}
	return v.T("%s: %d hồ sơ đang quá hạn", title, n)
}

// press urges on: the row whose button was pressed, or all that are ticked.
func (p *Pages) press(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	codes := form.Values["row"]
	if one := form.Get("press"); one != "" {
		codes = []string{one}
	}
	var results []result
	for _, code := range codes {
		one, err := p.pressOne(r, code, form)
		if err != nil {
			return err
		}
		results = append(results, one)
	}
	page, err := p.redView(r)
	if err != nil {
		return err
	}
	page.Results, page.Self = results, page.Here
	if len(results) == 0 {
		page.Form.Errors = refusal.List{refusal.Wrong("", "Chưa chọn hồ sơ nào.")}
		return redPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	return redPage.Render(w, r, http.StatusOK, page)
}

// pressOne urges on one dossier. Only a fault is an error.
func (p *Pages) pressOne(r *http.Request, code string, form layout.Form) (result, error) {
	v := web.VisitOf(r)
	done := result{Code: code, Href: dossierPath + url.PathEscape(code), Note: layout.Note{Class: "ok", Text: v.T("Đã đôn đốc")}}
	d, err := p.Files.ByCode(r.Context(), code)
	if err == nil {
		err = v.Must(account.PressLateness, d.Unit)
	}
	if err == nil {
		_, err = p.Letters.Press(r.Context(), d.ID, form.Get("words"), stampOf(v, form, code))
	}
	return done.after(v, err)
}

// stampOf is the stamp of one row of a form that does several.
func stampOf(v *web.Visit, form layout.Form, code string) account.Stamp {
	if key := form.Once(); key != "" {
		return v.Stamp(key + "-" + code)
	}
	return v.Stamp("")
}

// after is the result with the reason when it was refused; a fault stays an error.
func (done result) after(v *web.Visit, err error) (result, error) {
	if no := refusal.Of(err); len(no) > 0 {
		done.Note = layout.Note{Class: "over", Text: layout.Sentence(v.Lang, no[0])}
		return done, nil
	}
	return done, err
}

// redBook is the whole list as a workbook.
func (p *Pages) redBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	ref, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	c := choose(v, ref, query)
	c.After.Dossier, c.Limit = 0, bookRows
	b := &download{ResponseWriter: w, name: "ho-so-qua-han"}
	columns := []sheet.Column{
		{Title: v.T("Mã hồ sơ"), Width: 24}, {Title: v.T("Thủ tục"), Width: 48}, {Title: v.T("Đơn vị"), Width: 32}, {Title: v.T("Đang giữ"), Width: 28}, {Title: v.T("Bước"), Width: 28},
		{Title: v.T("Nhận"), Kind: sheet.Date}, {Title: v.T("Hẹn trả"), Kind: sheet.Date}, {Title: v.T("Trễ (ngày làm việc)"), Kind: sheet.Number},
		{Title: v.T("Hẹn lại"), Kind: sheet.Date}, {Title: v.T("Lý do"), Width: 60},
	}
	return b.send(v, finding(v, c, 0), columns, query, func(yield func([]any) bool) {
		for {
			list, err := p.Late.Late(r.Context(), c.Query)
			var rows []row
			if err == nil {
				rows, err = p.shown(r.Context(), v, ref, list)
			}
			if b.failed = err; err != nil {
				return
			}
			for _, row := range rows {
				if !yield([]any{row.Code, row.Name, row.Unit, row.Holder, row.Step, date(row.Received), date(row.Due), row.Days, date(row.promised), row.file.Letter.Reason}) {
					return
				}
			}
			if len(list) < bookRows {
				return
			}
			c.After = list[len(list)-1].Key
		}
	})
}
