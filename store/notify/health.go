package notify

import (
	"context"
	"time"

	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/kit/db"
)

func scanHealth(row db.Row) (h domain.Health, err error) {
	var shut, failed, worked string
	if err := row.Scan(&h.Name, &h.Failures, &shut, &failed, &h.Says, &worked); err != nil {
		return h, err
	}
	h.Shut, err = parse(shut, nil)
	h.Failed, err = parse(failed, err)
	h.Worked, err = parse(worked, err)
	return h, err
}

// workedEvery is how often a success is written down.
const workedEvery = time.Minute

// healths of all providers that were ever called, by name.
func healths(ctx context.Context, tx *db.Tx) (map[string]domain.Health, error) {
	list, err := db.All(ctx, tx, scanHealth, `SELECT name, failures, shut, failed_at, says, worked_at FROM message_provider`)
	byName := map[string]domain.Health{}
	for _, h := range list {
		byName[h.Name] = h
	}
	return byName, err
}

// keepHealth writes what an answer made of a provider's health. Successes are written once
// a minute, so that processes do not queue up for one row.
func keepHealth(ctx context.Context, tx *db.Tx, before, after domain.Health) error {
	if after.Failures == before.Failures && after.Shut.Equal(before.Shut) && after.Worked.Sub(before.Worked) < workedEvery {
		return nil
	}
	_, err := tx.Exec(ctx, `INSERT INTO message_provider (name, failures, shut, failed_at, says, worked_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, shut = excluded.shut, failed_at = excluded.failed_at, says = excluded.says, worked_at = excluded.worked_at`,
		after.Name, after.Failures, dossier.Instant(after.Shut), dossier.Instant(after.Failed), after.Says, dossier.Instant(after.Worked))
	return err
}
