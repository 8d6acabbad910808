package store

import (
	"context"
	"fmt"
	"slices"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/store/book"
)

// waiting is the next batch of events that are not in the log: their places, and their
// leaves in the same order.
type waiting struct {
	ctx    context.Context
	tx     *db.Tx
	next   int64
	places []book.Place
	leaves []audit.Hash
}

// unsealed is a subject with events that are not in the log.
type unsealed struct {
	id   int64
	kind audit.Kind
}

// readWaiting reads the next batch by subject and version, with places from next on. A
// subject whose row is gone has no salt: it is passed over, and verify will name it.
//
// Every query goes by a key, so that it costs the same however much is stored, also when
// PostgreSQL has no statistics yet.
func readWaiting(ctx context.Context, tx *db.Tx, next int64) (*waiting, error) {
	w := &waiting{ctx: ctx, tx: tx, next: next}
	for after := int64(-1 << 63); len(w.leaves) == 0; {
		list, err := db.All(ctx, tx, func(row db.Row) (u unsealed, err error) {
			return u, row.Scan(&u.id, (*string)(&u.kind))
		}, `SELECT subject, kind FROM event WHERE leaf < 0 AND subject > $1 ORDER BY subject, version LIMIT $2`, after, sealBatch)
		if err != nil || len(list) == 0 {
			return w, err
		}
		after = list[len(list)-1].id
		list = slices.CompactFunc(list, func(a, b unsealed) bool { return a.id == b.id })
		for part := range slices.Chunk(list, inOneQuery) {
			if err := w.add(part); err != nil {
				return w, err
			}
		}
	}
	return w, nil
}

// add brings in the events of some subjects. Acts that come between the queries only add
// events at the end of a chain, and these are taken along.
func (w *waiting) add(part []unsealed) error {
	salts, err := w.salts(part)
	if err != nil {
		return err
	}
	ids := make([]int64, len(part))
	for i, u := range part {
		ids[i] = u.id
	}
	var chain audit.Chain
	begun, subject, known := false, int64(0), false
	return db.Each(w.ctx, w.tx, func(row db.Row) error {
		e, err := scanRawEvent(row) // one that was spoiled does not stop the others
		if err != nil {
			return err
		}
		if !begun || e.Subject != subject { // from its first event on: the row holds only the last head
			var salt audit.Salt
			begun, subject = true, e.Subject
			salt, known = salts[subject]
			chain.Start(e.Kind, subject, salt)
		}
		if head := chain.Next(&e.Event); known && e.Leaf < 0 {
			w.places = append(w.places, book.Place{Subject: e.Subject, Version: e.Version, Leaf: w.next})
			w.leaves = append(w.leaves, head.Leaf())
			w.next++
		}
		return nil
	}, `SELECT `+book.EventColumns+` FROM event WHERE subject IN (`+book.Placeholders(inOneQuery)+`) ORDER BY subject, version`, inArgs(ids)...)
}

// salts reads the secrets of subjects, each from the table of its kind.
func (w *waiting) salts(part []unsealed) (map[int64]audit.Salt, error) {
	salts := map[int64]audit.Salt{}
	for _, shelf := range book.Shelves() {
		s := shelf.Shape()
		var ids []int64
		for _, u := range part {
			if u.kind == s.Kind {
				ids = append(ids, u.id)
			}
		}
		if len(ids) == 0 {
			continue
		}
		err := db.Each(w.ctx, w.tx, func(row db.Row) error {
			var id int64
			var salt []byte
			err := row.Scan(&id, &salt)
			salts[id] = asSalt(salt)
			return err
		}, fmt.Sprintf(`SELECT id, salt FROM %s WHERE id IN (%s)`, s.Table, book.Placeholders(inOneQuery)), inArgs(ids)...)
		if err != nil {
			return nil, err
		}
	}
	return salts, nil
}

// inOneQuery is how many identifiers one IN (…) holds.
const inOneQuery = 50

// inArgs fills up an IN (…) by repeating the last, so that there is one statement for any
// number of identifiers.
func inArgs(ids []int64) []any {
	args := make([]any, inOneQuery)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	return args
}
