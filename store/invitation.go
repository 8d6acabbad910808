package store

import (
	"context"
	"errors"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
	"cchc/store/book"
)

var errNoLink = refusal.Missing("Đường dẫn này không còn dùng được: đã dùng rồi, đã hết hạn, hoặc đã có đường dẫn mới hơn. Hãy xin người quản trị đường dẫn khác.")

// Invite makes a one-time link by which the account's person chooses a password, and
// returns its token. Earlier links end; the trace shows who made it.
func (s Accounts) Invite(ctx context.Context, id account.ID, by account.Stamp) (token string, err error) {
	token = secret.Token()
	err = s.DB.Write(ctx, func(tx *db.Tx) error { return s.invite(ctx, tx, id, token, Moment(by)) })
	return token, err
}

func (s Accounts) invite(ctx context.Context, tx *db.Tx, id account.ID, token string, m Moment) error {
	if _, err := s.change(ctx, tx, id, m, account.Invite{}); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM invitation WHERE account = $1`, id); err != nil {
		return err
	}
	at := book.Whole(m.At)
	_, err := tx.Exec(ctx, `INSERT INTO invitation (digest, account, by_id, created, expires, used) VALUES ($1, $2, $3, $4, $5, '')`,
		secret.Digest(token), id, m.By, dossier.Instant(at), dossier.Instant(at.Add(account.LinkTime)))
	return err
}

// Invited finds whose link a token is. It refuses one that was used, is over or unknown.
func (s Sessions) Invited(ctx context.Context, token string, at time.Time) (a person, err error) {
	err = s.Accounts.DB.Read(ctx, func(tx *db.Tx) error {
		id, err := db.Value[int64](ctx, tx, `SELECT account FROM invitation WHERE digest = $1 AND used = '' AND expires > $2`,
			secret.Digest(token), dossier.Instant(book.Whole(at)))
		if err != nil {
			return err
		}
		list, err := accountBook.List(ctx, tx, "WHERE id = $1 AND NOT locked", id)
		if err == nil && len(list) == 0 {
			err = db.ErrNotFound
		}
		if err == nil {
			a = *list[0]
		}
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return a, errNoLink
	}
	return a, err
}

// SetUp lets the person of a link choose a password and come in. The link is used up, and
// sessions from before end.
func (s Sessions) SetUp(ctx context.Context, token string, a account.Attempt, at time.Time) (pass account.Pass, err error) {
	who, err := s.Invited(ctx, token, at)
	if err != nil {
		return pass, err
	}
	if err := account.CheckPassword(a.Password, who.Login, who.Name); err != nil {
		return pass, err
	}
	hash, err := s.Hasher.Hash(ctx, a.Password)
	if err != nil {
		return pass, err
	}
	err = s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		now := dossier.Instant(book.Whole(at))
		n, err := tx.Exec(ctx, `UPDATE invitation SET used = $1 WHERE digest = $2 AND used = '' AND expires > $1`, now, secret.Digest(token))
		if err != nil {
			return err
		}
		if n == 0 {
			return errNoLink // another window was quicker
		}
		m := Moment{By: who.ID, Unit: who.Unit, At: at}
		if _, err := s.Accounts.change(ctx, tx, who.ID, m, account.SetPassword{Hash: hash}); err != nil {
			return err
		}
		if err := endSessions(ctx, tx, who.ID, ""); err != nil {
			return err
		}
		pass, err = s.admit(ctx, tx, &who, a, 0, at)
		return err
	})
	return pass, err
}

// firstLogin is the login of the account that SetUpLink makes.
const firstLogin = "quantri"

// SetUpLink makes the first account, an operator at the province's unit or, before there
// is one, at none, and returns the token of its one-time link. As long as nobody has
// chosen a password by it, a new start gives a new link; afterwards "".
func (s Accounts) SetUpLink(ctx context.Context, at time.Time) (token string, err error) {
	m := Moment{At: at}
	err = s.DB.Alone(ctx, func(tx *db.Tx) error {
		token = ""
		first, err := accountBook.List(ctx, tx, "ORDER BY id LIMIT 2")
		if err != nil || len(first) > 1 || len(first) == 1 && first[0].Password != "" {
			return err
		}
		if len(first) == 0 {
			made, err := s.first(ctx, tx, m)
			if err != nil {
				return err
			}
			first = append(first, made)
		}
		token = secret.Token()
		return s.invite(ctx, tx, first[0].ID, token, m)
	})
	if errors.Is(err, db.ErrConflict) {
		return "", nil // another process started at the same moment
	}
	return token, err
}

func (s Accounts) first(ctx context.Context, tx *db.Tx, m Moment) (*person, error) {
	a := &person{ID: account.ID(m.NewID())}
	act := account.Create{Login: firstLogin, Name: "Quản trị hệ thống", Roles: []account.Role{account.Operator}}
	at, err := s.moment(ctx, tx, a, m)
	if err != nil {
		return nil, err
	}
	if root := at.Units.Root(); root != nil {
		act.Unit = root.ID
	}
	happened, err := act.Apply(a, at)
	if err != nil {
		return nil, err
	}
	return a, accountBook.Add(ctx, tx, a, m.Event(happened.Act, happened.Note))
}
