package store

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/vntext"
	"cchc/store/book"
)

type person = account.Account

var accountBook = book.New(book.Book[person]{
	Kind: audit.Account, Title: "Tài khoản", Label: []string{"login"}, Table: "account",
	ID:      func(a *person) *int64 { return (*int64)(&a.ID) },
	Version: func(a *person) *int { return &a.Version },
	Columns: []book.Column[person]{
		book.Text("login", func(a *person) *string { return &a.Login }),
		book.Text("name", func(a *person) *string { return &a.Name }),
		book.Text("title", func(a *person) *string { return &a.Title }),
		book.Int("unit", func(a *person) *orgunit.ID { return &a.Unit }),
		book.List("roles", func(a *person) *[]account.Role { return &a.Roles }),
		book.Bool("locked", func(a *person) *bool { return &a.Locked }),
		book.Secret("password", func(a *person) *string { return &a.Password }),
		book.Secret("totp", func(a *person) *string { return &a.TOTP }),
		book.Text("language", func(a *person) *string { return &a.Language }),
		book.Int("substitute", func(a *person) *account.ID { return &a.Away.Substitute }),
		book.Day("away_from", func(a *person) *calendarDay { return &a.Away.From }),
		book.Day("away_until", func(a *person) *calendarDay { return &a.Away.Until }),
	},
	Derived: []book.Column[person]{
		book.Computed("search", func(a *person) string { return strings.Join(vntext.Words(a.Name+" "+a.Login), " ") }),
		book.Computed("name_key", func(a *person) string { return vntext.NameKey(a.Name) }),
	},
})

// Accounts keeps the people of the staff.
type Accounts struct {
	DB         *db.DB
	References *References
}

// Create keeps a new account. Its person chooses the password by a link: see Invite.
func (s Accounts) Create(ctx context.Context, act account.Create, by account.Stamp) (a person, err error) {
	m := Moment(by)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		a = person{ID: account.ID(m.NewID())}
		at, err := s.moment(ctx, tx, &a, m)
		if err != nil {
			return err
		}
		happened, err := act.Apply(&a, at)
		if err != nil {
			return err
		}
		if _, err := db.Value[int64](ctx, tx, `SELECT id FROM account WHERE login = $1`, a.Login); !errors.Is(err, db.ErrNotFound) {
			return cmp.Or(err, error(loginTaken(a.Login)))
		}
		return accountBook.Add(ctx, tx, &a, m.Event(happened.Act, happened.Note))
	})
	if errors.Is(err, db.ErrConflict) {
		err = loginTaken(a.Login) // another process was quicker
	}
	if errors.Is(err, book.ErrDoneBefore) || m.Key != "" && refusal.Of(err) != nil {
		if done, missing := accountBook.ByKey(ctx, s.DB, m.Key); missing == nil {
			return done, nil // the login is taken by what this very form made
		}
	}
	return a, err
}

func loginTaken(login string) *refusal.Refusal {
	return refusal.Wrong("login", "Tên đăng nhập %s đã có người dùng.", login)
}

// Change does changes to one account in one commit, each with its event. The same key
// twice does them once.
func (s Accounts) Change(ctx context.Context, id account.ID, by account.Stamp, changes ...account.Change) (a person, err error) {
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		a, err = s.change(ctx, tx, id, Moment(by), changes...)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) || refusal.Of(err) != nil && s.did(ctx, id, by.Key) {
		return s.Get(ctx, id)
	}
	return a, err
}

// did says whether a key stands in the trace of an account: a form that is sent again is
// not refused for the state that it made itself.
func (s Accounts) did(ctx context.Context, id account.ID, key string) (yes bool) {
	err := s.DB.Read(ctx, func(tx *db.Tx) error {
		subject, err := book.SubjectOfKey(ctx, tx, key)
		yes = key != "" && subject == int64(id)
		return err
	})
	return yes && err == nil
}

// change is Change within a transaction.
func (s Accounts) change(ctx context.Context, tx *db.Tx, id account.ID, m Moment, changes ...account.Change) (a person, err error) {
	for _, c := range changes {
		a, err = accountBook.Change(ctx, tx, int64(id), func(a *person) (audit.Event, error) {
			at, err := s.moment(ctx, tx, a, m)
			if err != nil {
				return audit.Event{}, err
			}
			happened, err := c.Apply(a, at)
			if err == nil && happened.Act == "" {
				err = errNothingDiffers
			}
			return m.Event(happened.Act, happened.Note), err
		})
		switch {
		case errors.Is(err, errNothingDiffers):
			continue
		case err != nil:
			return a, err
		}
		m.Key = "" // the first event carries it
	}
	if a.Locked {
		return a, endSessions(ctx, tx, id, "")
	}
	return a, nil
}

// errNothingDiffers passes over a change that would change nothing.
var errNothingDiffers = errors.New("store: nothing differs")

// moment is by whom and among whom an account is changed. Whoever changes an operator
// holds all operators, so that two cannot lock each other out at once.
func (s Accounts) moment(ctx context.Context, tx *db.Tx, a *person, m Moment) (at account.Moment, err error) {
	refs, err := s.References.Firm(ctx, tx)
	if err != nil {
		return at, err
	}
	at = account.Moment{Units: refs.Units(), On: m.Day()}
	if m.By != 0 {
		by, err := accountBook.List(ctx, tx, "WHERE id = $1", m.By)
		if err != nil {
			return at, err
		}
		if len(by) == 0 {
			return at, refusal.Forbidden("Tài khoản của bạn không còn.")
		}
		at.By = by[0]
	}
	if a.Is(account.Operator) {
		others, err := db.All(ctx, tx, scanID, `SELECT id FROM account WHERE roles LIKE '%"operator"%' AND NOT locked AND id <> $1 ORDER BY id`+tx.ForUpdate(), a.ID)
		if err != nil {
			return at, err
		}
		at.Operators = len(others)
	}
	return at, nil
}

func scanID(row db.Row) (id account.ID, err error) {
	err = row.Scan((*int64)(&id))
	return id, err
}

// movePeople moves the accounts of a unit that ended to its heir.
func movePeople(ctx context.Context, tx *db.Tx, from, to orgunit.ID, basis string, m Moment) (int, error) {
	people, err := accountBook.List(ctx, tx, "WHERE unit = $1 ORDER BY id", from)
	if err != nil {
		return 0, err
	}
	m.Key = ""
	for _, p := range people {
		_, err := accountBook.Change(ctx, tx, int64(p.ID), func(a *person) (audit.Event, error) {
			a.Unit = to
			return m.Event("move", basis), nil
		})
		if err != nil {
			return 0, err
		}
	}
	return len(people), nil
}
