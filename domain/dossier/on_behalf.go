package dossier

import (
	"slices"

	"cchc/domain/account"
	"cchc/domain/audit"
)

// OnBehalf is the absent person for whom an act was done, 0 when who did it had the step:
// a step is completed or decided by its holder, or by who stands in for them. before is the
// row as the events before left it.
func OnBehalf(e audit.Event, before map[string]audit.Value) account.ID {
	if e.Act != "complete_step" && e.Act != "finish" {
		return 0
	}
	was, err := ParseWork(before["open"].Text())
	if err != nil {
		return 0
	}
	values, err := e.Change.Values()
	if err != nil {
		return 0
	}
	is, err := ParseWork(values["open"].Text())
	if err != nil {
		return 0
	}
	for _, w := range was {
		gone := !slices.ContainsFunc(is, func(other Work) bool { return other.Step == w.Step && other.Since.Equal(w.Since) })
		if gone && w.Holder != 0 && w.Holder != account.ID(e.By) {
			return w.Holder
		}
	}
	return 0
}

// Holders are the people who hold steps after an event that changed them.
func Holders(e audit.Event) (ids []account.ID) {
	values, err := e.Change.Values()
	if err != nil {
		return nil
	}
	open, err := ParseWork(values["open"].Text())
	if err != nil {
		return nil
	}
	for _, w := range open {
		if w.Holder != 0 {
			ids = append(ids, w.Holder)
		}
	}
	return ids
}
