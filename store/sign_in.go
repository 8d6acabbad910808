package store

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
)

// One sentence for a login that is not there and for a wrong password: it tells nobody
// who has an account.
var (
	errWrong     = refusal.Wrong("", "Tên đăng nhập hoặc mật khẩu không đúng.")
	errWrongCode = refusal.Wrong("code", "Mã không đúng hoặc đã dùng. Chờ mã mới hiện trên điện thoại rồi nhập lại.")
)

// SignIn judges a login and a password. With a second factor the pass opens only the
// page that asks for the code.
func (s Sessions) SignIn(ctx context.Context, a account.Attempt, at time.Time) (pass account.Pass, err error) {
	a.Login = account.NormalLogin(a.Login)
	who, err := s.judge(ctx, a, at)
	if err != nil {
		return pass, err
	}
	fresh := ""
	if s.Hasher.NeedsRehash(who.Password) {
		if fresh, err = s.Hasher.Hash(ctx, a.Password); err != nil {
			return pass, err
		}
	}
	err = s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		if fresh != "" {
			m := Moment{By: who.ID, Unit: who.Unit, At: at}
			if _, err := s.Accounts.change(ctx, tx, who.ID, m, account.Rehash{Hash: fresh}); err != nil {
				return err
			}
		}
		pass, err = s.admit(ctx, tx, who, a, 1, at)
		return err
	})
	return pass, err
}

// judge counts the attempt and tells whose password it was.
func (s Sessions) judge(ctx context.Context, a account.Attempt, at time.Time) (who *person, err error) {
	if err := try(ctx, s.Accounts.DB, a.Login, a.Remote, at); err != nil {
		return nil, err
	}
	found, err := s.Accounts.one(ctx, "WHERE login = $1", a.Login)
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return nil, err
	}
	ok, err := s.Hasher.Verify(ctx, found.Password, a.Password)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, errWrong
	case found.Locked: // told only to who knows the password
		return nil, refusal.TooEarlyOrLate("Tài khoản này đang bị khóa. Hãy hỏi người quản trị của đơn vị.")
	}
	return &found, nil
}

// admit opens the session that the account may have now: without the code of a second
// factor one that waits for it, and then nothing is forgiven yet.
func (s Sessions) admit(ctx context.Context, tx *db.Tx, who *person, a account.Attempt, attempts int, at time.Time) (pass account.Pass, err error) {
	pass.Code = who.TOTP != ""
	if pass.Code {
		pass.Token, err = begin(ctx, tx, who.ID, stageCode, a.Agent, at)
		return pass, err
	}
	if err := forgive(ctx, tx, who.Login, a.Remote, attempts, at); err != nil {
		return pass, err
	}
	pass.Token, err = begin(ctx, tx, who.ID, stageIn, a.Agent, at)
	return pass, err
}

// Confirm judges the code of the second factor for a session that waits for it, and
// gives the token of a new session. Each code is one more attempt for the throttle.
func (s Sessions) Confirm(ctx context.Context, token, code string, a account.Attempt, at time.Time) (pass account.Pass, err error) {
	var who *person
	err = s.Accounts.DB.Read(ctx, func(tx *db.Tx) error {
		_, who, err = holder(ctx, tx, token, stageCode, at)
		return err
	})
	if err != nil {
		return pass, err
	}
	if err := try(ctx, s.Accounts.DB, who.Login, a.Remote, at); err != nil {
		return pass, err
	}
	err = s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		if err := spend(ctx, tx, who.ID, who.TOTP, code, at); err != nil {
			return err
		}
		if err := end(ctx, tx, token); err != nil {
			return err
		}
		if err := forgive(ctx, tx, who.Login, a.Remote, 2, at); err != nil {
			return err
		}
		pass.Token, err = begin(ctx, tx, who.ID, stageIn, a.Agent, at)
		return err
	})
	return pass, err
}

// spend accepts a code once: what was accepted counts as used from then on, in every
// process.
func spend(ctx context.Context, tx *db.Tx, id account.ID, key, code string, at time.Time) error {
	if _, err := tx.Exec(ctx, `INSERT INTO totp_used (account, step) VALUES ($1, 0) ON CONFLICT (account) DO NOTHING`, id); err != nil {
		return err
	}
	last, err := db.Value[int64](ctx, tx, `SELECT step FROM totp_used WHERE account = $1`+tx.ForUpdate(), id)
	if err != nil {
		return err
	}
	step, ok := secret.CheckCode(key, code, at, last)
	if !ok {
		return errWrongCode
	}
	_, err = tx.Exec(ctx, `UPDATE totp_used SET step = $1 WHERE account = $2`, step, id)
	return err
}
