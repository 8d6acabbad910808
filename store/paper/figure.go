package paper

import (
	"context"
	"fmt"
	"strings"

	"cchc/domain/result"
	"cchc/kit/db"
)

// parts of a measure: the whole, the part of it that was done, where they stand.
func parts(q result.Span) (part, whole, table, day string) {
	switch q.Measure {
	case result.Results:
		return "(CASE WHEN paper <> 0 THEN 1 ELSE 0 END)", "1", "result", "issued"
	case result.Reuses:
		return "(CASE WHEN reused < could THEN reused ELSE could END)", "could", "paper_need", "day"
	}
	return "(CASE WHEN done < need THEN done ELSE need END)", "need", "paper_need", "day"
}

func spanWhere(q result.Span) (string, []any) {
	_, _, _, day := parts(q)
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
func (s *Papers) Shares(ctx context.Context, q result.Span) (list []result.Share, err error) {
	part, whole, table, _ := parts(q)
	where, args := spanWhere(q)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (c result.Share, err error) {
			c.Measure = q.Measure
			return c, row.Scan(&c.Unit, &c.Part, &c.Whole)
		}, fmt.Sprintf(`SELECT unit, CAST(sum(%s) AS BIGINT), CAST(sum(%s) AS BIGINT) FROM %s WHERE %s GROUP BY unit ORDER BY unit`, part, whole, table, where), args...)
		return err
	})
	return list, err
}

// Rows lists what a share counts: the parts and wholes of all its pages add up to it.
func (s *Papers) Rows(ctx context.Context, q result.Span, before int64, limit int) (list []result.Behind, err error) {
	part, whole, table, day := parts(q)
	where, args := spanWhere(q)
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
		list, err = db.All(ctx, tx, func(row db.Row) (b result.Behind, err error) {
			return b, row.Scan(&b.ID, (*int64)(&b.Dossier), &b.Code, &b.Unit, &b.Day, &b.Part, &b.Whole)
		}, fmt.Sprintf(`SELECT %s, %s, %s, unit, %s, %s, %s FROM %s WHERE %s ORDER BY %s DESC LIMIT $%d`, id, of, code, day, part, whole, table, where, id, len(args)), args...)
		return err
	})
	return list, err
}
