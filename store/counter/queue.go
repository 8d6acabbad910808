package counter

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

type (
	day     = calendar.Day
	instant = time.Time
)

// Queue keeps halls and tickets. Whatever gives out or calls a number at one desk waits
// for its turn there, so a number is given once and called by one station.
type Queue struct{ DB *db.DB }

// Take gives out the next number of a series today. The same key twice gives one number.
func (s Queue) Take(ctx context.Context, desk orgunit.ID, series, class string, by account.Stamp) (queue.Ticket, error) {
	return s.once(ctx, by, func(tx *db.Tx, m book.Moment) (t ticket, err error) {
		h, err := hallOf(ctx, tx, desk)
		if err != nil {
			return t, err
		}
		last, err := db.Value[int](ctx, tx, `SELECT coalesce(max(number), 0) FROM queue_ticket WHERE desk = $1 AND day = $2 AND series = $3`,
			desk, calendar.DayOf(m.At).String(), series)
		if err != nil {
			return t, err
		}
		t = ticket{ID: queue.TicketID(m.NewID())}
		happened, err := queue.Take{Series: series, Class: class, Number: last + 1}.Apply(&t, in(h, m))
		if err != nil {
			return t, err
		}
		return t, ticketBook.Add(ctx, tx, &t, m.Event(happened.Act, happened.Note))
	}, desk)
}

// CallNext brings the next waiting ticket to a station: those handed to it, then those
// who go first, then by the time they came. Whom the station was serving is done by that.
func (s Queue) CallNext(ctx context.Context, desk orgunit.ID, station int, by account.Stamp) (queue.Ticket, error) {
	return s.once(ctx, by, func(tx *db.Tx, m book.Moment) (t ticket, err error) {
		h, err := hallOf(ctx, tx, desk)
		if err != nil {
			return t, err
		}
		at := h.Station(station)
		if at == nil {
			return t, refusal.Wrong("station", "Không có quầy %d. Hãy chọn quầy của mình.", station)
		}
		if err := free(ctx, tx, h, *at, m); err != nil {
			return t, err
		}
		id, err := next(ctx, tx, h, *at, calendar.DayOf(m.At))
		if errors.Is(err, db.ErrNotFound) {
			return t, refusal.TooEarlyOrLate("Không còn số nào chờ ở %s.", at.Name())
		}
		if err != nil {
			return t, err
		}
		return act(ctx, tx, h, id, queue.Call{Station: station}, m)
	}, desk)
}

// free ends what a station was serving. A ticket that was called and not answered is
// decided by a person: absent, or come after all.
func free(ctx context.Context, tx *db.Tx, h *hall, at queue.Station, m book.Moment) error {
	held, err := ticketBook.List(ctx, tx, "WHERE desk = $1 AND day = $2 AND station = $3 AND state IN ('called', 'serving') ORDER BY id", h.Desk, calendar.DayOf(m.At).String(), at.No)
	if err != nil {
		return err
	}
	m.Key = "" // the call carries it
	for _, t := range held {
		if t.State == queue.Called {
			return refusal.TooEarlyOrLate("%s đang gọi số %s: hãy phục vụ hoặc báo vắng trước.", strings.ToUpper(at.Name()[:1])+at.Name()[1:], t.Code())
		}
		if _, err := act(ctx, tx, h, int64(t.ID), queue.Finish{}, m); err != nil {
			return err
		}
	}
	return nil
}

