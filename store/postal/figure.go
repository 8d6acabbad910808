package postal

import (
	"context"
	"slices"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// span is a period as stored: identifiers and instants of its days, the second day not in it.
func span(from, to calendar.Day) []any {
	return []any{dossier.Instant(from.Start()), dossier.Instant(to.Start())}
}

// count is a number for each unit.
func count(ctx context.Context, tx *db.Tx, add func(unit orgunit.ID, n int64), query string, args ...any) error {
	return db.Each(ctx, tx, func(row db.Row) error {
		var unit, n int64
		err := row.Scan(&unit, &n)
		add(orgunit.ID(unit), n)
		return err
	}, query, args...)
}

// Figures is what points did from one day to before another, by unit.
func (s Post) Figures(ctx context.Context, points []orgunit.ID, from, to calendar.Day) (found []postal.Figure, err error) {
	by := map[orgunit.ID]*postal.Figure{}
	of := func(field func(*postal.Figure) *int64) func(orgunit.ID, int64) {
		return func(unit orgunit.ID, n int64) {
			if by[unit] == nil {
				by[unit] = &postal.Figure{Unit: unit}
			}
			*field(by[unit]) += n
		}
	}
	times := span(from, to)
	lists := `SELECT l.point, count(*) FROM postal_item i JOIN postal_list l ON l.id = i.list WHERE i.at >= $1 AND i.at < $2 AND ` + within(points, "l.point")
	parcels := `SELECT l.point, count(*) FROM postal_order o JOIN postal_item i ON i.order_id = o.id AND i.state = 'taken' JOIN postal_list l ON l.id = i.list
		WHERE o.status_at >= $1 AND o.status_at < $2 AND ` + within(points, "l.point")
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		for _, q := range []struct {
			field func(*postal.Figure) *int64
			text  string
			args  []any
		}{
			{func(f *postal.Figure) *int64 { return &f.Received }, `SELECT helped, count(*) FROM dossier WHERE helped <> 0 AND id >= $1 AND id < $2 AND ` + within(points, "helped") + ` GROUP BY helped`,
				[]any{ident.First(from.Start()), ident.First(to.Start())}},
			{func(f *postal.Figure) *int64 { return &f.Brought }, lists + ` AND l.way = 'in' AND i.state = 'taken' GROUP BY l.point`, times},
			{func(f *postal.Figure) *int64 { return &f.Taken }, lists + ` AND l.way = 'out' AND i.state = 'taken' GROUP BY l.point`, times},
			{func(f *postal.Figure) *int64 { return &f.Faults }, lists + ` AND i.state IN ('missing', 'damaged') GROUP BY l.point`, times},
			{func(f *postal.Figure) *int64 { return &f.Delivered }, parcels + ` AND o.state = 'delivered' GROUP BY l.point`, times},
			{func(f *postal.Figure) *int64 { return &f.Returned }, parcels + ` AND o.state = 'returned' GROUP BY l.point`, times},
		} {
			if err := count(ctx, tx, of(q.field), q.text, q.args...); err != nil {
				return err
			}
		}
		return nil
	})
	for _, f := range by {
		found = append(found, *f)
	}
	slices.SortFunc(found, func(a, b postal.Figure) int { return int(a.Unit - b.Unit) })
	return found, err
}

// Guide writes guidance down that a contracted desk gave.
func (s Post) Guide(ctx context.Context, act postal.Guide, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		one := service{}
		happened, err := act.Apply(&one, d.stamp)
		if err != nil {
			return err
		}
		one.ID = d.newID()
		return services.Add(ctx, d.tx, &one, d.event(happened))
	})
	return err
}

// Services lists guidance of desks from one day to before another, newest first.
func (s Post) Services(ctx context.Context, desks []orgunit.ID, from, to calendar.Day, n int) (found []*postal.Service, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		found, err = services.List(ctx, tx, "WHERE at >= $1 AND at < $2 AND "+within(desks, "desk")+" ORDER BY id DESC LIMIT $3", append(span(from, to), n)...)
		return err
	})
	return found, err
}

// what of a contracted desk's dossiers each count and its list are the same condition of:
// received or handed over in the period.
var what = map[string]string{
	"received": `helped <> 0 AND id >= $1 AND id < $2`,
	"handed":   `helped <> 0 AND handed_at >= $1 AND handed_at < $2`,
}

func condition(which string, desks []orgunit.ID, from, to calendar.Day) (string, []any) {
	args := span(from, to)
	if which == "received" {
		args = []any{ident.First(from.Start()), ident.First(to.Start())}
	}
	return what[which] + " AND " + within(desks, "helped"), args
}

// Work is what contracted desks did from one day to before another, by desk.
func (s Post) Work(ctx context.Context, desks []orgunit.ID, from, to calendar.Day) (found []postal.Work, err error) {
	by := map[orgunit.ID]*postal.Work{}
	for _, d := range desks {
		by[d] = &postal.Work{Desk: d}
	}
	of := func(field func(*postal.Work) *int64) func(orgunit.ID, int64) {
		return func(unit orgunit.ID, n int64) { *field(by[unit]) += n }
	}
	received, ids := condition("received", desks, from, to)
	handed, times := condition("handed", desks, from, to)
	guided := `FROM desk_service WHERE at >= $1 AND at < $2 AND ` + within(desks, "desk") + ` GROUP BY desk`
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		for _, q := range []struct {
			field func(*postal.Work) *int64
			text  string
			args  []any
		}{
			{func(w *postal.Work) *int64 { return &w.Received }, `SELECT helped, count(*) FROM dossier WHERE ` + received + ` GROUP BY helped`, ids},
			{func(w *postal.Work) *int64 { return &w.Handed }, `SELECT helped, count(*) FROM dossier WHERE ` + handed + ` GROUP BY helped`, times},
			{func(w *postal.Work) *int64 { return &w.Guided }, `SELECT desk, count(*) ` + guided, times},
			{func(w *postal.Work) *int64 { return &w.Minutes }, `SELECT desk, CAST(sum(minutes) AS BIGINT) ` + guided, times},
			{func(w *postal.Work) *int64 { return &w.Digitised }, `SELECT unit, count(*) FROM paper WHERE dossier <> 0 AND at >= $1 AND at < $2 AND ` + within(desks, "unit") + ` GROUP BY unit`, times},
		} {
			if err := count(ctx, tx, of(q.field), q.text, q.args...); err != nil {
				return err
			}
		}
		return nil
	})
	for _, d := range desks {
		found = append(found, *by[d])
	}
	return found, err
}

// Counted lists the dossiers behind a count of Work, "received" or "handed", newest first.
func (s Post) Counted(ctx context.Context, which string, desks []orgunit.ID, from, to calendar.Day, n int) (found []dossier.Listed, err error) {
	where, args := condition(which, desks, from, to)
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		ids, err := db.All(ctx, tx, scanID, `SELECT id FROM dossier WHERE `+where+` ORDER BY id DESC LIMIT $3`, append(args, n)...)
		if err != nil {
			return err
		}
		found, err = s.Dossiers.Listed(ctx, tx, ids)
		return err
	})
	return found, err
}

func scanID(row db.Row) (one dossier.ID, err error) {
	err = row.Scan((*int64)(&one))
	return one, err
}

// Open gives the post of a store, which follows its dossiers from now on.
func Open(s *store.Store) Post {
	p := Post{Dossiers: s.Dossiers}
	s.Dossiers.Follow(p.Follow)
	return p
}
