package store

import (
	"context"
	"fmt"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// MoveDeadlines follows a change of the calendar: every open dossier whose due date the
// new one moves gets an event that says why; closed ones are left alone. It may be called
// off and run again: what was moved is not moved twice.
func (s Dossiers) MoveDeadlines(ctx context.Context, why string, m Moment) (moved int, err error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return 0, err
	}
	for after := int64(0); ; {
		page, err := s.openAfter(ctx, after)
		if err != nil || len(page) == 0 {
			return moved, err
		}
		for _, d := range page {
			after = int64(d.ID)
			if _, err := (dossier.MoveDeadline{Why: why}).Apply(d, dossierMoment(m, refs)); err != nil {
				continue // the same date: nothing to tell
			}
			one := m
			one.Key = fmt.Sprintf("calendar-%d-%d", refs.calendar.Version, d.ID)
			_, err := s.Do(ctx, d.ID, dossier.MoveDeadline{Why: why}, one)
			if refusal.KindOf(err) == refusal.NotNow {
				continue // closed meanwhile
			}
			if err != nil {
				return moved, err
			}
			moved++
		}
	}
}

// CountMoves is how many open due dates another calendar would move.
func (s Dossiers) CountMoves(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours) (n int, err error) {
	now, err := s.References.Now(ctx)
	if err != nil {
		return 0, err
	}
	other, err := calendar.New(0, marks, hours...)
	if err != nil {
		return 0, err
	}
	rules := &Picture{units: now.units, calendar: other, versions: now.versions, flows: now.flows}
	for after := int64(0); ; {
		page, err := s.openAfter(ctx, after)
		if err != nil || len(page) == 0 {
			return n, err
		}
		for _, d := range page {
			after = int64(d.ID)
			if _, err := (dossier.MoveDeadline{Why: "?"}).Apply(d, dossierMoment(Moment{}, rules)); err == nil {
				n++
			}
		}
	}
}

// openAfter lists open dossiers in the order of their identifiers.
func (s Dossiers) openAfter(ctx context.Context, after int64) (page []*file, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		page, err = dossierBook.List(ctx, tx, `WHERE id IN (
			SELECT DISTINCT dossier FROM dossier_work WHERE dossier > $1 ORDER BY dossier LIMIT 500) ORDER BY id`, after)
		return err
	})
	return page, err
}
