package admin

import "cchc/web"

// Pages is the whole room.
type Pages struct {
	Accounts Accounts
	Units    Units
	Calendar Calendar
	Log      Log
	Rules    Rules
}

// Routes of all pages.
func (p Pages) Routes() (list []web.Route) {
	for _, part := range []interface{ Routes() []web.Route }{p.Accounts, p.Units, p.Calendar, p.Log, p.Rules} {
		list = append(list, part.Routes()...)
	}
	return list
}
