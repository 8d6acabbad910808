package store

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/calendar"
)

// Diary is the working calendar for the pages that change it.
type Diary struct {
	Calendars Calendars
	Dossiers  Dossiers
}

// Now is the calendar in force.
func (s Diary) Now(ctx context.Context) (*calendar.Calendar, error) {
	p, err := s.Calendars.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return p.calendar, nil
}

// Moves is how many open due dates another calendar would move.
func (s Diary) Moves(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours) (int, error) {
	return s.Dossiers.CountMoves(ctx, marks, hours)
}

// Replace is Calendars.Replace for a page. The deadlines move in the background.
func (s Diary) Replace(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours, why string, by account.Stamp) error {
	_, err := s.Calendars.Replace(ctx, marks, hours, why, Moment(by))
	return err
}
