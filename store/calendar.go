package store

import (
	"context"
	"errors"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/book"
)

// calendarID is the one calendar of the province; its row's version is the calendar's.
// It is below every identifier that is made or given, so that no other subject has it.
const calendarID = -1

// calendarRecord is the calendar as it is kept.
type calendarRecord struct {
	ID      int64
	Version int
	Marks   []calendar.Mark
	Hours   []calendar.Hours
}

var calendarBook = book.New(book.Book[calendarRecord]{
	Kind: audit.Calendar, Title: "Lịch làm việc", Table: "calendar",
	ID:      func(c *calendarRecord) *int64 { return &c.ID },
	Version: func(c *calendarRecord) *int { return &c.Version },
	Columns: []book.Column[calendarRecord]{
		book.List("marks", func(c *calendarRecord) *[]calendar.Mark { return &c.Marks }),
		book.List("hours", func(c *calendarRecord) *[]calendar.Hours { return &c.Hours }),
	},
})

func readCalendar(ctx context.Context, tx *db.Tx) (*calendar.Calendar, error) {
	records, err := calendarBook.List(ctx, tx, "WHERE id = $1", calendarID)
	if err != nil {
		return nil, err
	}
	if len(records) == 0 {
		return calendar.Standard(), nil
	}
	return calendar.New(records[0].Version, records[0].Marks, records[0].Hours...)
}

// Calendars keeps the working calendar.
type Calendars struct {
	DB         *db.DB
	References *References
}

// Replace puts another calendar in force and returns the days that are now worked or off
// where they were not. Moving the open deadlines is what follows from it: see
// Dossiers.MoveDeadlines.
func (s Calendars) Replace(ctx context.Context, marks []calendar.Mark, hours []calendar.Hours, why string, m Moment) (changed []calendar.Day, err error) {
	if why == "" {
		return nil, refusal.Wrong("reason", "Phải ghi lý do hoặc văn bản thay đổi lịch.")
	}
	after, err := calendar.New(0, marks, hours...)
	if err != nil {
		return nil, err
	}
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		before, err := readCalendar(ctx, tx)
		if err != nil {
			return err
		}
		changed = calendar.Diff(before, after)
		record := calendarRecord{ID: calendarID, Marks: after.Marks(), Hours: after.Hours()}
		if _, err := calendarBook.Load(ctx, tx, calendarID); errors.Is(err, db.ErrNotFound) {
			if err := calendarBook.Add(ctx, tx, &record, m.Event("establish", why)); err != nil {
				return err
			}
			return calendarReplaced(ctx, tx, why)
		}
		_, err = calendarBook.Change(ctx, tx, calendarID, func(c *calendarRecord) (audit.Event, error) {
			c.Marks, c.Hours = record.Marks, record.Hours
			return m.Event("replace", why), nil
		})
		if err != nil {
			return err
		}
		return calendarReplaced(ctx, tx, why)
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return nil, nil
	}
	return changed, err
}

// CalendarReplaced is the kind of the job that moves open deadlines after a change of
// the calendar; its payload is the reason.
const CalendarReplaced = "calendar.replaced"

// calendarReplaced makes what follows from a new calendar follow: pictures in memory are
// out of date, open deadlines will move.
func calendarReplaced(ctx context.Context, tx *db.Tx, why string) error {
	if err := bumpReferences(ctx, tx); err != nil {
		return err
	}
	if err := aloneAmongActs(ctx, tx); err != nil {
		return err
	}
	return job.Put(ctx, tx, job.Job{Kind: CalendarReplaced, Unique: "calendar", Payload: why})
}
