package store

import (
	"context"
	"errors"
	"slices"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/store/book"
)

// SaveDecision keeps a decision that is being written: a new one when it has no ID.
func (s Procedures) SaveDecision(ctx context.Context, d decision, by account.Stamp) (decision, error) {
	m := Moment(by)
	return drafted(ctx, s.DB, decisionBook, m.Key, func(tx *db.Tx) (decision, error) {
		if d.ID != 0 {
			return decisionBook.Edited(ctx, tx, int64(d.ID), d.Version, m.Event("edit", ""), func(before *decision) error { return before.Edit(d, int64(by.By)) })
		}
		made := decision{ID: procedure.DecisionID(m.NewID())}
		if err := made.Edit(d, int64(by.By)); err != nil {
			return made, err
		}
		err := decisionBook.Add(ctx, tx, &made, m.Event("draft", ""))
		return made, err
	})
}

// Decision reads one decision.
func (s Procedures) Decision(ctx context.Context, id procedure.DecisionID) (decision, error) {
	return decisionBook.Get(ctx, s.DB, int64(id), "Không tìm thấy quyết định này.")
}

// Decisions lists all decisions, the newest first.
func (s Procedures) Decisions(ctx context.Context) (list []*decision, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = decisionBook.List(ctx, tx, "ORDER BY published, signed DESC, id DESC")
		return err
	})
	return list, err
}

// Impact is what a decision would do if it were published on a day.
func (s Procedures) Impact(ctx context.Context, id procedure.DecisionID, today calendar.Day) (impact procedure.Impact, err error) {
	d, err := s.Decision(ctx, id)
	if err != nil {
		return impact, err
	}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		impact = d.Assess(refs.Procedures, refs.Workflows, refs.calendar, today)
		impact.Open, err = openOf(ctx, tx, d.Touched(refs.Procedures))
		return err
	})
	return impact, err
}

// openOf counts the open dossiers of versions by unit, the most first. One walk along the
// index of what is owed serves a decision with a thousand procedures.
func openOf(ctx context.Context, tx *db.Tx, versions []procedure.ID) ([]procedure.Keeping, error) {
	all, err := db.All(ctx, tx, func(row db.Row) (k procedure.Keeping, err error) {
		return k, row.Scan(&k.Unit, &k.Version, &k.Count)
	}, `SELECT unit, procedure, count(*) FROM dossier WHERE clock IN ('running', 'paused') GROUP BY unit, procedure ORDER BY count(*) DESC, unit, procedure`)
	return slices.DeleteFunc(all, func(k procedure.Keeping) bool { return !slices.Contains(versions, k.Version) }), err
}

// Publish announces a decision by a second person, in one commit with one event for the
// decision and for each version that begins or ends.
func (s Procedures) Publish(ctx context.Context, id procedure.DecisionID, by account.Stamp) (published decision, err error) {
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		m := Moment(by) // anew each time the transaction is tried
		if err := rules(ctx, tx, m.Key); err != nil {
			return err
		}
		refs, err := readPicture(ctx, tx, 0)
		if err != nil {
			return err
		}
		var effects []procedure.Effect
		published, err = decisionBook.Change(ctx, tx, int64(id), func(d *decision) (audit.Event, error) {
			effects, err = d.Publish(int64(by.By), m.Day(), refs.Procedures)
			d.Published = true
			return m.Event("publish", publicationNote(d, refs.calendar, m.Day())), err
		})
		if err == nil {
			err = writtenByOthers(ctx, tx, id, effects, by.By)
		}
		m.Key = "" // the decision's event carries it
		for i := 0; err == nil && i < len(effects); i++ {
			_, err = keepEffect(ctx, tx, versionBook, int64(effects[i].Before.ID), effects[i].After, m.Event(effects[i].Act, published.Number))
		}
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return decisionBook.ByKey(ctx, s.DB, by.Key)
	}
	return published, err
}

// writtenByOthers refuses who wrote the decision or one of the drafts that it announces.
func writtenByOthers(ctx context.Context, tx *db.Tx, id procedure.DecisionID, effects []procedure.Effect, who account.ID) error {
	err := book.SecondPerson(ctx, tx, int64(id), int64(who))
	for i := 0; err == nil && i < len(effects); i++ {
		if effects[i].Before.Status == procedure.Draft {
			err = book.SecondPerson(ctx, tx, int64(effects[i].Before.ID), int64(who))
		}
	}
	return err
}

// publicationNote says so when the limit for making a decision public was missed.
func publicationNote(d *decision, c *calendar.Calendar, today calendar.Day) string {
	if last := d.PublishBy(c); today > last {
		return "Công khai sau hạn " + last.Vietnamese()
	}
	return ""
}

// keepEffect saves what publishing makes of one subject.
func keepEffect[S any](ctx context.Context, tx *db.Tx, b *book.Book[S], id int64, after S, e audit.Event) (S, error) {
	return b.Change(ctx, tx, id, func(s *S) (audit.Event, error) {
		if *b.Version(s) != *b.Version(&after) {
			return e, book.ChangedMeanwhile
		}
		*s = after
		return e, nil
	})
}
