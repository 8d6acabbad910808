package store

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store/book"
)

// Draft begins the next version of the workflow of a procedure; case 0 is every case.
func (s Workflows) Draft(ctx context.Context, code string, caseNo int, by account.Stamp) (w flow, err error) {
	m := Moment(by)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := rules(ctx, tx, m.Key); err != nil {
			return err
		}
		refs, err := readPicture(ctx, tx, 0)
		if err != nil {
			return err
		}
		entry := refs.Catalogue().Entry(code)
		if entry == nil {
			return refusal.Wrong("procedure", "Không có thủ tục %s trong danh mục.", code)
		}
		if now := entry.Now(m.Day()); caseNo != 0 && now.Case(caseNo) == nil {
			return refusal.Wrong("case", "Thủ tục %s không có trường hợp %d.", code, caseNo)
		}
		if w, err = workflow.NewDraft(code, caseNo, refs.Workflows, int64(by.By)); err != nil {
			return err
		}
		if w.Name == "" {
			w.Name = entry.Now(m.Day()).Name
		}
		w.ID = workflow.ID(m.NewID())
		return workflowBook.Add(ctx, tx, &w, m.Event("draft", ""))
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return workflowBook.ByKey(ctx, s.DB, m.Key)
	}
	return w, err
}

// SaveDraft writes a draft over. w.Version is the one that was read.
func (s Workflows) SaveDraft(ctx context.Context, w flow, by account.Stamp) (flow, error) {
	m := Moment(by)
	return drafted(ctx, s.DB, workflowBook, m.Key, func(tx *db.Tx) (flow, error) {
		return workflowBook.Edited(ctx, tx, int64(w.ID), w.Version, m.Event("edit", ""), func(before *flow) error { return before.Edit(w, int64(by.By)) })
	})
}

// Publish puts an approved version in force from a day on by a decision, and ends the
// version before it. A longest path over the shortest time that the procedure promises is refused
// with the path.
func (s Workflows) Publish(ctx context.Context, id workflow.ID, from calendar.Day, basis string, by account.Stamp) (w flow, err error) {
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		m := Moment(by) // anew each time the transaction is tried
		if err := rules(ctx, tx, m.Key); err != nil {
			return err
		}
		refs, err := readPicture(ctx, tx, 0)
		if err != nil {
			return err
		}
		draft := refs.Workflow(id)
		if draft == nil {
			return refusal.Missing("Không tìm thấy quy trình này.")
		}
		legal := procedure.ShortestWork(refs.Procedures, draft.Procedure, draft.Case, from)
		effects, err := draft.Publish(workflow.Publishing{By: int64(by.By), From: from, Basis: basis, Legal: legal}, refs.Workflows)
		if err == nil {
			err = book.SecondPerson(ctx, tx, int64(id), int64(by.By))
		}
		for i := 0; err == nil && i < len(effects); i++ {
			if m.Key = ""; effects[i].Before == draft {
				m.Key = by.Key
			}
			w, err = keepEffect(ctx, tx, workflowBook, int64(effects[i].Before.ID), effects[i].After, m.Event(effects[i].Act, ""))
		}
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return workflowBook.ByKey(ctx, s.DB, by.Key)
	}
	return w, err
}

// Get reads one version.
func (s Workflows) Get(ctx context.Context, id workflow.ID) (flow, error) {
	return workflowBook.Get(ctx, s.DB, int64(id), "Không tìm thấy quy trình này.")
}

// All lists every version, by procedure, case and number.
func (s Workflows) All(ctx context.Context) ([]*flow, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return refs.Workflows, nil
}
