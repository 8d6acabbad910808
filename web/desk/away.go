package desk

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// awayView is who is away from the office, and who stands in.
type awayView struct {
	layout.Frame
	Form   layout.Form
	Rows   []awayRow
	Fields []layout.Field
	Done   bool
}

type awayRow struct {
	ID               account.ID
	Name, Substitute string
	From, Until      string
	Now              bool
	MayEnd           bool
}

var awayPage = layout.Parse[awayView](files, "away.html")

func (d *Desk) away(w http.ResponseWriter, r *http.Request) error {
	staff, err := d.officeStaff(r)
	if err != nil {
		return err
	}
	page := newAwayView(web.VisitOf(r), staff, layout.Form{})
	page.Done = r.URL.Query().Has("done")
	return awayPage.Render(w, r, http.StatusOK, page)
}

func (d *Desk) officeStaff(r *http.Request) ([]account.Account, error) {
	v := web.VisitOf(r)
	return d.Counter.Colleagues(r.Context(), office(v.Units, v.Account.Unit))
}

// setAway names a substitute, or ends an absence. Everybody does so for themselves, a
// leader for the office.
func (d *Desk) setAway(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	staff, err := d.officeStaff(r)
	if err != nil {
		return err
	}
	absent, change, err := absence(v, staff, form)
	if err == nil {
		err = d.Acts.Absence(r.Context(), absent, change, v.Stamp(form.Once()))
	}
	if err == nil {
		http.Redirect(w, r, "/desk/away?done=1", http.StatusSeeOther)
		return nil
	}
	again, ok := form.Refused(err)
	if !ok {
		return err
	}
	return awayPage.Render(w, r, layout.StatusOf(err), newAwayView(v, staff, again))
}

// absence reads the form back.
func absence(v *web.Visit, staff []account.Account, f layout.Form) (account.ID, account.Change, error) {
	person := func(name string) *account.Account {
		id, _ := strconv.ParseInt(f.Get(name), 10, 64)
		if i := slices.IndexFunc(staff, func(a account.Account) bool { return int64(a.ID) == id }); i >= 0 {
			return &staff[i]
		}
		return nil
	}
	absent := person("absent")
	if absent == nil {
		return 0, nil, refusal.Wrong("absent", "Chưa chọn người vắng mặt.")
	}
	if !v.Account.MayDelegate(absent, account.Moment{Units: v.Units}) {
		return 0, nil, refusal.Forbidden("Chỉ người vắng mặt hoặc lãnh đạo của cơ quan cử được người làm thay.")
	}
	if f.Get("do") == "end" {
		return absent.ID, account.ComeBack{Why: words(f, "why")}, nil
	}
	change := account.Delegate{To: person("to"), Why: words(f, "why")}
	var faults refusal.List
	for name, day := range map[string]*calendar.Day{"from": &change.From, "until": &change.Until} {
		var err error
		if *day, err = dayOf(f, name); err != nil {
			faults = append(faults, refusal.Of(err)...)
		}
	}
	return absent.ID, change, faults.OrNil()
}

func newAwayView(v *web.Visit, staff []account.Account, form layout.Form) awayView {
	page := awayView{Form: form}
	page.AsOf = v.At
	names := map[account.ID]string{}
	all, some := []layout.Option{{Label: v.T("Chọn người")}}, []layout.Option{}
	for _, a := range staff {
		names[a.ID] = a.Name
		option := layout.Option{Value: strconv.FormatInt(int64(a.ID), 10), Label: a.Name + ", " + account.RoleTitles(a.Roles)}
		all = append(all, option)
		if v.Account.MayDelegate(&a, account.Moment{Units: v.Units}) {
			some = append(some, option)
		}
	}
	today := calendar.DayOf(v.At)
	for _, a := range staff {
		if a.Away.Substitute != 0 && a.Away.Until >= today {
			page.Rows = append(page.Rows, awayRow{a.ID, a.Name, names[a.Away.Substitute], a.Away.From.Vietnamese(), a.Away.Until.Vietnamese(),
				a.Away.Covers(today), v.Account.MayDelegate(&a, account.Moment{Units: v.Units})})
		}
	}
	me := strconv.FormatInt(int64(v.Account.ID), 10)
	for _, q := range []question{
		{name: "absent", label: "Người vắng mặt", kind: "select", options: some, value: me}, {name: "to", label: "Người làm thay", kind: "select", options: all},
		{name: "from", label: "Từ ngày", hint: "Ví dụ 14/08/2026", digits: true}, {name: "until", label: "Đến hết ngày", digits: true}, {name: "why", label: "Lý do"},
	} {
		page.Fields = append(page.Fields, q.field(v.Visit, form))
	}
	return page
}
