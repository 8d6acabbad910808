package admin

import (
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// unitOptions are the living units on which the visitor may do an act, as a tree.
func unitOptions(visit *web.Visit, act account.Act) (list []layout.Option) {
	today := calendar.DayOf(visit.At)
	reach, _ := visit.Reach(act)
	reachable := make(map[orgunit.ID]bool, len(reach))
	for _, id := range reach {
		reachable[id] = true
	}
	var walk func(id orgunit.ID, depth int)
	walk = func(id orgunit.ID, depth int) {
		for _, u := range visit.Units.Children(id) {
			if u.Lives(today) && reachable[u.ID] {
				list = append(list, layout.Option{Value: strconv.FormatInt(int64(u.ID), 10), Label: strings.Repeat("– ", depth) + u.Name})
				walk(u.ID, depth+1)
				continue
			}
			walk(u.ID, depth)
		}
	}
	walk(0, 0)
	return list
}

// withUnit makes sure that the unit where somebody is stands among the answers, also one
// that has ended: or saving another field would move the person.
func withUnit(visit *web.Visit, list []layout.Option, id orgunit.ID) []layout.Option {
	here := layout.Option{Value: strconv.FormatInt(int64(id), 10), Label: visit.Units.Name(id)}
	if slices.ContainsFunc(list, func(o layout.Option) bool { return o.Value == here.Value }) {
		return list
	}
	if here.Label == "" {
		here.Label = visit.T("Chưa thuộc đơn vị nào")
	}
	return append([]layout.Option{here}, list...)
}

func roleOptions(visit *web.Visit, chosen []account.Role) (list []layout.Option) {
	for _, r := range account.Roles {
		list = append(list, layout.Option{Value: string(r), Label: visit.T(r.Title()), Chosen: slices.Contains(chosen, r)})
	}
	return list
}

// rolesOf are the roles that a form ticks.
func rolesOf(form layout.Form) (roles []account.Role) {
	for _, name := range form.Values["roles"] {
		roles = append(roles, account.Role(name))
	}
	return roles
}
