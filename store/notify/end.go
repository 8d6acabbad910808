package notify

import (
	"context"
	"errors"
	"time"

	domain "cchc/domain/notify"
	"cchc/kit/db"
	"cchc/store/book"
)

// end writes down what a provider answered. A report of its own may have come before the
// answer did; then that stands. An answer that comes after its attempt was given up for
// unknown is better than not knowing.
func (d *Delivery) end(ctx context.Context, tx *db.Tx, t *turn, answer domain.Answer) error {
	now := book.Whole(d.Now())
	m, err := load(ctx, tx, t.m.ID)
	if err != nil {
		return err
	}
	list, err := attempts(ctx, tx, m.ID)
	if err != nil || len(list) < t.attempt.No {
		return err
	}
	if err := d.noteHealth(ctx, tx, t, answer, now); err != nil {
		return err
	}
	last := list[t.attempt.No-1]
	waiting := m.State == domain.Sending || m.State == domain.Unknown || t.ask && m.State == domain.Sent
	if !waiting || t.attempt.No != len(list) {
		return nil
	}
	if t.ask && m.State == domain.Sent && (answer.Outcome == domain.Unsure || answer.Outcome == domain.NotThere) {
		answer = domain.Answer{Outcome: domain.Accepted, Says: m.Says} // it has said before that it took it
	}
	last.Ended, last.Outcome, last.Says = now, answer.Outcome, answer.Says
	if answer.ProviderID != "" {
		last.ProviderID = answer.ProviderID
	}
	if err := ended(ctx, tx, m.ID, last); err != nil {
		return err
	}
	m.Settle(answer, t.line.Asks(), now, d.hurry())
	return d.keep(ctx, tx, &m)
}

func (d *Delivery) noteHealth(ctx context.Context, tx *db.Tx, t *turn, answer domain.Answer, now time.Time) error {
	if t.ask {
		return nil
	}
	all, err := healths(ctx, tx)
	if err != nil {
		return err
	}
	before := all[t.line.Name]
	before.Name = t.line.Name
	return keepHealth(ctx, tx, before, before.After(answer, now))
}

const requestQuery = `SELECT message FROM message_attempt WHERE request = $1 AND provider = $2 LIMIT 1`

// Hear takes what a provider reports of its own accord about a request. Reports about
// requests that are none of ours are passed over: a provider may serve others too.
func (s *Messages) Hear(ctx context.Context, provider, request string, answer domain.Answer, at time.Time) error {
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		now := book.Whole(at)
		id, err := db.Value[int64](ctx, tx, requestQuery, request, provider)
		if errors.Is(err, db.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := load(ctx, tx, domain.ID(id))
		if err != nil {
			return err
		}
		list, err := attempts(ctx, tx, m.ID)
		if err != nil || len(list) == 0 {
			return err
		}
		last := list[len(list)-1]
		if !m.Hear(answer, last.Request == request, now) {
			return nil
		}
		if last.Request == request {
			last.Ended, last.Outcome, last.Says = now, answer.Outcome, answer.Says
			if answer.ProviderID != "" {
				last.ProviderID = answer.ProviderID
			}
			if err := ended(ctx, tx, m.ID, last); err != nil {
				return err
			}
		}
		if err := save(ctx, tx, &m); err != nil {
			return err
		}
		return later(ctx, tx, &m)
	})
}
