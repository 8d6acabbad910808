package counter

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store/book"
)

// Register keeps certified copies.
type Register struct {
	DB *db.DB
	// Till follows what is entered and changed, in the same transaction: the fee is taken
	// there. Before is nil for a new entry. Nil takes nothing.
	Till func(ctx context.Context, tx *db.Tx, before, after *certify.Entry, by account.Stamp) error
}

func (s Register) follow(ctx context.Context, tx *db.Tx, before, after *entry, m book.Moment) error {
	if s.Till == nil {
		return nil
	}
	return s.Till(ctx, tx, before, after, account.Stamp(m))
}

// Certify enters copies under the next number of the unit's year. The same key twice is
// one entry.
func (s Register) Certify(ctx context.Context, unit orgunit.ID, c certify.Content, by account.Stamp) (e certify.Entry, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	year, _, _ := m.Day().Date()
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, tx.TakeTurn(), turn("certify", int64(unit), int64(year))); err != nil {
			return err
		}
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		last, err := db.Value[int](ctx, tx, `SELECT coalesce(max(number), 0) FROM certified_copy WHERE unit = $1 AND year = $2`, unit, year)
		if err != nil {
			return err
		}
		e = entry{ID: certify.ID(m.NewID())}
		happened, err := certify.Certify{Content: c, Number: last + 1}.Apply(&e, certify.Moment{By: m.By, Unit: unit, Desk: m.Unit, On: m.Day()})
		if err != nil {
			return err
		}
		if err := copyBook.Add(ctx, tx, &e, m.Event(happened.Act, happened.Note)); err != nil {
			return err
		}
		return s.follow(ctx, tx, nil, &e, m)
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return copyBook.ByKey(ctx, s.DB, m.Key)
	}
	return e, err
}

// Do corrects or cancels an entry. The same key twice does it once.
func (s Register) Do(ctx context.Context, id certify.ID, a certify.Act, by account.Stamp) (e certify.Entry, err error) {
	m := book.Moment(by)
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		var before entry
		e, err = copyBook.Change(ctx, tx, int64(id), func(e *entry) (audit.Event, error) {
			before = *e
			happened, err := a.Apply(e, certify.Moment{By: m.By, On: m.Day()})
			return m.Event(happened.Act, happened.Note), err
		})
		if err != nil {
			return err
		}
		return s.follow(ctx, tx, &before, &e, m)
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return s.Get(ctx, id)
	}
	return e, err
}

// Get reads one entry.
func (s Register) Get(ctx context.Context, id certify.ID) (certify.Entry, error) {
	return copyBook.Get(ctx, s.DB, int64(id), "Không tìm thấy số chứng thực này.")
}

// List reads a piece of a register, the newest first.
func (s Register) List(ctx context.Context, q certify.Query) (list []*certify.Entry, err error) {
	where, args := conditions(q)
	if q.Before != 0 {
		args = append(args, q.Before)
		where += fmt.Sprintf(" AND id < $%d", len(args))
	}
	args = append(args, q.Limit)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = copyBook.List(ctx, tx, fmt.Sprintf("WHERE %s ORDER BY id DESC LIMIT $%d", where, len(args)), args...)
		return err
	})
	return list, err
}

// Sum adds a part of a register up: of the same condition as List, whatever the page.
func (s Register) Sum(ctx context.Context, q certify.Query) (sum certify.Sum, err error) {
	where, args := conditions(q)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		sum, err = db.One(ctx, tx, func(row db.Row) (sum certify.Sum, err error) {
			err = row.Scan(&sum.Entries, &sum.Cancelled, &sum.Copies, &sum.Pages, &sum.Fee)
			return sum, err
		}, `SELECT count(*), coalesce(sum(CASE WHEN cancelled THEN 1 ELSE 0 END), 0), `+live("copies")+`, `+live("copies * pages")+`, `+live("fee")+`
			FROM certified_copy WHERE `+where, args...)
		return err
	})
	return sum, err
}

// live sums what was not cancelled.
func live(what string) string {
	return "CAST(coalesce(sum(CASE WHEN cancelled THEN 0 ELSE " + what + " END), 0) AS BIGINT)"
}

// conditions of a query. A list of no units asks for nothing.
func conditions(q certify.Query) (string, []any) {
	var parts []string
	var args []any
	add := func(condition string, value any) {
		args = append(args, value)
		parts = append(parts, fmt.Sprintf(condition, len(args)))
	}
	marks := []string{"0"}
	for _, u := range q.Units {
		args = append(args, u)
		marks = append(marks, fmt.Sprintf("$%d", len(args)))
	}
	parts = append(parts, "unit IN ("+strings.Join(marks, ", ")+")")
	if q.From != 0 {
		add("day >= $%d", q.From.String())
	}
	if q.To != 0 {
		add("day <= $%d", q.To.String())
	}
	for _, word := range q.Words {
		add("search LIKE $%d", "% "+word+"%")
	}
	return strings.Join(parts, " AND "), args
}

// habitual is how many of the last entries tell what a register mostly has.
const habitual = 300

// Habits lists up to n kinds of papers that a unit certified most of late.
func (s Register) Habits(ctx context.Context, unit orgunit.ID, n int) (list []certify.Habit, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (h certify.Habit, err error) { return h, row.Scan(&h.Kind, &h.Times) },
			`SELECT kind, count(*) FROM (SELECT kind FROM certified_copy WHERE unit = $1 AND NOT cancelled ORDER BY id DESC LIMIT $2) AS late
			GROUP BY kind ORDER BY count(*) DESC, kind LIMIT $3`, unit, habitual, n)
		return err
	})
	return list, err
}
