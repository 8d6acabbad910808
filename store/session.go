package store

import (
	"context"
	"errors"
	"runtime"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
	"cchc/store/book"
)

// Sessions lets people in and out: see sign_in.go for the way in.
type Sessions struct {
	Accounts Accounts
	Hasher   *secret.Hasher
}

func newSessions(a Accounts) Sessions {
	return Sessions{Accounts: a, Hasher: secret.NewHasher(secret.Standard, max(2, runtime.GOMAXPROCS(0)))}
}

// The stages of a session.
const (
	stageCode = "code" // the password was right, the code of the second factor is missing
	stageIn   = "in"
)

var errNoSession = refusal.Missing("Phiên làm việc đã hết. Hãy đăng nhập lại.")

const sessionColumns = "digest, account, created, seen, expires, agent"

func scanSession(row db.Row) (s account.Session, err error) {
	var created, seen, expires string
	if err = row.Scan(&s.Digest, (*int64)(&s.Account), &created, &seen, &expires, &s.Agent); err != nil {
		return s, err
	}
	var errs [3]error
	s.Created, errs[0] = dossier.ParseInstant(created)
	s.Seen, errs[1] = dossier.ParseInstant(seen)
	s.Expires, errs[2] = dossier.ParseInstant(expires)
	return s, errors.Join(errs[:]...)
}

// Enter finds who holds a session's token at an instant, and the units as they stand. It
// refuses as not found when the session has ended or the account is locked.
func (s Sessions) Enter(ctx context.Context, token string, at time.Time) (a *account.Account, units *orgunit.Map, err error) {
	var session account.Session
	err = s.Accounts.DB.Read(ctx, func(tx *db.Tx) error {
		if session, a, err = holder(ctx, tx, token, stageIn, at); err != nil {
			return err
		}
		refs, err := s.Accounts.References.In(ctx, tx)
		if err != nil {
			return err
		}
		units = refs.Units()
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	if at.Sub(session.Seen) < account.SeenEvery {
		return a, units, nil
	}
	return a, units, s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		now := dossier.Instant(book.Whole(at))
		_, err := tx.Exec(ctx, `UPDATE session SET seen = $1 WHERE digest = $2 AND seen < $1`, now, session.Digest)
		return err
	})
}

// holder finds a living session of a stage by its token, with its account.
func holder(ctx context.Context, tx *db.Tx, token, stage string, at time.Time) (session account.Session, a *account.Account, err error) {
	session, err = db.One(ctx, tx, scanSession, `SELECT `+sessionColumns+` FROM session WHERE digest = $1 AND stage = $2`, secret.Digest(token), stage)
	if errors.Is(err, db.ErrNotFound) || err == nil && !session.Lives(at) {
		return session, nil, errNoSession
	}
	if err != nil {
		return session, nil, err
	}
	list, err := accountBook.List(ctx, tx, "WHERE id = $1 AND NOT locked", session.Account)
	if err == nil && len(list) == 0 {
		err = errNoSession
	}
	if err != nil {
		return session, nil, err
	}
	return session, list[0], nil
}

// begin opens a session and sweeps out those that are over.
func begin(ctx context.Context, tx *db.Tx, id account.ID, stage, agent string, at time.Time) (token string, err error) {
	token = secret.Token()
	lasts := account.SessionMost
	if stage == stageCode {
		lasts = account.CodeTime
	}
	now := dossier.Instant(book.Whole(at))
	if _, err := tx.Exec(ctx, `DELETE FROM session WHERE expires <= $1`, now); err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `INSERT INTO session (digest, account, stage, created, seen, expires, agent) VALUES ($1, $2, $3, $4, $4, $5, $6)`,
		secret.Digest(token), id, stage, now, dossier.Instant(book.Whole(at).Add(lasts)), agent)
	return token, err
}

// endSessions ends every session of an account but one; "" ends all.
func endSessions(ctx context.Context, tx *db.Tx, id account.ID, but string) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE account = $1 AND digest <> $2`, id, but)
	return err
}

// Of lists the living sessions of an account, the latest first.
func (s Sessions) Of(ctx context.Context, id account.ID, at time.Time) (list []account.Session, err error) {
	err = s.Accounts.DB.Read(ctx, func(tx *db.Tx) error {
		list = nil
		return db.Each(ctx, tx, func(row db.Row) error {
			session, err := scanSession(row)
			if err == nil && session.Lives(at) {
				list = append(list, session)
			}
			return err
		}, `SELECT `+sessionColumns+` FROM session WHERE account = $1 AND stage = 'in' ORDER BY created DESC, digest`, id)
	})
	return list, err
}

// SignOut ends the session of a token; without one nothing happens.
func (s Sessions) SignOut(ctx context.Context, token string) error {
	return s.Accounts.DB.Write(ctx, func(tx *db.Tx) error { return end(ctx, tx, token) })
}

func end(ctx context.Context, tx *db.Tx, token string) error {
	_, err := tx.Exec(ctx, `DELETE FROM session WHERE digest = $1`, secret.Digest(token))
	return err
}

// End ends one session of an account by its digest.
func (s Sessions) End(ctx context.Context, id account.ID, digest string) error {
	return s.Accounts.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `DELETE FROM session WHERE account = $1 AND digest = $2`, id, digest)
		return err
	})
}

// EndOthers ends every session of an account but one.
func (s Sessions) EndOthers(ctx context.Context, id account.ID, but string) error {
	return s.Accounts.DB.Write(ctx, func(tx *db.Tx) error { return endSessions(ctx, tx, id, but) })
}
