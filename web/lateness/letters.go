package lateness

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// lettersView is apologies: those that wait for the leader, those signed, promises broken.
type lettersView struct {
	layout.Frame
	Form    layout.Form
	Tabs    []tab
	Kind    string
	Here    string
	Rows    []letterRow
	MaySign bool
	Results []result
	Pager   layout.Pager
}

// letterRow is an apology as a list shows it.
type letterRow struct {
	Code, Href, Name, Unit string
	Due, To                calendar.Day
	Reason                 string
	Above, Report          string
	At                     time.Time // drafted, signed or reported
	InTime                 layout.Tag
	MaySign                bool
}

var lettersPage = layout.Parse[lettersView](files, "letters.html", "parts.html")

func (p *Pages) letters(w http.ResponseWriter, r *http.Request) error {
	page, err := p.lettersView(r)
	if err != nil {
		return err
	}
	return lettersPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) lettersView(r *http.Request) (page lettersView, err error) {
	v, query := web.VisitOf(r), r.URL.Query()
	kind := letterTabOf(query.Get("tab"))
	page = lettersView{Kind: kind.name, Here: with(letterPath, query)}
	page.AsOf = v.At
	if page.Tabs, err = p.tabs(r.Context(), v, kind.href()); err != nil {
		return page, err
	}
	ref, err := p.Rules(r.Context())
	if err != nil {
		return page, err
	}
	q := kind.query(v)
	q.Before = parseLetterKey(query.Get("after"))
	list, err := p.Letters.Letters(r.Context(), q)
	page.Pager.Excel = with(letterPath+xlsx, query)
	if len(list) > pageRows {
		list = list[:pageRows]
		page.Pager.Next = with(letterPath, query, "after", letterKeyText(kind, list[pageRows-1]))
	}
	if q.Before.ID != 0 {
		page.Pager.First = with(letterPath, query)
	}
	for _, a := range list {
		row := shownLetter(v, ref, kind, a)
		page.MaySign = page.MaySign || row.MaySign
		page.Rows = append(page.Rows, row)
	}
	return page, err
}

func shownLetter(v *web.Visit, ref Reference, kind letterTab, a *rules.Apology) letterRow {
	row := letterRow{
		Code: a.Code, Href: letterPath + "/" + a.Code, Unit: v.Units.Name(a.Unit), Due: a.Due, To: a.To, Reason: a.Reason, At: a.Drafted,
		MaySign: a.State == rules.Drafted && v.May(account.DecideDossier, a.Unit),
	}
	if version := ref.Procedure(a.Procedure); version != nil {
		row.Name = version.Name
	}
	if a.State == rules.Signed {
		row.At, row.InTime = a.Signed, inTimeTag(a.InTime)
	}
	if kind.report {
		row.At, row.Above, row.Report = a.Reported, v.Units.Name(a.Above), a.Report
	}
	return row
}

func inTimeTag(inTime bool) layout.Tag {
	if inTime {
		return layout.Tag{Class: "ok", Sign: "✓", Format: "Trước hạn một ngày"}
	}
	return layout.Tag{Class: "over", Sign: "✕", Format: "Khi đã đến hạn"}
}

func letterKeyText(kind letterTab, a *rules.Apology) string {
	at := dossier.Instant(a.Signed)
	switch {
	case kind.report:
		at = dossier.Instant(a.Reported)
	case kind.state == rules.Drafted:
		at = a.Due.String()
	}
	return at + "." + strconv.FormatInt(int64(a.ID), 10)
}

func parseLetterKey(s string) rules.LetterKey {
	at, id, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return rules.LetterKey{}
	}
	return rules.LetterKey{At: at, ID: rules.ID(n)}
}

// signTogether signs every draft that was ticked, each for itself, as it was drafted; a date
// that has passed since is proposed anew.
func (p *Pages) signTogether(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	ref, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	var results []result
	for _, code := range form.Values["row"] {
		one, err := p.signOne(r, ref, code, form)
		if err != nil {
			return err
		}
		results = append(results, one)
	}
	page, err := p.lettersView(r)
	if err != nil {
		return err
	}
	page.Results, page.Self = results, page.Here
	if len(results) == 0 {
		page.Form.Errors = refusal.List{refusal.Wrong("", "Chưa chọn hồ sơ nào.")}
		return lettersPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	return lettersPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) signOne(r *http.Request, ref Reference, code string, form layout.Form) (result, error) {
	v := web.VisitOf(r)
	done := result{Code: code, Href: letterPath + "/" + url.PathEscape(code), Note: layout.Note{Class: "ok", Text: v.T("Đã ký, hẹn lại")}}
	d, err := p.Files.ByCode(r.Context(), code)
	if err == nil {
		err = v.Must(account.DecideDossier, d.Unit)
	}
	var a rules.Apology
	if err == nil {
		a, err = p.Letters.LetterOf(r.Context(), d.ID)
	}
	if err == nil {
		_, err = p.Letters.Sign(r.Context(), d.ID, proposed(a, ref, &d, v.At), a.Reason, stampOf(v, form, code))
	}
	return done.after(v, err)
}

// letterBook is a list of apologies as a workbook.
func (p *Pages) letterBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	ref, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	kind := letterTabOf(query.Get("tab"))
	q := kind.query(v)
	q.Limit = bookRows
	b := &download{ResponseWriter: w, name: "thu-xin-loi"}
	columns := []sheet.Column{
		{Title: v.T("Mã hồ sơ"), Width: 24}, {Title: v.T("Thủ tục"), Width: 48}, {Title: v.T("Đơn vị"), Width: 32}, {Title: v.T("Hạn trả"), Kind: sheet.Date}, {Title: v.T("Hẹn lại"), Kind: sheet.Date},
		{Title: v.T("Lý do"), Width: 70}, {Title: v.T("Lúc"), Kind: sheet.Instant}, {Title: v.T("Báo cáo đến"), Width: 32}, {Title: v.T("Nội dung báo cáo"), Width: 50},
	}
	return b.send(v, v.T(kind.title), columns, query, func(yield func([]any) bool) {
		for {
			list, err := p.Letters.Letters(r.Context(), q)
			if b.failed = err; err != nil {
				return
			}
			for _, a := range list {
				row := shownLetter(v, ref, kind, a)
				if !yield([]any{row.Code, row.Name, row.Unit, date(row.Due), date(row.To), row.Reason, row.At.In(calendar.Local), row.Above, row.Report}) {
					return
				}
			}
			if len(list) < bookRows {
				return
			}
			q.Before = parseLetterKey(letterKeyText(kind, list[len(list)-1]))
		}
	})
}
