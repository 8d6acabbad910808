package store

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store/book"
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
	heads   []audit.Head // of events written and not sealed yet
	sealer  bulkSealer   // nil: the events' places are given later
	tally   map[tallyKey]*tallyRow
	serials map[serialKey]int64
	words   []wordOf
	known   map[string]string // the words of names, each kept once
}

// bulkSealer brings a stretch of events, which begins at a leaf, into the log.
type bulkSealer func(ctx context.Context, tx *db.Tx, first int64, heads []audit.Head) error

// wordOf is a word by which a dossier is found.
type wordOf struct {
	word    string
	dossier int64
}

func newBulk(tx *db.Tx) *bulk {
	return &bulk{tx: tx, tally: map[tallyKey]*tallyRow{}, serials: map[serialKey]int64{}, known: map[string]string{}}
}

type serialKey struct {
	unit int64
	day  calendar.Day
}

// What is held in memory before it is written: lives, heads, words.
const (
	chunkSize  = 1000
	headsAhead = bulkBatch
	wordsAhead = 1 << 20
)

// Bulk writes lives and returns the number of events. Everything is in one transaction;
// seal is called with one stretch of events after the other.
func (s *Store) Bulk(ctx context.Context, lives iter.Seq2[Life, error], seal func(context.Context, *db.Tx, int64, []audit.Head) error) (events int64, err error) {
	err = s.DB.Alone(ctx, func(tx *db.Tx) error {
		first, err := db.Value[int64](ctx, tx, `SELECT coalesce(max(leaf), -1) + 1 FROM event WHERE leaf >= 0`)
		if err != nil {
			return err
		}
		b := newBulk(tx)
		b.leaf, b.sealer = first, seal
		write := func() error {
			if err := b.take(ctx, lives); err != nil {
				return err
			}
			return b.finish(ctx)
		}
		if err := b.indexed(ctx, write); err != nil {
			return err
		}
		events = b.leaf - first
		return b.seal(ctx)
	})
	return events, err
}

// indexed writes into empty tables without their indexes. Where much is there already,
// making them anew would cost more than keeping them.
func (b *bulk) indexed(ctx context.Context, write func() error) error {
	some, err := db.Value[int64](ctx, b.tx, `SELECT count(*) FROM (SELECT id FROM dossier LIMIT 1) one`)
	if err != nil {
		return err
	}
	if some > 0 {
		return write()
	}
	return b.tx.WithoutIndexes(ctx, []string{"event", "dossier"}, write)
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

// seal hands over the heads at hand.
func (b *bulk) seal(ctx context.Context) error {
	if len(b.heads) == 0 {
		return nil
	}
	err := b.sealer(ctx, b.tx, b.leaf-int64(len(b.heads)), b.heads)
	b.heads = b.heads[:0]
	return err
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
		if w[0] > '9' {
			if once, known := b.known[w]; known {
				w = once
			} else {
				b.known[w] = w
			}
		}
		b.words = append(b.words, wordOf{w, int64(d.ID)})
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
		{"dossier", append([]string{"id", "version", "salt", "head"}, dossierBook.Names...), b.rows((*Life).dossierRow)},
		{"dossier_person", personColumns, b.rows(func(l *Life) []any { return personArgs(l.Dossier.ID, l.Person) })},
		{"event", book.EventColumnList, b.events()},
		{"dossier_work", workColumns, b.listed(workRows)},
		{"dossier_request", requestColumns, b.listed(requestRows)},
		{"dossier_fault", faultColumns, b.listed(faultRows)},
	}
	for _, t := range tables {
		if _, err := b.tx.Insert(ctx, t.name, t.columns, t.rows); err != nil {
			return fmt.Errorf("bulk %s: %w", t.name, err)
		}
	}
	clear(b.chunk)
	b.chunk = b.chunk[:0]
	if len(b.heads) >= headsAhead {
		if err := b.seal(ctx); err != nil {
			return err
		}
	}
	if len(b.words) >= wordsAhead {
		return b.flushWords(ctx)
	}
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
				if !yield(book.EventArgs(e)) {
					return
				}
			}
		}
	}
}

// listed is the rows of a list that is derived from dossiers.
func (b *bulk) listed(of func(*file) iter.Seq[[]any]) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range b.chunk {
			for row := range of(&b.chunk[i].Dossier) {
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
			ON CONFLICT (unit, day) DO UPDATE SET last = CASE WHEN excluded.last > dossier_serial.last THEN excluded.last ELSE dossier_serial.last END`, key.unit, key.day.String(), last)
		if err != nil {
			return err
		}
	}
	return b.flushWords(ctx)
}

// flushWords writes the words at hand in the order of their table.
func (b *bulk) flushWords(ctx context.Context) error {
	slices.SortFunc(b.words, func(x, y wordOf) int {
		return cmp.Or(strings.Compare(x.word, y.word), cmp.Compare(x.dossier, y.dossier))
	})
	_, err := b.tx.Insert(ctx, "dossier_word", []string{"word", "dossier"}, func(yield func([]any) bool) {
		for i := range b.words {
			if !yield([]any{b.words[i].word, b.words[i].dossier}) {
				return
			}
		}
	})
	b.words = b.words[:0]
	return err
}
