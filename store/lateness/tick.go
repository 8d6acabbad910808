package lateness

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/lateness"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

const (
	// tickEvery is the grain of warnings.
	tickEvery = time.Minute
	// together bounds the dossiers in one commit: on SQLite every act waits that long.
	together = 20
	// ringTurn is the number by which several processes ring one after the other.
	ringTurn = 7_220_914_036
)

// Run rings every minute until ctx ends; it never fails. What goes wrong is logged once and
// tried again: what was missed is caught up.
func (l *Lateness) Run(ctx context.Context, log *slog.Logger) error {
	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	var caught calendar.Day
	told := ""
	for {
		now := time.Now()
		err := l.turn(ctx, now, &caught)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			told = ""
		case err.Error() != told:
			told = err.Error()
			log.Error("warnings could not be given", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// turn is one minute: once a day what has no alarm gets one, then what is due rings.
func (l *Lateness) turn(ctx context.Context, now time.Time, caught *calendar.Day) error {
	if today := calendar.DayOf(now); *caught != today {
		if err := l.CatchUp(ctx, now); err != nil {
			return err
		}
		*caught = today
	}
	_, err := l.Tick(ctx, now)
	return err
}

// Tick tells everything that is due by now, in the order of its time, and returns how many
// dossiers it looked at. It asks only for alarms that ring, so its cost does not grow with
// what is stored; it may be run again, and by several processes.
func (l *Lateness) Tick(ctx context.Context, now time.Time) (looked int, err error) {
	now = book.Whole(now)
	for {
		waits, err := l.ringing(ctx, now)
		if err != nil || !waits {
			return looked, err
		}
		var n int
		err = l.DB.Write(ctx, func(tx *db.Tx) error {
			n, err = l.batch(ctx, tx, now)
			return err
		})
		if err != nil || n == 0 {
			return looked, err
		}
		looked += n
	}
}

// ringing tells whether there is anything to do, without disturbing who writes.
func (l *Lateness) ringing(ctx context.Context, now time.Time) (some bool, err error) {
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		list, err := due(ctx, tx, now, 1)
		some = len(list) > 0
		return err
	})
	return some, err
}

// batch rings some dossiers. They are held in one order, so that two who hold several wait
// for each other and never in a circle.
func (l *Lateness) batch(ctx context.Context, tx *db.Tx, now time.Time) (int, error) {
	if _, err := tx.Exec(ctx, tx.TakeTurn(), ringTurn); err != nil {
		return 0, err
	}
	ids, err := due(ctx, tx, now, together)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	b, err := l.bell(ctx, tx, now)
	if err != nil {
		return 0, err
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := l.ring(ctx, b, id); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// CatchUp gives an alarm to every open dossier without one, and a letter to every promise
// without one: lives that were imported or made in bulk have no followers.
func (l *Lateness) CatchUp(ctx context.Context, now time.Time) error {
	now = book.Whole(now)
	err := l.DB.Write(ctx, func(tx *db.Tx) error { return alarmMissing(ctx, tx, now) })
	if err != nil {
		return err
	}
	return l.adopt(ctx)
}

// Recalculate looks at every open dossier again: the calendar or the rules have changed,
// and with them the instants of what was not told yet.
func (l *Lateness) Recalculate(ctx context.Context, now time.Time) error {
	return l.DB.Write(ctx, func(tx *db.Tx) error { return alarmAll(ctx, tx, book.Whole(now)) })
}

// inForce is the rule that holds at a moment.
func inForce(ctx context.Context, tx *db.Tx, m store.Moment) (*lateness.Rule, error) {
	rules, err := ruleBook.List(ctx, tx, "ORDER BY valid_from")
	return lateness.InForce(rules, calendar.DayOf(m.At)), err
}

func isMissing(err error) bool { return errors.Is(err, db.ErrNotFound) }
