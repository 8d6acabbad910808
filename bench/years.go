package bench

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// past fills a scratch database with dossiers that were received and finished in time, made
// by copying one that really was. They have no trace: nothing but lists and figures may be
// measured on them.
type past struct {
	of      row // of the dossier that is copied
	person  row
	perYear int
}

// lived lets one dossier live through the program, before the years that are filled, and
// takes it as the model.
func lived(ctx context.Context, s *store.Store, perYear int) (p past, err error) {
	act, person := receiptOf(0)
	then := momentOf(0, "")
	then.At = time.Date(2012, time.March, 5, 9, 30, 0, 0, calendar.Local)
	d, err := s.Dossiers.Receive(ctx, act, person, then)
	for _, act := range []dossier.Act{dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.HandOver{}} {
		if err != nil {
			return p, err
		}
		d, err = s.Dossiers.Do(ctx, d.ID, act, then)
	}
	if err != nil {
		return p, err
	}
	p.perYear = perYear
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		for table, to := range map[string]*row{"dossier": &p.of, "dossier_person": &p.person} {
			key := map[string]string{"dossier": "id", "dossier_person": "dossier"}[table]
			list, err := rowsOf(ctx, tx, table, key+" = $1", int64(d.ID))
			if err != nil {
				return err
			}
			if len(list) != 1 {
				return fmt.Errorf("bench: %d rows of %s", len(list), table)
			}
			*to = list[0]
		}
		return nil
	})
	return p, err
}

// copied is the i-th dossier of a year: when it came, at which unit, of which procedure.
type copied struct {
	id              int64
	at              time.Time
	unit, procedure int64
}

// year lists a year's dossiers in the order of their receipt, spread evenly.
func (p past) year(year int) iter.Seq2[int, copied] {
	return func(yield func(int, copied) bool) {
		start := calendar.On(year, time.January, 1).Start()
		length := calendar.On(year+1, time.January, 1).Start().Sub(start)
		for i := range p.perYear {
			at := start.Add(length / time.Duration(p.perYear) * time.Duration(i)).Truncate(time.Second)
			c := copied{ident.At(at), at, int64(firstCommune + i%communes), int64(firstVersion + i/communes%procedures)}
			if !yield(i, c) {
				return
			}
		}
	}
}

// fill puts whole years in, counters as well.
func (p past) fill(ctx context.Context, s *store.Store, from, to int) error {
	return s.DB.Alone(ctx, func(tx *db.Tx) error {
		return tx.WithoutIndexes(ctx, []string{"dossier"}, func() error {
			for year := from; year <= to; year++ {
				if err := p.fillYear(ctx, tx, year); err != nil {
					return fmt.Errorf("bench: year %d: %w", year, err)
				}
			}
			return nil
		})
	})
}

func (p past) fillYear(ctx context.Context, tx *db.Tx, year int) error {
	var list []copied
	for _, c := range p.year(year) {
		list = append(list, c)
	}
	_, err := tx.Insert(ctx, "dossier", p.of.columns, func(yield func([]any) bool) {
		for i, c := range list {
			day := dossier.Instant(c.at)
			changed := p.of.with(map[string]any{"id": c.id, "code": fmt.Sprintf("H99-%d-%07d", year, i), "unit": c.unit, "desk": c.unit, "procedure": c.procedure,
				"received_at": day, "closed_at": day, "handed_at": day, "due": calendar.DayOf(c.at).String(), "due_by": day})
			if !yield(changed.values) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	_, err = tx.Insert(ctx, "dossier_person", p.person.columns, func(yield func([]any) bool) {
		for _, c := range list {
			if !yield(p.person.with(map[string]any{"dossier": c.id}).values) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	return fillTally(ctx, tx, list)
}

// fillTally counts dossiers that came, were due and were finished in one month.
func fillTally(ctx context.Context, tx *db.Tx, list []copied) error {
	type key struct {
		procedure int64
		month     string
		unit      int64
	}
	counts := map[key]int64{}
	for _, c := range list {
		month := dossier.MonthOf(calendar.DayOf(c.at)).String()
		counts[key{0, month, c.unit}]++
		counts[key{c.procedure, month, c.unit}]++
	}
	columns, err := columnsOf(ctx, tx, "dossier_tally")
	if err != nil {
		return err
	}
	counted := []int{slices.Index(columns, "received_direct"), slices.Index(columns, "on_time"), slices.Index(columns, "due_met")}
	_, err = tx.Insert(ctx, "dossier_tally", columns, func(yield func([]any) bool) {
		for k, n := range maps.All(counts) {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = int64(0)
			}
			values[0], values[1], values[2] = k.procedure, k.month, k.unit
			for _, at := range counted {
				values[at] = n
			}
			if !yield(values) {
				return
			}
		}
	})
	return err
}

// settle lets the planner know what is stored, as the server does by itself after a while.
func settle(ctx context.Context, s *store.Store) error {
	return s.DB.Alone(ctx, func(tx *db.Tx) error {
		if tx.Engine == db.SQLite {
			return nil
		}
		_, err := tx.Exec(ctx, `ANALYZE`)
		return err
	})
}
