package store

import (
	"context"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store/book"
)

// Verification is what Verify goes by.
type Verification struct {
	Verifier *audit.Verifier
	Held     []audit.Checkpoint // kept elsewhere: only they show a log that was cut short
	Progress func(events int64) // nil: nobody wants to know
}

// Finding is one thing that was changed, removed or put in behind the program's back.
type Finding struct {
	Table string // of the database
	Row   string // what people call it, and "#" with its key
	Text  string // a sentence in Vietnamese
}

// Report of a verification. Found counts everything; Findings are the first of it.
type Report struct {
	Events, Leaves, Checkpoints int64
	Last                        audit.Checkpoint // the last that is well signed
	Found                       int64
	Findings                    []Finding
}

// Printed is how many findings a report holds; a thousand say enough.
const Printed = 1000

// OK: nothing was found.
func (r *Report) OK() bool { return r.Found == 0 }

func (r *Report) add(table, row, text string) {
	r.Found++
	if len(r.Findings) < Printed {
		r.Findings = append(r.Findings, Finding{table, row, text})
	}
}

// full: further findings are only counted, and need no name looked up.
func (r *Report) full() bool { return len(r.Findings) >= Printed }

// Verify replays the trace and compares it with every protected table, and recomputes the
// log. It reads one snapshot, so work goes on meanwhile; of a table it holds a page, and
// of each dossier 16 bytes. The error is about reading; tampering is findings.
func Verify(ctx context.Context, s *Store, o Verification) (r Report, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		v := newVerification(ctx, tx, o)
		err := v.run()
		r = v.report
		return err
	})
	return r, err
}

// verification is one run of Verify.
type verification struct {
	Verification
	ctx     context.Context
	tx      *db.Tx
	report  Report
	tiles   storedTiles
	roll    *audit.RollCall
	shelf   map[audit.Kind]*shelfReader
	sides   []side
	last    *subject
	columns map[string]audit.Value // of last, one map for all
	loose   map[audit.Hash]string  // events without a place in the log, by their leaf
	broken  map[int64]bool         // subjects of which a changed event was named
}

// side is a table that follows from the dossiers.
type side interface {
	// follow sees every dossier as the trace tells it, in the order of identifiers.
	follow(d *file, name string) error
	finish() error
}

// shelfReader is a book's table on its way through Verify.
type shelfReader struct {
	book.Shelf
	shape
	rows *pager[rawRow]
}

func newVerification(ctx context.Context, tx *db.Tx, o Verification) *verification {
	v := &verification{Verification: o, ctx: ctx, tx: tx, tiles: storedTiles{ctx, tx},
		shelf: map[audit.Kind]*shelfReader{}, columns: map[string]audit.Value{}, loose: map[audit.Hash]string{}, broken: map[int64]bool{}}
	v.roll = audit.NewRollCall(v.tiles)
	for _, s := range book.Shelves() {
		shape := shape{s.Shape()}
		v.shelf[shape.Kind] = &shelfReader{s, shape, shape.rows(ctx, tx)}
	}
	words := newWordSide(v)
	v.sides = []side{&codeSide{v: v}, newPersonSide(v, words), words, newWorkSide(v), newRequestSide(v), newFaultSide(v), newSerialSide(v), newTallySide(v)}
	return v
}

func (v *verification) run() error {
	events := newPager(func(last *rawEvent, n int) ([]rawEvent, error) {
		subject, version := int64(-1<<63), int64(0)
		if last != nil {
			subject, version = last.Subject, int64(last.Version)
		}
		return db.All(v.ctx, v.tx, scanRawEvent, `SELECT `+book.EventColumns+` FROM event
			WHERE (subject, version) > ($1, $2) ORDER BY subject, version LIMIT $3`, subject, version, n)
	})
	for e, err := range events.all {
		if err == nil {
			err = v.event(&e)
		}
		if err != nil {
			return err
		}
	}
	if err := v.finishSubjects(); err != nil {
		return err
	}
	return v.log()
}

// event takes the next event by subject and version.
func (v *verification) event(e *rawEvent) error {
	if v.report.Events++; v.Progress != nil && v.report.Events%10_000 == 0 {
		v.Progress(v.report.Events)
	}
	if v.last == nil || v.last.id != e.Subject {
		if err := v.close(); err != nil {
			return err
		}
		if err := v.open(e); err != nil {
			return err
		}
	}
	return v.last.next(v, e)
}

// finishSubjects ends the last subject and looks for rows that no event tells of.
func (v *verification) finishSubjects() error {
	if err := v.close(); err != nil {
		return err
	}
	for _, shelf := range book.Shelves() {
		s := v.shelf[shelf.Shape().Kind]
		if err := s.rows.before(func(*rawRow) bool { return true }, func(r *rawRow) { v.untold(s, r) }); err != nil {
			return err
		}
	}
	for _, side := range v.sides {
		if err := side.finish(); err != nil {
			return err
		}
	}
	return nil
}

func (v *verification) untold(s *shelfReader, r *rawRow) {
	name := s.nameOf(r.id, s.label(rowLog(s.shape, r)))
	v.report.add(s.Table, name, s.Title+" "+name+" có trong bảng nhưng nhật ký không có sự kiện nào.")
}

// rawEvent is an event as it stands: an instant that cannot be read is found, not a fault.
type rawEvent struct {
	audit.Event
	at string
}

func scanRawEvent(row db.Row) (e rawEvent, err error) {
	err = row.Scan(&e.Subject, &e.Version, (*string)(&e.Kind), &e.Act, &e.at, &e.By, &e.Unit, &e.Note, (*string)(&e.Change), &e.Key, &e.Leaf)
	if err == nil {
		e.At, _ = dossier.ParseInstant(e.at)
	}
	return e, err
}