// next finds whom a station calls.
func next(ctx context.Context, tx *db.Tx, h *hall, at queue.Station, today day) (int64, error) {
	args := []any{h.Desk, today.String(), at.No}
	serves := "wanted = 0"
	if len(at.Series) > 0 {
		marks := make([]string, len(at.Series))
		for i, letter := range at.Series {
			args = append(args, letter)
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		serves += " AND series IN (" + strings.Join(marks, ", ") + ")"
	}
	if at.First {
		serves += " AND class <> ''"
	}
	return db.Value[int64](ctx, tx, `SELECT id FROM queue_ticket WHERE desk = $1 AND day = $2 AND state = 'waiting' AND (wanted = $3 OR `+serves+`)
		ORDER BY wanted DESC, CASE WHEN class <> '' THEN 0 ELSE 1 END, taken_at, id LIMIT 1`, args...)
}

// Do does an act upon a ticket. The same key twice does it once.
func (s Queue) Do(ctx context.Context, id queue.TicketID, a queue.Act, by account.Stamp) (queue.Ticket, error) {
	t, err := s.Ticket(ctx, id)
	if err != nil {
		return t, err
	}
	return s.once(ctx, by, func(tx *db.Tx, m book.Moment) (ticket, error) {
		h, err := hallOf(ctx, tx, t.Desk)
		if err != nil {
			return t, err
		}
		return act(ctx, tx, h, int64(id), a, m)
	}, t.Desk)
}

func act(ctx context.Context, tx *db.Tx, h *hall, id int64, a queue.Act, m book.Moment) (ticket, error) {
	return ticketBook.Change(ctx, tx, id, func(t *ticket) (audit.Event, error) {
		happened, err := a.Apply(t, in(h, m))
		return m.Event(happened.Act, happened.Note), err
	})
}

// once runs a change in the turn of a desk. Done before, it gives what was done then.
func (s Queue) once(ctx context.Context, by account.Stamp, f func(*db.Tx, book.Moment) (ticket, error), desk orgunit.ID) (t ticket, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, tx.TakeTurn(), turn("queue", int64(desk))); err != nil {
			return err
		}
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		t, err = f(tx, m)
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return ticketBook.ByKey(ctx, s.DB, m.Key)
	}
	return t, err
}

// turn is the number by which writers of one thing wait for each other.
func turn(what string, parts ...int64) int64 {
	h := fnv.New64a()
	fmt.Fprint(h, what, parts)
	return int64(h.Sum64() >> 1)
}

func in(h *hall, m book.Moment) queue.Moment { return queue.Moment{By: m.By, At: m.At, Hall: h} }

// Ticket reads one ticket.
func (s Queue) Ticket(ctx context.Context, id queue.TicketID) (queue.Ticket, error) {
	return ticketBook.Get(ctx, s.DB, int64(id), "Không tìm thấy số này.")
}

// Day lists a desk's tickets of a day in the order in which they were taken.
func (s Queue) Day(ctx context.Context, desk orgunit.ID, on calendar.Day) ([]*queue.Ticket, error) {
	return s.list(ctx, "WHERE desk = $1 AND day = $2 ORDER BY taken_at, id", desk, on.String())
}

// Screen lists the last n calls of a day, the newest first.
func (s Queue) Screen(ctx context.Context, desk orgunit.ID, on calendar.Day, n int) ([]*queue.Ticket, error) {
	return s.list(ctx, "WHERE desk = $1 AND day = $2 AND last_at <> '' ORDER BY last_at DESC, version DESC, id DESC LIMIT $3", desk, on.String(), n)
}

// Current is the ticket that an officer has at the station, the latest called when there
// are several; ok is false when there is none.
func (s Queue) Current(ctx context.Context, officer account.ID, on calendar.Day, desk orgunit.ID) (t queue.Ticket, ok bool, err error) {
	list, err := s.list(ctx, "WHERE desk = $1 AND day = $2 AND state IN ('called', 'serving') AND officer = $3 ORDER BY last_at DESC LIMIT 1", desk, on.String(), officer)
	if err != nil || len(list) == 0 {
		return t, false, err
	}
	return *list[0], true, nil
}

// Station is where an officer called last on a day, 0 for nowhere.
func (s Queue) Station(ctx context.Context, officer account.ID, on calendar.Day, desk orgunit.ID) (int, error) {
	list, err := s.list(ctx, "WHERE desk = $1 AND day = $2 AND last_at <> '' AND officer = $3 AND station > 0 ORDER BY last_at DESC LIMIT 1", desk, on.String(), officer)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0].Station, nil
}

func (s Queue) list(ctx context.Context, where string, args ...any) (list []*queue.Ticket, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = ticketBook.List(ctx, tx, where, args...)
		return err
	})
	return slices.Clip(list), err
}
