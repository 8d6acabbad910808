package store

import (
	"context"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store/book"
)

// Portal reads what citizens see.
type Portal struct {
	DB         *db.DB
	References *References
}

// Catalogue is units, calendar, procedures and workflows as they stand together now.
func (s Portal) Catalogue(ctx context.Context) (dossier.Catalogue, error) {
	p, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// ByCode finds a dossier by its code in the form of dossier.NormalCode.
func (s Portal) ByCode(ctx context.Context, code string) (dossier.Dossier, error) {
	return Dossiers(s).ByCode(ctx, code)
}

// Track reads a dossier with its story, in one snapshot.
func (s Portal) Track(ctx context.Context, id dossier.ID) (t dossier.Tracked, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := dossierBook.List(ctx, tx, "WHERE id = $1", id)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return refusal.Missing("Không tìm thấy hồ sơ.")
		}
		t = dossier.Tracked{Dossier: *rows[0]}
		t.Events, err = db.All(ctx, tx, book.ScanEvent, `SELECT `+book.EventColumns+` FROM event WHERE subject = $1 ORDER BY version`, id)
		if err != nil {
			return err
		}
		if t.Person, err = readPerson(ctx, tx, id); err != nil {
			return err
		}
		t.People, err = namesOf(ctx, tx, t.Open)
		return err
	})
	return t, err
}

// namesOf are the names of those who hold open steps.
func namesOf(ctx context.Context, tx *db.Tx, open []dossier.Work) (map[account.ID]string, error) {
	names := map[account.ID]string{}
	for _, w := range open {
		if w.Holder == 0 || names[w.Holder] != "" {
			continue
		}
		name, err := db.Value[string](ctx, tx, `SELECT name FROM account WHERE id = $1`, w.Holder)
		if err != nil {
			return nil, err
		}
		names[w.Holder] = name
	}
	return names, nil
}

// Busiest lists the codes of the procedures under which most dossiers came in since an
// instant, at most n, the busiest first.
func (s Portal) Busiest(ctx context.Context, since time.Time, n int) (codes []string, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		codes, err = db.All(ctx, tx, func(row db.Row) (code string, err error) {
			var many int64
			return code, row.Scan(&code, &many)
		}, `SELECT v.code, sum(d.n) AS many FROM (SELECT procedure, count(*) AS n FROM dossier WHERE id >= $1 GROUP BY procedure) AS d
			JOIN procedure_version v ON v.id = d.procedure GROUP BY v.code ORDER BY many DESC, v.code LIMIT $2`, ident.First(since), n)
		return err
	})
	return codes, err
}
