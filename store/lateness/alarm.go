package lateness

import (
	"context"
	"time"

	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/kit/db"
	"cchc/store"
)

type instant = time.Time

// Follow does what follows from an act upon a dossier, in its transaction: the promise
// becomes a signed apology, a draft that nobody needs any more withdraws itself, who is
// pressed for is told, and the alarm is set to when the dossier is to be looked at next.
func (l *Lateness) Follow(ctx context.Context, tx *db.Tx, t store.Turn) error {
	if t.Before != nil {
		if err := l.followAct(ctx, tx, t); err != nil {
			return err
		}
	}
	if t.Before != nil && sameTime(t.Before, t.After) {
		return nil
	}
	rule, err := inForce(ctx, tx, t.Moment)
	if err != nil {
		return err
	}
	return setAlarm(ctx, tx, t.After.ID, soonest(t.After, rule, t.Refs, t.Moment.At))
}

func (l *Lateness) followAct(ctx context.Context, tx *db.Tx, t store.Turn) error {
	if t.Before.Promised == 0 && t.After.Promised != 0 {
		if err := l.signed(ctx, tx, t); err != nil {
			return err
		}
	}
	if t.After.Promised == 0 && unneeded(t.Before, t.After) {
		if err := l.withdraw(ctx, tx, t); err != nil {
			return err
		}
	}
	if press, ok := t.Act.(dossier.Press); ok {
		return l.pressed(ctx, tx, t, press)
	}
	return nil
}

// unneeded says whether an act made a draft out of date: finished, paused, or due later.
func unneeded(before, after *dossier.Dossier) bool {
	return before.Due != after.Due || before.Clock != after.Clock || !after.IsOpen()
}

// sameTime says whether an act left alone everything that alarms are made of.
func sameTime(before, after *dossier.Dossier) bool {
	return before.Due == after.Due && before.Clock == after.Clock && before.IsOpen() == after.IsOpen() &&
		before.Promised == after.Promised && before.Unit == after.Unit &&
		dossier.WorkText(before.Open) == dossier.WorkText(after.Open) && dossier.RequestText(before.Requests) == dossier.RequestText(after.Requests)
}

// soonest is when a dossier that has just been changed is to be looked at: at once when
// something that may not have been told is due already. Zero is never.
func soonest(d *dossier.Dossier, rule *lateness.Rule, rules dossier.Rules, now time.Time) time.Time {
	rings := rule.Rings(d, rules)
	if len(rings) > 0 && !rings[0].At.After(now) {
		return now
	}
	return next(d, rings, rules, now)
}

// next is the first instant after now at which there is something to tell or to judge.
func next(d *dossier.Dossier, rings []lateness.Ring, rules dossier.Rules, now time.Time) time.Time {
	judged := lateness.Judge
	if d.Promised != 0 {
		judged = lateness.JudgePromise
	}
	v := judged(d, rules, now)
	at := lateness.Next(rings, now)
	switch {
	case v.Owed && d.Promised == 0 && at.IsZero():
		return now
	case v.Look.After(now) && (at.IsZero() || v.Look.Before(at)):
		return v.Look
	}
	return at
}

// ring tells what is due of one dossier, and sets its next alarm.
func (l *Lateness) ring(ctx context.Context, b *bell, id dossier.ID) error {
	d, err := l.Dossiers.Hold(ctx, b.tx, id)
	if isMissing(err) {
		return setAlarm(ctx, b.tx, id, time.Time{})
	}
	if err != nil {
		return err
	}
	b.file = &d
	rings := b.rule.Rings(&d, b.refs)
	if err := b.warn(ctx, rings); err != nil {
		return err
	}
	if d.Promised == 0 {
		err = l.draft(ctx, b)
	} else {
		err = l.reportBroken(ctx, b)
	}
	if err != nil {
		return err
	}
	at := next(&d, rings, b.refs, b.now)
	if !at.After(b.now) {
		at = time.Time{} // told and drafted: an act or a change of the calendar sets the next
	}
	return setAlarm(ctx, b.tx, id, at)
}
