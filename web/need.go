package web

import (
	"slices"

	"cchc/domain/account"
	"cchc/domain/orgunit"
)

// On says which unit a route's act concerns, and so who has to look.
type On string

const (
	OwnUnit On = "own"    // the unit of who asks: the guard looks
	Any     On = "any"    // many units: the guard wants the act allowed on some, the handler shows Visit.Reach
	Target  On = "target" // the unit of a thing: the handler finds it and asks Visit.Must, or nothing is answered
)

// Need says who may enter a route: everybody, or accounts that may do an act. The zero
// Need is no answer and does not start.
type Need struct {
	Public bool
	Act    account.Act
	On     On
}

// answered says whether the need is an answer, and one only.
func (n Need) answered() bool {
	if n.Public {
		return n.Act == "" && n.On == ""
	}
	return slices.Contains(account.Acts, n.Act) && slices.Contains([]On{OwnUnit, Any, Target}, n.On)
}

// Allows is the declared answer for an account with one role whose unit stands in a
// relation to the unit that the request is about.
func (n Need) Allows(r account.Role, relation orgunit.Relation) bool {
	switch {
	case n.Public:
		return true
	case n.On == OwnUnit:
		return account.Allowed(r, n.Act, orgunit.Own)
	case n.On == Target:
		return account.Allowed(r, n.Act, relation)
	}
	return n.On == Any && slices.ContainsFunc(orgunit.Relations, func(some orgunit.Relation) bool { return account.Allowed(r, n.Act, some) })
}
