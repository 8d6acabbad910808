package review

import (
	"context"
	"fmt"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Measure reads from the log what a proposal that is carried out brought: the year from the
// day it came into force, as far as it has gone, beside the year before.
func (s Reviews) Measure(ctx context.Context, p proposal, now time.Time) (m review.Measured, err error) {
	if p.From == 0 {
		return m, refusal.TooEarlyOrLate("Phương án chưa thực hiện, chưa có gì để đo.")
	}
	today := calendar.DayOf(now)
	after := figure.Period{From: p.From, Until: min(p.From.AddMonths(12), today+1), AsOf: now}
	figures := store.Figures{DB: s.DB, References: s.References}
	if m.Received, err = figures.Count(ctx, figure.Query{Period: after, Scope: figure.Scope{Procedure: p.Procedure}}, figure.Received); err != nil {
		return m, err
	}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		if m.Before, err = took(ctx, tx, refs, p.Procedure, p.From.AddMonths(-12), p.From); err != nil {
			return err
		}
		m.After, err = took(ctx, tx, refs, p.Procedure, p.From, after.Until)
		return err
	})
	return m, err
}

// tookQuery reads what was finished in some days from the index of closed dossiers.
func tookQuery(versions []any, from, until calendar.Day) (string, []any) {
	n := len(versions)
	query := fmt.Sprintf(`SELECT unit, received_at, closed_at, pauses FROM dossier
		WHERE procedure IN (%s) AND closed_at >= $%d AND closed_at < $%d AND closed_at <> '' AND outcome IN ('early', 'on_time', 'late')`, book.Placeholders(n), n+1, n+2)
	return query, append(versions, dossier.Instant(from.Start()), dossier.Instant(until.Start()))
}

// took adds up how long the dossiers that were finished in some days had taken. Those
// received before the change count for the year in which they were finished.
func took(ctx context.Context, tx *db.Tx, refs *store.Picture, code string, from, until calendar.Day) (l review.Length, err error) {
	query, args := tookQuery(versionsOf(refs, code), from, until)
	err = db.Each(ctx, tx, func(row db.Row) error {
		var unit int64
		var received, closed, pauses string
		if err := row.Scan(&unit, &received, &closed, &pauses); err != nil {
			return err
		}
		came, err := dossier.ParseInstant(received)
		if err != nil {
			return err
		}
		went, err := dossier.ParseInstant(closed)
		if err != nil {
			return err
		}
		stood, err := dossier.ParsePauses(pauses)
		l.N, l.Sum = l.N+1, l.Sum+int64(review.Took(refs.Calendar(orgunit.ID(unit)), came, went, stood))
		return err
	}, query, args...)
	return l, err
}
