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
)

type file = dossier.Dossier

var dossierBook = newBook(book[file]{
	kind: audit.Dossier, table: "dossier",
	id:      func(d *file) *int64 { return (*int64)(&d.ID) },
	version: func(d *file) *int { return &d.Version },
	columns: []column[file]{
		textColumn("code", func(d *file) *string { return &d.Code }),
		intColumn("unit", func(d *file) *orgunit.ID { return &d.Unit }),
		intColumn("desk", func(d *file) *orgunit.ID { return &d.Desk }),
		intColumn("helped", func(d *file) *orgunit.ID { return &d.Helped }),
		madeColumn("moves", func(d *file) *[]dossier.Move { return &d.Moves }, dossier.MoveText, dossier.ParseMoves),
		intColumn("procedure", func(d *file) *procedure.ID { return &d.Procedure }),
		intColumn("case_no", func(d *file) *int { return &d.Case }),
		intColumn("workflow", func(d *file) *workflow.ID { return &d.Workflow }),
		textColumn("channel", func(d *file) *procedure.Channel { return &d.Channel }),
		textColumn("state", func(d *file) *dossier.State { return &d.State }),
		textColumn("clock", func(d *file) *dossier.Clock { return &d.Clock }),
		textColumn("delivery", func(d *file) *dossier.Delivery { return &d.Delivery }),
		textColumn("finance", func(d *file) *dossier.Finance { return &d.Finance }),
		instantColumn("received_at", func(d *file) *instant { return &d.Received }),
		madeColumn("time_limit", func(d *file) *calendar.Limit { return &d.Limit }, calendar.Limit.String, parseLimit),
		madeColumn("due", func(d *file) *calendar.Due { return &d.Due }, dossier.DueText, dossier.ParseDue),
		madeColumn("original", func(d *file) *calendar.Due { return &d.Original }, dossier.DueText, dossier.ParseDue),
		dayColumn("promised", func(d *file) *calendarDay { return &d.Promised }),
		madeColumn("pauses", func(d *file) *[]dossier.Pause { return &d.Pauses }, dossier.PauseText, dossier.ParsePauses),
		madeColumn("open", func(d *file) *[]dossier.Work { return &d.Open }, dossier.WorkText, dossier.ParseWork),
		intColumn("asked", func(d *file) *int { return &d.Asked }),
		intColumn("fee", func(d *file) *int64 { return &d.Fee }),
		textColumn("result_by", func(d *file) *dossier.ResultBy { return &d.ResultBy }),
		textColumn("papers", func(d *file) *string { return &d.Papers }),
		instantColumn("closed_at", func(d *file) *instant { return &d.Closed }),
		textColumn("outcome", func(d *file) *dossier.Outcome { return &d.Outcome }),
		textColumn("first", func(d *file) *dossier.Outcome { return &d.First }),
		textColumn("kept", func(d *file) *dossier.Kept { return &d.Kept }),
		instantColumn("handed_at", func(d *file) *instant { return &d.Handed }),
		textColumn("seal", func(d *file) *string { return &d.Seal }),
	},
	derived: []column[file]{derivedColumn("due_by", dueBy)},
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
	m.At = whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		d = file{ID: dossier.ID(ident.At(m.At))}
		refs, err := s.References.firm(ctx, tx)
		if err != nil {
			return err
		}
		sealed := p.Sealed()
		happened, err := dossier.WithSeal(act, sealed.Seal()).Apply(&d, dossierMoment(m, refs))
		if err != nil {
			return err
		}
		if d.State != dossier.RefusedAtIntake {
			if d.Code, err = nextCode(ctx, tx, refs, &d); err != nil {
				return err
			}
		}
		if err := dossierBook.add(ctx, tx, &d, m.event(happened.Act, happened.Note)); err != nil {
			return err
		}
		if err := insertPerson(ctx, tx, d.ID, sealed); err != nil {
			return err
		}
		if err := putWords(ctx, tx, d.ID, sealed.Person); err != nil {
			return err
		}
		return follow(ctx, tx, nil, &d)
	})
	return s.answer(ctx, d, m.Key, err)
}

// Do does an act upon a dossier: load, let the rule change it, save row, event, open
// steps and counters. Nobody else can change it meanwhile. The same key twice does it once:
// the second time, also with another act, the answer is the dossier that the first was
// about, and never a refusal for the state that the first made itself.
func (s Dossiers) Do(ctx context.Context, id dossier.ID, act dossier.Act, m Moment) (d file, err error) {
	m.At = whole(m.At)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		d, err = s.do(ctx, tx, id, act, m)
		return err
	})
	return s.answer(ctx, d, m.Key, err)
}

// answer is what became of an act: when its key shows that it was done before, what was
// done then.
func (s Dossiers) answer(ctx context.Context, d file, key string, err error) (file, error) {
	if key == "" || !errors.Is(err, errDoneBefore) && refusal.Of(err) == nil {
		return d, err
	}
	first, missing := s.ByKey(ctx, key)
	switch {
	case refusal.KindOf(missing) != refusal.NotFound:
		return first, missing
	case errors.Is(err, errDoneBefore): // for another kind of subject
		return d, refusal.Clash("Biểu mẫu này đã được gửi cho một việc khác. Hãy mở lại trang rồi làm lại.")
	}
	return d, err
}

// do is Do within a transaction.
func (s Dossiers) do(ctx context.Context, tx *db.Tx, id dossier.ID, act dossier.Act, m Moment) (file, error) {
	refs, err := s.References.firm(ctx, tx)
	if err != nil {
		return file{}, err
	}
	before, err := dossierBook.load(ctx, tx, int64(id))
	if errors.Is(err, db.ErrNotFound) {
		return file{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	if err != nil {
		return file{}, err
	}
	after := before.state
	happened, err := act.Apply(&after, dossierMoment(m, refs))
	if err != nil {
		return after, err
	}
	if err := dossierBook.save(ctx, tx, before, &after, m.event(happened.Act, happened.Note)); err != nil {
		return after, err
	}
	if err := changePerson(ctx, tx, &before.state, &after, act); err != nil {
		return after, err
	}
	return after, follow(ctx, tx, &before.state, &after)
}

// follow keeps what is derived from dossiers true: open steps and counters.
func follow(ctx context.Context, tx *db.Tx, before, after *file) error {
	if err := keepWork(ctx, tx, before, after); err != nil {
		return err
	}
	return addTally(ctx, tx, dossier.Difference(before, after))
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
		k, err := db.One(ctx, tx, dossierBook.scan, dossierBook.selectFrom()+where, args...)
		d = k.state
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return d, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return d, err
}
