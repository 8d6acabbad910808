package notify

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

type message = domain.Message

const messageColumns = `id, dossier, staff, unit, desk, code, occasion, state, queued_at, next_at, expires, facts, channel, lang, address, subject, body,
	template, digest, asked, provider, says, ended_at`

func scanMessage(row db.Row) (m message, err error) {
	var queued, next, expires, ended, facts string
	t := &m.Text
	if err := row.Scan((*int64)(&m.ID), (*int64)(&m.Dossier), (*int64)(&m.Staff), (*int64)(&m.Unit), (*int64)(&m.Desk), &m.Code, (*string)(&m.Occasion), (*string)(&m.State),
		&queued, &next, &expires, &facts, (*string)(&t.Channel), (*string)(&t.Lang), &t.Address, &t.Subject, &t.Body,
		&t.Template, &m.Digest, &m.Asked, &m.Provider, &m.Says, &ended); err != nil {
		return m, err
	}
	if facts != "" {
		err = json.Unmarshal([]byte(facts), &m.Facts)
	}
	m.Queued, err = parse(queued, err)
	m.Next, err = parse(next, err)
	m.Expires, err = parse(expires, err)
	m.Ended, err = parse(ended, err)
	return m, err
}

// parse reads an instant unless something went wrong before.
func parse(text string, before error) (time.Time, error) {
	at, err := dossier.ParseInstant(text)
	return at, errors.Join(before, err)
}

// insert keeps a new message.
func insert(ctx context.Context, tx *db.Tx, m *message) error {
	facts, err := json.Marshal(m.Facts)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO message (id, dossier, staff, unit, desk, code, occasion, state, queued_at, next_at, expires, facts, channel, lang, address, subject, body,
			template, digest, stop, asked, provider, says, ended_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', '', '', '', 0, '', '', 0, '', '', '')`,
		m.ID, m.Dossier, m.Staff, m.Unit, m.Desk, m.Code, string(m.Occasion), string(m.State), dossier.Instant(m.Queued), dossier.Instant(m.Next), dossier.Instant(m.Expires), string(facts))
	return err
}

// load reads a message and holds it until the transaction ends.
func load(ctx context.Context, tx *db.Tx, id domain.ID) (message, error) {
	m, err := db.One(ctx, tx, scanMessage, `SELECT `+messageColumns+` FROM message WHERE id = $1`+tx.ForUpdate(), id)
	if errors.Is(err, db.ErrNotFound) {
		return m, refusal.Missing("Không tìm thấy tin nhắn.")
	}
	return m, err
}

// save keeps how far a message has come.
func save(ctx context.Context, tx *db.Tx, m *message) error {
	_, err := tx.Exec(ctx, `UPDATE message SET state = $2, next_at = $3, expires = $4, asked = $5, provider = $6, says = $7, ended_at = $8 WHERE id = $1`,
		m.ID, string(m.State), dossier.Instant(m.Next), dossier.Instant(m.Expires), m.Asked, m.Provider, m.Says, dossier.Instant(m.Ended))
	return err
}

// written keeps the text that an attempt is about to send. Only a text that was surely not
// taken is written over.
func written(ctx context.Context, tx *db.Tx, m *message, stop string) error {
	t := m.Text
	_, err := tx.Exec(ctx, `UPDATE message SET channel = $2, lang = $3, address = $4, subject = $5, body = $6, template = $7, digest = $8, stop = $9 WHERE id = $1`,
		m.ID, string(t.Channel), string(t.Lang), t.Address, t.Subject, t.Body, t.Template, m.Digest, stop)
	return err
}

// digest of a text is what stays of it, so that a copy which somebody shows can be
// recognised.
func digest(t domain.Text) string {
	sum := sha256.Sum256([]byte(t.Address + "\x00" + t.Subject + "\x00" + t.Body))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// cancel gives up the messages of a dossier that wait, of some occasions.
func cancel(ctx context.Context, tx *db.Tx, d dossier.ID, occasions []domain.Occasion, at time.Time) error {
	if len(occasions) == 0 {
		return nil
	}
	args := []any{d, dossier.Instant(book.Whole(at))}
	for _, o := range occasions {
		args = append(args, string(o))
	}
	_, err := tx.Exec(ctx, cancelQuery(len(occasions)), args...)
	return err
}

func cancelQuery(occasions int) string {
	return `UPDATE message SET state = 'cancelled', next_at = '', ended_at = $2, says = 'Việc mới hơn của hồ sơ đã thay tin này.'
		WHERE dossier = $1 AND state = 'queued' AND occasion IN (` + from(3, occasions) + `)`
}

// forget takes the personal part out of a dossier's messages, and gives up those that wait.
func forget(ctx context.Context, tx *db.Tx, d dossier.ID, at time.Time) error {
	_, err := tx.Exec(ctx, forgetQuery, d, dossier.Instant(book.Whole(at)))
	return err
}

const forgetQuery = `UPDATE message SET facts = '', address = '', subject = '', body = '', stop = '', next_at = '',
		state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END,
		ended_at = CASE WHEN ended_at = '' THEN $2 ELSE ended_at END
	WHERE dossier = $1`

const forgetOldQuery = `UPDATE message SET facts = '', address = '', subject = '', body = '', stop = ''
	WHERE id IN (SELECT id FROM message WHERE facts <> '' AND ended_at <> '' AND ended_at < $1 ORDER BY ended_at LIMIT $2)`

// forgetOld does the same with messages that ended before an instant, up to n of them.
func forgetOld(ctx context.Context, tx *db.Tx, before time.Time, n int) (int64, error) {
	return tx.Exec(ctx, forgetOldQuery, dossier.Instant(before), n)
}

const closeQuery = `UPDATE message SET ended_at = $1, next_at = '',
		state = CASE WHEN state = 'queued' THEN 'expired' ELSE state END,
		says = CASE WHEN state = 'queued' THEN 'Không gửi được trong thời hạn.' ELSE says END
	WHERE id IN (SELECT id FROM message WHERE ` + unfinished + ` AND state IN ('queued', 'unknown') AND ended_at = '' AND expires < $1 ORDER BY state, id LIMIT $2)`

// closeOld ends messages whose time is over, up to n of them.
func closeOld(ctx context.Context, tx *db.Tx, now time.Time, n int) (int64, error) {
	return tx.Exec(ctx, closeQuery, dossier.Instant(book.Whole(now)), n)
}
