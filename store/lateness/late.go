package lateness

import (
	"context"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/kit/db"
)

// The columns that conditions are about, of dossiers and their signed apologies.
const lateColumns = "id, due_by, unit, procedure, promised, kept"

// lateRows are the late dossiers of a query, as "d", with their signed apologies, as "a".
// Each branch has an index that holds only what is late, or only what runs.
func lateRows(w *where, q lateness.Query) string {
	now := dossier.Instant(q.Now)
	if q.OpenOnly() {
		return w.numbered(`(SELECT `+lateColumns+` FROM dossier WHERE clock = 'running' AND due_by > '' AND due_by < ?) AS d`, now) + withLetter
	}
	from, until := dossier.Instant(q.From.Start()), dossier.Instant(q.Until.Start())
	return w.numbered(`(SELECT `+lateColumns+` FROM dossier WHERE outcome = 'late' AND due_by >= ? AND due_by < ?
		UNION ALL SELECT `+lateColumns+` FROM dossier WHERE clock = 'running' AND due_by >= ? AND due_by < ?) AS d`, from, until, from, min(until, now)) + withLetter
}

const withLetter = ` LEFT JOIN apology AS a ON a.dossier = d.id AND a.state = 'signed'`

// isBroken is a promise that was not kept, or is past (a ?).
const isBroken = `(d.kept = 'broken' OR d.kept = '' AND d.promised <> '' AND d.promised < ?)`

// harm orders what is late now: broken promises, then what nobody apologised for (a ?).
const harm = `(CASE WHEN ` + isBroken + ` THEN 0 WHEN d.promised = '' THEN 1 ELSE 2 END)`

func lateWhere(w *where, q lateness.Query) {
	if q.Units != nil { // the plus sign keeps the engines from all that the units ever had
		in(w, "+d.unit", q.Units)
	}
	if q.Procedures != nil {
		in(w, "d.procedure", q.Procedures)
	}
	switch q.Of {
	case lateness.InTime:
		w.and("a.in_time")
	case lateness.AfterDue:
		w.and("NOT a.in_time")
	case lateness.Without:
		w.and("d.promised = ''")
	case lateness.Kept:
		w.and("d.kept = 'kept'")
	case lateness.Broken:
		w.and(isBroken, calendar.DayOf(q.Now).String())
	}
}

// CountLate is the length of the list.
func (l *Lateness) CountLate(ctx context.Context, q lateness.Query) (n int64, err error) {
	w := &where{}
	rows := lateRows(w, q)
	lateWhere(w, q)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		n, err = db.Value[int64](ctx, tx, `SELECT count(*) FROM `+rows+` WHERE `+w.text(), w.args...)
		return err
	})
	return n, err
}

// Late lists late dossiers: the longest late first, or by harm.
func (l *Lateness) Late(ctx context.Context, q lateness.Query) (list []lateness.Row, err error) {
	query, args := lateQuery(q)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		keys, err := db.All(ctx, tx, func(row db.Row) (k lateness.Key, err error) {
			return k, row.Scan((*int64)(&k.Dossier), &k.Due, &k.Harm)
		}, query, args...)
		if err != nil {
			return err
		}
		list, err = l.rowsOf(ctx, tx, keys)
		return err
	})
	return list, err
}

func lateQuery(q lateness.Query) (string, []any) {
	w := &where{}
	score := "0"
	if q.ByHarm {
		score = w.numbered(harm, calendar.DayOf(q.Now).String())
	}
	rows := lateRows(w, q)
	lateWhere(w, q)
	order := "d.due_by, d.id"
	if q.ByHarm {
		order = "3, d.due_by, d.id"
	}
	switch {
	case q.After.Dossier == 0:
	case q.ByHarm:
		w.and("("+harm+", d.due_by, d.id) > (?, ?, ?)", calendar.DayOf(q.Now).String(), q.After.Harm, q.After.Due, q.After.Dossier)
	default:
		w.and("(d.due_by, d.id) > (?, ?)", q.After.Due, q.After.Dossier)
	}
	text := `SELECT d.id, d.due_by, ` + score + ` FROM ` + rows + ` WHERE ` + w.text() + ` ORDER BY ` + order
	return text + w.numbered(" LIMIT ?", q.Limit), w.args
}

// rowsOf are the dossiers of the keys with their people and letters.
func (l *Lateness) rowsOf(ctx context.Context, tx *db.Tx, keys []lateness.Key) ([]lateness.Row, error) {
	ids := make([]dossier.ID, len(keys))
	for i, k := range keys {
		ids[i] = k.Dossier
	}
	files, err := l.Dossiers.Listed(ctx, tx, ids)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	letters, err := lettersOf(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]lateness.Row, 0, len(files))
	for _, f := range files {
		at := slices.IndexFunc(keys, func(k lateness.Key) bool { return k.Dossier == f.ID })
		list = append(list, lateness.Row{Listed: f, Letter: letters[f.ID], Key: keys[at]})
	}
	return list, nil
}

func lettersOf(ctx context.Context, tx *db.Tx, ids []dossier.ID) (map[dossier.ID]letter, error) {
	var w where
	in(&w, "dossier", ids)
	list, err := letterBook.List(ctx, tx, "WHERE "+w.text(), w.args...)
	letters := make(map[dossier.ID]letter, len(list))
	for _, a := range list {
		letters[a.Dossier] = *a
	}
	return letters, err
}

// Tallies counts the late dossiers whose due date fell into the period, by office. Each
// number is the length of Late with the same query and its standing.
func (l *Lateness) Tallies(ctx context.Context, q lateness.Query) (list []lateness.Tally, err error) {
	w := &where{}
	broken := w.numbered(isBroken, calendar.DayOf(q.Now).String())
	rows := lateRows(w, q)
	lateWhere(w, q)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (t lateness.Tally, err error) {
			return t, row.Scan((*int64)(&t.Unit), &t.Late, &t.InTime, &t.AfterDue, &t.None, &t.Kept, &t.Broken)
		}, `SELECT d.unit, count(*), count(CASE WHEN a.in_time THEN 1 END), count(CASE WHEN NOT a.in_time THEN 1 END),
			count(CASE WHEN d.promised = '' THEN 1 END), count(CASE WHEN d.kept = 'kept' THEN 1 END), count(CASE WHEN `+broken+` THEN 1 END)
			FROM `+rows+` WHERE `+w.text()+` GROUP BY d.unit`, w.args...)
		return err
	})
	if err != nil {
		return nil, err
	}
	refs, err := l.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return byOffice(refs.Units(), list), nil
}

// byOffice adds up the lines of divisions and desks to those of their office.
func byOffice(units *orgunit.Map, list []lateness.Tally) (sums []lateness.Tally) {
	for _, t := range list {
		t.Unit = units.Office(t.Unit)
		at := slices.IndexFunc(sums, func(s lateness.Tally) bool { return s.Unit == t.Unit })
		if at < 0 {
			sums = append(sums, t)
			continue
		}
		sums[at].Add(t)
	}
	return sums
}
