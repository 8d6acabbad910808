package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
)

// bookMime is the type of an Excel workbook.
const bookMime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// mostRows is what an Excel sheet holds beside its header.
const mostRows = 1<<20 - 1

// bookPage is how many rows are read at once.
const bookPage = 500

// book is a list on its way into a workbook.
type book struct {
	w    http.ResponseWriter
	name string
	err  error // what broke off the rows
	n    int
}

// Write sends the workbook, which excelize makes only when all rows are there: broken off,
// nothing is sent and the visitor gets the problem page.
func (b *book) Write(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.w.Header().Get("Content-Disposition") == "" {
		b.w.Header().Set("Content-Type", bookMime)
		b.w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.xlsx"`, b.name))
	}
	return b.w.Write(p)
}

// send writes the list with its source.
func (b *book) send(v *web.Visit, title string, columns []sheet.Column, query url.Values, each func(func([]any) bool)) error {
	counted := func(yield func([]any) bool) {
		for row := range each {
			if b.n++; b.n > mostRows || !yield(append([]any{b.n}, row...)) {
				return
			}
		}
	}
	columns = append([]sheet.Column{{Title: v.T("TT"), Kind: sheet.Number}}, columns...)
	list := sheet.Sheet{Name: title, Columns: columns, Rows: counted}
	source := sheet.Source(
		sheet.Pair{Key: v.T("Danh sách"), Value: title}, sheet.Pair{Key: v.T("Bộ lọc"), Value: filters(v, query)},
		sheet.Pair{Key: v.T("Thời điểm"), Value: vntext.Instant(v.At.In(calendar.Local))},
		sheet.Pair{Key: v.T("Người xuất"), Value: strings.TrimSuffix(v.User+", "+v.Visit.Unit, ", ")})
	if err := sheet.Write(b, sheet.Book{Sheets: []sheet.Sheet{list, source}}); err != nil {
		return err
	}
	return b.err
}

// filters is an address's query in words a person can follow.
func filters(v *web.Visit, query url.Values) string {
	words := map[string]string{"q": "Tìm", "unit": "Đơn vị", "field": "Lĩnh vực", "procedure": "Thủ tục", "state": "Trạng thái", "channel": "Kênh nộp", "outcome": "Kết quả", "open": "Thời hạn"}
	var list []string
	for name, values := range query {
		value := strings.Join(values, ", ")
		if id, err := strconv.ParseInt(value, 10, 64); err == nil && name == "unit" && v.Units.Unit(orgunit.ID(id)) != nil {
			value = v.Units.Name(orgunit.ID(id))
		}
		if value == "" || name == "lang" {
			continue
		}
		if title, ok := words[name]; ok {
			name = v.T(title)
		}
		list = append(list, name+" = "+value)
	}
	slices.Sort(list)
	return strings.Join(list, "; ")
}

// registerBook is the filtered register as a workbook, page after page from the store.
func (d *Desk) registerBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	q, err := registerQuery(v, rules, query)
	if err != nil {
		return err
	}
	q.Before, q.Limit = 0, bookPage
	b := &book{w: w, name: "so-theo-doi"}
	return b.send(v, v.T("Sổ theo dõi hồ sơ"), bookColumns(v), query, func(yield func([]any) bool) {
		for {
			page, err := d.Lists.Register(r.Context(), q)
			if err != nil {
				b.err = err
				return
			}
			for _, row := range rows(v, rules, page.Rows) {
				if !yield(cells(v, row)) {
					return
				}
			}
			if q.Before = page.Next; page.Next == 0 {
				return
			}
		}
	})
}

// workBook is my work as a workbook.
func (d *Desk) workBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	absent, err := d.Counter.StandsIn(r.Context(), v.Stamp(""))
	if err != nil {
		return err
	}
	q := workQuery(v, rules, query, absent...)
	q.After, q.Limit = dossier.WorkKey{}, bookPage
	b := &book{w: w, name: "viec-cua-toi"}
	columns := append(bookColumns(v), sheet.Column{Title: v.T("Bước"), Width: 30})
	return b.send(v, v.T("Việc của tôi"), columns, query, func(yield func([]any) bool) {
		for {
			list, err := d.listTab(r, q, chosen(query.Get("tab"), workTabs))
			if err != nil {
				b.err = err
				return
			}
			for _, row := range rows(v, rules, list) {
				if !yield(append(cells(v, row), row.Step)) {
					return
				}
			}
			if len(list) < bookPage {
				return
			}
			q.After = list[len(list)-1].Key()
		}
	})
}

