package notify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// condition collects the WHERE of a list.
type condition struct {
	parts []string
	args  []any
}

func (c *condition) add(part string, args ...any) {
	for _, a := range args {
		part = strings.Replace(part, "?", c.arg(a), 1)
	}
	c.parts = append(c.parts, part)
}

// arg is the place of an argument.
func (c *condition) arg(a any) string {
	c.args = append(c.args, a)
	return fmt.Sprintf("$%d", len(c.args))
}

func (c *condition) where() string { return strings.Join(c.parts, " AND ") }

// finished are the states whose index is not that of what is still to be looked at. The
// conditions of partial indexes are repeated here word by word: SQLite concludes nothing.
const (
	finished   = "state IN ('sent', 'delivered', 'cancelled')"
	unfinished = "state NOT IN ('sent', 'delivered', 'cancelled')"
)

func conditionOf(q domain.Query) *condition {
	c := &condition{parts: []string{"TRUE"}}
	if words := strings.TrimSpace(q.Words); words != "" {
		code, isCode := dossier.NormalCode(words)
		switch phone := domain.Phone(words); {
		case isCode:
			c.add("code = ? AND code <> ''", code)
		case phone != "":
			c.add("address = ? AND address <> ''", phone)
		default:
			c.add("address = ? AND address <> ''", words)
		}
	}
	switch q.State {
	case "":
	case domain.Sent, domain.Delivered, domain.Cancelled:
		c.add(finished+" AND state = ?", string(q.State))
	default:
		c.add(unfinished+" AND state = ?", string(q.State))
	}
	if q.Channel != "" {
		c.add("channel = ? AND channel <> ''", string(q.Channel))
	}
	if q.Provider != "" {
		c.add("provider = ? AND provider <> ''", q.Provider)
	}
	return c
}

// fewUnits is up to how many units each is looked up by itself. Who has more sees so much
// of the whole outbox that a page of it is found by reading from its end.
const fewUnits = 8

// listQuery is a page of the outbox, one row longer than asked for.
func listQuery(q domain.Query) (string, []any) {
	c, order := conditionOf(q), "DESC"
	switch {
	case q.Before != 0:
		c.add("id > ?", int64(q.Before))
		order = "ASC"
	case q.After != 0:
		c.add("id < ?", int64(q.After))
	}
	first := " ORDER BY id " + order + " LIMIT " + c.arg(q.Limit+1)
	if q.Within == nil {
		return "SELECT " + messageColumns + " FROM message WHERE " + c.where() + first, c.args
	}
	var units []string
	for _, u := range q.Within {
		units = append(units, c.arg(u))
	}
	if len(units) == 0 || len(units) > fewUnits {
		in := strings.Join(append(units, "-1"), ", ")
		return "SELECT " + messageColumns + " FROM message WHERE " + c.where() + " AND (unit IN (" + in + ") OR desk IN (" + in + "))" + first, c.args
	}
	var each []string
	for _, u := range units {
		for _, at := range []string{"unit = " + u, "desk = " + u + " AND desk <> unit"} {
			each = append(each, "SELECT id FROM (SELECT id FROM message WHERE "+at+" AND "+c.where()+first+") AS m")
		}
	}
	return "SELECT " + messageColumns + " FROM message WHERE id IN (" + strings.Join(each, " UNION ") + ")" + first, c.args
}

// List reads a page of the outbox.
func (s *Messages) List(ctx context.Context, q domain.Query) (l domain.Listing, err error) {
	query, args := listQuery(q)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		l.Rows, err = db.All(ctx, tx, scanMessage, query, args...)
		return err
	})
	more := len(l.Rows) > q.Limit
	if more {
		l.Rows = l.Rows[:q.Limit]
	}
	l.Next, l.Prev = more, q.After != 0
	if q.Before != 0 {
		slices.Reverse(l.Rows)
		l.Next, l.Prev = true, more
	}
	return l, err
}

// Get reads one message with its attempts and the officers' decisions.
func (s *Messages) Get(ctx context.Context, id domain.ID) (y domain.Story, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err := db.All(ctx, tx, scanMessage, `SELECT `+messageColumns+` FROM message WHERE id = $1`, id)
		if err == nil && len(list) == 0 {
			err = refusal.Missing("Không tìm thấy tin nhắn.")
		}
		if err != nil {
			return err
		}
		y = domain.Story{Message: list[0]}
		if y.Attempts, err = attempts(ctx, tx, id); err != nil {
			return err
		}
		y.Decisions, err = db.All(ctx, tx, scanTold, `SELECT d.act, d.reason, e.at, coalesce(a.name, '')
			FROM message_decision d JOIN event e ON e.subject = d.id AND e.version = 1 LEFT JOIN account a ON a.id = e.by_id
			WHERE d.message = $1 ORDER BY d.id`, id)
		return err
	})
	return y, err
}

func scanTold(row db.Row) (t domain.Told, err error) {
	var at string
	if err := row.Scan(&t.Act, &t.Reason, &at, &t.By); err != nil {
		return t, err
	}
	t.At, err = parse(at, nil)
	return t, err
}

const backlogQuery = `SELECT state, count(*), min(queued_at) FROM message
	WHERE ` + unfinished + ` AND state IN ('queued', 'sending', 'unknown', 'failed') GROUP BY state ORDER BY state`

// Backlog counts what is not at its end, by state.
func (s *Messages) Backlog(ctx context.Context) (list []domain.Backlog, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (b domain.Backlog, err error) {
			var since string
			if err := row.Scan((*string)(&b.State), &b.Count, &since); err != nil {
				return b, err
			}
			b.Since, err = parse(since, nil)
			return b, err
		}, backlogQuery)
		return err
	})
	return list, err
}

// Healths is how the providers do, by name.
func (s *Messages) Healths(ctx context.Context) (all map[string]domain.Health, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		all, err = healths(ctx, tx)
		return err
	})
	return all, err
}
