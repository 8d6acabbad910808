package store

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
)

// bulk puts whole lives into the store: an import of years, the demo province. The lives
// were lived through the acts (see Live), so what stands in the tables afterwards is what
// Receive and Do would have left; only the writing is another: rows in the order of their
// identifiers, derived tables added up in memory, the log sealed along the way.
//
// The dossiers must be newer than those already there, in ascending order of identifier.
type bulk struct {
	tx      *db.Tx
	leaf    int64
	chunk   []Life
	heads   []audit.Head
	tally   map[tallyKey]*tallyRow
	serials map[serialKey]int64
	words   map[string][]int64
}

type serialKey struct {
	unit int64
	day  calendar.Day
}

// chunkSize bounds what is held in memory before it is written.
const chunkSize = 4000

// Bulk writes lives and returns the number of events. Everything is in one transaction.
func (s *Store) Bulk(ctx context.Context, lives iter.Seq2[Life, error], seal func(context.Context, *db.Tx, int64, []audit.Head) error) (events int64, err error) {
	err = s.DB.Alone(ctx, func(tx *db.Tx) error {
		first, err := db.Value[int64](ctx, tx, `SELECT coalesce(max(leaf), -1) + 1 FROM event WHERE leaf >= 0`)
		if err != nil {
			return err
		}
		return tx.WithoutIndexes(ctx, []string{"event", "dossier"}, func() error {
			b := &bulk{tx: tx, leaf: first, tally: map[tallyKey]*tallyRow{}, serials: map[serialKey]int64{}, words: map[string][]int64{}}
			if err := b.take(ctx, lives); err != nil {
				return err
			}
			if err := b.finish(ctx); err != nil {
				return err
			}
			events = b.leaf - first
			return seal(ctx, tx, first, b.heads)
		})
	})
	return events, err
}

func (b *bulk) take(ctx context.Context, lives iter.Seq2[Life, error]) error {
	for life, err := range lives {
		if err != nil {
			return err
		}
		for i := range life.Events {
			life.Events[i].Leaf = b.leaf
			b.leaf++
		}
		b.heads = append(b.heads, life.heads...)
		b.add(&life)
		if b.chunk = append(b.chunk, life); len(b.chunk) == chunkSize {
			if err := b.flush(ctx); err != nil {
				return err
			}
		}
	}
	return b.flush(ctx)
}

// add adds a life to the tables that are derived.
func (b *bulk) add(life *Life) {
	d := &life.Dossier
	d.Cells(func(c dossier.Cell) { addCell(b.tally, c, 1) })
	if d.Code != "" {
		key := serialKey{int64(d.ReceivedBy()), calendar.DayOf(d.Received)}
		b.serials[key] = max(b.serials[key], life.serial)
	}
	for _, w := range personWords(life.Person.Person) {
		b.words[w] = append(b.words[w], int64(d.ID))
	}
}

// flush writes the chunk in hand.
func (b *bulk) flush(ctx context.Context) error {
	if len(b.chunk) == 0 {
		return nil
	}
	tables := []struct {
		name    string
		columns []string
		rows    iter.Seq[[]any]
	}{
		{"dossier", append([]string{"id", "version", "salt", "head"}, dossierBook.names...), b.rows((*Life).dossierRow)},
		{"dossier_person", personColumns, b.rows(func(l *Life) []any { return personArgs(l.Dossier.ID, l.Person) })},
		{"event", eventColumnList, b.events()},
		{"dossier_work", workColumns, b.work()},
	}
	for _, t := range tables {
		if _, err := b.tx.Insert(ctx, t.name, t.columns, t.rows); err != nil {
			return fmt.Errorf("bulk %s: %w", t.name, err)
		}
	}
	b.chunk = b.chunk[:0]
	return nil
}

func (b *bulk) rows(of func(*Life) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range b.chunk {
			if !yield(of(&b.chunk[i])) {
				return
			}
		}
	}
}

func (b *bulk) events() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range b.chunk {
			for _, e := range b.chunk[i].Events {
				if !yield(eventArgs(e)) {
					return
				}
			}
		}
	}
}

func (b *bulk) work() iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range b.chunk {
			for row := range workRows(&b.chunk[i].Dossier) {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// finish writes what was added up.
func (b *bulk) finish(ctx context.Context) error {
	for _, key := range slices.SortedFunc(maps.Keys(b.tally), compareTally) {
		if _, err := b.tx.Exec(ctx, tallyUpsert, tallyArgs(key, b.tally[key])...); err != nil {
			return err
		}
	}
	for key, last := range b.serials {
		_, err := b.tx.Exec(ctx, `INSERT INTO dossier_serial (unit, day, last) VALUES ($1, $2, $3)
			ON CONFLICT (unit, day) DO UPDATE SET last = excluded.last`, key.unit, key.day.String(), last)
		if err != nil {
			return err
		}
	}
	_, err := b.tx.Insert(ctx, "dossier_word", []string{"word", "dossier"}, func(yield func([]any) bool) {
		for _, word := range slices.Sorted(maps.Keys(b.words)) {
			for _, id := range b.words[word] {
				if !yield([]any{word, id}) {
					return
				}
			}
		}
	})
	return err
}
