package paper

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/db"
	"cchc/store/book"
)

// Held finds which components the State holds already for a person, by identity number.
func (s *Papers) Held(ctx context.Context, idNo string, components []procedure.Component, on calendar.Day) (list []result.Held, err error) {
	if idNo == "" || len(components) == 0 {
		return nil, nil
	}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = s.held(ctx, tx, idNo, components, on)
		return err
	})
	return list, err
}

// HeldIn is Held within a transaction.
func (s *Papers) HeldIn(ctx context.Context, tx *db.Tx, idNo string, components []procedure.Component, on calendar.Day) ([]result.Held, error) {
	if idNo == "" || len(components) == 0 {
		return nil, nil
	}
	return s.held(ctx, tx, idNo, components, on)
}

func (s *Papers) held(ctx context.Context, tx *db.Tx, idNo string, components []procedure.Component, on calendar.Day) ([]result.Held, error) {
	results, err := resultBook.List(ctx, tx, "WHERE holder = $1 AND holder <> '' ORDER BY id", s.Digest(idNo))
	if err != nil || len(results) == 0 {
		return nil, err
	}
	kinds, err := kindBook.List(ctx, tx, "ORDER BY id")
	return result.Match(components, kinds, results, on), err
}

// Reuse lets a result stand for a component: of a dossier, or of a form that is not sent
// yet. Its document, when it is digitised, becomes a paper of the dossier. The same key
// twice, or the same component of the same form twice, is one use.
func (s *Papers) Reuse(ctx context.Context, wish result.Reuse, idNo string, by account.Stamp) (u result.Use, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	wish.Holder = s.Digest(idNo)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		again, err := useBook.List(ctx, tx, "WHERE dossier = $1 AND pending = $2 AND component = $3 AND NOT dropped", wish.Dossier, wish.Pending, wish.Component)
		if err == nil && len(again) > 0 {
			u = *again[0]
			return nil
		}
		if err != nil {
			return err
		}
		u, err = s.reuse(ctx, tx, wish, m)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return useBook.ByKey(ctx, s.DB, m.Key)
	}
	return u, err
}

func (s *Papers) reuse(ctx context.Context, tx *db.Tx, wish result.Reuse, m book.Moment) (u result.Use, err error) {
	found, err := resultBook.Load(ctx, tx, int64(wish.Result))
	if errors.Is(err, db.ErrNotFound) {
		return u, refusal.Missing("Không tìm thấy kết quả này.")
	}
	if err != nil {
		return u, err
	}
	u.ID = result.UseID(m.NewID())
	happened, err := wish.Apply(&u, &found.State, m.Unit, result.Moment{By: m.By, At: m.At})
	if err != nil {
		return u, err
	}
	copied := m
	copied.Key = ""
	if u.Paper, err = s.copyOf(ctx, tx, found.State.Paper, scan.Add{
		Dossier: u.Dossier, Pending: u.Pending, Component: u.Component, Name: found.State.Code, Origin: scan.Reused, Result: int64(u.Result),
	}, copied); err != nil {
		return u, err
	}
	if err := useBook.Add(ctx, tx, &u, m.Event(happened.Act, happened.Note)); err != nil {
		return u, err
	}
	return u, recount(ctx, tx, u.Dossier)
}

// copyOf makes a paper with the content of another, 0 when there is none.
func (s *Papers) copyOf(ctx context.Context, tx *db.Tx, id scan.ID, a scan.Add, m book.Moment) (scan.ID, error) {
	if id == 0 {
		return 0, nil
	}
	of, err := sheetBook.Load(ctx, tx, int64(id))
	if err != nil || of.State.Content == "" {
		return 0, err
	}
	a.Content = scan.Content{Address: of.State.Content, Kind: of.State.Kind, Size: of.State.Size, Pages: of.State.Pages}
	p, err := s.add(ctx, tx, a, 0, m)
	return p.ID, err
}

// Uses lists what was reused for a dossier.
func (s *Papers) Uses(ctx context.Context, id dossier.ID) ([]*result.Use, error) {
	return s.uses(ctx, "WHERE dossier = $1 AND dossier <> 0 AND NOT dropped ORDER BY id", id)
}

// UsesPending lists what will be reused when a form is sent.
func (s *Papers) UsesPending(ctx context.Context, key string) ([]*result.Use, error) {
	return s.uses(ctx, "WHERE pending = $1 AND pending <> '' AND NOT dropped ORDER BY id", key)
}

// UsesOf lists where a result was reused, the latest first.
func (s *Papers) UsesOf(ctx context.Context, id result.ID) ([]*result.Use, error) {
	return s.uses(ctx, "WHERE result = $1 AND NOT dropped ORDER BY id DESC LIMIT 200", id)
}

func (s *Papers) uses(ctx context.Context, where string, args ...any) (list []*result.Use, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = useBook.List(ctx, tx, where, args...)
		return err
	})
	return list, err
}

// Kinds lists every kind of result, by name.
func (s *Papers) Kinds(ctx context.Context) (list []*result.Kind, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = kindBook.List(ctx, tx, "ORDER BY name, id")
		return err
	})
	return list, err
}

// SaveKind keeps a kind: a new one when it has no ID.
func (s *Papers) SaveKind(ctx context.Context, k result.Kind, by account.Stamp) (made result.Kind, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		if k.ID != 0 {
			made, err = kindBook.Edited(ctx, tx, int64(k.ID), k.Version, m.Event("edit", ""), func(before *result.Kind) error { return before.Edit(k) })
			return err
		}
		made = result.Kind{ID: result.KindID(m.NewID())}
		if err := made.Edit(k); err != nil {
			return err
		}
		return kindBook.Add(ctx, tx, &made, m.Event("draft", ""))
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return kindBook.ByKey(ctx, s.DB, m.Key)
	}
	return made, err
}
