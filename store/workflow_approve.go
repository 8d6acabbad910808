package store

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store/book"
)

// Submit hands a draft to the second person. read is the version of the row that the
// writer saw.
func (s Workflows) Submit(ctx context.Context, id workflow.ID, read int, by account.Stamp) (flow, error) {
	return s.decided(ctx, id, "submit", by, func(w *flow, legal int) (string, error) {
		if w.Version != read {
			return "", book.ChangedMeanwhile
		}
		return "", w.Submit(legal)
	})
}

// Return gives a submitted or approved version back to its writer with a reason.
func (s Workflows) Return(ctx context.Context, id workflow.ID, reason string, by account.Stamp) (flow, error) {
	return s.decided(ctx, id, "return", by, func(w *flow, _ int) (string, error) {
		err := w.Return(reason)
		return w.Returned, err
	})
}

// Approve is the second person's yes to the version of the row that was read.
func (s Workflows) Approve(ctx context.Context, id workflow.ID, read int, by account.Stamp) (flow, error) {
	return s.decided(ctx, id, "approve", by, func(w *flow, legal int) (string, error) {
		if w.Version != read {
			return "", book.ChangedMeanwhile
		}
		return "", w.Approve(int64(by.By), legal)
	})
}

// decided does one step of the approval, with the time that the law allows today; the
// decision returns the note of the event.
func (s Workflows) decided(ctx context.Context, id workflow.ID, act string, by account.Stamp, decide func(w *flow, legal int) (string, error)) (flow, error) {
	return drafted(ctx, s.DB, workflowBook, by.Key, func(tx *db.Tx) (flow, error) {
		m := Moment(by)
		refs, err := readPicture(ctx, tx, 0)
		if err != nil {
			return flow{}, err
		}
		if refs.Workflow(id) == nil {
			return flow{}, refusal.Missing("Không tìm thấy quy trình này.")
		}
		return workflowBook.Change(ctx, tx, int64(id), func(w *flow) (audit.Event, error) {
			note, err := decide(w, procedure.ShortestWork(refs.Procedures, w.Procedure, w.Case, m.Day()))
			if err == nil && act == "approve" {
				err = book.SecondPerson(ctx, tx, int64(id), int64(by.By))
			}
			return m.Event(act, note), err
		})
	})
}
