package store

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
)

// What people do to their own account. Each wants the password once more: a screen left
// open at the counter must not be enough.

// prove judges the password of who asks, counted like a sign-in.
func (s Sessions) prove(ctx context.Context, by account.Stamp, a account.Attempt) (*person, error) {
	who, err := s.Accounts.Get(ctx, by.By)
	if err != nil {
		return nil, err
	}
	a.Login = who.Login
	proven, err := s.judge(ctx, a, by.At)
	if refusal.KindOf(err) == refusal.Invalid {
		return nil, refusal.Wrong("current", "Mật khẩu hiện tại không đúng.")
	}
	return proven, err
}

// ChangePassword puts a new password in the place of the one in a.Password. Every other
// session of the account ends; the one with the digest keep stays.
func (s Sessions) ChangePassword(ctx context.Context, by account.Stamp, a account.Attempt, fresh, keep string) error {
	who, err := s.Accounts.Get(ctx, by.By)
	if err != nil {
		return err
	}
	if err := account.CheckPassword(fresh, who.Login, who.Name); err != nil {
		return err // before the attempt is counted
	}
	if fresh == a.Password {
		return refusal.Wrong("password", "Mật khẩu mới phải khác mật khẩu hiện tại.")
	}
	if _, err := s.prove(ctx, by, a); err != nil {
		return err
	}
	hash, err := s.Hasher.Hash(ctx, fresh)
	if err != nil {
		return err
	}
	return s.own(ctx, &who, by, a, account.SetPassword{Hash: hash}, func(tx *db.Tx) error { return endSessions(ctx, tx, who.ID, keep) })
}

// EnableTOTP switches the second factor on once its authenticator has shown a right code.
func (s Sessions) EnableTOTP(ctx context.Context, by account.Stamp, a account.Attempt, key, code string) error {
	if !secret.IsKey(key) {
		return refusal.Wrong("code", "Mã QR đã cũ. Hãy tải lại trang rồi quét lại.")
	}
	who, err := s.prove(ctx, by, a)
	if err != nil {
		return err
	}
	return s.own(ctx, who, by, a, account.EnableTOTP{Key: key}, func(tx *db.Tx) error { return spend(ctx, tx, who.ID, key, code, by.At) })
}

// DisableTOTP switches the second factor off.
func (s Sessions) DisableTOTP(ctx context.Context, by account.Stamp, a account.Attempt) error {
	who, err := s.prove(ctx, by, a)
	if err != nil {
		return err
	}
	return s.own(ctx, who, by, a, account.DisableTOTP{}, func(*db.Tx) error { return nil })
}

// own keeps a change of the own account with what follows from it.
func (s Sessions) own(ctx context.Context, who *person, by account.Stamp, a account.Attempt, change account.Change, follow func(*db.Tx) error) error {
	return s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := s.Accounts.change(ctx, tx, who.ID, Moment(by), change); err != nil {
			return err
		}
		if err := forgive(ctx, tx, who.Login, a.Remote, 1, by.At); err != nil {
			return err
		}
		return follow(tx)
	})
}
