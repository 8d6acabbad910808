package counter

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

type instant = time.Time

// place is the desk that a page is about.
type place struct {
	Desk  orgunit.ID
	Name  string
	Desks []layout.Option // others that the visitor may look at; none when there is but one
	Mine  bool            // the visitor serves here
}

// placeOf finds the desk in the address, else the visitor's own, and asks whether the
// visitor may do an act there.
func placeOf(r *http.Request, act account.Act) (place, error) {
	v := web.VisitOf(r)
	asked, _ := strconv.ParseInt(r.FormValue("desk"), 10, 64)
	p := place{Desk: cmp.Or(orgunit.ID(asked), usualDesk(v))}
	if err := v.Must(act, p.Desk); err != nil {
		return p, err
	}
	p.Name = v.Units.Name(p.Desk)
	p.Mine = p.Desk == v.Account.Unit && v.May(account.ServeCounter, p.Desk)
	if v.Account.Is(account.Counter) && p.Mine {
		return p, nil // an officer sits at one desk
	}
	p.Desks = desks(v, act, p.Desk)
	return p, nil
}

// usualDesk is one's own for who serves; for who leads, the one-stop desk of the office.
func usualDesk(v *web.Visit) orgunit.ID {
	if !v.Account.Is(account.Counter) {
		for _, u := range v.Units.Children(v.Units.Office(v.Account.Unit)) {
			if u.Block == orgunit.Within && u.Lives(calendar.DayOf(v.At)) && strings.Contains(vntext.Fold(u.Name), "mot cua") {
				return u.ID
			}
		}
	}
	return v.Account.Unit
}

// desks are where an act is allowed, one-stop desks and offices without one.
func desks(v *web.Visit, act account.Act, chosen orgunit.ID) []layout.Option {
	reach, _ := v.Reach(act)
	var list []layout.Option
	for _, id := range reach {
		if u := v.Units.Unit(id); u != nil && u.Lives(calendar.DayOf(v.At)) {
			list = append(list, layout.Option{Value: strconv.FormatInt(int64(id), 10), Label: u.Name, Chosen: id == chosen})
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// offices are the units whose registers the visitor may read.
func offices(v *web.Visit, act account.Act) (list []orgunit.ID) {
	reach, _ := v.Reach(act)
	for _, id := range reach {
		if office := v.Units.Office(id); !slices.Contains(list, office) {
			list = append(list, office)
		}
	}
	return list
}

// tidy is a text as a person typed it, in one line, without blanks around.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(vntext.NFC(s), unicode.IsSpace), " ")
}

// dayIn reads a day of an address, 0 for none.
func dayIn(form layout.Form, name string) (calendar.Day, error) {
	text := tidy(form.Get(name))
	if text == "" {
		return 0, nil
	}
	if day, err := calendar.ParseDay(text); err == nil {
		return day, nil
	}
	y, m, d, err := vntext.ParseDate(text)
	if err != nil {
		return 0, refusal.Wrong(name, "Ngày “%s” không đọc được; viết như 14/08/2026.", text)
	}
	return calendar.On(y, m, d), nil
}

func seeOther(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}
