package notify

import (
	"context"
	"log/slog"
	"time"

	domain "cchc/domain/notify"
	"cchc/kit/db"
)

// Tidy erases, once an hour until ctx ends, the texts and addresses of messages that are
// no longer needed.
func (s *Messages) Tidy(ctx context.Context, log *slog.Logger) error {
	for {
		if err := s.Close(ctx); err != nil && ctx.Err() == nil {
			log.Error("expired messages were not closed", "error", err)
		}
		if n, err := s.Forget(ctx, s.Now().Add(-domain.KeptFor)); err != nil && ctx.Err() == nil {
			log.Error("old messages were not erased", "error", err)
		} else if n > 0 {
			log.Info("old messages were erased", "messages", n)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Hour):
		}
	}
}

// Close ends what nobody came for in time: messages that wait while no provider is set up,
// and those of which nobody said whether they arrived. The latter stay unknown, but their
// texts and addresses are not kept for ever.
func (s *Messages) Close(ctx context.Context) error {
	for n := int64(together); n == together; {
		err := s.DB.Write(ctx, func(tx *db.Tx) (err error) {
			n, err = closeOld(ctx, tx, s.Now(), together)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// together is how many messages are erased in one transaction.
const together = 500

// Forget erases the personal part of messages that ended before an instant; the digest of
// each text stays.
func (s *Messages) Forget(ctx context.Context, before time.Time) (all int64, err error) {
	for n := int64(together); n == together && err == nil; all += n {
		err = s.DB.Write(ctx, func(tx *db.Tx) error {
			n, err = forgetOld(ctx, tx, before, together)
			return err
		})
	}
	return all, err
}
