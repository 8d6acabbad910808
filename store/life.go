package store

import (
	"crypto/rand"
	"fmt"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/store/book"
)

// Script is the life that a dossier is to live: how it is received, then what is done.
type Script struct {
	ID      dossier.ID // made from the instant of receipt
	Serial  int64      // within the unit and day
	Receive dossier.Act
	Person  dossier.Person
	At      Moment
	Deeds   []Deed
}

// Deed is one act of a script.
type Deed struct {
	Act dossier.Act
	At  Moment
}

// Life is a dossier that lived through its script in memory, as it stands at the end.
type Life struct {
	Dossier dossier.Dossier
	Person  dossier.SealedPerson
	Events  []audit.Event
	serial  int64
	salt    audit.Salt
	heads   []audit.Head
}

// Live plays a script by the same acts that the doors of Dossiers use, without a
// database. It may run side by side with others.
func Live(refs *Picture, s Script) (Life, error) {
	l := Life{Person: s.Person.Sealed(), serial: s.Serial}
	rand.Read(l.salt[:])
	l.Dossier.ID = s.ID
	p := player{life: &l, refs: refs, row: dossierBook.Nothing()}
	p.chain.Start(audit.Dossier, int64(s.ID), l.salt)
	first := dossier.WithSeal(s.Receive, l.Person.Seal())
	err := p.play(first, s.At, func(d *dossier.Dossier) {
		if d.State != dossier.RefusedAtIntake {
			d.Code = dossier.Code(refs.Units().Unit(d.Unit).Code, calendar.DayOf(d.Received), s.Serial)
		}
	})
	for i := 0; err == nil && i < len(s.Deeds); i++ {
		err = p.play(s.Deeds[i].Act, s.Deeds[i].At, nil)
	}
	if err != nil {
		return l, fmt.Errorf("%s: %w", l.Dossier.Code, err)
	}
	return l, nil
}

// player plays the acts of one life.
type player struct {
	life    *Life
	refs    *Picture
	row     []audit.Value // as the last event left it
	chain   audit.Chain
	builder audit.Builder
}

func (p *player) play(act dossier.Act, m Moment, also func(*dossier.Dossier)) error {
	d := &p.life.Dossier
	m.At = book.Whole(m.At)
	happened, err := act.Apply(d, dossierMoment(m, p.refs))
	if err != nil {
		return fmt.Errorf("%T at %s: %w", act, m.At, err)
	}
	if also != nil {
		also(d)
	}
	d.Version++
	e := m.Event(happened.Act, happened.Note)
	e.Kind, e.Subject, e.Version = audit.Dossier, int64(d.ID), d.Version
	row := dossierBook.Row(d, p.life.salt)
	if e.Change, err = dossierBook.Traced.DiffWith(&p.builder, p.row, row); err != nil {
		return err
	}
	p.row = row
	p.life.heads = append(p.life.heads, p.chain.Next(&e))
	p.life.Events = append(p.life.Events, e)
	return nil
}

func (l *Life) dossierRow() []any {
	d := &l.Dossier
	head := l.heads[len(l.heads)-1]
	return append([]any{int64(d.ID), d.Version, l.salt[:], head[:]}, dossierBook.Values(d)...)
}
