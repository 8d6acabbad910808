package counter

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// Hall is what a desk has decided about its queue, the usual one while it has not.
func (s Queue) Hall(ctx context.Context, desk orgunit.ID) (h *queue.Hall, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		h, err = hallOf(ctx, tx, desk)
		return err
	})
	return h, err
}

func hallOf(ctx context.Context, tx *db.Tx, desk orgunit.ID) (*hall, error) {
	list, err := hallBook.List(ctx, tx, "WHERE desk = $1", desk)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return queue.Usual(desk), nil
	}
	return list[0], nil
}

// ByKiosk finds the hall whose kiosk has a token with this digest.
func (s Queue) ByKiosk(ctx context.Context, digest string) (h *queue.Hall, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err := hallBook.List(ctx, tx, "WHERE kiosk = $1 AND kiosk <> ''", digest)
		if err == nil && len(list) == 0 {
			err = refusal.Missing("Máy lấy số này không còn hiệu lực. Mở lại từ trang “Cài đặt quầy”.")
		}
		if err == nil {
			h = list[0]
		}
		return err
	})
	return h, err
}

// Change does an act upon the hall of a desk; read is the version that its editor saw, 0
// for a hall that was the usual one. The same key twice does it once.
func (s Queue) Change(ctx context.Context, desk orgunit.ID, read int, a queue.HallAct, by account.Stamp) error {
	m := book.Moment(by)
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, tx.TakeTurn(), turn("queue", int64(desk))); err != nil {
			return err
		}
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		h, err := hallOf(ctx, tx, desk)
		if err != nil {
			return err
		}
		if h.Version != read {
			return book.ChangedMeanwhile
		}
		if h.ID == 0 {
			return s.begin(ctx, tx, h, a, m)
		}
		_, err = hallBook.Change(ctx, tx, int64(h.ID), func(h *hall) (audit.Event, error) {
			happened, err := a.Apply(h, in(h, m))
			return m.Event(happened.Act, happened.Note), err
		})
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return nil
	}
	return err
}

func (s Queue) begin(ctx context.Context, tx *db.Tx, h *hall, a queue.HallAct, m book.Moment) error {
	h.ID = queue.HallID(m.NewID())
	happened, err := a.Apply(h, in(h, m))
	if err != nil {
		return err
	}
	return hallBook.Add(ctx, tx, h, m.Event(happened.Act, happened.Note))
}
