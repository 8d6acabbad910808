package paper

import (
	"context"
	"fmt"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/result"
	"cchc/kit/db"
)

// Span asks for figures: of dossiers received, or results issued, from a day to a day.
type Span struct {
	Measure  result.Measure
	Units    []orgunit.ID // nil: every unit
	From, To calendar.Day
}

// parts of a measure: the whole, the part of it that was done, where they stand.
func (q Span) parts() (part, whole, table, day string) {
	switch q.Measure {
	case result.Results:
		return "(CASE WHEN paper <> 0 THEN 1 ELSE 0 END)", "1", "result", "issued"
	case result.Reuses:
		return "(CASE WHEN reused < could THEN reused ELSE could END)", "could", "paper_need", "day"
	}
	return "(CASE WHEN done < need THEN done ELSE need END)", "need", "paper_need", "day"
}

func (q Span) where() (string, []any) {
	_, _, _, day := q.parts()
	args := []any{q.From.String(), q.To.String()}
	where := fmt.Sprintf("%s BETWEEN $1 AND $2", day)
	if q.Units != nil {
		marks := []string{"0"}
		for _, u := range q.Units {
			args = append(args, u)
			marks = append(marks, fmt.Sprintf("$%d", len(args)))
		}
		where += " AND unit IN (" + strings.Join(marks, ", ") + ")"
	}
	return where, args
}

// Shares counts a measure per unit, by unit.
func (s *Papers) Shares(ctx context.Context, q Span) (list []result.Share, err error) {
	part, whole, table, _ := q.parts()
	where, args := q.where()
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (c result.Share, err error) {
			c.Measure = q.Measure
			return c, row.Scan(&c.Unit, &c.Part, &c.Whole)
		}, fmt.Sprintf(`SELECT unit, CAST(sum(%s) AS BIGINT), CAST(sum(%s) AS BIGINT) FROM %s WHERE %s GROUP BY unit ORDER BY unit`, part, whole, table, where), args...)
		return err
	})
	return list, err
}

// Behind is a row behind a share: a dossier with its components, or one result.
type Behind struct {
	ID          int64
	Dossier     dossier.ID
	Code        string
	Unit        orgunit.ID
	Day         string
	Part, Whole int64
}

// Rows lists what a share counts: the parts and wholes of all its pages add up to it.
func (s *Papers) Rows(ctx context.Context, q Span, before int64, limit int) (list []Behind, err error) {
	part, whole, table, day := q.parts()
	where, args := q.where()
	id, of, code := "dossier", "dossier", "coalesce((SELECT d.code FROM dossier d WHERE d.id = paper_need.dossier), '')"
	if table == "result" {
		id, code = "id", "code"
	} else {
		where += " AND " + whole + " > 0"
	}
	if before != 0 {
		args = append(args, before)
		where += fmt.Sprintf(" AND %s < $%d", id, len(args))
	}
	args = append(args, limit)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (b Behind, err error) {
			return b, row.Scan(&b.ID, (*int64)(&b.Dossier), &b.Code, &b.Unit, &b.Day, &b.Part, &b.Whole)
		}, fmt.Sprintf(`SELECT %s, %s, %s, unit, %s, %s, %s FROM %s WHERE %s ORDER BY %s DESC LIMIT $%d`, id, of, code, day, part, whole, table, where, id, len(args)), args...)
		return err
	})
	return list, err
}
