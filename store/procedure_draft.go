package store

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// changedMeanwhile refuses to write over what somebody else has just written.
var changedMeanwhile = refusal.Clash("Dữ liệu vừa được người khác thay đổi. Hãy tải lại rồi làm lại.")

// once gives up a transaction whose key stands in the trace already. Acts whose rule
// would refuse the second time ask first.
func once(ctx context.Context, tx *db.Tx, key string) error {
	if done, err := subjectOfKey(ctx, tx, key); err != nil || done == 0 {
		return err
	}
	return errDoneBefore
}

// rules begins a change of reference data: writers of it wait here for each other, and a
// key that was used gives errDoneBefore.
func rules(ctx context.Context, tx *db.Tx, key string) error {
	if err := bumpReferences(ctx, tx); err != nil {
		return err
	}
	return once(ctx, tx, key)
}

// drafted does one thing to a draft of rules, once for its key: the second time it gives
// what the first one made.
func (b *book[S]) drafted(ctx context.Context, handle *db.DB, key string, do func(*db.Tx) (S, error)) (saved S, err error) {
	err = handle.Write(ctx, func(tx *db.Tx) error {
		if err := rules(ctx, tx, key); err != nil {
			return err
		}
		saved, err = do(tx)
		return err
	})
	if errors.Is(err, errDoneBefore) {
		return b.byKey(ctx, handle, key)
	}
	return saved, err
}

// edited writes a draft over; read is the version of the row that the editor saw.
func (b *book[S]) edited(ctx context.Context, tx *db.Tx, id int64, read int, e audit.Event, edit func(*S) error) (S, error) {
	return b.change(ctx, tx, id, func(before *S) (audit.Event, error) {
		if *b.version(before) != read {
			return audit.Event{}, changedMeanwhile
		}
		return e, edit(before)
	})
}

// byKey finds the subject of a book that a key was used upon, after errDoneBefore.
func (b *book[S]) byKey(ctx context.Context, handle *db.DB, key string) (s S, err error) {
	err = handle.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, b.scan, b.selectFrom()+"WHERE id = (SELECT subject FROM event WHERE key = $1 AND key <> '')", key)
		s = k.state
		return err
	})
	return s, err
}

// get reads one subject of a book.
func (b *book[S]) get(ctx context.Context, handle *db.DB, id int64, missing string) (s S, err error) {
	err = handle.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, b.scan, b.selectFrom()+"WHERE id = $1", id)
		s = k.state
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return s, refusal.Missing("%s", missing)
	}
	return s, err
}

// Draft begins the next version of a procedure: a copy of its latest one, or an empty one
// with the first's code.
func (s Procedures) Draft(ctx context.Context, code string, by account.Stamp) (v version, err error) {
	m := Moment(by)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := rules(ctx, tx, m.Key); err != nil {
			return err
		}
		versions, err := versionBook.list(ctx, tx, "ORDER BY code, number")
		if err != nil {
			return err
		}
		if v, err = procedure.NewDraft(code, versions, int64(by.By)); err != nil {
			return err
		}
		v.ID = procedure.ID(m.newID())
		return versionBook.add(ctx, tx, &v, m.event("draft", ""))
	})
	if errors.Is(err, errDoneBefore) {
		return versionBook.byKey(ctx, s.DB, m.Key)
	}
	return v, err
}

// SaveDraft writes a draft over. v.Version is the one that was read; when another was
// saved meanwhile, this one is refused.
func (s Procedures) SaveDraft(ctx context.Context, v version, by account.Stamp) (version, error) {
	m := Moment(by)
	return versionBook.drafted(ctx, s.DB, m.Key, func(tx *db.Tx) (version, error) {
		return versionBook.edited(ctx, tx, int64(v.ID), v.Version, m.event("edit", ""), func(before *version) error { return before.Edit(v, int64(by.By)) })
	})
}

// Get reads one version.
func (s Procedures) Get(ctx context.Context, id procedure.ID) (version, error) {
	return versionBook.get(ctx, s.DB, int64(id), "Không tìm thấy phiên bản thủ tục này.")
}

// Catalogue is every procedure with its versions, as true as the picture it comes from.
func (s Procedures) Catalogue(ctx context.Context) (*procedure.Catalogue, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return refs.Catalogue(), nil
}
