package bench

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store"
)

const (
	pageRows = 50
	// pageWithin is the time a page of a list may take, in µs.
	pageWithin = 30_000
)

// Lists measures pages of the register over a million dossiers: the first, and one deep
// inside, of everything and of one unit; beside bare queries for the same rows.
func (b *Bench) Lists(ctx context.Context, e db.Engine) ([]Line, error) {
	address, err := b.database(ctx, e)
	if err != nil {
		return nil, err
	}
	s, err := furnished(ctx, address)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	b.Say(fmt.Sprintf("%s: dựng danh sách %d hồ sơ", e, b.Rows))
	model, err := lived(ctx, s, b.Rows/2)
	if err == nil {
		err = model.fill(ctx, s, figureYear, figureYear+1)
	}
	if err == nil {
		err = settle(ctx, s)
	}
	if err != nil {
		return nil, err
	}
	raw, err := openRaw(e, address)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	return b.pages(ctx, s, raw)
}

func (b *Bench) pages(ctx context.Context, s *store.Store, raw *sql.DB) (lines []Line, err error) {
	middle, err := deep(ctx, s)
	if err != nil {
		return nil, err
	}
	unit := []orgunit.ID{firstCommune + 7}
	for _, list := range []struct {
		name string
		q    dossier.Query
	}{
		{"sổ hồ sơ, trang đầu", dossier.Query{Limit: pageRows}},
		{"sổ hồ sơ, trang sâu", dossier.Query{Limit: pageRows, Before: middle}},
		{"sổ của một đơn vị, trang đầu", dossier.Query{Limit: pageRows, Units: unit}},
		{"sổ của một đơn vị, trang sâu", dossier.Query{Limit: pageRows, Units: unit, Before: middle}},
	} {
		ours := turn{work: func() error { return times(warmReads, func() error { return register(ctx, s, list.q) }) }}
		bare := turn{work: func() error {
			return times(warmReads, func() error { return barePage(ctx, raw, s.DB.Engine, list.q) })
		}}
		took, floor, err := b.alternate(ours, bare)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", list.name, err)
		}
		line := Line{Name: list.name, Engine: string(s.DB.Engine), Unit: "µs", Ours: took / warmReads / 1000, Floor: floor / warmReads / 1000, Note: fmt.Sprintf("%d hồ sơ", b.Rows)}
		lines = append(lines, line.within(pageWithin))
	}
	return lines, nil
}

// deep is the identifier in the middle of the list.
func deep(ctx context.Context, s *store.Store) (id dossier.ID, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		n, err := db.Value[int64](ctx, tx, `SELECT id FROM dossier ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 2 FROM dossier)`)
		id = dossier.ID(n)
		return err
	})
	return id, err
}

func register(ctx context.Context, s *store.Store, q dossier.Query) error {
	page, err := store.Desk{Dossiers: s.Dossiers}.Register(ctx, q)
	if err == nil && len(page.Rows) == 0 {
		err = fmt.Errorf("bench: the page is empty")
	}
	return err
}

// barePage reads the same rows, the dossiers first and then their people, and makes
// nothing of them.
func barePage(ctx context.Context, raw *sql.DB, e db.Engine, q dossier.Query) error {
	where, args := []string{"state <> 'refused_at_intake'"}, []any{}
	if q.Before != 0 {
		args = append(args, int64(q.Before))
		where = append(where, fmt.Sprintf("id < $%d", len(args)))
	}
	if len(q.Units) > 0 {
		args = append(args, int64(q.Units[0]))
		where = append(where, fmt.Sprintf("unit = $%d", len(args)))
	}
	query := e.Rebind(fmt.Sprintf("SELECT * FROM dossier WHERE %s ORDER BY id DESC LIMIT %d", strings.Join(where, " AND "), q.Limit+1))
	rows, err := raw.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var people []any
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, dest := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		people = append(people, values[0])
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	return drain(raw.QueryContext(ctx, e.Rebind(`SELECT * FROM dossier_person WHERE dossier IN (`+marks(len(people))+`)`), people...))
}
