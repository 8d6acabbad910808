package admin

import (
	"context"
	"embed"
	"net/http"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed calendar*.html calendar.en.json
var calendarFiles embed.FS

// Diary keeps the working calendar of the province.
type Diary interface {
	Now(context.Context) (*calendar.Calendar, error)
	// Moves is how many open due dates another calendar would move.
	Moves(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours) (int, error)
	// Replace puts another calendar in force; open due dates follow in the background.
	Replace(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours, why string, by account.Stamp) error
}

// Calendar is the pages of the working calendar.
type Calendar struct {
	Diary Diary
	Owner func(*orgunit.Map) orgunit.ID // whose calendar it is, nil for the province
}

// Routes of the pages. The calendar is the province's own: whoever changes it must be of
// the province's office.
func (m Calendar) Routes() []web.Route {
	change := web.Need{Act: account.ChangeCalendar, On: web.Target}
	return []web.Route{
		{Method: "GET", Path: "/admin/calendar", Needs: web.Need{Act: account.ReadCalendar, On: web.Any}, Handler: m.showYear},
		{Method: "GET", Path: "/admin/calendar/change", Needs: change, Handler: m.askChange},
		{Method: "POST", Path: "/admin/calendar/change", Needs: change, Handler: m.doChange},
	}
}

func (m Calendar) owner(visit *web.Visit) orgunit.ID {
	if m.Owner != nil {
		return m.Owner(visit.Units)
	}
	if root := visit.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}

// yearPage is one year of the calendar.
type yearPage struct {
	layout.Frame
	Year, Before, After int
	Known               bool // all holidays of the law are in it
	Months              []monthView
	Marks               []markRow
	Hours               []hoursRow
	Proposals           []calendar.Mark
	Form                layout.Form
	Units               []layout.Option
	Change              bool
	Done                bool
	WorkDays            int
}

type markRow struct {
	calendar.Mark
	Weekday, Effect string
}

type hoursRow struct {
	Unit, Season, Sessions string
	ID                     orgunit.ID
	From, To               calendar.MonthDay
}

var yearView = layout.Parse[yearPage](calendarFiles, "calendar.html")

func (m Calendar) showYear(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	c, err := m.Diary.Now(r.Context())
	if err != nil {
		return err
	}
	page := yearPage{Change: visit.May(account.ChangeCalendar, m.owner(visit)), Done: r.URL.Query().Get("done") != ""}
	page.Year, _, _ = visit.Today().Date()
	if asked, err := strconv.Atoi(r.URL.Query().Get("year")); err == nil && asked >= 1945 && asked < 2200 {
		page.Year = asked
	}
	page.Before, page.After, page.Known = page.Year-1, page.Year+1, c.Knows(page.Year)
	from, until := calendar.On(page.Year, time.January, 1), calendar.On(page.Year+1, time.January, 1)
	page.WorkDays = c.WorkDaysBetween(from-1, until-1)
	page.Months = months(visit, c, page.Year)
	for _, mark := range c.Marks() {
		if mark.Day >= from && mark.Day < until {
			page.Marks = append(page.Marks, newMarkRow(visit, mark))
		}
	}
	for _, h := range c.Hours() {
		page.Hours = append(page.Hours, newHoursRow(visit, h))
	}
	if page.Change {
		page.Proposals = c.Missing(page.Year)
		page.Units = append([]layout.Option{{Value: "0", Label: visit.T("Mọi đơn vị")}}, unitOptions(visit, account.ReadUnits)...)
		page.Form = layout.Filled("year", strconv.Itoa(page.Year), "effect", "off", "sessions", "07:30-11:30, 13:30-17:30")
	}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Lịch làm việc")}}, Note: visit.T("Lịch phiên bản %d", c.Version)}
	return yearView.Render(w, r, http.StatusOK, page)
}

func newMarkRow(visit *web.Visit, mark calendar.Mark) markRow {
	words := map[calendar.Effect]string{calendar.Off: "Nghỉ", calendar.Work: "Làm bù", calendar.Pending: "Chưa áp dụng"}
	return markRow{mark, visit.T(weekdayNames[mark.Day.Weekday()]), visit.T(words[mark.Effect])}
}

var weekdayNames = [7]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

func newHoursRow(visit *web.Visit, h calendar.Hours) hoursRow {
	row := hoursRow{Unit: visit.T("Mọi đơn vị"), Season: visit.T("cả năm"), Sessions: sessionsText(h.Sessions), ID: orgunit.ID(h.Unit), From: h.From, To: h.To}
	if h.Unit != 0 {
		row.Unit = visit.Units.Name(row.ID)
	}
	if h.From != 0 {
		row.Season = visit.T("từ %s đến %s", seasonDay(h.From), seasonDay(h.To))
	}
	return row
}

// monthView is a month as a grid of weeks, Monday first.
type monthView struct {
	Name  string
	Weeks [][7]dayView
}

type dayView struct {
	Day    int // 0 outside of the month
	Class  string
	Title  string // what a mark says
	Marked bool
}

func months(visit *web.Visit, c *calendar.Calendar, year int) (list []monthView) {
	for month := time.January; month <= time.December; month++ {
		view := monthView{Name: visit.T("Tháng %d", int(month))}
		var week [7]dayView
		for day := calendar.On(year, month, 1); day < calendar.On(year, month, 1).AddMonths(1); day++ {
			at := (int(day.Weekday()) + 6) % 7
			week[at] = newDayView(c, day)
			if at == 6 {
				view.Weeks, week = append(view.Weeks, week), [7]dayView{}
			}
		}
		if week != ([7]dayView{}) {
			view.Weeks = append(view.Weeks, week)
		}
		list = append(list, view)
	}
	return list
}

// newDayView is a day: off days are grey, marked ones also underlined in words.
func newDayView(c *calendar.Calendar, day calendar.Day) dayView {
	_, _, number := day.Date()
	view := dayView{Day: number}
	if !c.IsWorking(day) {
		view.Class = "lock"
	}
	if mark, marked := c.MarkOn(day); marked && mark.Effect != calendar.Pending {
		view.Title, view.Marked = mark.Name, true
	}
	return view
}
