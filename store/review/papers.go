package review

import (
	"context"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/result"
	"cchc/domain/review"
	"cchc/domain/scan"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Holdings tells which components the State held for a person on a day.
type Holdings interface {
	HeldIn(ctx context.Context, tx *db.Tx, idNo string, components []procedure.Component, on calendar.Day) ([]result.Held, error)
}

// paperOf is what is read of one dossier.
type paperOf struct {
	handed  review.Handed
	version procedure.ID
	caseNo  int
	papers  string
	came    calendar.Day
	idNo    string
}

// papers adds up what the dossiers of a map were handed in with.
func (s Reviews) papers(ctx context.Context, tx *db.Tx, refs *store.Picture, list []closed) ([]review.ChartPaper, error) {
	var sum review.PaperSum
	for part := range slices.Chunk(list, readAtOnce) {
		ids := make([]any, len(part))
		of := map[int64]*paperOf{}
		for i, c := range part {
			ids[i], of[c.id] = c.id, &paperOf{handed: review.Handed{Files: map[string][]string{}}}
		}
		if err := readPapers(ctx, tx, ids, of); err != nil {
			return nil, err
		}
		for _, c := range part {
			one := of[c.id]
			if err := s.complete(ctx, tx, refs, one); err != nil {
				return nil, err
			}
			sum.Add(one.handed)
		}
	}
	return sum.Papers(), nil
}

// complete adds the components of the dossier's case and those that were held.
func (s Reviews) complete(ctx context.Context, tx *db.Tx, refs *store.Picture, one *paperOf) error {
	version := refs.Procedure(one.version)
	if version == nil {
		return nil
	}
	situation := version.Case(one.caseNo)
	for _, c := range scan.Components(situation, one.papers) {
		one.handed.Components = append(one.handed.Components, c.Name)
	}
	if s.Papers == nil || situation == nil {
		return nil
	}
	held, err := s.Papers.HeldIn(ctx, tx, one.idNo, situation.Components, one.came)
	for _, h := range held {
		one.handed.Held = append(one.handed.Held, h.Component)
	}
	return err
}

// readPapers reads rows, people, electronic papers and uses of some dossiers.
func readPapers(ctx context.Context, tx *db.Tx, ids []any, of map[int64]*paperOf) error {
	within := ` IN (` + book.Placeholders(len(ids)) + `)`
	err := db.Each(ctx, tx, func(row db.Row) error {
		var id int64
		var received string
		var one paperOf
		if err := row.Scan(&id, (*int64)(&one.version), &one.caseNo, &one.papers, &received); err != nil {
			return err
		}
		at, err := dossier.ParseInstant(received)
		one.came, one.handed = calendar.DayOf(at), of[id].handed
		*of[id] = one
		return err
	}, `SELECT id, procedure, case_no, papers, received_at FROM dossier WHERE id`+within, ids...)
	if err != nil {
		return err
	}
	for _, read := range []struct {
		query string
		take  func(one *paperOf, a, b string)
	}{
		{`SELECT dossier, id_no, '' FROM dossier_person WHERE dossier` + within, func(one *paperOf, idNo, _ string) { one.idNo = idNo }},
		{`SELECT dossier, component, content FROM paper WHERE dossier <> 0 AND state = 'kept' AND component <> '' AND content <> '' AND origin NOT IN ('issued', 'reused') AND dossier` + within,
			func(one *paperOf, component, content string) {
				one.handed.Files[component] = append(one.handed.Files[component], content)
			}},
		{`SELECT dossier, component, '' FROM result_use WHERE dossier <> 0 AND NOT dropped AND dossier` + within,
			func(one *paperOf, component, _ string) { one.handed.Reused = append(one.handed.Reused, component) }},
	} {
		err := db.Each(ctx, tx, func(row db.Row) error {
			var id int64
			var a, b string
			err := row.Scan(&id, &a, &b)
			read.take(of[id], a, b)
			return err
		}, read.query, ids...)
		if err != nil {
			return err
		}
	}
	return nil
}
