package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
)

// RegisterPlans explains the queries of a page of the register: where its window ends, and
// its rows.
func RegisterPlans(ctx context.Context, tx *db.Tx, q dossier.Query) (plans []string, err error) {
	r, err := newRegister(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	r.bare = false
	stop := r.lead.with("TRUE")
	rows := r.all(0)
	for _, w := range []struct {
		*where
		last string
	}{{stop, " ORDER BY id DESC LIMIT 1 OFFSET 9999"}, {rows, " ORDER BY id DESC LIMIT 51"}} {
		plan, err := tx.Explain(ctx, `SELECT id FROM dossier WHERE `+w.String()+w.last, w.args...)
		if err != nil {
			return nil, err
		}
		plans = append(plans, plan)
	}
	return plans, nil
}

// WorkPlan explains the query of a page of open steps.
func WorkPlan(ctx context.Context, tx *db.Tx, q dossier.WorkQuery) (string, error) {
	w, err := workWhere(ctx, tx, q)
	if err != nil {
		return "", err
	}
	return tx.Explain(ctx, `SELECT dossier, step FROM dossier_work WHERE `+w.String()+` ORDER BY due_by, dossier, step LIMIT 51`, w.args...)
}

// RequestPlan explains the query of a page of requests that wait.
func RequestPlan(ctx context.Context, tx *db.Tx, q dossier.WorkQuery) (string, error) {
	w, err := requestWhere(ctx, tx, q)
	if err != nil {
		return "", err
	}
	return tx.Explain(ctx, `SELECT dossier, no FROM dossier_request WHERE `+w.String()+` ORDER BY due_by, dossier, no LIMIT 51`, w.args...)
}

// ReturnPlan explains the query of what waits at a desk.
func ReturnPlan(ctx context.Context, tx *db.Tx) (string, error) {
	return tx.Explain(ctx, `SELECT id FROM dossier WHERE delivery = 'ready' AND desk IN ($1) ORDER BY closed_at, id LIMIT 50`, 4)
}
