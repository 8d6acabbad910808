package lateness

import (
	"context"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/kit/db"
)

// Public lists what everybody may know of the late dossiers whose due date fell into the
// days of the query: no person, and a code by which only who has the dossier knows it.
func (l *Lateness) Public(ctx context.Context, q lateness.Query) (list []lateness.PublicRow, err error) {
	query, args := publicQuery(q)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanPublic, query, args...)
		return err
	})
	return list, err
}

func publicQuery(q lateness.Query) (string, []any) {
	w := &where{}
	rows := lateRows(w, q)
	lateWhere(w, q)
	if q.After.Dossier != 0 {
		w.and("(d.due_by, d.id) > (?, ?)", q.After.Due, q.After.Dossier)
	}
	return `SELECT d.id, d.due_by, f.code, d.procedure, d.unit, coalesce(a.new_date, ''), coalesce(a.reason, ''), coalesce(a.signed_at, ''),
		CASE WHEN a.in_time THEN 1 ELSE 0 END, f.closed_at, d.kept
		FROM ` + rows + ` JOIN dossier AS f ON f.id = d.id WHERE ` + w.text() + ` ORDER BY d.due_by, d.id` + w.numbered(" LIMIT ?", q.Limit), w.args
}

func scanPublic(row db.Row) (p lateness.PublicRow, err error) {
	var code, to, signed, closed string
	var inTime int
	err = row.Scan((*int64)(&p.Key.Dossier), &p.Key.Due, &code, (*int64)(&p.Procedure), (*int64)(&p.Unit), &to, &p.Reason, &signed, &inTime, &closed, (*string)(&p.Kept))
	if err != nil {
		return p, err
	}
	p.Code, p.Reason, p.InTime = lateness.MaskedCode(code), lateness.PublicReason(p.Reason), inTime == 1
	for _, day := range []struct {
		of   *calendar.Day
		text string
	}{{&p.Due, p.Key.Due}, {&p.Signed, signed}, {&p.Closed, closed}} {
		at, err := dossier.ParseInstant(day.text)
		if err != nil {
			return p, err
		}
		*day.of = calendar.DayOf(at)
	}
	if to != "" {
		p.NewDate, err = calendar.ParseDay(to)
	}
	return p, err
}
