package store

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/secret"
	"cchc/store/book"
)

// strike is one of the ways in which failed sign-ins are counted.
type strike struct {
	key  string
	free int
}

// strikes are those that an attempt meets, in the order in which they are locked. The one of
// login and machine together is also the key under which the machine is known.
func strikes(login, remote string) (list []strike, pair string) {
	machine := account.Machine(remote)
	pair = strikeKey("pair", login, machine)
	list = []strike{
		{pair, account.FreeForPair},
		{strikeKey("machine", machine), account.FreeForMachine},
		{strikeKey("login", login), account.FreeForLogin},
	}
	slices.SortFunc(list, func(a, b strike) int { return strings.Compare(a.key, b.key) })
	return list, pair
}

func strikeKey(parts ...string) string { return secret.Digest(strings.Join(parts, "\x00")) }

// try counts an attempt before it is judged, so that attempts side by side cannot slip
// past the count. It refuses while one has to wait. A success takes it back: see forgive.
func try(ctx context.Context, d *db.DB, login, remote string, at time.Time) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		now := dossier.Instant(book.Whole(at))
		if _, err := tx.Exec(ctx, `DELETE FROM sign_in_failure WHERE forget <= $1`, now); err != nil {
			return err
		}
		list, pair := strikes(login, remote)
		known, err := isKnown(ctx, tx, pair, now)
		if err != nil {
			return err
		}
		if known {
			own := strikeKey("login", login)
			list = slices.DeleteFunc(list, func(c strike) bool { return c.key == own })
		}
		var wait time.Duration
		for _, c := range list {
			left, err := c.add(ctx, tx, book.Whole(at))
			if err != nil {
				return err
			}
			wait = max(wait, left)
		}
		if wait > 0 {
			return tooMany(wait) // and nothing is counted
		}
		return nil
	})
}

// add counts one attempt, or tells how long it has to wait.
func (c strike) add(ctx context.Context, tx *db.Tx, at time.Time) (wait time.Duration, err error) {
	forget := dossier.Instant(at.Add(account.ThrottleMemory))
	if _, err := tx.Exec(ctx, `INSERT INTO sign_in_failure (key, failures, until, forget) VALUES ($1, 0, '', $2) ON CONFLICT (key) DO NOTHING`, c.key, forget); err != nil {
		return 0, err
	}
	type state struct {
		failures int
		until    time.Time
	}
	now, err := db.One(ctx, tx, func(row db.Row) (s state, err error) {
		var until string
		if err = row.Scan(&s.failures, &until); err == nil {
			s.until, err = dossier.ParseInstant(until)
		}
		return s, err
	}, `SELECT failures, until FROM sign_in_failure WHERE key = $1`+tx.ForUpdate(), c.key)
	if err != nil || at.Before(now.until) {
		return now.until.Sub(at), err
	}
	until := ""
	if wait := account.Wait(now.failures+1, c.free); wait > 0 {
		until = dossier.Instant(at.Add(wait))
	}
	_, err = tx.Exec(ctx, `UPDATE sign_in_failure SET failures = failures + 1, until = $1, forget = $2 WHERE key = $3`, until, forget, c.key)
	return 0, err
}

// forgive takes back the attempts that ended in success, and remembers the machine. The
// machine's own count only loses those: who has one account must not wipe out what was
// tried on others from there.
func forgive(ctx context.Context, tx *db.Tx, login, remote string, attempts int, at time.Time) error {
	list, pair := strikes(login, remote)
	for _, c := range list {
		query, args := `DELETE FROM sign_in_failure WHERE key = $1`, []any{c.key}
		if c.free == account.FreeForMachine && c.key == strikeKey("machine", account.Machine(remote)) {
			query = `UPDATE sign_in_failure SET failures = CASE WHEN failures > $2 THEN failures - $2 ELSE 0 END, until = '' WHERE key = $1`
			args = append(args, attempts)
		}
		if _, err := tx.Exec(ctx, query, args...); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_machine WHERE forget <= $1`, dossier.Instant(book.Whole(at))); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO sign_in_machine (key, forget) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET forget = $2`,
		pair, dossier.Instant(book.Whole(at).Add(account.MachineMemory)))
	return err
}

func isKnown(ctx context.Context, tx *db.Tx, pair, now string) (bool, error) {
	_, err := db.Value[string](ctx, tx, `SELECT key FROM sign_in_machine WHERE key = $1 AND forget > $2`, pair, now)
	if errors.Is(err, db.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func tooMany(wait time.Duration) error {
	if wait < time.Minute {
		return refusal.TooEarlyOrLate("Đã thử sai nhiều lần. Chờ %d giây rồi thử lại.", int(wait/time.Second))
	}
	return refusal.TooEarlyOrLate("Đã thử sai nhiều lần. Chờ %d phút rồi thử lại, hoặc nhờ người quản trị cấp đường dẫn đặt lại mật khẩu.", int((wait+time.Minute-1)/time.Minute))
}
