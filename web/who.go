package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/web/layout"
)

// Visit is one request with who came. On public routes Account may be nil, and all its
// answers are no. It belongs to its request.
type Visit struct {
	*layout.Visit
	Account *account.Account
	Units   *orgunit.Map // as they stand now, nil for nobody
	Session string       // digest of the session's token
	At      time.Time    // when the request came

	need    Need
	allowed bool // Must has said yes to the route's own act
}

type whoKey struct{}

// VisitOf is the visit of a request, of nobody when no guard has seen it.
func VisitOf(r *http.Request) *Visit {
	if v, ok := r.Context().Value(whoKey{}).(*Visit); ok {
		return v
	}
	return &Visit{Visit: layout.VisitOf(r), At: time.Now()}
}

func withWho(r *http.Request, v *Visit) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), whoKey{}, v))
}

// May answers whether the visitor may do an act that concerns a unit, for showing a
// button. It opens no route: see Must.
func (v *Visit) May(act account.Act, unit orgunit.ID) bool {
	return v.Account != nil && v.Account.May(act, v.Units, unit)
}

// MayAnywhere answers whether there is any unit on which the visitor may do an act.
func (v *Visit) MayAnywhere(act account.Act) bool { return v.Account.MayAnywhere(act) }

// Must refuses unless the visitor may do an act that concerns a unit. A route On Target
// answers nothing until it has asked this for its own act.
func (v *Visit) Must(act account.Act, unit orgunit.ID) error {
	if v.Account == nil {
		return layout.ErrSignIn
	}
	if !v.May(act, unit) {
		name := v.Units.Name(unit)
		if name == "" {
			name = v.T("đơn vị này")
		}
		return refusal.Forbidden("Tài khoản của bạn không có quyền “%s” đối với %s.", layout.Words(act.Title()), name)
	}
	if act == v.need.Act {
		v.allowed = true
	}
	return nil
}

// Reach lists the units on which the visitor may do an act, for the condition of a list;
// all is true when it is every unit.
func (v *Visit) Reach(act account.Act) (units []orgunit.ID, all bool) {
	if v.Account == nil {
		return nil, false
	}
	return v.Account.Reach(act, v.Units)
}

// Stamp is the who and when of a change that the visitor asks for; once is the key of the
// form, or "". A key counts for who sent it only: with another person's, or one that the
// program gives to its own acts, nothing can be read and nothing forestalled.
func (v *Visit) Stamp(once string) account.Stamp {
	s := account.Stamp{At: v.At}
	if v.Account != nil {
		s.By, s.Unit = v.Account.ID, v.Account.Unit
	}
	if once != "" {
		s.Key = fmt.Sprintf("%d-%s", s.By, secret.Digest(once))
	}
	return s
}
