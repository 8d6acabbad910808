package lateness

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/kit/db"
)

type event = audit.Event

const noticeColumns = `id, account, kind, dossier, step, due, stage, at, by_id, words, read_at`

func scanNotice(row db.Row) (n lateness.Notice, err error) {
	var at, read string
	err = row.Scan(&n.ID, (*int64)(&n.To), (*string)(&n.Kind), (*int64)(&n.Dossier), &n.Step, &n.Due, &n.Stage, &at, (*int64)(&n.By), &n.Words, &read)
	if err != nil {
		return n, err
	}
	if n.At, err = dossier.ParseInstant(at); err != nil {
		return n, err
	}
	n.Read, err = dossier.ParseInstant(read)
	return n, err
}

// putNotice puts a notice into its person's box; false when that was told before.
func putNotice(ctx context.Context, tx *db.Tx, n lateness.Notice) (added bool, err error) {
	rows, err := tx.Exec(ctx, `INSERT INTO notice (`+noticeColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '') ON CONFLICT (dossier, step, due, stage, account) DO NOTHING`,
		n.ID, n.To, string(n.Kind), n.Dossier, n.Step, n.Due, n.Stage, dossier.Instant(n.At), n.By, n.Words)
	return rows > 0, err
}

// Box lists somebody's notices, the newest first, before an identifier (0 begins at the
// end), with the dossiers they are about.
func (l *Lateness) Box(ctx context.Context, who account.ID, unread bool, before int64, n int) (list []lateness.Told, err error) {
	query, args := boxQuery(who, unread, before, n)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		notices, err := db.All(ctx, tx, scanNotice, query, args...)
		if err != nil {
			return err
		}
		ids := make([]dossier.ID, len(notices))
		for i, n := range notices {
			ids[i] = n.Dossier
		}
		files, err := l.Dossiers.Listed(ctx, tx, ids)
		if err != nil {
			return err
		}
		byID := make(map[dossier.ID]dossier.Dossier, len(files))
		for _, f := range files {
			byID[f.ID] = f.Dossier
		}
		list = nil
		for _, n := range notices {
			list = append(list, lateness.Told{Notice: n, File: byID[n.Dossier]})
		}
		return nil
	})
	return list, err
}

func boxQuery(who account.ID, unread bool, before int64, n int) (string, []any) {
	w := &where{}
	w.and("account = ?", who)
	if unread {
		w.and("read_at = ''")
	}
	if before != 0 {
		w.and("id < ?", before)
	}
	return `SELECT ` + noticeColumns + ` FROM notice WHERE ` + w.text() + ` ORDER BY id DESC` + w.numbered(" LIMIT ?", n), w.args
}

// Unread counts somebody's unread notices, up to a limit.
func (l *Lateness) Unread(ctx context.Context, who account.ID, limit int) (n int, err error) {
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		n, err = db.Value[int](ctx, tx, `SELECT count(*) FROM (SELECT 1 AS one FROM notice WHERE account = $1 AND read_at = '' LIMIT $2) AS bounded`, who, limit)
		return err
	})
	return n, err
}

// Read marks notices of somebody as read; none means all up to an identifier.
func (l *Lateness) Read(ctx context.Context, who account.ID, ids []int64, upTo int64, at time.Time) error {
	w := &where{}
	w.and("account = ? AND read_at = ''", who)
	if len(ids) > 0 {
		in(w, "id", ids)
	} else {
		w.and("id <= ?", upTo)
	}
	set := w.numbered("?", dossier.Instant(at))
	return l.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE notice SET read_at = `+set+` WHERE `+w.text(), w.args...)
		return err
	})
}
