package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
)

// Desk reads the officers' lists, each in a bounded time however many years are stored,
// and takes their acts.
type Desk struct{ Dossiers Dossiers }

// where collects the conditions of a query with their arguments.
type where struct {
	parts []string
	args  []any
}

// and adds a condition; each ? stands for a value, ?? for a list.
func (w *where) and(condition string, values ...any) {
	for _, v := range values {
		if list, ok := v.([]any); ok {
			marks := make([]string, len(list))
			for i := range list {
				marks[i] = w.value(list[i])
			}
			condition = strings.Replace(condition, "??", strings.Join(marks, ", "), 1)
			continue
		}
		condition = strings.Replace(condition, "?", w.value(v), 1)
	}
	w.parts = append(w.parts, condition)
}

// value adds an argument and gives its placeholder.
func (w *where) value(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

func (w *where) String() string {
	if len(w.parts) == 0 {
		return "TRUE"
	}
	return strings.Join(w.parts, " AND ")
}

// with is a copy with a further condition.
func (w *where) with(condition string, values ...any) *where {
	more := &where{slices.Clone(w.parts), slices.Clone(w.args)}
	more.and(condition, values...)
	return more
}

// anys is a list as arguments. An empty one asks for what cannot be, instead of failing.
func anys[T ~int | ~int64 | ~string](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	if len(out) == 0 {
		var none T
		out = append(out, none)
	}
	return out
}

// listed reads dossiers with their people, in the order asked for.
func listed(ctx context.Context, tx *db.Tx, ids []dossier.ID) ([]dossier.Listed, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var in where
	in.and("id IN (??)", anys(ids))
	files, err := dossierBook.List(ctx, tx, "WHERE "+in.String(), in.args...)
	if err != nil {
		return nil, err
	}
	byID := make(map[dossier.ID]*dossier.Listed, len(files))
	for _, f := range files {
		byID[f.ID] = &dossier.Listed{Dossier: *f}
	}
	var of where
	of.and("dossier IN (??)", anys(ids))
	err = db.Each(ctx, tx, func(row db.Row) error {
		id, p, err := scanPerson(row)
		if l := byID[id]; l != nil {
			l.Person = p.Person
		}
		return err
	}, `SELECT `+strings.Join(personColumns, ", ")+` FROM dossier_person WHERE `+of.String(), of.args...)
	if err != nil {
		return nil, err
	}
	list := make([]dossier.Listed, 0, len(ids))
	for _, id := range ids {
		if l := byID[id]; l != nil {
			list = append(list, *l)
		}
	}
	return list, nil
}

func scanDossierID(row db.Row) (id dossier.ID, err error) {
	err = row.Scan((*int64)(&id))
	return id, err
}

// ToReturn lists up to n dossiers whose result or papers wait at the desks, those that
// wait longest first; then those that the units only helped with.
func (s Desk) ToReturn(ctx context.Context, desks []orgunit.ID, n int) (list []dossier.Listed, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		var ids []dossier.ID
		for _, condition := range []string{"delivery = 'ready' AND desk IN (??)", "delivery = 'ready' AND helped <> 0 AND helped IN (??)"} {
			var w where
			w.and(condition, anys(desks))
			more, err := db.All(ctx, tx, scanDossierID, `SELECT id FROM dossier WHERE `+w.String()+` ORDER BY closed_at, id LIMIT `+w.value(n), w.args...)
			if err != nil {
				return err
			}
			ids = append(ids, more...)
		}
		list, err = listed(ctx, tx, ids[:min(n, len(ids))])
		return err
	})
	return list, err
}

// Known is the person with an identity number as the last dossier has them, and how many
// dossiers there are, at most 100. The zero Person is nobody known.
func (s Desk) Known(ctx context.Context, idNo string) (p dossier.Person, dossiers int, err error) {
	if idNo == "" {
		return p, 0, nil
	}
	err = s.read(ctx, func(tx *db.Tx) error {
		ids, err := db.All(ctx, tx, scanDossierID, `SELECT dossier FROM dossier_word WHERE word = $1 ORDER BY dossier DESC LIMIT 100`, idNo)
		if err != nil {
			return err
		}
		list, err := listed(ctx, tx, ids[:min(len(ids), 5)]) // a telephone can be the same number
		for _, l := range list {
			if l.Person.IDNo == idNo {
				p, dossiers = l.Person, len(ids)
				break
			}
		}
		return err
	})
	return p, dossiers, err
}

// recent is how many of a unit's last dossiers tell what it mostly does.
const recent = 300

// Frequent lists up to n procedure versions that units received most of late.
func (s Desk) Frequent(ctx context.Context, units []orgunit.ID, n int) (list []procedure.ID, err error) {
	err = s.read(ctx, func(tx *db.Tx) error {
		var w where
		w.and("unit IN (??)", anys(units))
		list, err = db.All(ctx, tx, func(row db.Row) (id procedure.ID, err error) {
			err = row.Scan((*int64)(&id))
			return id, err
		}, `SELECT procedure FROM (SELECT procedure FROM dossier WHERE `+w.String()+` ORDER BY id DESC LIMIT `+w.value(recent)+`) AS late
			GROUP BY procedure ORDER BY count(*) DESC, procedure LIMIT `+w.value(n), w.args...)
		return err
	})
	return list, err
}

// Names are the names of accounts.
func (s Desk) Names(ctx context.Context, ids []account.ID) (map[account.ID]string, error) {
	names := map[account.ID]string{}
	err := s.read(ctx, func(tx *db.Tx) error {
		var w where
		w.and("id IN (??)", anys(ids))
		return db.Each(ctx, tx, func(row db.Row) error {
			var id int64
			var name string
			err := row.Scan(&id, &name)
			names[account.ID(id)] = name
			return err
		}, `SELECT id, name FROM account WHERE `+w.String(), w.args...)
	})
	return names, err
}

func (s Desk) read(ctx context.Context, f func(*db.Tx) error) error {
	return s.Dossiers.DB.Read(ctx, f)
}

func isMissing(err error) bool { return errors.Is(err, db.ErrNotFound) }
