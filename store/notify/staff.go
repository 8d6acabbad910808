package notify

import (
	"context"
	"errors"

	"cchc/domain/account"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

func emailOf(ctx context.Context, tx *db.Tx, who account.ID) (string, error) {
	email, err := db.Value[string](ctx, tx, `SELECT email FROM message_staff WHERE account = $1`, who)
	if errors.Is(err, db.ErrNotFound) {
		return "", nil
	}
	return email, err
}

// Email is where an officer gets notices, "" for nowhere.
func (s *Messages) Email(ctx context.Context, who account.ID) (email string, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		email, err = emailOf(ctx, tx, who)
		return err
	})
	return email, err
}

// SetEmail changes one's own; "" ends the notices.
func (s *Messages) SetEmail(ctx context.Context, email string, by account.Stamp) error {
	if email != "" && (domain.Addresses{Email: email}).At(domain.Email) == "" {
		return refusal.Wrong("email", "“%s” không phải địa chỉ thư điện tử.", email)
	}
	return done(s.DB.Write(ctx, func(tx *db.Tx) error {
		m := book.Moment(by)
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		there, err := staffBook.List(ctx, tx, "WHERE account = $1", by.By)
		if err != nil {
			return err
		}
		if len(there) == 0 {
			return staffBook.Add(ctx, tx, &staff{ID: m.NewID(), Account: by.By, Email: email}, m.Event("set_email", ""))
		}
		kept, err := staffBook.Load(ctx, tx, there[0].ID)
		if err != nil {
			return err
		}
		after := kept.State
		after.Email = email
		return staffBook.Save(ctx, tx, kept, &after, m.Event("set_email", ""))
	}))
}
