package demo

import (
	"context"
	"fmt"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// check asks the store for the figures of 2022 and fails when they are not to the last
// dossier what the scale wants.
func (b *build) check() error {
	got, err := Counted(b.ctx, b.store)
	if err != nil {
		return err
	}
	for level, want := range b.Scale.Counts() {
		if got[level] != want {
			return fmt.Errorf("demo: %s finished %d, late %d in 2022, not %d, %d", level, got[level].Finished, got[level].Late, want.Finished, want.Late)
		}
	}
	return nil
}

// Counted is what the store's figures say of 2022.
func Counted(ctx context.Context, s *store.Store) (map[orgunit.Level]Count, error) {
	year := figure.Period{From: newYear, Until: yearsEnd, AsOf: yearsEnd.Start()}
	lines, err := s.Figures.Table(ctx, figure.Query{Period: year}, figure.ByLevel)
	counts := map[orgunit.Level]Count{}
	for _, l := range lines {
		counts[l.Level] = Count{l.Finished(), l.Late}
	}
	return counts, err
}

// mark is what the province's unit bears so that its database is known as a demo.
func mark(s Scale) string {
	return fmt.Sprintf("Bản mẫu %d, tỷ lệ %s: tỉnh, người và hồ sơ không có thật", Version, s)
}

// Found is what a database holds.
type Found int

const (
	Nothing Found = iota // no unit at all
	Foreign              // not a demo
	Other                // a demo of another version or scale, or one that was not finished
	Same                 // this demo
)

// Find tells what a migrated store holds.
func Find(ctx context.Context, s *store.Store, scale Scale) (Found, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return Nothing, err
	}
	root := refs.Units().Root()
	switch {
	case root == nil:
		return Nothing, nil
	case !strings.HasPrefix(root.Basis, "Bản mẫu "):
		return Foreign, nil
	case root.Basis != mark(scale):
		return Other, nil
	}
	var recent int64
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		recent, err = db.Value[int64](ctx, tx, `SELECT count(*) FROM (SELECT id FROM dossier WHERE id >= $1 LIMIT 1) newest`,
			ident.First(calendar.MustDay("2025-07-15").Start()))
		return err
	})
	if err != nil || recent == 0 { // the last part of a build is missing
		return Other, err
	}
	return Same, nil
}
