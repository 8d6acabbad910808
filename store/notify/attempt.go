package notify

import (
	"context"
	"fmt"
	"strings"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/kit/db"
)

type attempt = domain.Attempt

func scanAttempt(row db.Row) (a attempt, err error) {
	var started, ended string
	if err := row.Scan(&a.No, &a.Request, &a.Provider, (*string)(&a.Channel), &started, &ended, (*string)(&a.Outcome), &a.ProviderID, &a.Says); err != nil {
		return a, err
	}
	a.Started, err = parse(started, nil)
	a.Ended, err = parse(ended, err)
	return a, err
}

const attemptsQuery = `SELECT no, request, provider, channel, started_at, ended_at, outcome, provider_id, says
	FROM message_attempt WHERE message = $1 ORDER BY no`

// attempts of a message, in order.
func attempts(ctx context.Context, tx *db.Tx, id domain.ID) ([]attempt, error) {
	return db.All(ctx, tx, scanAttempt, attemptsQuery, id)
}

// begun writes an attempt down before its provider is called.
func begun(ctx context.Context, tx *db.Tx, id domain.ID, a attempt) error {
	_, err := tx.Exec(ctx, `INSERT INTO message_attempt (message, no, request, provider, channel, started_at, ended_at, outcome, provider_id, says)
		VALUES ($1, $2, $3, $4, $5, $6, '', '', '', '')`, id, a.No, a.Request, a.Provider, string(a.Channel), dossier.Instant(a.Started))
	return err
}

// ended writes down what became of an attempt, as far as is known now.
func ended(ctx context.Context, tx *db.Tx, id domain.ID, a attempt) error {
	_, err := tx.Exec(ctx, `UPDATE message_attempt SET ended_at = $3, outcome = $4, provider_id = $5, says = $6 WHERE message = $1 AND no = $2`,
		id, a.No, dossier.Instant(a.Ended), string(a.Outcome), a.ProviderID, a.Says)
	return err
}

// from is "$n, $n+1, …" of so many.
func from(n, many int) string {
	list := make([]string, many)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", n+i)
	}
	return strings.Join(list, ", ")
}
