package book

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// EventColumns in the order of ScanEvent and EventArgs.
const EventColumns = "subject, version, kind, act, at, by_id, unit, note, change, key, leaf"

// EventColumnList is EventColumns one by one.
var EventColumnList = strings.Split(EventColumns, ", ")

// ErrDoneBefore: an event with this idempotency key is in the trace already. The
// transaction is given up, and the caller answers with what was done then.
var ErrDoneBefore = errors.New("book: done before")

// insertEvent writes one event, unless its key shows that the act was done before.
func insertEvent(ctx context.Context, tx *db.Tx, e audit.Event) error {
	n, err := tx.Exec(ctx, `INSERT INTO event (`+EventColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (key) WHERE key <> '' DO NOTHING`, EventArgs(e)...)
	if err == nil && n == 0 {
		return ErrDoneBefore
	}
	return err
}

// EventArgs is an event as the driver takes it.
func EventArgs(e audit.Event) []any {
	return []any{e.Subject, e.Version, string(e.Kind), e.Act, dossier.Instant(e.At), e.By, e.Unit, e.Note, string(e.Change), e.Key, e.Leaf}
}

// ScanEvent reads an event.
func ScanEvent(row db.Row) (e audit.Event, err error) {
	var at string
	err = row.Scan(&e.Subject, &e.Version, (*string)(&e.Kind), &e.Act, &at, &e.By, &e.Unit, &e.Note, (*string)(&e.Change), &e.Key, &e.Leaf)
	if err != nil {
		return e, err
	}
	e.At, err = dossier.ParseInstant(at)
	return e, err
}

// SubjectOfKey finds the subject whose act carried an idempotency key, 0 when none did.
func SubjectOfKey(ctx context.Context, tx *db.Tx, key string) (int64, error) {
	id, err := db.Value[int64](ctx, tx, `SELECT subject FROM event WHERE key = $1 AND key <> ''`, key)
	if errors.Is(err, db.ErrNotFound) {
		return 0, nil
	}
	return id, err
}

// Once gives up a transaction whose key stands in the trace already. Acts whose rule
// would refuse the second time ask first.
func Once(ctx context.Context, tx *db.Tx, key string) error {
	if done, err := SubjectOfKey(ctx, tx, key); err != nil || done == 0 {
		return err
	}
	return ErrDoneBefore
}

// Place is an event's place in the log.
type Place struct {
	Subject int64
	Version int
	Leaf    int64
}

// PlaceEvents gives events their places, many with one statement.
func PlaceEvents(ctx context.Context, tx *db.Tx, list []Place) error {
	const together = 50
	for part := range slices.Chunk(list, together) {
		var rows []string
		var args []any
		for _, p := range part {
			n := len(args)
			rows = append(rows, fmt.Sprintf("(CAST($%d AS BIGINT), CAST($%d AS BIGINT), CAST($%d AS BIGINT))", n+1, n+2, n+3))
			args = append(args, p.Subject, p.Version, p.Leaf)
		}
		n, err := tx.Exec(ctx, `UPDATE event SET leaf = place.column3 FROM (VALUES `+strings.Join(rows, ", ")+`) AS place
			WHERE event.subject = place.column1 AND event.version = place.column2 AND event.leaf < 0`, args...)
		if err != nil {
			return err
		}
		if n != int64(len(part)) {
			return fmt.Errorf("book: %d of %d events took their place in the log", n, len(part))
		}
	}
	return nil
}

// SecondPerson refuses who has written a subject at any time of its life, not only last:
// what needs a second person is not approved by one of its own writers.
func SecondPerson(ctx context.Context, tx *db.Tx, subject, who int64) error {
	n, err := db.Value[int](ctx, tx, `SELECT count(*) FROM event WHERE subject = $1 AND by_id = $2 AND act IN ('draft', 'edit')`, subject, who)
	if err == nil && n > 0 {
		return refusal.Forbidden("Bạn đã tham gia soạn bản này nên không duyệt hay công bố được: cần một người không soạn.")
	}
	return err
}
