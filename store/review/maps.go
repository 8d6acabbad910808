package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store/book"
)

// DrawMap is the kind of the job that draws a map.
const DrawMap = "review.map"

type (
	order = review.Order
	drawn = review.Drawn
)

// Ask puts the drawing of a map into the queue. Asking again draws it anew.
func (s Reviews) Ask(ctx context.Context, o order, by account.Stamp) error {
	if err := o.Check(); err != nil {
		return err
	}
	payload, err := json.Marshal(o)
	if err != nil {
		return err
	}
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		refs, err := s.References.Firm(ctx, tx)
		if err != nil {
			return err
		}
		if refs.Workflow(o.Workflow) == nil {
			return refusal.Missing("Không tìm thấy quy trình này.")
		}
		_, err = tx.Exec(ctx, `INSERT INTO process_map (workflow, from_day, to_day, asked, by_id, seen, total, done, failure, chart)
			VALUES ($1, $2, $3, $4, $5, 0, 0, '', '', '')
			ON CONFLICT (workflow, from_day, to_day) DO UPDATE SET asked = excluded.asked, by_id = excluded.by_id, seen = 0, total = 0, done = '', failure = ''`,
			o.Workflow, o.From.String(), o.To.String(), dossier.Instant(book.Whole(by.At)), by.By)
		if err != nil {
			return err
		}
		return job.Put(ctx, tx, job.Job{Kind: DrawMap, Unique: string(payload), Payload: string(payload)})
	})
}

// Draw does what was asked for, and keeps it.
func (s Reviews) Draw(ctx context.Context, payload string, now func() time.Time) error {
	var o order
	if err := json.Unmarshal([]byte(payload), &o); err != nil {
		return fmt.Errorf("review: order %q: %w", payload, err)
	}
	chart, err := s.draw(ctx, o)
	if err != nil {
		return err
	}
	text, err := json.Marshal(chart)
	if err != nil {
		return err
	}
	return s.note(ctx, o, `done = $4, chart = $5, failure = ''`, dossier.Instant(book.Whole(now())), string(text))
}

func (s Reviews) draw(ctx context.Context, o order) (chart *review.Chart, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		refs, err := s.References.In(ctx, tx)
		if err != nil {
			return err
		}
		which := span{flow: refs.Workflow(o.Workflow), from: o.From, to: o.To}
		if which.flow == nil {
			return fmt.Errorf("review: no workflow %d", o.Workflow)
		}
		list, err := which.dossiers(ctx, tx, refs)
		if err != nil {
			return err
		}
		read := func(n int) error { return s.note(ctx, o, `seen = $4, total = $5`, n, len(list)) }
		drawn, err := review.Draw(which.flow, refs.Calendar, lives(ctx, tx, list, read))
		if err != nil {
			return err
		}
		if chart, err = drawn.Chart(); err != nil {
			return err
		}
		chart.Papers, err = s.papers(ctx, tx, refs, list)
		return err
	})
	if chart != nil {
		chart.From, chart.To = o.From, o.To
	}
	return chart, err
}

// note writes how far a map has come.
func (s Reviews) note(ctx context.Context, o order, set string, args ...any) error {
	return s.DB.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE process_map SET `+set+` WHERE workflow = $1 AND from_day = $2 AND to_day = $3`,
			append([]any{o.Workflow, o.From.String(), o.To.String()}, args...)...)
		return err
	})
}

const drawnColumns = `workflow, from_day, to_day, asked, by_id, seen, total, done, failure, chart`

func scanDrawn(row db.Row) (d drawn, err error) {
	var from, to, asked, done, chart string
	if err = row.Scan((*int64)(&d.Workflow), &from, &to, &asked, (*int64)(&d.By), &d.Seen, &d.Total, &done, &d.Failure, &chart); err != nil {
		return d, err
	}
	for _, day := range []struct {
		text string
		into *calendar.Day
	}{{from, &d.From}, {to, &d.To}} {
		if *day.into, err = calendar.ParseDay(day.text); err != nil {
			return d, err
		}
	}
	if d.Asked, err = dossier.ParseInstant(asked); err != nil {
		return d, err
	}
	if d.Done, err = dossier.ParseInstant(done); err != nil || chart == "" {
		return d, err
	}
	d.Chart = new(review.Chart)
	return d, json.Unmarshal([]byte(chart), d.Chart)
}

// Map reads one that was asked for.
func (s Reviews) Map(ctx context.Context, o order) (d drawn, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		d, err = db.One(ctx, tx, scanDrawn, `SELECT `+drawnColumns+` FROM process_map WHERE workflow = $1 AND from_day = $2 AND to_day = $3`,
			o.Workflow, o.From.String(), o.To.String())
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return d, refusal.Missing("Chưa có bản đồ này: hãy yêu cầu vẽ.")
	}
	return d, err
}

// Maps lists up to n that were asked for, the latest first.
func (s Reviews) Maps(ctx context.Context, n int) (list []drawn, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanDrawn, `SELECT `+drawnColumns+` FROM process_map ORDER BY asked DESC LIMIT $1`, n)
		return err
	})
	return list, err
}