// returnBook is what waits at the counter as a workbook.
func (d *Desk) returnBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	desks, _ := v.Reach(account.HandOver)
	list, err := d.Counter.ToReturn(r.Context(), desks, mostToReturn*bookPage)
	if err != nil {
		return err
	}
	b := &book{w: w, name: "ket-qua-cho-tra"}
	return b.send(v, v.T("Kết quả chờ trả"), bookColumns(v), r.URL.Query(), func(yield func([]any) bool) {
		for _, row := range rows(v, rules, list) {
			if !yield(cells(v, row)) {
				return
			}
		}
	})
}

// bookColumns are those of the register (Mẫu số 06, TT 01/2018/TT-VPCP; Mẫu số 07, TT
// 03/2025/TT-VPCP) first, then what an import needs besides: the file can be taken in as it
// is. What the form wants and no row has, the number of sets and when the dossier went to
// the agency, is left out.
func bookColumns(v *web.Visit) []sheet.Column {
	list := []sheet.Column{
		{Title: "Mã hồ sơ", Width: 22}, {Title: "Thủ tục", Width: 50}, {Title: "Người nộp", Width: 28}, {Title: "Địa chỉ", Width: 40}, {Title: "Điện thoại"},
		{Title: "Đơn vị", Width: 30}, {Title: "Nhận", Kind: sheet.Instant}, {Title: "Hẹn trả", Kind: sheet.Date}, {Title: "Nhận lại kết quả", Kind: sheet.Instant},
		{Title: "Đã trả", Kind: sheet.Instant}, {Title: "Cách trả"}, {Title: "Hẹn lại", Kind: sheet.Date},
		{Title: "Số giấy tờ"}, {Title: "Nội dung", Width: 40}, {Title: "Mã thủ tục"}, {Title: "Trường hợp", Kind: sheet.Number}, {Title: "Lĩnh vực", Width: 20},
		{Title: "Mã đơn vị"}, {Title: "Mã nơi tiếp nhận"}, {Title: "Kênh nộp"}, {Title: "Thời điểm nộp", Kind: sheet.Instant}, {Title: "Trạng thái"},
		{Title: "Kết thúc", Kind: sheet.Instant}, {Title: "Kết quả"}, {Title: "Phí, lệ phí", Kind: sheet.Number},
	}
	for i := range list {
		list[i].Title = v.T(list[i].Title)
	}
	return list
}

// cells is a row of the workbook. Whoever sees a masked name sees no number either.
func cells(v *web.Visit, r row) []any {
	l := r.listed
	p := l.Person
	if r.Person != p.Name {
		p = dossier.Person{Name: r.Person}
	}
	outcome, how := outcomeWords[l.Outcome], ""
	if outcome != "" { // not while it is open
		outcome = v.T(outcome)
	}
	if !l.Handed.IsZero() {
		how = v.T(l.ResultBy.Title())
	}
	return []any{
		r.Code, r.Name, p.Name, p.Address, p.Phone, r.Unit, local(l.Received), date(l.Due.Day), local(l.Brought), local(l.Handed), how, date(l.Promised),
		p.IDNo, p.Content, r.version.Code, l.Case, r.version.Field, codeOf(v, l.ReceivedBy()), codeOf(v, l.Desk), v.T(l.Channel.Title()), local(l.Filed.At),
		v.T(l.State.Title()), local(l.Closed), outcome, l.Fee,
	}
}

func codeOf(v *web.Visit, unit orgunit.ID) string {
	if u := v.Units.Unit(unit); u != nil {
		return u.Code
	}
	return ""
}

// local is an instant on the province's clock, nothing for none.
func local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(calendar.Local)
}

func date(d calendar.Day) any {
	if d == 0 {
		return nil
	}
	return d
}
