// Package quality reads which dossiers have data that cannot be right, and how long papers
// lay before they were received.
package quality

import (
	"context"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/quality"
	"cchc/kit/db"
	"cchc/store"
)

// Quality reads faults of the data. It keeps nothing of its own: see dossier_fault.
type Quality struct {
	DB         *db.DB
	References *store.References
}

// Open is the faults of a store.
func Open(s *store.Store) Quality { return Quality{s.DB, s.References} }

// Counts of every kind, by office, of dossiers received in a span.
func (s Quality) Counts(ctx context.Context, span quality.Span, today calendar.Day) (list []quality.Count, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		list = nil
		for _, kind := range quality.Kinds {
			q := quality.Query{Span: span, Kind: kind, Today: today}
			of := newFaulty(refs.Units(), q)
			sums, err := byOffice(ctx, tx, refs.Units(), `SELECT `+of.unit+`, count(*) FROM `+of.text()+` GROUP BY `+of.unit, of.args...)
			if err != nil {
				return err
			}
			for unit, n := range sums {
				list = append(list, quality.Count{Kind: kind, Unit: unit, N: n})
			}
		}
		return nil
	})
	return list, err
}

// byOffice adds up a query of unit and number by the offices that the units are parts of.
func byOffice(ctx context.Context, tx *db.Tx, units *orgunit.Map, query string, args ...any) (map[orgunit.ID]int64, error) {
	sums := map[orgunit.ID]int64{}
	err := db.Each(ctx, tx, func(row db.Row) error {
		var unit, n int64
		err := row.Scan(&unit, &n)
		sums[units.Office(orgunit.ID(unit))] += n
		return err
	}, query, args...)
	return sums, err
}

// Count is the length of a list.
func (s Quality) Count(ctx context.Context, q quality.Query) (n int64, err error) {
	q.Before = 0
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		of := newFaulty(refs.Units(), q)
		n, err = db.Value[int64](ctx, tx, `SELECT count(*) FROM `+of.text(), of.args...)
		return err
	})
	return n, err
}

// List is a page of the dossiers behind a number.
func (s Quality) List(ctx context.Context, q quality.Query) (rows []quality.Row, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		query, args := listQuery(refs.Units(), q)
		ids, err := db.All(ctx, tx, func(row db.Row) (id int64, err error) { return id, row.Scan(&id) }, query, args...)
		if err != nil {
			return err
		}
		rows, err = read(ctx, tx, ids, func(d *quality.Row, version int64) {
			if v := refs.Procedure(procedure.ID(version)); v != nil {
				d.Name = v.Name
			}
		})
		return err
	})
	return rows, err
}

// read is the rows of dossiers in the order of their identifiers, the youngest first.
func read(ctx context.Context, tx *db.Tx, ids []int64, name func(*quality.Row, int64)) (rows []quality.Row, err error) {
	for part := range slices.Chunk(ids, 200) {
		var w where
		list(&w, "id", part)
		some, err := db.All(ctx, tx, func(row db.Row) (d quality.Row, err error) {
			var version int64
			if d, version, err = scan(row); err == nil {
				name(&d, version)
			}
			return d, err
		}, `SELECT id, code, unit, procedure, filed, received_at, due, closed_at, handed_at FROM dossier WHERE `+w.text()+` ORDER BY id DESC`, w.args...)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

func scan(row db.Row) (d quality.Row, version int64, err error) {
	var filed, received, due, closed, handed string
	if err = row.Scan(&d.ID, &d.Code, (*int64)(&d.Unit), &version, &filed, &received, &due, &closed, &handed); err != nil {
		return d, version, err
	}
	filing, err := dossier.ParseFiling(filed)
	if err != nil {
		return d, version, err
	}
	promised, err := dossier.ParseDue(due)
	if err != nil {
		return d, version, err
	}
	d.Filed, d.Lag, d.Due = filing.At, filing.Lag, promised.Day
	if d.Received, err = dossier.ParseInstant(received); err != nil {
		return d, version, err
	}
	if d.Closed, err = dossier.ParseInstant(closed); err != nil {
		return d, version, err
	}
	d.Handed, err = dossier.ParseInstant(handed)
	return d, version, err
}
