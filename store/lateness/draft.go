package lateness

import (
	"context"

	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
	"cchc/store/book"
)

// letterOf is the apology of a dossier, held; the zero one when there is none.
func letterOf(ctx context.Context, tx *db.Tx, id dossier.ID) (book.Kept[letter], error) {
	k, err := db.One(ctx, tx, letterBook.Scan, letterBook.SelectFrom()+"WHERE dossier = $1"+tx.ForUpdate(), id)
	if isMissing(err) {
		return book.Kept[letter]{}, nil
	}
	return k, err
}

// apply does an act upon the letter of a dossier and keeps it with its event.
func apply(ctx context.Context, tx *db.Tx, before book.Kept[letter], act lateness.Act, m store.Moment, words string) (letter, error) {
	after := before.State
	name, err := act.Apply(&after, m.At)
	if err != nil {
		return before.State, err
	}
	if after.ID == 0 {
		after.ID = lateness.ID(ident.At(m.At))
		return after, letterBook.Add(ctx, tx, &after, note(m, name, words))
	}
	return after, letterBook.Save(ctx, tx, before, &after, note(m, name, words))
}

// draft writes the apology that a dossier is owed and tells the leader who signs.
func (l *Lateness) draft(ctx context.Context, b *bell) error {
	v := lateness.Judge(b.file, b.refs, b.now)
	if !v.Owed {
		return nil
	}
	before, err := letterOf(ctx, b.tx, b.file.ID)
	if err != nil {
		return err
	}
	m := store.Moment{At: b.now, Unit: b.file.Unit}
	_, err = apply(ctx, b.tx, before, lateness.Draft{File: b.file, Rules: b.refs, Verdict: v}, m, "")
	if refusal.KindOf(err) == refusal.NotNow {
		return nil // it stands already
	}
	if err != nil {
		return err
	}
	people, err := b.leadersOf(ctx, b.file.Unit)
	if err != nil {
		return err
	}
	_, err = b.tell(ctx, people, b.notice(lateness.ToSign, "draft"))
	return err
}

func (b *bell) notice(kind lateness.NoticeKind, stage string) lateness.Notice {
	return lateness.Notice{Kind: kind, Dossier: b.file.ID, Due: dossier.Instant(b.file.Due.Last()), Stage: stage, At: b.now}
}

// reportBroken tells the leader above of a promise that will not be kept, once.
func (l *Lateness) reportBroken(ctx context.Context, b *bell) error {
	if v := lateness.JudgePromise(b.file, b.refs, b.now); !v.Owed {
		return nil
	}
	return l.report(ctx, b, store.Moment{At: b.now, Unit: b.file.Unit}, lateness.Reason(b.file, b.refs, b.now))
}

// report files the report and puts it into the box of the leader above.
func (l *Lateness) report(ctx context.Context, b *bell, m store.Moment, why string) error {
	before, err := letterOf(ctx, b.tx, b.file.ID)
	if err != nil {
		return err
	}
	above := lateness.ReportTo(b.refs.Units(), b.file.Unit)
	_, err = apply(ctx, b.tx, before, lateness.ReportAbove{To: above, Reason: why}, m, why)
	if refusal.KindOf(err) == refusal.NotNow {
		return nil // reported, or a promise older than this book
	}
	if err != nil {
		return err
	}
	people, err := b.leadersOf(ctx, above)
	if err != nil {
		return err
	}
	n := b.notice(lateness.NotKept, "report")
	n.By, n.Words = m.By, why
	_, err = b.tell(ctx, people, n)
	return err
}

// signed keeps the letter of a promise that was just made, from a draft or without one.
func (l *Lateness) signed(ctx context.Context, tx *db.Tx, t store.Turn) error {
	before, err := letterOf(ctx, tx, t.After.ID)
	if err != nil {
		return err
	}
	sign := lateness.Sign{File: t.After, By: t.Moment.By, Reason: t.Happened.Note, InTime: t.Happened.Act == "extend"}
	_, err = apply(ctx, tx, before, sign, t.Moment, t.Happened.Note)
	return err
}

// withdraw ends the draft of a dossier, if there is one.
func (l *Lateness) withdraw(ctx context.Context, tx *db.Tx, t store.Turn) error {
	before, err := letterOf(ctx, tx, t.After.ID)
	if err != nil || before.State.State != lateness.Drafted {
		return err
	}
	_, err = apply(ctx, tx, before, lateness.Withdraw{}, t.Moment, t.Happened.Act)
	return err
}

// pressed tells everybody who has an open step of a dossier that it is urged on: each once
// a working day.
func (l *Lateness) pressed(ctx context.Context, tx *db.Tx, t store.Turn, press dossier.Press) error {
	b, err := l.bell(ctx, tx, t.Moment.At)
	if err != nil {
		return err
	}
	b.file = t.After
	day := t.Refs.Calendar(t.After.Unit).NextWorking(t.Moment.Day())
	n := b.notice(lateness.Pressed, "press "+day.String())
	n.By, n.Words = t.Moment.By, press.Words
	fresh := 0
	for _, w := range t.After.Open {
		people, err := b.people(ctx, lateness.Holder, w.Unit, w.Holder)
		if err != nil {
			return err
		}
		one, err := b.tell(ctx, people, n)
		if err != nil {
			return err
		}
		fresh += one
	}
	if fresh == 0 {
		return refusal.TooEarlyOrLate("Hồ sơ %s đã được đôn đốc trong ngày %s: mỗi người một lần mỗi ngày làm việc.", t.After.Code, day.Vietnamese())
	}
	return nil
}
