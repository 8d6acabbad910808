package notify

import (
	"context"
	"errors"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
	"cchc/store/book"
)

const wishQuery = `SELECT way FROM message_wish WHERE dossier = $1`

// wishOf is how the person of a dossier wants to be told.
func wishOf(ctx context.Context, tx *db.Tx, id dossier.ID) (domain.Wish, error) {
	way, err := db.Value[string](ctx, tx, wishQuery, id)
	if errors.Is(err, db.ErrNotFound) {
		return domain.Wish{}, nil
	}
	if err != nil {
		return domain.Wish{}, err
	}
	return domain.ParseWish(way)
}

// keepWish writes down how the person of a dossier wants to be told.
func keepWish(ctx context.Context, tx *db.Tx, id dossier.ID, way string, m book.Moment) error {
	if _, err := domain.ParseWish(way); err != nil {
		return err
	}
	there, err := wishBook.List(ctx, tx, "WHERE dossier = $1", id)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		return wishBook.Add(ctx, tx, &wished{ID: m.NewID(), Dossier: id, Way: way}, m.Event("wish", ""))
	}
	kept, err := wishBook.Load(ctx, tx, there[0].ID)
	if err != nil || kept.State.Way == way {
		return err
	}
	after := kept.State
	after.Way = way
	return wishBook.Save(ctx, tx, kept, &after, m.Event("wish", ""))
}

// Wish reads how the person of a dossier wants to be told, and where they can be.
func (s *Messages) Wish(ctx context.Context, id dossier.ID) (w domain.Wish, a domain.Addresses, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		if a, err = addressesOf(ctx, tx, id); err != nil {
			return err
		}
		w, err = wishOf(ctx, tx, id)
		return err
	})
	return w, a, err
}

// SetWish changes it.
func (s *Messages) SetWish(ctx context.Context, id dossier.ID, way string, by account.Stamp) error {
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, by.Key); err != nil {
			return err
		}
		return keepWish(ctx, tx, id, way, book.Moment(by))
	})
	return done(err)
}

// done is an error less the news that the same was done before.
func done(err error) error {
	if errors.Is(err, book.ErrDoneBefore) {
		return nil
	}
	return err
}

const stopQuery = `SELECT count(*) FROM message_stop WHERE address = $1 AND channel = $2 AND active`

// stopsOf lists the ways by which addresses want nothing more.
func stopsOf(ctx context.Context, tx *db.Tx, a domain.Addresses) (map[domain.Channel]bool, error) {
	stopped := map[domain.Channel]bool{}
	for _, c := range domain.Channels {
		address := a.At(c)
		if address == "" {
			continue
		}
		n, err := db.Value[int](ctx, tx, stopQuery, addressKey(address), string(c))
		if err != nil {
			return nil, err
		}
		stopped[c] = n > 0
	}
	return stopped, nil
}

// addressKey is what is kept of an address that wants nothing more.
func addressKey(address string) string { return secret.Digest(strings.ToLower(address)) }

// Stopping finds the message whose link a person followed: which way stops, at which
// address, and whether it is stopped already.
func (s *Messages) Stopping(ctx context.Context, token string) (c domain.Channel, address string, stopped bool, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		c, address, stopped, err = stopping(ctx, tx, token)
		return err
	})
	return c, address, stopped, err
}

const tokenQuery = `SELECT ` + messageColumns + ` FROM message WHERE stop = $1 AND stop <> ''`

func stopping(ctx context.Context, tx *db.Tx, token string) (domain.Channel, string, bool, error) {
	m, err := db.One(ctx, tx, scanMessage, tokenQuery, secret.Digest(token))
	if errors.Is(err, db.ErrNotFound) {
		return "", "", false, refusal.Missing("Đường dẫn này không còn dùng được. Hãy dùng đường dẫn trong thư mới nhất.")
	}
	if err != nil {
		return "", "", false, err
	}
	n, err := db.Value[int](ctx, tx, stopQuery, addressKey(m.Text.Address), string(m.Text.Channel))
	return m.Text.Channel, m.Text.Address, n > 0, err
}

// Stop honours the wish of who has the link: nothing more by this way to this address, or
// messages again.
func (s *Messages) Stop(ctx context.Context, token string, stopIt bool, by account.Stamp) error {
	return done(s.DB.Write(ctx, func(tx *db.Tx) error {
		c, address, stopped, err := stopping(ctx, tx, token)
		if err != nil || stopped == stopIt {
			return err
		}
		m := book.Moment(by)
		there, err := stopBook.List(ctx, tx, "WHERE address = $1 AND channel = $2", addressKey(address), string(c))
		if err != nil {
			return err
		}
		if len(there) == 0 {
			return stopBook.Add(ctx, tx, &stop{ID: m.NewID(), Channel: c, Address: addressKey(address), Active: true}, m.Event("stop", ""))
		}
		kept, err := stopBook.Load(ctx, tx, there[0].ID)
		if err != nil {
			return err
		}
		after := kept.State
		after.Active = stopIt
		act := "stop"
		if !stopIt {
			act = "resume"
		}
		return stopBook.Save(ctx, tx, kept, &after, m.Event(act, ""))
	}))
}
