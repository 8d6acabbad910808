package postal

import (
	"iter"
	"net/http"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// onePage is how many rows a page has, mostRows how many a workbook.
const (
	onePage  = 50
	mostRows = 20_000
)

// status of a page with a form: that of its errors.
func status(form layout.Form) int {
	if len(form.Errors) == 0 {
		return http.StatusOK
	}
	return layout.StatusOf(form.Errors)
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

// period is the days asked for, the second not in it: this month without any.
func period(v *web.Visit, form layout.Form) (from, to calendar.Day, err error) {
	today := calendar.DayOf(v.At)
	year, month, _ := today.Date()
	if from, err = dayOf(form, "from", calendar.On(year, month, 1)); err != nil {
		return from, today + 1, err
	}
	last, err := dayOf(form, "to", today)
	return from, last + 1, err
}

// find is the dossier of a code as it was typed, pasted or scanned.
func (p *Room) find(r *http.Request, typed string) (dossier.Dossier, error) {
	code, ok := dossier.NormalCode(typed)
	if !ok {
		return dossier.Dossier{}, refusal.Wrong("code", "“%s” không phải là mã hồ sơ.", typed)
	}
	file, err := p.Files.ByCode(r.Context(), code)
	if refusal.KindOf(err) == refusal.NotFound {
		err = refusal.Wrong("code", "Không có hồ sơ nào mang mã “%s”.", code)
	}
	return file, err
}

// masked is a person's name for who may not read the dossier and does not carry it.
func masked(v *web.Visit, l *dossier.Listed, carries bool) string {
	if carries || reads(v, &l.Dossier) {
		return l.Person.Name
	}
	return vntext.Mask(l.Person.Name)
}

func reads(v *web.Visit, d *dossier.Dossier) bool {
	for _, u := range d.Concerns() {
		if v.May(account.ReadDossier, u) {
			return true
		}
	}
	return false
}

// each makes rows of a list.
func each[T any](list []T, row func(T) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, one := range list {
			if !yield(row(one)) {
				return
			}
		}
	}
}

// send is a table as a workbook.
func send(w http.ResponseWriter, r *http.Request, name, title string, columns []sheet.Column, rows iter.Seq[[]any]) error {
	v := web.VisitOf(r)
	for i := range columns {
		columns[i].Title = v.T(columns[i].Title)
	}
	return web.Workbook(w, v, name+".xlsx", []sheet.Sheet{{Name: v.T(title), Columns: columns, Rows: rows}}, sheet.Pair{Key: v.T("Bộ lọc"), Value: r.URL.RawQuery})
}

// local is an instant on the province's clock, nothing for none.
func local(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.In(calendar.Local)
}
