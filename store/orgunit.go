package store

import (
	"context"

	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/kit/db"
)

var unitBook = newBook(book[orgunit.Unit]{
	kind: audit.Unit, table: "orgunit",
	id:      func(u *orgunit.Unit) *int64 { return (*int64)(&u.ID) },
	version: func(u *orgunit.Unit) *int { return &u.Version },
	columns: []column[orgunit.Unit]{
		textColumn("code", func(u *orgunit.Unit) *string { return &u.Code }),
		textColumn("name", func(u *orgunit.Unit) *string { return &u.Name }),
		textColumn("level", func(u *orgunit.Unit) *orgunit.Level { return &u.Level }),
		textColumn("block", func(u *orgunit.Unit) *orgunit.Block { return &u.Block }),
		intColumn("parent", func(u *orgunit.Unit) *orgunit.ID { return &u.Parent }),
		dayColumn("valid_from", func(u *orgunit.Unit) *calendarDay { return &u.From }),
		dayColumn("until", func(u *orgunit.Unit) *calendarDay { return &u.Until }),
		listColumn("heirs", func(u *orgunit.Unit) *[]orgunit.ID { return &u.Heirs }),
		listColumn("names", func(u *orgunit.Unit) *[]orgunit.Name { return &u.Names }),
		textColumn("basis", func(u *orgunit.Unit) *string { return &u.Basis }),
	},
})

// Units keeps the tree of units.
type Units struct {
	DB         *db.DB
	References *References
}

// Change does an act upon the tree in one transaction: the units that change, the open
// dossiers and the people that follow them to their heirs. With dry true it tells what
// would happen and keeps nothing.
func (s Units) Change(ctx context.Context, act orgunit.Act, m Moment, dry bool) (Reorganisation, error) {
	var done Reorganisation
	err := s.DB.Alone(ctx, func(tx *db.Tx) error {
		if err := bumpReferences(ctx, tx); err != nil { // first, so that writers of reference data wait here
			return err
		}
		refs, err := readPicture(ctx, tx, 0)
		if err != nil {
			return err
		}
		done = Reorganisation{}
		done.Changes, err = act.Apply(refs.Units(), m.Day())
		if err != nil {
			return err
		}
		for i := range done.Changes {
			if err := s.keep(ctx, tx, &done.Changes[i], m); err != nil {
				return err
			}
			m.Key = "" // the first event carries it
		}
		if err := done.follow(ctx, tx, m); err != nil {
			return err
		}
		if dry {
			return errDryRun
		}
		return nil
	})
	if err == errDryRun {
		err = nil
	}
	if err == errDoneBefore {
		return done, nil
	}
	return done, err
}

func (s Units) keep(ctx context.Context, tx *db.Tx, c *orgunit.Change, m Moment) error {
	e := m.event(c.Act, c.After.Basis)
	if c.Before == nil {
		if c.After.ID == 0 {
			c.After.ID = orgunit.ID(m.newID())
		}
		return unitBook.add(ctx, tx, &c.After, e)
	}
	_, err := unitBook.change(ctx, tx, int64(c.Before.ID), func(u *orgunit.Unit) (audit.Event, error) {
		version := u.Version
		*u = c.After
		u.Version = version
		return e, nil
	})
	return err
}
