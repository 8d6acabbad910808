package lateness

import (
	"context"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// bell tells people about one dossier after the other, within one transaction.
type bell struct {
	l       *Lateness
	tx      *db.Tx
	refs    *store.Picture
	rule    *lateness.Rule
	now     time.Time
	file    *dossier.Dossier
	leaders map[orgunit.ID][]account.ID
}

func (l *Lateness) bell(ctx context.Context, tx *db.Tx, now time.Time) (*bell, error) {
	refs, err := l.References.Firm(ctx, tx)
	if err != nil {
		return nil, err
	}
	rule, err := inForce(ctx, tx, store.Moment{At: now})
	return &bell{l: l, tx: tx, refs: refs, rule: rule, now: now, leaders: map[orgunit.ID][]account.ID{}}, err
}

// told is a telling that somebody has had.
type told struct {
	step       int
	due, stage string
}

// warn tells what of the rings is due and was not told.
func (b *bell) warn(ctx context.Context, rings []lateness.Ring) error {
	if len(rings) == 0 || rings[0].At.After(b.now) {
		return nil
	}
	had, err := b.had(ctx)
	if err != nil {
		return err
	}
	warnings := lateness.Now(rings, b.now, func(step int, due time.Time, key string) bool {
		return had[told{step, dossier.Instant(due), key}]
	})
	for _, w := range warnings {
		if err := b.tellAll(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

func (b *bell) had(ctx context.Context) (map[told]bool, error) {
	had := map[told]bool{}
	err := db.Each(ctx, b.tx, func(row db.Row) error {
		var t told
		err := row.Scan(&t.step, &t.due, &t.stage)
		had[t] = true
		return err
	}, `SELECT step, due, stage FROM notice WHERE dossier = $1`, b.file.ID)
	return had, err
}

// tellAll tells everybody whom a warning is for, each once.
func (b *bell) tellAll(ctx context.Context, w lateness.Warning) error {
	var people []account.ID
	for _, whom := range w.Tell {
		some, err := b.people(ctx, whom, w.Unit, w.Holder)
		if err != nil {
			return err
		}
		people = append(people, some...)
	}
	n := lateness.Notice{
		Kind: w.Stage.KindOf(), Dossier: b.file.ID, Step: w.Step, Due: dossier.Instant(w.Due), Stage: w.Stage.Key(), At: b.now,
	}
	_, err := b.tell(ctx, people, n)
	return err
}

// people are those whom a word of the rule means.
func (b *bell) people(ctx context.Context, whom lateness.Whom, unit orgunit.ID, holder account.ID) ([]account.ID, error) {
	units := b.refs.Units()
	switch whom {
	case lateness.Holder:
		if holder != 0 {
			return []account.ID{holder}, nil
		}
	case lateness.Above:
		unit = lateness.ReportTo(units, unit)
	case lateness.Province:
		if root := units.Root(); root != nil {
			unit = root.ID
		}
	}
	return b.leadersOf(ctx, unit)
}

// leadersOf are the leaders of a unit's office, or of the nearest above that has any: no
// warning is lost because nobody leads.
func (b *bell) leadersOf(ctx context.Context, unit orgunit.ID) ([]account.ID, error) {
	units := b.refs.Units()
	for office := units.Unit(units.Office(unit)); office != nil; office = units.Unit(office.Parent) {
		list, known := b.leaders[office.ID]
		if !known {
			var err error
			if list, err = b.readLeaders(ctx, office.ID); err != nil {
				return nil, err
			}
			b.leaders[office.ID] = list
		}
		if len(list) > 0 {
			return list, nil
		}
	}
	return nil, nil
}

func (b *bell) readLeaders(ctx context.Context, office orgunit.ID) ([]account.ID, error) {
	units := b.refs.Units()
	var within []orgunit.ID
	for _, u := range append([]*orgunit.Unit{units.Unit(office)}, units.Children(office)...) {
		if units.Office(u.ID) == office {
			within = append(within, u.ID)
		}
	}
	var w where
	in(&w, "unit", within)
	// Roles are a JSON list of plain words, so that a word in its quotes is found exactly.
	w.and("NOT locked AND roles LIKE '%\"leader\"%'")
	return db.All(ctx, b.tx, func(row db.Row) (id account.ID, err error) {
		return id, row.Scan((*int64)(&id))
	}, `SELECT id FROM account WHERE `+w.text()+` ORDER BY id`, w.args...)
}

// tell puts a notice into the box of each person, unless it is there, and tells the mail.
// It returns how many are new.
func (b *bell) tell(ctx context.Context, people []account.ID, n lateness.Notice) (fresh int, err error) {
	slices.Sort(people)
	for _, who := range slices.Compact(people) {
		n.ID, n.To = ident.At(n.At), who
		added, err := putNotice(ctx, b.tx, n)
		if err != nil {
			return fresh, err
		}
		if !added {
			continue
		}
		fresh++
		if b.l.Mail != nil {
			if err := b.l.Mail(ctx, b.tx, who, b.file.Unit, n.Says(b.file.Code)); err != nil {
				return fresh, err
			}
		}
	}
	return fresh, nil
}
