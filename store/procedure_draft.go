package store

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/store/book"
)

// rules begins a change of reference data: writers of it wait here for each other, and a
// key that was used gives book.ErrDoneBefore.
func rules(ctx context.Context, tx *db.Tx, key string) error {
	if err := bumpReferences(ctx, tx); err != nil {
		return err
	}
	return book.Once(ctx, tx, key)
}

// drafted does one thing to a draft of rules, once for its key: the second time it gives
// what the first one made.
func drafted[S any](ctx context.Context, handle *db.DB, b *book.Book[S], key string, do func(*db.Tx) (S, error)) (saved S, err error) {
	err = handle.Write(ctx, func(tx *db.Tx) error {
		if err := rules(ctx, tx, key); err != nil {
			return err
		}
		saved, err = do(tx)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return b.ByKey(ctx, handle, key)
	}
	return saved, err
}

// Draft begins the next version of a procedure: a copy of its latest one, or an empty one
// with the first's code.
func (s Procedures) Draft(ctx context.Context, code string, by account.Stamp) (v version, err error) {
	m := Moment(by)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := rules(ctx, tx, m.Key); err != nil {
			return err
		}
		versions, err := versionBook.List(ctx, tx, "ORDER BY code, number")
		if err != nil {
			return err
		}
		if v, err = procedure.NewDraft(code, versions, int64(by.By)); err != nil {
			return err
		}
		v.ID = procedure.ID(m.NewID())
		return versionBook.Add(ctx, tx, &v, m.Event("draft", ""))
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return versionBook.ByKey(ctx, s.DB, m.Key)
	}
	return v, err
}

// SaveDraft writes a draft over. v.Version is the one that was read; when another was
// saved meanwhile, this one is refused.
func (s Procedures) SaveDraft(ctx context.Context, v version, by account.Stamp) (version, error) {
	m := Moment(by)
	return drafted(ctx, s.DB, versionBook, m.Key, func(tx *db.Tx) (version, error) {
		return versionBook.Edited(ctx, tx, int64(v.ID), v.Version, m.Event("edit", ""), func(before *version) error { return before.Edit(v, int64(by.By)) })
	})
}

// Get reads one version.
func (s Procedures) Get(ctx context.Context, id procedure.ID) (version, error) {
	return versionBook.Get(ctx, s.DB, int64(id), "Không tìm thấy phiên bản thủ tục này.")
}

// Catalogue is every procedure with its versions, as true as the picture it comes from.
func (s Procedures) Catalogue(ctx context.Context) (*procedure.Catalogue, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return refs.Catalogue(), nil
}
