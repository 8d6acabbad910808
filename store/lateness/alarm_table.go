package lateness

import (
	"context"
	"time"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// setAlarm keeps one alarm to a dossier; the zero instant takes it away.
func setAlarm(ctx context.Context, tx *db.Tx, id dossier.ID, at time.Time) error {
	if at.IsZero() {
		_, err := tx.Exec(ctx, `DELETE FROM lateness_alarm WHERE dossier = $1`, id)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO lateness_alarm (dossier, ring_at) VALUES ($1, $2)
		ON CONFLICT (dossier) DO UPDATE SET ring_at = excluded.ring_at`, id, dossier.Instant(at))
	return err
}

// alarmMissing lets every open dossier ring that has no alarm and of which nobody was told:
// those that were imported or made in bulk.
func alarmMissing(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO lateness_alarm (dossier, ring_at)
		SELECT DISTINCT w.dossier, CAST($1 AS TEXT) FROM dossier_work AS w
		WHERE w.clock = 'running' AND NOT EXISTS (SELECT 1 FROM lateness_alarm AS a WHERE a.dossier = w.dossier)
		  AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.dossier = w.dossier)
		ON CONFLICT (dossier) DO NOTHING`, dossier.Instant(now))
	return err
}

// alarmAll lets every open dossier ring.
func alarmAll(ctx context.Context, tx *db.Tx, now time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO lateness_alarm (dossier, ring_at)
		SELECT DISTINCT dossier, CAST($1 AS TEXT) FROM dossier_work WHERE clock = 'running'
		ON CONFLICT (dossier) DO UPDATE SET ring_at = excluded.ring_at`, dossier.Instant(now))
	return err
}

const dueQuery = `SELECT dossier FROM lateness_alarm WHERE ring_at <= $1 ORDER BY ring_at, dossier LIMIT $2`

// due are dossiers whose alarm rings by an instant, the longest waiting first.
func due(ctx context.Context, tx *db.Tx, now time.Time, n int) ([]dossier.ID, error) {
	return db.All(ctx, tx, scanID, dueQuery, dossier.Instant(now), n)
}

func scanID(row db.Row) (id dossier.ID, err error) { return id, row.Scan((*int64)(&id)) }
