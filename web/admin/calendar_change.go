package admin

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// changePage tells what a change of the calendar does before it is made.
type changePage struct {
	layout.Frame
	Form   layout.Form
	Year   string
	What   string         // the change in a sentence
	Days   []calendar.Day // worked now and off then, or the other way round
	Moves  int            // open due dates that move
	Hidden []layout.Link  // name and value of what was asked for
	Ready  bool           // it can be made
}

var changeView = layout.Parse[changePage](calendarFiles, "calendar_change.html")

// plan is another calendar than the one in force.
type plan struct {
	what  string
	marks []calendar.Mark
	hours []calendar.Hours
}

func (m Calendar) askChange(w http.ResponseWriter, r *http.Request) error {
	return m.preview(w, r, layout.Form{Values: r.URL.Query()}, http.StatusOK)
}

// preview shows the change; status is 422 when the form came back.
func (m Calendar) preview(w http.ResponseWriter, r *http.Request, form layout.Form, status int) error {
	visit := web.VisitOf(r)
	if err := visit.Must(account.ChangeCalendar, m.owner(visit)); err != nil {
		return err
	}
	page := changePage{Form: form, Year: form.Get("year")}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Lịch làm việc"), Href: "/admin/calendar?year=" + page.Year}, {Text: visit.T("Xem trước")}}, Self: "/admin/calendar/change?" + asked(form)}
	now, err := m.Diary.Now(r.Context())
	if err != nil {
		return err
	}
	then, err := planOf(visit, now, form)
	if err == nil {
		page.Ready, page.What = true, then.what
		err = m.foresee(r, &page, now, then)
	}
	if refused, ok := form.Refused(err); ok {
		page.Form, page.Ready, status = unplaced(refused), false, layout.StatusOf(err)
	} else if err != nil {
		return err
	}
	for _, name := range []string{"do", "year", "day", "effect", "name", "note", "unit", "sessions", "from", "to"} {
		page.Hidden = append(page.Hidden, layout.Link{Text: name, Href: form.Get(name)})
	}
	page.Hidden = append(page.Hidden, layout.Link{Text: "version", Href: strconv.Itoa(now.Version)})
	return changeView.Render(w, r, status, page)
}

// unplaced are refusals whose fields are on the page before.
func unplaced(form layout.Form) layout.Form {
	form.Errors = slices.Clone(form.Errors)
	for i, no := range form.Errors {
		bare := *no
		bare.Field = ""
		form.Errors[i] = &bare
	}
	return form
}

// foresee counts what the change moves.
func (m Calendar) foresee(r *http.Request, page *changePage, now *calendar.Calendar, then plan) error {
	other, err := calendar.New(0, then.marks, then.hours...)
	if err != nil {
		return err
	}
	page.Days = calendar.Diff(now, other)
	page.Moves, err = m.Diary.Moves(r.Context(), then.marks, then.hours)
	return err
}

// asked is what was asked for, as an address says it.
func asked(form layout.Form) string {
	values := form.Values
	values.Del("lang")
	return values.Encode()
}

func (m Calendar) doChange(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	if err := visit.Must(account.ChangeCalendar, m.owner(visit)); err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	now, err := m.Diary.Now(r.Context())
	if err != nil {
		return err
	}
	then, err := planOf(visit, now, form)
	if err == nil && strconv.Itoa(now.Version) != form.Get("version") {
		err = refusal.Clash("Lịch vừa được người khác thay đổi. Hãy xem lại rồi làm lại.")
	}
	if err == nil {
		err = m.Diary.Replace(r.Context(), then.marks, then.hours, strings.TrimSpace(form.Get("reason")), visit.Stamp(form.Once()))
	}
	if refused, ok := form.Refused(err); ok {
		return m.preview(w, r, refused, layout.StatusOf(err))
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/admin/calendar?done=1&year="+strconv.Itoa(web.Number[int](form.Get("year"))), http.StatusSeeOther)
	return nil
}

// planOf reads the change that is asked for.
func planOf(visit *web.Visit, now *calendar.Calendar, form layout.Form) (p plan, err error) {
	p = plan{marks: now.Marks(), hours: now.Hours()}
	day := dayField(form, "day")
	switch form.Get("do") {
	case "add":
		if day == 0 {
			return p, refusal.Wrong("day", "Ngày “%s” không đọc được; ví dụ đúng: 30/04/2027.", form.Get("day"))
		}
		mark := calendar.Mark{Day: day, Effect: calendar.Off, Name: strings.TrimSpace(form.Get("name")), Reason: form.Get("note")}
		p.what = visit.T("%s, %s, thành ngày nghỉ: %s.", visit.T(weekdayNames[day.Weekday()]), day.Vietnamese(), mark.Name)
		if form.Get("effect") == "work" {
			mark.Effect = calendar.Work
			p.what = visit.T("%s, %s, thành ngày làm việc: %s.", visit.T(weekdayNames[day.Weekday()]), day.Vietnamese(), mark.Name)
		}
		p.marks, err = now.WithMark(mark)
	case "remove":
		p.what = visit.T("Bỏ đánh dấu ngày %s: ngày này lại như thứ của nó.", day.Vietnamese())
		p.marks, err = now.WithoutMark(day)
	case "hours":
		var h calendar.Hours
		if h, err = hoursOf(form); err == nil {
			p.what = hoursWords(visit, h)
			p.hours = now.WithHours(h)
		}
	default:
		err = refusal.Wrong("", "Chưa chọn thay đổi nào.")
	}
	return p, err
}

func hoursWords(visit *web.Visit, h calendar.Hours) string {
	row := newHoursRow(visit, h)
	if len(h.Sessions) == 0 {
		return visit.T("%s, %s: bỏ giờ làm việc riêng.", row.Unit, row.Season)
	}
	return visit.T("%s, %s: làm việc %s.", row.Unit, row.Season, row.Sessions)
}

// hoursOf reads opening hours; without sessions they are taken away.
func hoursOf(form layout.Form) (h calendar.Hours, err error) {
	h.Unit = int64(web.Number[orgunit.ID](form.Get("unit")))
	if h.From, err = monthDay("from", form.Get("from")); err != nil {
		return h, err
	}
	if h.To, err = monthDay("to", form.Get("to")); err != nil {
		return h, err
	}
	if sessions := strings.TrimSpace(form.Get("sessions")); sessions != "" {
		h.Sessions, err = calendar.ParseSessions(sessions)
	}
	return h, err
}

// monthDay reads 15/04, or 415 as links write it; nothing is the whole year.
func monthDay(field, typed string) (calendar.MonthDay, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || typed == "0" {
		return 0, nil
	}
	if n, err := strconv.Atoi(typed); err == nil && n > 100 && n < 1300 {
		return calendar.MonthDay(n), nil
	}
	_, month, day, err := vntext.ParseDate(typed + "/2024") // a leap year has every day
	if err != nil {
		return 0, refusal.Wrong(field, "Ngày “%s” không đọc được; ví dụ đúng: 15/04.", typed)
	}
	return calendar.MonthDay(int(month)*100 + day), nil
}

// seasonDay is 15/04.
func seasonDay(m calendar.MonthDay) string { return fmt.Sprintf("%02d/%02d", m%100, m/100) }

func sessionsText(list []calendar.Session) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = strings.Replace(s.String(), "-", "–", 1)
	}
	return strings.Join(parts, ", ")
}
