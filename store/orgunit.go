package store

import (
	"cmp"
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

var unitBook = book.New(book.Book[orgunit.Unit]{
	Kind: audit.Unit, Title: "Đơn vị", Label: []string{"code", "name"}, Table: "orgunit",
	ID:      func(u *orgunit.Unit) *int64 { return (*int64)(&u.ID) },
	Version: func(u *orgunit.Unit) *int { return &u.Version },
	Columns: []book.Column[orgunit.Unit]{
		book.Text("code", func(u *orgunit.Unit) *string { return &u.Code }),
		book.Text("name", func(u *orgunit.Unit) *string { return &u.Name }),
		book.Text("level", func(u *orgunit.Unit) *orgunit.Level { return &u.Level }),
		book.Text("block", func(u *orgunit.Unit) *orgunit.Block { return &u.Block }),
		book.Int("parent", func(u *orgunit.Unit) *orgunit.ID { return &u.Parent }),
		book.Day("valid_from", func(u *orgunit.Unit) *calendarDay { return &u.From }),
		book.Day("until", func(u *orgunit.Unit) *calendarDay { return &u.Until }),
		book.List("heirs", func(u *orgunit.Unit) *[]orgunit.ID { return &u.Heirs }),
		book.List("names", func(u *orgunit.Unit) *[]orgunit.Name { return &u.Names }),
		book.Text("basis", func(u *orgunit.Unit) *string { return &u.Basis }),
	},
})

// Units keeps the tree of units.
type Units struct {
	DB         *db.DB
	References *References
}

// Rearrange is Change for a page.
func (s Units) Rearrange(ctx context.Context, act orgunit.Act, by account.Stamp, dry bool) (orgunit.Reorganisation, error) {
	return s.Change(ctx, act, Moment(by), dry)
}

// Change does an act upon the tree in one transaction: the units that change, the open
// dossiers and the people that follow them to their heirs. With dry true it tells what
// would happen and keeps nothing. The same key twice does it once; the second time tells
// nothing. A day to come is refused: until then the old units go on.
func (s Units) Change(ctx context.Context, act orgunit.Act, m Moment, dry bool) (Reorganisation, error) {
	var done Reorganisation
	m.At = book.Whole(m.At)
	if m.Day() > calendar.DayOf(m.At) {
		return done, refusal.Wrong("on", "Ngày hiệu lực %s ở tương lai: hãy thực hiện vào chính ngày đó.", m.Day().Vietnamese())
	}
	err := s.DB.Alone(ctx, func(tx *db.Tx) error {
		if err := bumpReferences(ctx, tx); err != nil { // first, so that writers of reference data wait here
			return err
		}
		if !dry { // who only asks what would happen stands in nobody's way
			if err := aloneAmongActs(ctx, tx); err != nil {
				return err
			}
		}
		if before, err := book.SubjectOfKey(ctx, tx, m.Key); err != nil || before != 0 {
			return cmp.Or(err, book.ErrDoneBefore)
		}
		units, err := readUnits(ctx, tx)
		if err != nil {
			return err
		}
		done = Reorganisation{}
		done.Changes, err = act.Apply(units, m.Day())
		if err != nil {
			return err
		}
		m := m // run again after a conflict, it has its key again
		for i := range done.Changes {
			if err := s.keep(ctx, tx, &done.Changes[i], m); err != nil {
				return err
			}
			m.Key = "" // the first event carries it
		}
		if err := s.followHeirs(ctx, tx, &done, m); err != nil {
			return err
		}
		if dry {
			return errDryRun
		}
		return nil
	})
	switch {
	case errors.Is(err, errDryRun):
		return done, nil
	case errors.Is(err, book.ErrDoneBefore):
		return Reorganisation{}, nil
	}
	return done, err
}

func (s Units) keep(ctx context.Context, tx *db.Tx, c *orgunit.Change, m Moment) error {
	e := m.Event(c.Act, c.After.Basis)
	if c.Before == nil {
		if c.After.ID == 0 {
			c.After.ID = orgunit.ID(m.NewID())
		}
		return unitBook.Add(ctx, tx, &c.After, e)
	}
	_, err := unitBook.Change(ctx, tx, int64(c.Before.ID), func(u *orgunit.Unit) (audit.Event, error) {
		version := u.Version
		*u = c.After
		u.Version = version
		return e, nil
	})
	return err
}
