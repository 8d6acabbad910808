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
		c.args = append(c.args, a)
		part = strings.Replace(part, "?", fmt.Sprintf("$%d", len(c.args)), 1)
	}
	c.parts = append(c.parts, part)
}

func conditionOf(q domain.Query) *condition {
	c := &condition{parts: []string{"TRUE"}}
	if q.Within != nil {
		var list []string
		for _, u := range q.Within {
			c.args = append(c.args, u)
			list = append(list, fmt.Sprintf("$%d", len(c.args)))
		}
		in := strings.Join(append(list, "-1"), ", ")
		c.add("(unit IN (" + in + ") OR desk IN (" + in + "))")
	}
	if words := strings.TrimSpace(q.Words); words != "" {
		code, isCode := dossier.NormalCode(words)
		switch phone := domain.Phone(words); {
		case isCode:
			c.add("code = ?", code)
		case phone != "":
			c.add("address = ?", phone)
		default:
			c.add("address = ?", words)
		}
	}
	if q.State != "" {
		c.add("state = ?", string(q.State))
	}
	if q.Channel != "" {
		c.add("channel = ?", string(q.Channel))
	}
	if q.Provider != "" {
		c.add("provider = ?", q.Provider)
	}
	return c
}

// List reads a page of the outbox.
func (s *Messages) List(ctx context.Context, q domain.Query) (l domain.Listing, err error) {
	c, order := conditionOf(q), "DESC"
	switch {
	case q.Before != 0:
		c.add("id > ?", int64(q.Before))
		order = "ASC"
	case q.After != 0:
		c.add("id < ?", int64(q.After))
	}
	c.args = append(c.args, q.Limit+1)
	query := `SELECT ` + messageColumns + ` FROM message WHERE ` + strings.Join(c.parts, " AND ") + ` ORDER BY id ` + order + fmt.Sprintf(" LIMIT $%d", len(c.args))
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		l.Rows, err = db.All(ctx, tx, scanMessage, query, c.args...)
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
		}, `SELECT state, count(*), min(queued_at) FROM message WHERE state IN ('queued', 'sending', 'unknown', 'failed') GROUP BY state ORDER BY state`)
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
