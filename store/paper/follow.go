package paper

import (
	"context"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Follow does what follows from an act upon a dossier. At receipt, papers that were
// uploaded for the form become the dossier's, as do results that were taken over; erasing
// a person's data destroys the papers that show them.
func (s *Papers) Follow(ctx context.Context, tx *db.Tx, t store.Turn) error {
	m := t.Moment
	m.Key = "" // belongs to the dossier's own event
	switch {
	case t.Before == nil && t.After.State != dossier.RefusedAtIntake:
		return s.received(ctx, tx, t, m)
	case t.Happened.Act == "erase_person":
		return s.erased(ctx, tx, t.After.ID, t.Happened.Note, m)
	}
	return nil
}

func (s *Papers) received(ctx context.Context, tx *db.Tx, t store.Turn, m book.Moment) error {
	d := t.After
	if key := t.Moment.Key; key != "" {
		if err := attach(ctx, tx, key, d.ID, m); err != nil {
			return err
		}
		if err := attachUses(ctx, tx, key, d.ID, m); err != nil {
			return err
		}
	}
	situation := t.Refs.Procedure(d.Procedure).Case(d.Case)
	need, err := needOf(ctx, tx, d, scan.Components(situation, d.Papers))
	if err != nil {
		return err
	}
	var held []result.Held
	if t.Person != nil && t.Person.IDNo != "" && situation != nil {
		if held, err = s.held(ctx, tx, t.Person.IDNo, situation.Components, calendar.DayOf(d.Received)); err != nil {
			return err
		}
	}
	_, err = tx.Exec(ctx, `INSERT INTO paper_need (dossier, unit, day, need, done, could, reused) VALUES ($1, $2, $3, $4, 0, $5, 0)`,
		d.ID, d.Unit, calendar.DayOf(d.Received).String(), need, len(held))
	if err != nil {
		return err
	}
	return recount(ctx, tx, d.ID)
}

// needOf is how many components a dossier has: those handed in, and those that were not
// because a result stands for them.
func needOf(ctx context.Context, tx *db.Tx, d *dossier.Dossier, handedIn []procedure.Component) (int, error) {
	uses, err := useBook.List(ctx, tx, "WHERE dossier = $1 AND dossier <> 0 AND NOT dropped", d.ID)
	names := map[string]bool{}
	for _, c := range handedIn {
		names[c.Name] = true
	}
	for _, u := range uses {
		names[u.Component] = true
	}
	return len(names), err
}

// attach gives the papers of a form to the dossier that was received with it. The key
// carries who sent it, so that nobody attaches another's.
func attach(ctx context.Context, tx *db.Tx, key string, id dossier.ID, m book.Moment) error {
	waiting, err := sheetBook.List(ctx, tx, "WHERE pending = $1 AND pending <> '' AND state <> 'removed' ORDER BY id", key)
	for i := 0; err == nil && i < len(waiting); i++ {
		if waiting[i].State == scan.Kept {
			_, err = change(ctx, tx, waiting[i].ID, scan.Attach{Dossier: id}, m)
		} else { // replaced before it was ever sent
			_, err = change(ctx, tx, waiting[i].ID, scan.Remove{Reason: "thay bằng bản khác trước khi nộp"}, m)
		}
	}
	return err
}

func attachUses(ctx context.Context, tx *db.Tx, key string, id dossier.ID, m book.Moment) error {
	waiting, err := useBook.List(ctx, tx, "WHERE pending = $1 AND pending <> '' AND NOT dropped ORDER BY id", key)
	for i := 0; err == nil && i < len(waiting); i++ {
		_, err = useBook.Change(ctx, tx, int64(waiting[i].ID), func(u *result.Use) (audit.Event, error) {
			u.Dossier, u.Pending = id, ""
			return m.Event("attach", ""), nil
		})
	}
	return err
}

func (s *Papers) erased(ctx context.Context, tx *db.Tx, id dossier.ID, why string, m book.Moment) error {
	list, err := sheetBook.List(ctx, tx, "WHERE dossier = $1 AND dossier <> 0 AND state <> 'removed' ORDER BY id", id)
	for i := 0; err == nil && i < len(list); i++ {
		_, err = change(ctx, tx, list[i].ID, scan.Remove{Reason: why}, m)
	}
	if err != nil {
		return err
	}
	return recount(ctx, tx, id)
}

// recount makes a dossier's counts of digitised and reused components anew.
func recount(ctx context.Context, tx *db.Tx, id dossier.ID) error {
	if id == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE paper_need SET
		done = (SELECT count(DISTINCT component) FROM paper WHERE dossier = $1 AND dossier <> 0 AND state = 'kept' AND component <> '' AND origin <> 'issued'),
		reused = (SELECT count(DISTINCT component) FROM result_use WHERE dossier = $1 AND dossier <> 0 AND NOT dropped)
		WHERE dossier = $1`, id)
	return err
}
