package notify

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/kit/job"
	"cchc/kit/vntext"
	"cchc/store"
	"cchc/store/book"
)

// Deliver is the kind of the job that takes a message its next step; its payload is the
// message's number.
const Deliver = "message.deliver"

// Messages keeps them.
type Messages struct {
	DB         *db.DB
	References *store.References
	Now        func() time.Time
}

// New is the room over a store. Let it follow the dossiers: s.Dossiers.Follow(m.Follow).
func New(s *store.Store) *Messages {
	return &Messages{DB: s.DB, References: s.References, Now: time.Now}
}

// backdated is how old an act may be for its person to be told: nobody wants news of what
// is long past.
const backdated = 24 * time.Hour

// Follow tells the person of a dossier what an act means for them, and takes back what
// waits and has lost its sense.
func (s *Messages) Follow(ctx context.Context, tx *db.Tx, t store.Turn) error {
	d := t.After
	if t.Happened.Act == "erase_person" {
		return forget(ctx, tx, d.ID, t.Moment.At)
	}
	if receive, ok := t.Act.(dossier.Receive); ok && receive.Tell != "" {
		if err := keepWish(ctx, tx, d.ID, receive.Tell, book.Moment{By: t.Moment.By, Unit: t.Moment.Unit, At: t.Moment.At}); err != nil {
			return err
		}
	}
	c, ok := domain.After(t.Happened.Act, d, calendar.DayOf(t.Moment.At))
	if !ok || s.Now().Sub(t.Moment.At) > backdated {
		return nil
	}
	if err := cancel(ctx, tx, d.ID, c.Cancel, t.Moment.At); err != nil || c.Tell == "" {
		return err
	}
	ways, err := waysOf(ctx, tx, t)
	if err != nil || len(ways) == 0 {
		return err
	}
	return s.put(ctx, tx, d, c.Tell, factsOf(t, c.Tell), t.Refs)
}

// waysOf is how the person of an act may be reached. At receipt nothing needs to be read:
// the act has just brought who they are and how they want to be told.
func waysOf(ctx context.Context, tx *db.Tx, t store.Turn) ([]domain.Channel, error) {
	receive, ok := t.Act.(dossier.Receive)
	if !ok || t.Person == nil {
		return waysTo(ctx, tx, t.After.ID)
	}
	wish, err := domain.ParseWish(receive.Tell)
	return wish.Ways(domain.Addresses{Phone: t.Person.Phone, Email: t.Person.Email}), err
}

func waysTo(ctx context.Context, tx *db.Tx, id dossier.ID) ([]domain.Channel, error) {
	addresses, err := addressesOf(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	wish, err := wishOf(ctx, tx, id)
	return wish.Ways(addresses), err
}

// Tell puts a message into the queue when its person can be reached and wants to be. Facts
// that the dossier itself tells need not be given.
func (s *Messages) Tell(ctx context.Context, tx *db.Tx, d *dossier.Dossier, o domain.Occasion, more domain.Facts) error {
	ways, err := waysTo(ctx, tx, d.ID)
	if err != nil || len(ways) == 0 {
		return err
	}
	refs, err := s.References.Firm(ctx, tx)
	if err != nil {
		return err
	}
	return s.put(ctx, tx, d, o, more, refs)
}

func (s *Messages) put(ctx context.Context, tx *db.Tx, d *dossier.Dossier, o domain.Occasion, more domain.Facts, refs *store.Picture) error {
	facts := domain.Facts{domain.Code: d.Code, domain.Day: calendar.DayOf(d.Received).Vietnamese(), domain.Place: refs.Units().Name(d.Desk)}
	if version := refs.Procedure(d.Procedure); version != nil {
		facts[domain.Procedure] = version.Name
	}
	if d.Due.Day != 0 {
		facts[domain.Due] = d.Due.Day.Vietnamese()
	}
	if d.Promised != 0 {
		facts[domain.NewDue] = d.Promised.Vietnamese()
	}
	if d.Fee > 0 {
		facts[domain.Amount] = vntext.Money(d.Fee)
	}
	for p, fact := range more {
		facts[p] = fact
	}
	at := book.Whole(s.Now())
	m := domain.New(domain.ID(ident.At(at)), o, d, facts, at)
	return put(ctx, tx, &m)
}

// factsOf is what only the act tells.
func factsOf(t store.Turn, o domain.Occasion) domain.Facts {
	switch o {
	case domain.SupplementAsked, domain.Apology, domain.Refused, domain.Stopped:
		return domain.Facts{domain.Reason: strings.TrimSpace(t.Happened.Note)}
	}
	return nil
}

// Notify puts a notice to an officer into the queue; without an e-mail address of theirs
// it does nothing.
func (s *Messages) Notify(ctx context.Context, tx *db.Tx, who account.ID, unit orgunit.ID, text string) error {
	email, err := emailOf(ctx, tx, who)
	if err != nil || email == "" {
		return err
	}
	at := book.Whole(s.Now())
	m := domain.New(domain.ID(ident.At(at)), domain.StaffNotice, &dossier.Dossier{Unit: unit, Desk: unit}, domain.Facts{domain.Notice: text}, at)
	m.Staff = who
	return put(ctx, tx, &m)
}

func put(ctx context.Context, tx *db.Tx, m *message) error {
	if err := insert(ctx, tx, m); err != nil {
		return err
	}
	return later(ctx, tx, m)
}

// later puts the next step of a message on the calendar, if there is one.
func later(ctx context.Context, tx *db.Tx, m *message) error {
	if m.Next.IsZero() {
		return nil
	}
	return job.Put(ctx, tx, jobFor(m, m.Next))
}

func jobFor(m *message, at time.Time) job.Job {
	return job.Job{Kind: Deliver, Payload: strconv.FormatInt(int64(m.ID), 10), RunAt: at}
}

const addressQuery = `SELECT phone, email FROM dossier_person WHERE dossier = $1`

func addressesOf(ctx context.Context, tx *db.Tx, id dossier.ID) (domain.Addresses, error) {
	a, err := db.One(ctx, tx, func(row db.Row) (a domain.Addresses, err error) {
		err = row.Scan(&a.Phone, &a.Email)
		return a, err
	}, addressQuery, id)
	if errors.Is(err, db.ErrNotFound) {
		err = nil
	}
	return a, err
}
