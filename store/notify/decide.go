package notify

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	domain "cchc/domain/notify"
	"cchc/kit/db"
	"cchc/store/book"
)

type event = audit.Event

// Retry sends a message again at an officer's word.
func (s *Messages) Retry(ctx context.Context, id domain.ID, reason string, by account.Stamp) error {
	return s.decide(ctx, id, "retry", reason, by, (*message).Retry)
}

// Cancel gives a message up at an officer's word.
func (s *Messages) Cancel(ctx context.Context, id domain.ID, reason string, by account.Stamp) error {
	return s.decide(ctx, id, "cancel", reason, by, (*message).Cancel)
}

func (s *Messages) decide(ctx context.Context, id domain.ID, act, reason string, by account.Stamp, alter func(*message, string, time.Time) error) error {
	return done(s.DB.Write(ctx, func(tx *db.Tx) error {
		m := book.Moment(by)
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		kept, err := load(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := alter(&kept, reason, book.Whole(by.At)); err != nil {
			return err
		}
		if err := decisionBook.Add(ctx, tx, &decision{ID: m.NewID(), Message: id, Act: act, Reason: reason}, m.Event(act, reason)); err != nil {
			return err
		}
		if err := save(ctx, tx, &kept); err != nil {
			return err
		}
		return later(ctx, tx, &kept)
	}))
}
