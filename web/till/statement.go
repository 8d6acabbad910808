package till

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// mostStatement is how large a bank's file may be.
const mostStatement = 20 << 20

// concern is the unit that money belongs to: the province while nobody knows.
func concern(v *web.Visit, unit orgunit.ID) orgunit.ID {
	if unit == 0 && v.Units.Root() != nil {
		return v.Units.Root().ID
	}
	return unit
}

// statementForm is how banks call the columns of their statements.
var statementForm = sheet.Form{Fields: []sheet.Field{
	{Key: "day", Titles: []string{"Ngày giao dịch", "Ngày", "Ngày hiệu lực", "Transaction date", "Date"}},
	{Key: "reference", Titles: []string{"Số tham chiếu", "Mã giao dịch", "Số bút toán", "Số chứng từ", "Reference"}},
	{Key: "amount", Titles: []string{"Ghi có", "Số tiền ghi có", "Phát sinh có", "Số tiền", "Credit", "Amount"}},
	{Key: "text", Titles: []string{"Nội dung", "Diễn giải", "Mô tả", "Nội dung giao dịch", "Description"}},
}}

// statement takes in a bank's statement: each line with money once, then its days are
// compared. A file with a fault comes back with the fault beside its row, and nothing of
// it is taken in.
func (t *Till) statement(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	if err := r.ParseMultipartForm(mostStatement); err != nil {
		return layoutError(err)
	}
	form := layout.Form{Values: r.MultipartForm.Value}
	err := wholeProvince(v)
	var table *sheet.Table
	if err == nil {
		table, err = readStatement(r)
	}
	if again, ok := form.Refused(err); ok {
		return t.runList(w, r, again, nil)
	}
	if err != nil {
		return err
	}
	notices, faults := noticesOf(table)
	if len(faults) > 0 {
		return sendFaults(w, table, faults)
	}
	if err := t.takeAll(r, notices, form.Once()); err != nil {
		return err
	}
	http.Redirect(w, r, "/till/reconcile?done=statement", http.StatusSeeOther)
	return nil
}

func layoutError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	return refusal.Wrong("file", "Biểu mẫu gửi lên không đọc được")
}

func readStatement(r *http.Request) (*sheet.Table, error) {
	file, head, err := r.FormFile("file")
	if err != nil {
		return nil, refusal.Wrong("file", "Chọn tệp sao kê .xlsx hoặc .csv.")
	}
	defer file.Close()
	table, err := sheet.Read(head.Filename, file, statementForm)
	var bad *sheet.BadFile
	if errors.As(err, &bad) {
		return nil, refusal.Wrong("file", "%s", bad.Reason)
	}
	return table, err
}

// noticesOf reads the lines with money coming in.
func noticesOf(table *sheet.Table) (list []payment.Notice, faults map[int][]string) {
	faults = map[int][]string{}
	seen := map[string]int{}
	for _, row := range table.Rows {
		if row.Get("amount") == "" || strings.Trim(row.Get("amount"), "0.,") == "" {
			continue // money that went out
		}
		n := payment.Notice{Source: payment.FromBank, Reference: row.Get("reference"), Text: row.Get("text")}
		n.Code, _ = payment.FindCode(n.Text)
		fault := func(text string) { faults[row.Line] = append(faults[row.Line], text) }
		var err error
		if n.Amount, err = vntext.ParseNumber(row.Get("amount")); err != nil || n.Amount < 0 {
			fault("Số tiền không đọc được")
		}
		if n.At, err = statementTime(row.Get("day")); err != nil {
			fault("Ngày giao dịch không đọc được")
		}
		switch first := seen[n.Reference]; {
		case n.Reference == "":
			fault("Thiếu số tham chiếu")
		case first != 0:
			fault("Số tham chiếu đã có trong tệp")
		}
		seen[n.Reference] = row.Line
		list = append(list, n)
	}
	return list, faults
}

// statementTime reads a day or an instant; a day alone is its noon.
func statementTime(text string) (time.Time, error) {
	if at, err := time.ParseInLocation("2006-01-02 15:04:05", text, calendar.Local); err == nil {
		return at.UTC(), nil
	}
	if at, err := vntext.ParseMoment(text, calendar.Local); err == nil && strings.Contains(text, ":") {
		return at.UTC(), nil
	}
	if d, err := calendar.ParseDay(text); err == nil {
		return d.At(12 * 60), nil
	}
	year, month, day, err := vntext.ParseDate(text)
	return calendar.On(year, month, day).At(12 * 60), err
}

// sendFaults gives the file back with what is wrong beside its rows.
func sendFaults(w http.ResponseWriter, table *sheet.Table, faults map[int][]string) error {
	var out bytes.Buffer
	if err := sheet.WriteFaults(&out, table, faults); err != nil {
		return err
	}
	name, mime := "sao-ke-loi.csv", "text/csv; charset=utf-8"
	if bytes.HasPrefix(out.Bytes(), []byte("PK")) {
		name, mime = "sao-ke-loi.xlsx", bookMime
	}
	w.Header().Set("Content-Type", mime)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.WriteHeader(http.StatusUnprocessableEntity)
	_, err := w.Write(out.Bytes())
	return err
}

// takeAll takes in the lines and compares their days with our book. Each may be repeated.
func (t *Till) takeAll(r *http.Request, notices []payment.Notice, once string) error {
	days := map[calendar.Day][]payment.Item{}
	m := web.VisitOf(r).Stamp("")
	for _, n := range notices {
		if _, err := t.Books.Take(r.Context(), n, m); err != nil {
			return err
		}
		day := calendar.DayOf(n.At)
		days[day] = append(days[day], payment.Item{Reference: n.Reference, Code: n.Code, Amount: n.Amount, At: n.At})
	}
	var order []calendar.Day
	for day := range days {
		order = append(order, day)
	}
	slices.Sort(order)
	for _, day := range order {
		m := web.VisitOf(r).Stamp(once + day.String())
		if _, err := t.Books.Reconcile(r.Context(), payment.FromBank, day, days[day], m); err != nil {
			return err
		}
	}
	return nil
}
