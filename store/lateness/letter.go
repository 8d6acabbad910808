package lateness

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Letter reads one apology.
func (l *Lateness) Letter(ctx context.Context, id lateness.ID) (letter, error) {
	return letterBook.Get(ctx, l.DB, int64(id), "Không tìm thấy thư xin lỗi.")
}

// LetterOf reads the apology of a dossier; the zero one when there is none.
func (l *Lateness) LetterOf(ctx context.Context, id dossier.ID) (a letter, err error) {
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, letterBook.Scan, letterBook.SelectFrom()+"WHERE dossier = $1", id)
		a = k.State
		return err
	})
	if isMissing(err) {
		return a, nil
	}
	return a, err
}

// Letters lists apologies: drafts by their due date, others the newest first.
func (l *Lateness) Letters(ctx context.Context, q lateness.LetterQuery) (list []*letter, err error) {
	query, args := lettersQuery(q)
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = letterBook.List(ctx, tx, query, args...)
		return err
	})
	return list, err
}

func lettersQuery(q lateness.LetterQuery) (string, []any) {
	w := lettersWhere(q)
	column, order := "signed_at", "signed_at DESC, id DESC"
	switch {
	case q.Report:
		column, order = "reported_at", "reported_at DESC, id DESC"
	case q.State == lateness.Drafted:
		column, order = "due", "due, id"
	}
	if q.Before.ID != 0 {
		sign := " < "
		if q.State == lateness.Drafted && !q.Report {
			sign = " > "
		}
		w.and("("+column+", id)"+sign+"(?, ?)", q.Before.At, q.Before.ID)
	}
	return "WHERE " + w.text() + " ORDER BY " + order + w.numbered(" LIMIT ?", q.Limit), w.args
}

func lettersWhere(q lateness.LetterQuery) *where {
	w := &where{}
	switch { // the words of the partial indexes
	case q.Report:
		w.and("reported_at <> ''")
	case q.State == lateness.Drafted:
		w.and("state = 'draft'")
	default:
		w.and("state = 'signed'")
	}
	if q.Units != nil {
		in(w, "unit", q.Units)
	}
	if q.Above != nil {
		in(w, "above", q.Above)
	}
	return w
}

// CountLetters counts up to a limit.
func (l *Lateness) CountLetters(ctx context.Context, q lateness.LetterQuery, limit int) (n int, err error) {
	w := lettersWhere(q)
	query := `SELECT count(*) FROM (SELECT 1 AS one FROM apology WHERE ` + w.text() + w.numbered(" LIMIT ?", limit) + `) AS bounded`
	err = l.DB.Read(ctx, func(tx *db.Tx) error {
		n, err = db.Value[int](ctx, tx, query, w.args...)
		return err
	})
	return n, err
}

// Edit changes the reason and the date of a draft.
func (l *Lateness) Edit(ctx context.Context, id lateness.ID, e lateness.Edit, by account.Stamp) (a letter, err error) {
	m := store.Moment(by)
	m.At = book.Whole(m.At)
	err = l.DB.Write(ctx, func(tx *db.Tx) error {
		a, err = letterBook.Change(ctx, tx, int64(id), func(a *letter) (event, error) {
			name, err := e.Apply(a, m.At)
			return m.Event(name, ""), err
		})
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return l.Letter(ctx, id)
	}
	return a, err
}

// Sign promises the one new date to the person: the act is dossier.Extend, so that the
// rule, the trace and what follows are those of the dossier's own page. A second date is
// refused, and who asked for it is reported to the leader of the unit above.
func (l *Lateness) Sign(ctx context.Context, id dossier.ID, to calendar.Day, reason string, by account.Stamp) (dossier.Dossier, error) {
	m := store.Moment(by)
	d, err := l.Dossiers.Do(ctx, id, dossier.Extend{To: to, Reason: reason}, m)
	if refusal.KindOf(err) != refusal.NotNow {
		return d, err
	}
	d, missing := l.Dossiers.Get(ctx, id)
	if missing != nil || d.Promised == 0 || !d.IsOpen() {
		return d, err
	}
	above, fault := l.reportSecond(ctx, id, reason, m)
	if fault != nil {
		return d, fault
	}
	return d, refusal.TooEarlyOrLate("Hồ sơ %s đã hẹn lại một lần, đến %s, không được hẹn lần nữa (NĐ 61/2018, Điều 19.9). Đã báo cáo lãnh đạo %s.", d.Code, d.Promised.Vietnamese(), above)
}

// reportSecond reports that somebody asked for a second date; it names the unit told.
func (l *Lateness) reportSecond(ctx context.Context, id dossier.ID, reason string, m store.Moment) (above string, err error) {
	m.At, m.Key = book.Whole(m.At), ""
	err = l.DB.Write(ctx, func(tx *db.Tx) error {
		b, err := l.bell(ctx, tx, m.At)
		if err != nil {
			return err
		}
		d, err := l.Dossiers.Hold(ctx, tx, id)
		if err != nil {
			return err
		}
		b.file = &d
		units := b.refs.Units()
		above = units.Name(lateness.ReportTo(units, d.Unit))
		return l.report(ctx, b, m, "Xin hẹn lại lần thứ hai: "+reason)
	})
	return above, err
}

// Press urges on a late dossier: see dossier.Press.
func (l *Lateness) Press(ctx context.Context, id dossier.ID, words string, by account.Stamp) (dossier.Dossier, error) {
	return l.Dossiers.Do(ctx, id, dossier.Press{Words: words}, store.Moment(by))
}
