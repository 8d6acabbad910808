package web_test

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
)

// staff is a store of accounts in which each belongs to the scene's target unit.
type staff struct{ scene }

func (s scene) staff() staff { return staff{s} }

func (s staff) done() { *s.writes++ }

func (s staff) account(id account.ID) account.Account {
	return account.Account{ID: id, Login: "ha.ltt", Name: "Lê Thị Thu Hà", Unit: s.target, Roles: []account.Role{account.Counter}, Version: 1}
}

func (s staff) List(context.Context, account.Query) (account.Listing, error) {
	a := s.account(7)
	return account.Listing{Rows: []*account.Account{&a}, Total: 1}, nil
}

func (s staff) Get(_ context.Context, id account.ID) (account.Account, error) {
	return s.account(id), nil
}

func (s staff) Names(context.Context, ...account.ID) (map[account.ID]string, error) { return nil, nil }

func (s staff) Create(context.Context, account.Create, account.Stamp) (account.Account, error) {
	s.done()
	return s.account(8), nil
}

func (s staff) Change(_ context.Context, id account.ID, _ account.Stamp, _ ...account.Change) (account.Account, error) {
	s.done()
	return s.account(id), nil
}

func (s staff) Invite(context.Context, account.ID, account.Stamp) (string, error) {
	s.done()
	return "token", nil
}

func (s staff) SignIn(context.Context, account.Attempt, time.Time) (account.Pass, error) {
	return account.Pass{Token: "token"}, nil
}

func (s staff) Confirm(context.Context, string, string, account.Attempt, time.Time) (account.Pass, error) {
	return account.Pass{Token: "token"}, nil
}

func (s staff) SignOut(context.Context, string) error { return nil }

func (s staff) Invited(context.Context, string, time.Time) (account.Account, error) {
	return s.account(7), nil
}

func (s staff) SetUp(context.Context, string, account.Attempt, time.Time) (account.Pass, error) {
	return account.Pass{Token: "token"}, nil
}

func (s staff) ChangePassword(context.Context, account.Stamp, account.Attempt, string, string) error {
	s.done()
	return nil
}

func (s staff) EnableTOTP(context.Context, account.Stamp, account.Attempt, string, string) error {
	s.done()
	return nil
}

func (s staff) DisableTOTP(context.Context, account.Stamp, account.Attempt) error {
	s.done()
	return nil
}

func (s staff) Of(context.Context, account.ID, time.Time) ([]account.Session, error) { return nil, nil }

func (s staff) End(context.Context, account.ID, string) error {
	s.done()
	return nil
}

func (s staff) EndOthers(context.Context, account.ID, string) error {
	s.done()
	return nil
}

// noTrail is a trace in which nothing has happened.
type noTrail struct{}

func (noTrail) Of(context.Context, int64) ([]audit.Event, error) { return nil, nil }
