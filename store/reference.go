package store

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/ident"
)

// References gives the acts what they look up, from memory. One number in the database
// tells whether the picture is still true; every writing transaction compares it and holds
// off changes (see Firm), so an act never goes by an old calendar, nor comes to a unit that
// has just ended, also when another process changed it.
type References struct {
	DB        *db.DB
	picture   atomic.Pointer[Picture]
	followers []Follower // of acts upon dossiers
}

// Picture is units, calendar, procedures and workflows as they stood together once. It
// implements dossier.Rules and never changes.
type Picture struct {
	Generation int64
	units      *orgunit.Map
	calendar   *calendar.Calendar
	hours      sync.Map // orgunit.ID → *calendar.Calendar
	versions   map[procedure.ID]*procedure.Version
	flows      map[workflow.ID]*workflow.Version
	Procedures []*procedure.Version
	Workflows  []*workflow.Version
	catalogue  func() *procedure.Catalogue
}

// Units of the picture.
func (p *Picture) Units() *orgunit.Map { return p.units }

// Calendar at the hours of a unit, or of the nearest unit above that has its own.
func (p *Picture) Calendar(unit orgunit.ID) *calendar.Calendar {
	if len(p.calendar.Hours()) == 0 {
		return p.calendar
	}
	if c, ok := p.hours.Load(unit); ok {
		return c.(*calendar.Calendar)
	}
	var line []int64
	for u := p.units.Unit(unit); u != nil; u = p.units.Unit(u.Parent) {
		line = append(line, int64(u.ID))
	}
	c := p.calendar.For(line...)
	p.hours.Store(unit, c)
	return c
}

// Catalogue is the procedures as they are looked for, made at its first use.
func (p *Picture) Catalogue() *procedure.Catalogue { return p.catalogue() }

// Procedure version by its identifier, nil when there is none.
func (p *Picture) Procedure(id procedure.ID) *procedure.Version { return p.versions[id] }

// Workflow version by its identifier, nil when there is none.
func (p *Picture) Workflow(id workflow.ID) *workflow.Version { return p.flows[id] }

// WorkflowFor finds the workflow in force for a procedure and case on a day: the case's
// own before the one for every case; nil when there is none.
func (p *Picture) WorkflowFor(code string, caseNo int, on calendar.Day) (found *workflow.Version) {
	for _, w := range p.Workflows {
		if w.Procedure == code && w.InForce(on) && (w.Case == caseNo || w.Case == 0) {
			if found == nil || w.Case == caseNo {
				found = w
			}
		}
	}
	return found
}

// InForce finds the version of a procedure that is in force on a day, nil for none.
func (p *Picture) InForce(code string, on calendar.Day) *procedure.Version {
	for _, v := range p.Procedures {
		if v.Code == code && v.InForce(on) {
			return v
		}
	}
	return nil
}

// Now is a picture that was true when it was asked for.
func (r *References) Now(ctx context.Context) (p *Picture, err error) {
	err = r.DB.Read(ctx, func(tx *db.Tx) error {
		p, err = r.In(ctx, tx)
		return err
	})
	return p, err
}

// In is the picture that is true within a transaction.
func (r *References) In(ctx context.Context, tx *db.Tx) (*Picture, error) {
	generation, err := db.Value[int64](ctx, tx, `SELECT generation FROM reference WHERE only_row = 1`)
	if err != nil {
		return nil, err
	}
	if p := r.picture.Load(); p != nil && p.Generation == generation {
		return p, nil
	}
	p, err := readPicture(ctx, tx, generation)
	if err != nil {
		return nil, err
	}
	r.picture.Store(p)
	return p, nil
}

// actsTurn is the number by which acts and changes of units or calendar wait for each
// other: acts share it, such a change takes it alone.
const actsTurn = 7_220_914_035

// Firm is the picture that stays true until the transaction ends: what moves open dossiers,
// people and deadlines waits for it, so that it finds what the act leaves behind.
func (r *References) Firm(ctx context.Context, tx *db.Tx) (*Picture, error) {
	if share := tx.ShareTurn(); share != "" {
		if _, err := tx.Exec(ctx, share, actsTurn); err != nil {
			return nil, err
		}
	}
	return r.In(ctx, tx)
}

// aloneAmongActs waits until the acts under way are done, and lets no other begin before
// the transaction ends.
func aloneAmongActs(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, tx.TakeTurn(), actsTurn)
	return err
}

func readPicture(ctx context.Context, tx *db.Tx, generation int64) (*Picture, error) {
	p := &Picture{Generation: generation, versions: map[procedure.ID]*procedure.Version{}, flows: map[workflow.ID]*workflow.Version{}}
	var err error
	if p.units, err = readUnits(ctx, tx); err != nil {
		return nil, err
	}
	if p.calendar, err = readCalendar(ctx, tx); err != nil {
		return nil, err
	}
	if p.Procedures, err = versionBook.List(ctx, tx, "ORDER BY code, number"); err != nil {
		return nil, err
	}
	if p.Workflows, err = workflowBook.List(ctx, tx, "ORDER BY procedure, case_no, number"); err != nil {
		return nil, err
	}
	p.catalogue = sync.OnceValue(func() *procedure.Catalogue { return procedure.NewCatalogue(p.Procedures) })
	for _, v := range p.Procedures {
		p.versions[v.ID] = v
	}
	for _, w := range p.Workflows {
		p.flows[w.ID] = w
	}
	return p, nil
}

func readUnits(ctx context.Context, tx *db.Tx) (*orgunit.Map, error) {
	units, err := unitBook.List(ctx, tx, "")
	return orgunit.NewMap(units), err
}

// bumpReferences makes every picture in memory, in every process, out of date. Writers of
// reference data wait for each other here. The number is never used twice, so a picture
// read beside a change that was given up in the end is never taken for a later one.
func bumpReferences(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, `UPDATE reference SET generation = $1 WHERE only_row = 1`, ident.At(time.Now()))
	return err
}
