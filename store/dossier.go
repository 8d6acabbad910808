package store

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store/book"
)

type file = dossier.Dossier

var dossierBook = book.New(book.Book[file]{
	Kind: audit.Dossier, Title: "Hồ sơ", Label: []string{"code"}, Table: "dossier",
	ID:      func(d *file) *int64 { return (*int64)(&d.ID) },
	Version: func(d *file) *int { return &d.Version },
	Columns: []book.Column[file]{
		book.Text("code", func(d *file) *string { return &d.Code }),
		book.Int("unit", func(d *file) *orgunit.ID { return &d.Unit }),
		book.Int("desk", func(d *file) *orgunit.ID { return &d.Desk }),
		book.Int("helped", func(d *file) *orgunit.ID { return &d.Helped }),
		book.Made("moves", func(d *file) *[]dossier.Move { return &d.Moves }, dossier.MoveText, dossier.ParseMoves),
		book.Int("procedure", func(d *file) *procedure.ID { return &d.Procedure }),
		book.Int("case_no", func(d *file) *int { return &d.Case }),
		book.Int("workflow", func(d *file) *workflow.ID { return &d.Workflow }),
		book.Text("channel", func(d *file) *procedure.Channel { return &d.Channel }),
		book.Text("state", func(d *file) *dossier.State { return &d.State }),
		book.Text("clock", func(d *file) *dossier.Clock { return &d.Clock }),
		book.Text("delivery", func(d *file) *dossier.Delivery { return &d.Delivery }),
		book.Text("finance", func(d *file) *dossier.Finance { return &d.Finance }),
		book.Made("filed", func(d *file) *dossier.Filing { return &d.Filed }, dossier.FilingText, dossier.ParseFiling),
		book.Instant("received_at", func(d *file) *instant { return &d.Received }),
		book.Made("time_limit", func(d *file) *calendar.Limit { return &d.Limit }, calendar.Limit.String, parseLimit),
		book.Made("due", func(d *file) *calendar.Due { return &d.Due }, dossier.DueText, dossier.ParseDue),
		book.Made("original", func(d *file) *calendar.Due { return &d.Original }, dossier.DueText, dossier.ParseDue),
		book.Day("promised", func(d *file) *calendarDay { return &d.Promised }),
		book.Made("pauses", func(d *file) *[]dossier.Pause { return &d.Pauses }, dossier.PauseText, dossier.ParsePauses),
		book.Made("open", func(d *file) *[]dossier.Work { return &d.Open }, dossier.WorkText, dossier.ParseWork),
		book.Made("requests", func(d *file) *[]dossier.Request { return &d.Requests }, dossier.RequestText, dossier.ParseRequests),
		book.Int("asked", func(d *file) *int { return &d.Asked }),
		book.Int("fee", func(d *file) *int64 { return &d.Fee }),
		book.Text("result_by", func(d *file) *dossier.ResultBy { return &d.ResultBy }),
		book.Text("papers", func(d *file) *string { return &d.Papers }),
		book.Instant("closed_at", func(d *file) *instant { return &d.Closed }),
		book.Text("outcome", func(d *file) *dossier.Outcome { return &d.Outcome }),
		book.Text("first", func(d *file) *dossier.Outcome { return &d.First }),
		book.Text("kept", func(d *file) *dossier.Kept { return &d.Kept }),
		book.Instant("brought_at", func(d *file) *instant { return &d.Brought }),
		book.Instant("handed_at", func(d *file) *instant { return &d.Handed }),
		book.Text("seal", func(d *file) *string { return &d.Seal }),
	},
	Derived: []book.Column[file]{book.Computed("due_by", dueBy)},
})

func dueBy(d *file) string { return dossier.Instant(d.Due.Last()) }

func parseLimit(s string) (calendar.Limit, error) {
	if s == "" {
		return calendar.Limit{}, nil
	}
	return calendar.ParseLimit(s)
}

// Dossiers keeps dossiers. Pages, commands, imports and packets from other systems all
// come through its two doors, Receive and Do, so the trail is the same.
type Dossiers struct {
	DB         *db.DB
	References *References
}

// Receive keeps a new dossier with the person it is about: identifier, code, state, first
// event, counters, in one commit. The same key twice gives the same dossier.
func (s Dossiers) Receive(ctx context.Context, act dossier.Act, p dossier.Person, m Moment) (d file, err error) {
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		d, err = s.receive(ctx, tx, act, p, m)
		return err
	})
	return s.answer(ctx, d, m.Key, err)
}

