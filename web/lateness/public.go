package lateness

import (
	"encoding/csv"
	"net/http"
	"strings"

	"cchc/domain/calendar"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// publicView publishes late dossiers and apologies (Công khai hồ sơ trễ hẹn và thư xin
// lỗi): no personal data, a code that only who has the dossier knows again.
type publicView struct {
	layout.Frame
	Form       layout.Form
	Title      string
	Month      string
	Prev, Next string
	Rows       []publicRow
	Count      int64
	CSV, Excel string
	Pager      layout.Pager
}

type publicRow struct {
	Code, Name, Unit string
	Due, To          calendar.Day
	Reason           string
	Apology          layout.Tag
	Signed, Closed   calendar.Day
}

var publicPage = layout.Parse[publicView](files, "public.html")

func (p *Pages) public(w http.ResponseWriter, r *http.Request) error {
	v := layout.VisitOf(r)
	q, first := p.publicQuery(r)
	n, err := p.Late.CountLate(r.Context(), q)
	if err != nil {
		return err
	}
	list, err := p.Late.Public(r.Context(), q)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	page := publicView{Title: v.T("Hồ sơ trễ hẹn và thư xin lỗi, tháng %s", first.Vietnamese()[3:]), Month: monthText(first), Count: n,
		Form: layout.Filled("month", monthText(first)), CSV: publicPath + "/" + monthText(first) + ".csv", Excel: publicPath + "/" + monthText(first) + xlsx}
	page.Frame = publicFrame(v)
	page.AsOf = q.Now
	page.Prev, page.Next = monthText(first.AddMonths(-1)), monthText(first.AddMonths(1))
	if len(list) > publicRows {
		list = list[:publicRows]
		page.Pager.Next = with(publicPath, query, "after", keyText(list[publicRows-1].Key))
	}
	if q.After.Dossier != 0 {
		page.Pager.First = with(publicPath, query)
	}
	page.Rows, err = p.publicRows(r, list)
	if err != nil {
		return err
	}
	return publicPage.Render(w, r, http.StatusOK, page)
}

const publicRows = 20

// publicQuery asks for the month of the address, or this one.
func (p *Pages) publicQuery(r *http.Request) (rules.Query, calendar.Day) {
	now := p.now()
	first := monthOf(r.URL.Query().Get("month"), now)
	return rules.Query{From: first, Until: first.AddMonths(1), Now: now, Limit: publicRows + 1, After: parseKey(r.URL.Query().Get("after"))}, first
}

func publicFrame(v *layout.Visit) layout.Frame {
	nav := []layout.Link{
		{Text: v.T("Thủ tục"), Href: "/procedures"}, {Text: v.T("Tra cứu hồ sơ"), Href: "/track"}, {Text: v.T("Số liệu"), Href: "/on-time", Here: true},
	}
	v.Nav = append(nav, v.Nav...)
	return layout.Frame{Kind: layout.Citizen, Crumbs: []layout.Link{{Text: v.T("Trang đầu"), Href: "/"}, {Text: v.T("Số liệu"), Href: "/on-time"}, {Text: v.T("Hồ sơ trễ hẹn")}}}
}

func (p *Pages) publicRows(r *http.Request, list []rules.PublicRow) ([]publicRow, error) {
	ref, err := p.Rules(r.Context())
	if err != nil {
		return nil, err
	}
	rows := make([]publicRow, len(list))
	for i, l := range list {
		row := publicRow{Code: l.Code, Unit: ref.Units().Name(l.Unit), Due: l.Due, To: l.NewDate, Reason: l.Reason, Signed: l.Signed, Closed: l.Closed}
		if version := ref.Procedure(l.Procedure); version != nil {
			row.Name = version.Name
		}
		row.Apology = layout.Tag{Class: "over", Sign: "✕", Format: "Chưa xin lỗi"}
		if l.Signed != 0 {
			row.Apology = layout.Tag{Class: "ok", Sign: "✓", Format: "Đã xin lỗi"}
		}
		rows[i] = row
	}
	return rows, nil
}

// publicFile is the month as a file: apologies/2022-12.csv or .xlsx.
func (p *Pages) publicFile(w http.ResponseWriter, r *http.Request) error {
	v := layout.VisitOf(r)
	month, ending, _ := strings.Cut(r.PathValue("file"), ".")
	first, err := calendar.ParseDay(month + "-01")
	if err != nil || ending != "csv" && ending != "xlsx" {
		return refusal.Missing("Không có tệp này.")
	}
	q := rules.Query{From: first, Until: first.AddMonths(1), Now: p.now(), Limit: bookRows}
	heads := []string{v.T("Mã hồ sơ"), v.T("Thủ tục"), v.T("Đơn vị"), v.T("Hạn trả"), v.T("Ngày xin lỗi"), v.T("Hẹn lại"), v.T("Lý do"), v.T("Ngày xong")}
	b := &download{ResponseWriter: w, name: "ho-so-tre-hen-" + month}
	rows := func(yield func([]any) bool) {
		for {
			list, err := p.Late.Public(r.Context(), q)
			var shown []publicRow
			if err == nil {
				shown, err = p.publicRows(r, list)
			}
			if b.failed = err; err != nil {
				return
			}
			for _, row := range shown {
				if !yield([]any{row.Code, row.Name, row.Unit, date(row.Due), date(row.Signed), date(row.To), row.Reason, date(row.Closed)}) {
					return
				}
			}
			if len(list) < bookRows {
				return
			}
			q.After = list[len(list)-1].Key
		}
	}
	if ending == "csv" {
		return b.csv(heads, rows)
	}
	columns := make([]sheet.Column, len(heads))
	for i, head := range heads {
		columns[i] = sheet.Column{Title: head, Width: 24}
		if i == 3 || i == 4 || i == 5 || i == 7 {
			columns[i].Kind = sheet.Date
		}
	}
	return b.send(&web.Visit{Visit: v, At: q.Now}, v.T("Hồ sơ trễ hẹn và thư xin lỗi, tháng %s", first.Vietnamese()[3:]), columns, nil, rows)
}

// csv sends rows as text that spreadsheets open: UTF-8 with its mark, days as 31/12/2022.
func (d *download) csv(heads []string, rows func(func([]any) bool)) error {
	var text strings.Builder
	text.WriteString("\ufeff")
	out := csv.NewWriter(&text)
	_ = out.Write(heads) // into memory: nothing to fail
	rows(func(cells []any) bool {
		line := make([]string, len(cells))
		for i, c := range cells {
			switch c := c.(type) {
			case string:
				line[i] = plainCell(c)
			case calendar.Day:
				line[i] = c.Vietnamese()
			}
		}
		_ = out.Write(line)
		return true
	})
	out.Flush()
	if d.failed != nil {
		return d.failed
	}
	head := d.Header()
	head.Set("Content-Type", "text/csv; charset=utf-8")
	head.Set("Content-Disposition", `attachment; filename="`+d.name+`.csv"`)
	_, err := d.ResponseWriter.Write([]byte(text.String()))
	return err
}

// plainCell keeps a spreadsheet from taking a text for a formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}
