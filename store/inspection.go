package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/book"
)

// LogInspection is the kind of the job that verifies; its payload is the instant at which
// it was asked for.
const LogInspection = "log.inspection"

// printedFindings is how many findings of an inspection are kept.
const printedFindings = 50

// giveUp is when a verification that was asked for no longer stands in the way of another:
// its job has died.
const giveUp = time.Hour

// Ask puts a verification of everything into the queue. While one waits or runs, it stands
// for both.
func (s Ledger) Ask(ctx context.Context, by account.Stamp) error {
	asked := dossier.Instant(book.Whole(by.At))
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		waiting, err := db.Value[int64](ctx, tx, `SELECT count(*) FROM log_inspection WHERE done = '' AND asked > $1`, dossier.Instant(book.Whole(by.At).Add(-giveUp)))
		if err != nil || waiting > 0 {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO log_inspection (asked, by_id, done, events, leaves, found, findings)
			VALUES ($1, $2, '', 0, 0, 0, '') ON CONFLICT (asked) DO NOTHING`, asked, by.By)
		if err != nil {
			return err
		}
		return job.Put(ctx, tx, job.Job{Kind: LogInspection, Unique: "log", Payload: asked})
	})
}

// Inspect does the verification that was asked for at an instant, and keeps what it found.
func (s Ledger) Inspect(ctx context.Context, asked string, now func() time.Time) error {
	report, err := Verify(ctx, New(s.DB), Verification{Verifier: s.Verifier})
	if err != nil {
		return err
	}
	var findings []string
	for _, f := range report.Findings[:min(len(report.Findings), printedFindings)] {
		findings = append(findings, strings.ReplaceAll(f.Text, "\n", " "))
	}
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE log_inspection SET done = $2, events = $3, leaves = $4, found = $5, findings = $6 WHERE asked = $1`,
			asked, dossier.Instant(book.Whole(now())), report.Events, report.Leaves, report.Found, strings.Join(findings, "\n"))
		return err
	})
}

// Inspection is the last one that was asked for, nil for none.
func (s Ledger) Inspection(ctx context.Context) (last *audit.Inspection, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		i, err := db.One(ctx, tx, scanInspection, `SELECT asked, by_id, done, events, leaves, found, findings FROM log_inspection ORDER BY asked DESC LIMIT 1`)
		last = &i
		if errors.Is(err, db.ErrNotFound) {
			last, err = nil, nil
		}
		return err
	})
	return last, err
}

func scanInspection(row db.Row) (i audit.Inspection, err error) {
	var asked, done, findings string
	if err = row.Scan(&asked, &i.By, &done, &i.Events, &i.Leaves, &i.Found, &findings); err != nil {
		return i, err
	}
	if findings != "" {
		i.Findings = strings.Split(findings, "\n")
	}
	if i.Asked, err = dossier.ParseInstant(asked); err != nil {
		return i, err
	}
	i.Done, err = dossier.ParseInstant(done)
	return i, err
}
