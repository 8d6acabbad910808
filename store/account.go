package store

import (
	"context"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/vntext"
)

type person = account.Account

var accountBook = newBook(book[person]{
	kind: audit.Account, table: "account",
	id:      func(a *person) *int64 { return (*int64)(&a.ID) },
	version: func(a *person) *int { return &a.Version },
	columns: []column[person]{
		textColumn("login", func(a *person) *string { return &a.Login }),
		textColumn("name", func(a *person) *string { return &a.Name }),
		textColumn("title", func(a *person) *string { return &a.Title }),
		intColumn("unit", func(a *person) *orgunit.ID { return &a.Unit }),
		listColumn("roles", func(a *person) *[]account.Role { return &a.Roles }),
		boolColumn("locked", func(a *person) *bool { return &a.Locked }),
		secretColumn("password", func(a *person) *string { return &a.Password }),
		secretColumn("totp", func(a *person) *string { return &a.TOTP }),
		textColumn("language", func(a *person) *string { return &a.Language }),
	},
	derived: []column[person]{
		derivedColumn("search", func(a *person) string { return strings.Join(vntext.Words(a.Name+" "+a.Login), " ") }),
		derivedColumn("name_key", func(a *person) string { return vntext.NameKey(a.Name) }),
	},
})

// Accounts keeps the people of the staff.
type Accounts struct{ DB *db.DB }

// movePeople moves the accounts of a unit that ended to its heir.
func movePeople(ctx context.Context, tx *db.Tx, from, to orgunit.ID, basis string, m Moment) (int, error) {
	people, err := accountBook.list(ctx, tx, "WHERE unit = $1 ORDER BY id", from)
	if err != nil {
		return 0, err
	}
	m.Key = ""
	for _, p := range people {
		_, err := accountBook.change(ctx, tx, int64(p.ID), func(a *person) (audit.Event, error) {
			a.Unit = to
			return m.event("move", basis), nil
		})
		if err != nil {
			return 0, err
		}
	}
	return len(people), nil
}
