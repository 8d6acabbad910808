// Package rehearsal plays drafts of workflows with the dossiers of a month, as a job, and
// keeps what came of it with the draft.
package rehearsal

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store"
)

// Wanted is the kind of the job that plays; its payload is workflow and month.
const Wanted = "workflow.rehearsal"

// Rehearsals of this store.
type Rehearsals struct{ Store *store.Store }

const columns = `workflow, month, asked, by_id, mapping, steps, total, done, ended, result`

// Ask wants a version played with the dossiers finished in a month. Asking again for the
// same month begins anew.
func (s Rehearsals) Ask(ctx context.Context, id workflow.ID, month rehearsal.Month, mapping map[int]string, by account.Stamp) error {
	refs, err := s.Store.References.Now(ctx)
	if err != nil {
		return err
	}
	v := refs.Workflow(id)
	if v == nil {
		return refusal.Missing("Không tìm thấy quy trình này.")
	}
	if _, err := rehearsal.New(refs, v, mapping); err != nil {
		return err
	}
	text, err := json.Marshal(mapping)
	if err != nil {
		return err
	}
	return s.Store.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO workflow_rehearsal (`+columns+`) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, '', '')
			ON CONFLICT (workflow, month) DO UPDATE SET asked = excluded.asked, by_id = excluded.by_id, mapping = excluded.mapping,
			steps = excluded.steps, total = 0, done = 0, ended = '', result = ''`,
			int64(id), string(month), dossier.Instant(by.At.UTC().Truncate(time.Second)), int64(by.By), string(text), rehearsal.Fingerprint(v))
		if err != nil {
			return err
		}
		payload := fmt.Sprintf("%d %s", id, month)
		return job.Put(ctx, tx, job.Job{Kind: Wanted, Unique: payload, Payload: payload})
	})
}

// Of lists what was asked for a version, the latest first.
func (s Rehearsals) Of(ctx context.Context, id workflow.ID) (list []rehearsal.Asked, err error) {
	err = s.Store.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scan, `SELECT `+columns+` FROM workflow_rehearsal WHERE workflow = $1 ORDER BY asked DESC, month DESC`, int64(id))
		return err
	})
	return list, err
}

func scan(row db.Row) (a rehearsal.Asked, err error) {
	var id, by int64
	var month, asked, mapping, ended, result string
	if err = row.Scan(&id, &month, &asked, &by, &mapping, &a.Steps, &a.Total, &a.Done, &ended, &result); err != nil {
		return a, err
	}
	a.Workflow, a.By, a.Month = workflow.ID(id), account.ID(by), rehearsal.Month(month)
	if a.At, err = dossier.ParseInstant(asked); err != nil {
		return a, err
	}
	if a.Ended, err = dossier.ParseInstant(ended); err != nil {
		return a, err
	}
	if err = json.Unmarshal([]byte(mapping), &a.Mapping); err != nil || result == "" {
		return a, err
	}
	return a, json.Unmarshal([]byte(result), &a.Result)
}

// keep writes progress and result, unless somebody asked anew meanwhile: then a new job
// is on its way.
func (s Rehearsals) keep(ctx context.Context, a *rehearsal.Asked) error {
	result, ended := "", ""
	if !a.Ended.IsZero() {
		text, err := json.Marshal(a.Result)
		if err != nil {
			return err
		}
		result, ended = string(text), dossier.Instant(a.Ended)
	}
	return s.Store.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE workflow_rehearsal SET steps = $4, total = $5, done = $6, ended = $7, result = $8 WHERE workflow = $1 AND month = $2 AND asked = $3`,
			int64(a.Workflow), string(a.Month), dossier.Instant(a.At), a.Steps, a.Total, a.Done, ended, result)
		return err
	})
}
