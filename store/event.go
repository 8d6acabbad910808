package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
)

const eventColumns = "subject, version, kind, act, at, by_id, unit, note, change, key, leaf"

var eventColumnList = strings.Split(eventColumns, ", ")

// errDoneBefore: an event with this idempotency key is in the trace already. The
// transaction is given up, and the caller answers with what was done then.
var errDoneBefore = errors.New("store: done before")

// insertEvent writes one event, unless its key shows that the act was done before.
func insertEvent(ctx context.Context, tx *db.Tx, e audit.Event) error {
	n, err := tx.Exec(ctx, `INSERT INTO event (`+eventColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (key) WHERE key <> '' DO NOTHING`, eventArgs(e)...)
	if err == nil && n == 0 {
		return errDoneBefore
	}
	return err
}

func eventArgs(e audit.Event) []any {
	return []any{e.Subject, e.Version, string(e.Kind), e.Act, dossier.Instant(e.At), e.By, e.Unit, e.Note, string(e.Change), e.Key, e.Leaf}
}

func scanEvent(row db.Row) (e audit.Event, err error) {
	var at string
	err = row.Scan(&e.Subject, &e.Version, (*string)(&e.Kind), &e.Act, &at, &e.By, &e.Unit, &e.Note, (*string)(&e.Change), &e.Key, &e.Leaf)
	if err != nil {
		return e, err
	}
	e.At, err = dossier.ParseInstant(at)
	return e, err
}

// subjectOfKey finds the subject whose act carried an idempotency key, 0 when none did.
func subjectOfKey(ctx context.Context, tx *db.Tx, key string) (int64, error) {
	id, err := db.Value[int64](ctx, tx, `SELECT subject FROM event WHERE key = $1 AND key <> ''`, key)
	if errors.Is(err, db.ErrNotFound) {
		return 0, nil
	}
	return id, err
}

// Trace reads what happened.
type Trace struct{ DB *db.DB }

// Of lists the events of one subject in order.
func (t Trace) Of(ctx context.Context, subject int64) (list []audit.Event, err error) {
	err = t.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM event WHERE subject = $1 ORDER BY version`, subject)
		return err
	})
	return list, err
}

// Latest lists up to n events newest first: those not sealed yet, then by their place in
// the log, below a leaf; before < 0 begins at the end.
func (t Trace) Latest(ctx context.Context, before int64, n int) (list []audit.Event, err error) {
	err = t.DB.Read(ctx, func(tx *db.Tx) error {
		list = nil
		if before < 0 {
			list, err = db.All(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM event WHERE leaf < 0 ORDER BY subject DESC, version DESC LIMIT $1`, n)
			if err != nil {
				return err
			}
			before = 1<<62 - 1
		}
		sealed, err := db.All(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM event WHERE leaf >= 0 AND leaf < $1 ORDER BY leaf DESC LIMIT $2`, before, n-len(list))
		list = append(list, sealed...)
		return err
	})
	return list, err
}

// sealed is an event's place in the log.
type sealed struct {
	subject int64
	version int
	leaf    int64
}

// placeEvents gives events their places, many with one statement.
func placeEvents(ctx context.Context, tx *db.Tx, list []sealed) error {
	const together = 50
	for part := range slices.Chunk(list, together) {
		var rows []string
		var args []any
		for _, p := range part {
			n := len(args)
			rows = append(rows, fmt.Sprintf("(CAST($%d AS BIGINT), CAST($%d AS BIGINT), CAST($%d AS BIGINT))", n+1, n+2, n+3))
			args = append(args, p.subject, p.version, p.leaf)
		}
		n, err := tx.Exec(ctx, `UPDATE event SET leaf = place.column3 FROM (VALUES `+strings.Join(rows, ", ")+`) AS place
			WHERE event.subject = place.column1 AND event.version = place.column2 AND event.leaf < 0`, args...)
		if err != nil {
			return err
		}
		if n != int64(len(part)) {
			return fmt.Errorf("store: %d of %d events took their place in the log", n, len(part))
		}
	}
	return nil
}
