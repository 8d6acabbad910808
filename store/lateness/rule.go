package lateness

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store"
	"cchc/store/book"
)

// Recalculated is the kind of job that looks at every open dossier again.
const Recalculated = "lateness_recalculate"

// Rules lists the rules of warning in the order of their days, the usual one first.
func (l *Lateness) Rules(ctx context.Context) (list []*rule, err error) {
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = ruleBook.List(ctx, tx, "ORDER BY valid_from")
		return err
	})
	usual := lateness.Usual
	return append([]*rule{&usual}, list...), err
}

// Decide keeps a new rule from its day on. What was told stays told; on that day alarms
// are set again by the new one.
func (l *Lateness) Decide(ctx context.Context, r rule, by account.Stamp) error {
	m := store.Moment(by)
	m.At = book.Whole(m.At)
	err := l.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		if err := r.Check(calendar.DayOf(m.At)); err != nil {
			return err
		}
		_, err := db.Value[int64](ctx, tx, `SELECT id FROM lateness_rule WHERE valid_from = $1`, r.From.String())
		if !isMissing(err) {
			return errors.Join(err, refusal.Wrong("from", "Đã có quy tắc áp dụng từ ngày %s.", r.From.Vietnamese()))
		}
		r.ID = lateness.RuleID(m.NewID())
		if err := ruleBook.Add(ctx, tx, &r, m.Event("decide", r.Basis)); err != nil {
			return err
		}
		return job.Put(ctx, tx, job.Job{Kind: Recalculated, Unique: r.From.String(), RunAt: r.From.Start()})
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return nil
	}
	return err
}
