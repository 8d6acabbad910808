package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// Ledger reads the log for its pages.
type Ledger struct {
	DB       *db.DB
	Verifier *audit.Verifier
}

// stretch is how many positions one search looks through.
const stretch = 20_000

// Search finds events, the youngest first.
func (s Ledger) Search(ctx context.Context, q audit.Search) (found audit.Found, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		found = audit.Found{}
		if q.Subject != 0 {
			return ofSubject(ctx, tx, q, &found)
		}
		before := q.Before
		if before < 0 {
			if found.Events, err = searched(ctx, tx, q, "leaf < 0", "ORDER BY subject DESC, version DESC"); err != nil {
				return err
			}
			last, err := db.Value[int64](ctx, tx, `SELECT coalesce(max(leaf), -1) FROM event WHERE leaf >= 0`)
			if err != nil {
				return err
			}
			before = last + 1
		}
		return sealedBelow(ctx, tx, q, before, &found)
	})
	return found, err
}

// ofSubject lists one subject's events: its key leads to them, however long the log is.
func ofSubject(ctx context.Context, tx *db.Tx, q audit.Search, found *audit.Found) (err error) {
	found.Events, err = searched(ctx, tx, q, fmt.Sprintf("subject = %d", q.Subject), "ORDER BY version DESC")
	return err
}

// sealedBelow looks through the stretch below a position. "leaf >= 0" stands there in so
// many words because SQLite takes a partial index only for its own condition.
func sealedBelow(ctx context.Context, tx *db.Tx, q audit.Search, before int64, found *audit.Found) error {
	low := max(0, before-stretch)
	q.Limit -= len(found.Events)
	list, err := searched(ctx, tx, q, between(low, before), "ORDER BY leaf DESC")
	if err != nil {
		return err
	}
	found.Events = append(found.Events, list...)
	found.Next = low
	if len(list) > 0 && len(list) == q.Limit {
		found.Next = list[len(list)-1].Leaf
	}
	return nil
}

func between(low, before int64) string {
	return fmt.Sprintf("leaf >= 0 AND leaf >= %d AND leaf < %d", low, before)
}

func searched(ctx context.Context, tx *db.Tx, q audit.Search, where, order string) ([]audit.Event, error) {
	if q.Limit <= 0 {
		return nil, nil
	}
	query := &sql{}
	query.add("SELECT " + book.EventColumns + " FROM event WHERE " + where)
	for _, c := range []struct {
		condition string
		value     any
		asked     bool
	}{
		{"kind = ?", string(q.Kind), q.Kind != ""}, {"act = ?", q.Act, q.Act != ""}, {"by_id = ?", q.By, q.By != 0}, {"unit = ?", q.Unit, q.Unit != 0},
		{"at >= ?", stamp(q.From), !q.From.IsZero()}, {"at < ?", stamp(q.To), !q.To.IsZero()},
	} {
		if c.asked {
			query.add(" AND "+c.condition, c.value)
		}
	}
	query.add(" "+order+" LIMIT ?", q.Limit)
	return db.All(ctx, tx, book.ScanEvent, query.String(), query.args...)
}

// Evidence recomputes the chain of an event's subject up to it, and proves it against the
// last checkpoint.
func (s Ledger) Evidence(ctx context.Context, subject int64, version int) (e audit.Evidence, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		e = audit.Evidence{}
		events, err := db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE subject = $1 AND version <= $2 ORDER BY version`, subject, version)
		if err != nil {
			return err
		}
		if len(events) == 0 || events[len(events)-1].Version != version {
			return refusal.Missing("Không có sự kiện này.")
		}
		e.Event = events[len(events)-1]
		salt, err := saltOf(ctx, tx, e.Event)
		if err != nil {
			return err
		}
		var chain audit.Chain
		chain.Start(e.Event.Kind, subject, salt)
		for i := range events {
			e.Head = chain.Next(&events[i])
		}
		e.Sealed = e.Event.Leaf >= 0
		return s.prove(ctx, tx, &e)
	})
	return e, err
}

// prove leaves Holds false when the log is not what it was: that is an answer, not a fault.
func (s Ledger) prove(ctx context.Context, tx *db.Tx, e *audit.Evidence) error {
	note, err := lastNote(ctx, tx)
	if err != nil || note == nil || !e.Sealed || s.Verifier == nil {
		return err
	}
	if e.Checkpoint, err = s.Verifier.Open(note); err != nil {
		return nil
	}
	if e.Proof, err = e.Checkpoint.ProveLeaf(e.Event.Leaf, storedTiles{ctx, tx}); err != nil {
		return nil
	}
	e.Holds = e.Checkpoint.CheckLeaf(e.Event.Leaf, e.Head.Leaf(), e.Proof) == nil
	return nil
}

// saltOf is the secret under which an event's subject is committed to; zero when its row is
// gone, and then nothing fits.
func saltOf(ctx context.Context, tx *db.Tx, e audit.Event) (salt audit.Salt, err error) {
	for _, s := range book.Shelves() {
		if shape := s.Shape(); shape.Kind == e.Kind {
			secret, err := db.Value[[]byte](ctx, tx, "SELECT salt FROM "+shape.Table+" WHERE id = $1", e.Subject)
			copy(salt[:], secret)
			if errors.Is(err, db.ErrNotFound) {
				err = nil
			}
			return salt, err
		}
	}
	return salt, nil
}

// Checkpoints lists up to n, the youngest first; those that the key does not fit are left out.
func (s Ledger) Checkpoints(ctx context.Context, n int) (list []audit.Checkpoint, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		notes, err := db.All(ctx, tx, func(row db.Row) (note string, err error) { return note, row.Scan(&note) },
			`SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT $1`, n)
		list = nil
		for _, note := range notes {
			if c, err := s.Verifier.Open([]byte(note)); err == nil {
				list = append(list, c)
			}
		}
		return err
	})
	return list, err
}

// SubjectOf finds a dossier by its code, for a search that begins with one; 0 for none.
func (s Ledger) SubjectOf(ctx context.Context, code string) (int64, error) {
	normal, ok := dossier.NormalCode(strings.TrimSpace(code))
	if !ok {
		return 0, nil
	}
	d, err := Dossiers{DB: s.DB}.ByCode(ctx, normal)
	if refusal.KindOf(err) == refusal.NotFound {
		return 0, nil
	}
	return int64(d.ID), err
}

// Names are the names of accounts.
func (s Ledger) Names(ctx context.Context, ids ...account.ID) (map[account.ID]string, error) {
	return Accounts{DB: s.DB}.Names(ctx, ids...)
}