// receive is Receive within a transaction.
func (s Dossiers) receive(ctx context.Context, tx *db.Tx, act dossier.Act, p dossier.Person, m Moment) (file, error) {
	d := file{ID: dossier.ID(ident.At(m.At))}
	refs, err := s.References.Firm(ctx, tx)
	if err != nil {
		return d, err
	}
	sealed := p.Sealed()
	happened, err := dossier.WithSeal(act, sealed.Seal()).Apply(&d, dossierMoment(m, refs))
	if err != nil {
		return d, err
	}
	if d.State != dossier.RefusedAtIntake {
		if d.Code, err = nextCode(ctx, tx, refs, &d); err != nil {
			return d, err
		}
	}
	if err := dossierBook.Add(ctx, tx, &d, m.Event(happened.Act, happened.Note)); err != nil {
		return d, err
	}
	if err := insertPerson(ctx, tx, d.ID, sealed); err != nil {
		return d, err
	}
	if err := putWords(ctx, tx, d.ID, sealed.Person); err != nil {
		return d, err
	}
	return d, s.follow(ctx, tx, Turn{After: &d, Person: &sealed.Person, Act: act, Happened: happened, Moment: m, Refs: refs})
}

// Do does an act upon a dossier: load, let the rule change it, save row, event, open
// steps and counters. Nobody else can change it meanwhile. The same key twice does it once:
// the second time, also with another act, the answer is the dossier that the first was
// about, and never a refusal for the state that the first made itself.
func (s Dossiers) Do(ctx context.Context, id dossier.ID, act dossier.Act, m Moment) (d file, err error) {
	m.At = book.Whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		d, err = s.DoIn(ctx, tx, id, act, m)
		return err
	})
	return s.answer(ctx, d, m.Key, err)
}

// answer is what became of an act: when its key shows that it was done before, what was
// done then.
func (s Dossiers) answer(ctx context.Context, d file, key string, err error) (file, error) {
	if key == "" || !errors.Is(err, book.ErrDoneBefore) && refusal.Of(err) == nil {
		return d, err
	}
	first, missing := s.ByKey(ctx, key)
	switch {
	case refusal.KindOf(missing) != refusal.NotFound:
		return first, missing
	case errors.Is(err, book.ErrDoneBefore): // for another kind of subject
		return d, refusal.Clash("Biểu mẫu này đã được gửi cho một việc khác. Hãy mở lại trang rồi làm lại.")
	}
	return d, err
}

// DoIn is Do within a transaction of the caller, who answers a repeated key himself: see
// book.ErrDoneBefore.
func (s Dossiers) DoIn(ctx context.Context, tx *db.Tx, id dossier.ID, act dossier.Act, m Moment) (file, error) {
	refs, err := s.References.Firm(ctx, tx)
	if err != nil {
		return file{}, err
	}
	before, err := dossierBook.Load(ctx, tx, int64(id))
	if errors.Is(err, db.ErrNotFound) {
		return file{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	if err != nil {
		return file{}, err
	}
	after := before.State
	at := dossierMoment(m, refs)
	if at.For, err = absentFor(ctx, tx, &before.State, m); err != nil {
		return after, err
	}
	happened, err := act.Apply(&after, at)
	if err != nil {
		return after, err
	}
	if err := dossierBook.Save(ctx, tx, before, &after, m.Event(happened.Act, happened.Note)); err != nil {
		return after, err
	}
	if err := changePerson(ctx, tx, &before.State, &after, act); err != nil {
		return after, err
	}
	return after, s.follow(ctx, tx, Turn{Before: &before.State, After: &after, Act: act, Happened: happened, Moment: m, Refs: refs})
}

func dossierMoment(m Moment, refs *Picture) dossier.Moment {
	return dossier.Moment{By: account.ID(m.By), Unit: m.Unit, At: m.At, Rules: refs}
}

// Get reads one dossier.
func (s Dossiers) Get(ctx context.Context, id dossier.ID) (file, error) {
	return s.one(ctx, "WHERE id = $1", id)
}

// ByCode finds a dossier by its code in the form of dossier.NormalCode.
func (s Dossiers) ByCode(ctx context.Context, code string) (file, error) {
	return s.one(ctx, "WHERE code = $1 AND code <> ''", code)
}

// ByKey finds the dossier whose act carried an idempotency key.
func (s Dossiers) ByKey(ctx context.Context, key string) (file, error) {
	return s.one(ctx, "WHERE id = (SELECT subject FROM event WHERE key = $1 AND key <> '')", key)
}

func (s Dossiers) one(ctx context.Context, where string, args ...any) (d file, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, dossierBook.Scan, dossierBook.SelectFrom()+where, args...)
		d = k.State
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return d, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return d, err
}
