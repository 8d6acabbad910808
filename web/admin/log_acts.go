package admin

import (
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/web"
	"cchc/web/layout"
)

// eventAct is one act of the log in words.
type eventAct struct {
	kind        audit.Kind
	name, title string
}

func accountActs(names ...string) (list []eventAct) {
	for _, name := range names {
		list = append(list, eventAct{audit.Account, name, account.EventTitle(name)})
	}
	return list
}

// actTitle is the act of an event in words; one that is not known is its own title.
func actTitle(visit *web.Visit, kind audit.Kind, act string) string {
	for _, a := range eventActs {
		if a.kind == kind && a.name == act {
			return visit.T(a.title)
		}
	}
	return act
}

// actOptions are the acts of a kind for the filter, of all kinds when none is chosen. Kinds
// that share an act share its option.
func actOptions(visit *web.Visit, kind audit.Kind) []layout.Option {
	list := []layout.Option{{Label: visit.T("Mọi việc")}}
	for _, a := range eventActs {
		if kind != "" && a.kind != kind {
			continue
		}
		title := visit.T(a.title)
		at := slices.IndexFunc(list, func(o layout.Option) bool { return o.Value == a.name })
		switch {
		case at < 0:
			list = append(list, layout.Option{Value: a.name, Label: title})
		case !slices.Contains(strings.Split(list[at].Label, " / "), title):
			list[at].Label += " / " + title
		}
	}
	return list
}
