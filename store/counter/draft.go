package counter

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/book"
)

// DraftExpiry is the kind of the jobs that erase drafts when their time is over.
const DraftExpiry = "draft-expiry"

// Drafts keeps reception forms put aside. What was typed is erased in the transaction that
// ends the draft.
type Drafts struct{ DB *db.DB }

// Keep puts a form aside at a desk; the form with the same key again replaces what was kept.
func (s Drafts) Keep(ctx context.Context, desk orgunit.ID, a queue.Keep, form map[string][]string, by account.Stamp) (d queue.Draft, err error) {
	text, err := json.Marshal(form)
	if err != nil {
		return d, err
	}
	m := book.Moment(by)
	m.At, m.Key = book.Whole(m.At), "" // one form is one draft: no key needed
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, tx.TakeTurn(), turn("draft", int64(desk))); err != nil {
			return err
		}
		open, err := draftBook.List(ctx, tx, "WHERE desk = $1 AND form = $2 AND state = 'open'", desk, a.Form)
		if err != nil {
			return err
		}
		if len(open) > 0 {
			d, err = s.change(ctx, tx, open[0].ID, a, m, desk)
		} else {
			d, err = s.add(ctx, tx, a, m, desk)
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO counter_draft_text (draft, form) VALUES ($1, $2) ON CONFLICT (draft) DO UPDATE SET form = excluded.form`, d.ID, string(text)); err != nil {
			return err
		}
		return job.Put(ctx, tx, job.Job{Kind: DraftExpiry, Payload: strconv.FormatInt(int64(d.ID), 10), RunAt: d.Expires})
	})
	return d, err
}

func (s Drafts) add(ctx context.Context, tx *db.Tx, a queue.Keep, m book.Moment, desk orgunit.ID) (draft, error) {
	d := draft{ID: queue.DraftID(m.NewID())}
	happened, err := a.Apply(&d, in(&hall{Desk: desk}, m))
	if err != nil {
		return d, err
	}
	return d, draftBook.Add(ctx, tx, &d, m.Event(happened.Act, happened.Note))
}

func (s Drafts) change(ctx context.Context, tx *db.Tx, id queue.DraftID, a queue.DraftAct, m book.Moment, desk orgunit.ID) (draft, error) {
	return draftBook.Change(ctx, tx, int64(id), func(d *draft) (audit.Event, error) {
		happened, err := a.Apply(d, in(&hall{Desk: desk}, m))
		return m.Event(happened.Act, happened.Note), err
	})
}

// End ends a draft and erases what was typed. One that has ended already is left as it is.
func (s Drafts) End(ctx context.Context, id queue.DraftID, a queue.DraftAct, by account.Stamp) error {
	m := book.Moment(by)
	m.At, m.Key = book.Whole(m.At), ""
	err := s.DB.Write(ctx, func(tx *db.Tx) error {
		if _, err := s.change(ctx, tx, id, a, m, 0); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `DELETE FROM counter_draft_text WHERE draft = $1`, id)
		return err
	})
	if refusal.KindOf(err) == refusal.NotNow {
		return nil
	}
	return err
}

// Expire ends the draft that a job names, if its time is over.
func (s Drafts) Expire(ctx context.Context, payload string, at time.Time) error {
	id, err := strconv.ParseInt(payload, 10, 64)
	if err != nil {
		return err
	}
	return s.End(ctx, queue.DraftID(id), queue.Expire{}, account.Stamp{At: at})
}

// Get reads a draft that is open at an instant, with what was typed.
func (s Drafts) Get(ctx context.Context, id queue.DraftID, at time.Time) (queue.KeptDraft, error) {
	return s.one(ctx, at, "WHERE id = $1", int64(id))
}

// ByForm finds the open draft of a form by the digest of its key.
func (s Drafts) ByForm(ctx context.Context, desk orgunit.ID, form string, at time.Time) (queue.KeptDraft, error) {
	return s.one(ctx, at, "WHERE desk = $1 AND form = $2 AND state = 'open'", desk, form)
}

func (s Drafts) one(ctx context.Context, at time.Time, where string, args ...any) (k queue.KeptDraft, err error) {
	list, err := s.read(ctx, at, where, args...)
	if err == nil && len(list) == 0 {
		err = refusal.Missing("Không còn bản nháp này: đã dùng, đã bỏ hoặc đã hết hạn.")
	}
	if err == nil {
		k = list[0]
	}
	return k, err
}

// Open lists the drafts of desks that are open at an instant, those that end first before.
func (s Drafts) Open(ctx context.Context, desk orgunit.ID, at time.Time) ([]queue.KeptDraft, error) {
	return s.read(ctx, at, "WHERE desk = $1 AND state = 'open' ORDER BY expires, id", desk)
}

// Expired lists drafts of a desk that expired since an instant: whoever looks for one is told.
func (s Drafts) Expired(ctx context.Context, desk orgunit.ID, since, at time.Time) (list []*queue.Draft, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = draftBook.List(ctx, tx, "WHERE desk = $1 AND expires > $2 AND expires <= $3 AND state IN ('open', 'expired') ORDER BY expires DESC, id",
			desk, dossier.Instant(book.Whole(since)), dossier.Instant(book.Whole(at)))
		return err
	})
	return list, err
}

func (s Drafts) read(ctx context.Context, at time.Time, where string, args ...any) (list []queue.KeptDraft, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list = nil
		drafts, err := draftBook.List(ctx, tx, where, args...)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			if d.State != queue.DraftOpen || !at.Before(d.Expires) {
				continue // its text is on the way out
			}
			text, err := db.Value[string](ctx, tx, `SELECT form FROM counter_draft_text WHERE draft = $1`, d.ID)
			if errors.Is(err, db.ErrNotFound) {
				continue
			}
			k := queue.KeptDraft{Draft: *d}
			if err = errors.Join(err, json.Unmarshal([]byte(text), &k.Typed)); err != nil {
				return err
			}
			list = append(list, k)
		}
		return nil
	})
	return list, err
}

// Draft reads one draft as the trace knows it, without what was typed.
func (s Drafts) Draft(ctx context.Context, id queue.DraftID) (queue.Draft, error) {
	return draftBook.Get(ctx, s.DB, int64(id), "Không tìm thấy bản nháp này.")
}
