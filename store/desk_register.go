package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/ident"
)

// window is how many dossiers one page of the register looks through at most for a filter
// that no index serves. A rarer wish goes on at the next page, from where this one ended.
const window = 10_000

// register is a query of the register as SQL: what an index leads to, newest first, and
// what is then looked at row by row. Page, count and Excel share it.
type register struct {
	lead where
	rest func(*where)
	bare bool // nothing is left to look at
}

// Register reads a page.
func (s Desk) Register(ctx context.Context, q dossier.Query) (page dossier.Page, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		page = dossier.Page{}
		r, err := newRegister(ctx, tx, q)
		if err != nil {
			return err
		}
		stop, err := r.stop(ctx, tx)
		if err != nil {
			return err
		}
		w := r.all(stop)
		ids, err := db.All(ctx, tx, scanDossierID, `SELECT id FROM dossier WHERE `+w.String()+` ORDER BY id DESC LIMIT `+w.value(q.Limit+1), w.args...)
		if err != nil {
			return err
		}
		page.Next = stop
		if len(ids) > q.Limit {
			ids = ids[:q.Limit]
			page.Next = ids[q.Limit-1]
		}
		page.Rows, err = listed(ctx, tx, ids)
		return err
	})
	return page, err
}

// Count counts the rows of a query, as far as the first window goes.
func (s Desk) Count(ctx context.Context, q dossier.Query) (n dossier.Tally, err error) {
	q.Before = 0
	err = s.read(ctx, func(tx *db.Tx) error {
		r, err := newRegister(ctx, tx, q)
		if err != nil {
			return err
		}
		r.bare = false
		stop, err := r.stop(ctx, tx)
		if err != nil {
			return err
		}
		w := r.all(stop)
		n.More = stop != 0
		n.N, err = db.Value[int](ctx, tx, `SELECT count(*) FROM dossier WHERE `+w.String(), w.args...)
		return err
	})
	return n, err
}

func newRegister(ctx context.Context, tx *db.Tx, q dossier.Query) (*register, error) {
	words, err := terms(ctx, tx, q.Words)
	if err != nil {
		return nil, err
	}
	r := &register{}
	r.period(q)
	if len(words) > 0 {
		r.lead.and("id IN (SELECT dossier FROM dossier_word WHERE word IN (??))", []any(words[0]))
	}
	if q.Open || q.Overdue {
		r.lead.and("id IN ("+openIDs(q)+")", openArgs(q)...)
	}
	if q.Units != nil {
		r.lead.and("unit IN (??)", anys(q.Units))
	}
	r.bare = len(words) < 2 && q.Procedures == nil && q.State == "" && q.Channel == "" && q.Outcome == ""
	r.rest = func(w *where) { look(w, q, words) }
	return r, nil
}

// period bounds identifiers: they grow with the time of receipt.
func (r *register) period(q dossier.Query) {
	if q.From != 0 {
		r.lead.and("id >= ?", ident.First(q.From.Start()))
	}
	if q.To != 0 {
		r.lead.and("id < ?", ident.First((q.To + 1).Start()))
	}
	if q.Before != 0 {
		r.lead.and("id < ?", q.Before)
	}
}

// openIDs reads what is owed from the index of open dossiers, which is small however many
// years are stored. Said in the words of that index, or the engines do not take it.
func openIDs(q dossier.Query) string {
	query := "SELECT owed.id FROM dossier AS owed WHERE owed.clock IN ('running', 'paused')"
	if q.Overdue {
		query += " AND owed.clock = 'running' AND owed.due_by < ? AND owed.due_by <> ''"
	}
	return query
}

func openArgs(q dossier.Query) []any {
	if q.Overdue {
		return []any{dossier.Instant(whole(q.Now))}
	}
	return nil
}

// look is what no index serves.
func look(w *where, q dossier.Query, words []term) {
	if q.State != dossier.RefusedAtIntake {
		w.and("state <> 'refused_at_intake'") // they have no code and stand in no register
	}
	for _, t := range words[min(1, len(words)):] {
		w.and("EXISTS (SELECT 1 FROM dossier_word AS also WHERE also.word IN (??) AND also.dossier = dossier.id)", []any(t))
	}
	if q.Procedures != nil {
		w.and("procedure IN (??)", anys(q.Procedures))
	}
	for _, c := range []struct{ column, value string }{
		{"state", string(q.State)}, {"channel", string(q.Channel)}, {"outcome", string(q.Outcome)},
	} {
		if c.value != "" {
			w.and(c.column+" = ?", c.value)
		}
	}
}

// stop is the identifier at which a window ends, 0 when everything lies within it.
func (r *register) stop(ctx context.Context, tx *db.Tx) (dossier.ID, error) {
	if r.bare {
		return 0, nil
	}
	w := r.lead.with("TRUE")
	id, err := db.One(ctx, tx, scanDossierID, `SELECT id FROM dossier WHERE `+w.String()+` ORDER BY id DESC LIMIT 1 OFFSET `+w.value(window-1), w.args...)
	if isMissing(err) {
		return 0, nil
	}
	return id, err
}

// all is the whole condition, down to a stop.
func (r *register) all(stop dossier.ID) *where {
	w := r.lead.with("id >= ?", stop)
	r.rest(w)
	return w
}
