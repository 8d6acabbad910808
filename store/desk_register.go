package store

import (
	"context"

	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store/book"
)

// How many dossiers one page of the register looks through at most for what no index
// serves: in the order of the table, in that of another index, or checking words as well. A
// rarer wish goes on at the next page, from where this one ended.
const (
	windowInOrder = 10_000
	windowByIndex = 5_000
	windowChecked = 2_500
)

// register is a query of the register as SQL: what an index leads to, newest first, and
// what is then looked at row by row. Page, count and Excel share it.
type register struct {
	query  dossier.Query
	lead   where
	rest   func(*where)
	word   term // the word that leads, nil for none
	bare   bool // nothing is left to look at
	window int
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
	r := &register{query: q, window: windowInOrder}
	r.bounds(&r.lead, "id")
	if q.Open || q.Overdue {
		r.lead.and("id IN ("+openIDs(q)+")", openArgs(q)...)
	}
	if q.Units != nil {
		r.lead.and("unit IN (??)", anys(q.Units))
		r.window = windowByIndex
	}
	if words, err = r.leadByWord(ctx, tx, q, words); err != nil {
		return nil, err
	}
	r.bare = len(words) == 0 && q.Procedures == nil && q.State == "" && q.Channel == "" && q.Outcome == ""
	r.rest = func(w *where) { look(w, q, words) }
	return r, nil
}

// leadByWord lets the rarest word lead, when it has fewer dossiers than the units; the
// others, or all, are looked at row by row.
func (r *register) leadByWord(ctx context.Context, tx *db.Tx, q dossier.Query, words []term) ([]term, error) {
	if len(words) == 0 {
		return nil, nil
	}
	n, err := words[0].count(ctx, tx)
	if err != nil {
		return nil, err
	}
	most := mostCounted
	if q.Units != nil {
		var w where
		w.and("unit IN (??)", anys(q.Units))
		if most, err = bounded(ctx, tx, "dossier", &w); err != nil {
			return nil, err
		}
	}
	if n >= most && n > windowChecked {
		r.window = windowChecked
		return words, nil
	}
	r.word, r.window = words[0], windowByIndex
	if len(words) > 1 {
		r.window = windowChecked
	}
	return words[1:], nil
}

// bounds is the period, and the page, in identifiers: they grow with the time of receipt.
func (r *register) bounds(w *where, key string) {
	if r.query.From != 0 {
		w.and(key+" >= ?", ident.First(r.query.From.Start()))
	}
	if r.query.To != 0 {
		w.and(key+" < ?", ident.First((r.query.To + 1).Start()))
	}
	if r.query.Before != 0 {
		w.and(key+" < ?", r.query.Before)
	}
}

// openIDs reads what is owed from the index of open dossiers, which is small however many
// years are stored. Said in the words of that index, or the engines do not take it.
func openIDs(q dossier.Query) string {
	query := "SELECT owed.id FROM dossier AS owed WHERE owed.clock IN ('running', 'paused')"
	if q.Overdue {
		// || keeps SQLite from the index of all due dates: most of those were met long ago.
		query += " AND owed.clock = 'running' AND (owed.due_by || '') < ? AND owed.due_by <> ''"
	}
	return query
}

func openArgs(q dossier.Query) []any {
	if q.Overdue {
		return []any{dossier.Instant(book.Whole(q.Now))}
	}
	return nil
}

// look is what no index serves.
func look(w *where, q dossier.Query, words []term) {
	if q.State != dossier.RefusedAtIntake {
		w.and("state <> 'refused_at_intake'") // they have no code and stand in no register
	}
	for _, t := range words {
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
	w, from, key := r.lead.with("TRUE"), "dossier", "id"
	if r.word != nil { // without a look at the dossiers themselves
		w, from, key = &where{}, "dossier_word", "dossier"
		w.and("word IN (??)", []any(r.word))
		r.bounds(w, key)
	}
	id, err := db.One(ctx, tx, scanDossierID, `SELECT `+key+` FROM `+from+` WHERE `+w.String()+` ORDER BY `+key+` DESC LIMIT 1 OFFSET `+w.value(r.window-1), w.args...)
	if isMissing(err) {
		return 0, nil
	}
	return id, err
}

// all is the whole condition, down to a stop.
func (r *register) all(stop dossier.ID) *where {
	w := r.lead.with("id >= ?", stop)
	if r.word != nil {
		w.and("id IN (SELECT dossier FROM dossier_word WHERE word IN (??) AND dossier >= ?)", []any(r.word), stop)
	}
	r.rest(w)
	return w
}
