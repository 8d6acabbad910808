package main

import (
	"cchc/domain/account"
	"cchc/web"
	"cchc/web/desk"
	late "cchc/web/lateness"
	letters "cchc/web/notify"
	posts "cchc/web/postal"
	"cchc/web/till"
)

// navigation is the places in the header, in the order of a working day: at most nine for
// one role, so that they stand in one line. What is rarer is reached from a place, and
// everybody's own notices and account from their name.
func navigation() []web.Room {
	templates, providers, post := letters.Rooms()[1], letters.Rooms()[2], posts.Rooms()[0]
	templates.Unless, providers.Unless = account.ReadMessages, account.ReadMessages // reached by the tabs of messages
	post.Unless = account.ReadRegister                                              // reached from the register
	return append(append([]web.Room{{Title: "Tại quầy", Href: "/counter", Act: account.ReadCounter}}, desk.Rooms()...),
		till.Rooms()[0],
		post, posts.Rooms()[1],
		late.Rooms()[0],
		web.Room{Title: "Số liệu", Href: "/lead", Act: account.ReadFigures},
		web.Room{Title: "Quy định", Href: "/admin/procedures", Act: account.ReadRules},
		web.Room{Title: "Đơn vị", Href: "/admin/units", Act: account.ChangeUnits},
		web.Room{Title: "Tài khoản", Href: "/admin/accounts", Act: account.ReadAccounts},
		web.Room{Title: "Lịch làm việc", Href: "/admin/calendar", Act: account.ChangeCalendar},
		web.Room{Title: "Cài đặt quầy", Href: "/counter/set-up", Act: account.SetUpCounter, Unless: account.ReadCounter},
		templates, providers,
		web.Room{Title: "Nhật ký", Href: "/admin/log", Act: account.ReadLog},
	)
}

// annexes are the pages of a room that live at addresses of their own.
var annexes = map[string]string{
	"/papers/kinds": "/admin/procedures", "/papers/upload": "/desk/receive", "/papers": "/desk/register", "/messages": "/desk/register", "/postal": "/desk/register",
	"/review": "/admin/procedures", "/admin/decisions": "/admin/procedures", "/admin/workflows": "/admin/procedures",
	"/admin/import/procedures": "/admin/procedures", "/admin/import/workflows": "/admin/procedures",
	"/admin/import/orgunits": "/admin/units", "/admin/import/calendar": "/admin/calendar",
}
