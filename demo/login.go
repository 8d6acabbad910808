package demo

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/kit/secret"
	"cchc/store"
)

// Login is an account that the demo presents.
type Login struct {
	Login, Password  string // the password is of this run
	Name, Role, Unit string
}

// Logins gives each presented account a new password and tells it: nothing but its hash is
// kept, so every run of the demo draws others.
func Logins(ctx context.Context, s *store.Store, now time.Time) ([]Login, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	crew := newCrew(newProvince())
	hasher := secret.NewHasher(secret.Standard, 2)
	var list []Login
	for _, login := range presented {
		password := secret.Token()[:14]
		hash, err := hasher.Hash(ctx, password)
		if err != nil {
			return nil, err
		}
		a, err := s.Accounts.Change(ctx, crew.byLogin(login).ID, account.Stamp{At: now}, account.SetPassword{Hash: hash})
		if err != nil {
			return nil, err
		}
		list = append(list, Login{a.Login, password, a.Name, a.Roles[0].Title(), refs.Units().Name(a.Unit)})
	}
	return list, nil
}
