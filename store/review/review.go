// Package review keeps the proposals that make procedures simpler, and the maps of how
// procedures really went.
package review

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

type proposal = review.Proposal

var proposalBook = book.New(book.Book[proposal]{
	Kind: review.KindProposal, Title: "Phương án đơn giản hóa", Label: []string{"year", "procedure", "title"}, Table: "proposal",
	ID:      func(p *proposal) *int64 { return (*int64)(&p.ID) },
	Version: func(p *proposal) *int { return &p.Version },
	Columns: []book.Column[proposal]{
		book.Int("year", func(p *proposal) *int { return &p.Year }),
		book.Int("unit", func(p *proposal) *orgunit.ID { return &p.Unit }),
		book.Text("procedure", func(p *proposal) *string { return &p.Procedure }),
		book.Text("means", func(p *proposal) *review.Means { return &p.Means }),
		book.Text("title", func(p *proposal) *string { return &p.Title }),
		book.Text("reason", func(p *proposal) *string { return &p.Reason }),
		book.Text("basis", func(p *proposal) *string { return &p.Basis }),
		book.Int("hourly", func(p *proposal) *int64 { return &p.Hourly }),
		book.List("before", func(p *proposal) *[]review.Activity { return &p.Before }),
		book.List("after", func(p *proposal) *[]review.Activity { return &p.After }),
		book.Int("dossiers", func(p *proposal) *int64 { return &p.Dossiers }),
		book.Int("minutes", func(p *proposal) *int64 { return &p.Minutes }),
		book.Text("state", func(p *proposal) *review.State { return &p.State }),
		book.Text("decision", func(p *proposal) *string { return &p.Decision }),
		book.Day("valid_from", func(p *proposal) *calendar.Day { return &p.From }),
		book.Int("counted", func(p *proposal) *int64 { return &p.Counted }),
		book.List("real", func(p *proposal) *[]review.Activity { return &p.Real }),
		book.Int("sooner", func(p *proposal) *int64 { return &p.Sooner }),
		book.Day("measured", func(p *proposal) *calendar.Day { return &p.Measured }),
		book.Int("edited_by", func(p *proposal) *account.ID { return &p.EditedBy }),
	},
})

// Reviews keeps proposals and maps.
type Reviews struct {
	DB         *db.DB
	References *store.References
	Papers     Holdings // nil: nothing is known to be held
}

// Open is the reviews of a store.
func Open(s *store.Store) Reviews { return Reviews{DB: s.DB, References: s.References} }

// Do does an act upon a proposal; id 0 begins a new one. version is the one that the
// person saw, 0 for acts that need not have seen it. The same key twice does it once.
func (s Reviews) Do(ctx context.Context, id review.ProposalID, version int, act review.Act, by account.Stamp) (p proposal, err error) {
	m := book.Moment(by)
	err = s.DB.Write(ctx, func(tx *db.Tx) error {
		if err := book.Once(ctx, tx, m.Key); err != nil {
			return err
		}
		moment := review.Moment{By: m.By, Unit: m.Unit, Today: m.Day()}
		if id == 0 {
			p = proposal{ID: review.ProposalID(m.NewID())}
			name, note, err := act.Apply(&p, moment)
			if err != nil {
				return err
			}
			return proposalBook.Add(ctx, tx, &p, m.Event(name, note))
		}
		p, err = proposalBook.Change(ctx, tx, int64(id), func(p *proposal) (audit.Event, error) {
			if version != 0 && p.Version != version {
				return audit.Event{}, refusal.Clash("Phương án vừa được người khác sửa. Hãy tải lại rồi làm lại.")
			}
			name, note, err := act.Apply(p, moment)
			if _, approves := act.(review.Approve); err == nil && approves {
				err = book.SecondPerson(ctx, tx, int64(id), int64(m.By))
			}
			return m.Event(name, note), err
		})
		return err
	})
	if errors.Is(err, book.ErrDoneBefore) {
		return proposalBook.ByKey(ctx, s.DB, m.Key)
	}
	return p, err
}

// Proposal reads one.
func (s Reviews) Proposal(ctx context.Context, id review.ProposalID) (proposal, error) {
	return proposalBook.Get(ctx, s.DB, int64(id), "Không tìm thấy phương án này.")
}

// OfYear lists the proposals of a year in the order in which they were begun: a few
// hundred at most.
func (s Reviews) OfYear(ctx context.Context, year int) (list []*proposal, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = proposalBook.List(ctx, tx, "WHERE year = $1 ORDER BY id", year)
		return err
	})
	return list, err
}

// Years that have proposals, the latest first.
func (s Reviews) Years(ctx context.Context) (years []int, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		years, err = db.All(ctx, tx, func(row db.Row) (y int, err error) { return y, row.Scan(&y) },
			`SELECT DISTINCT year FROM proposal ORDER BY year DESC`)
		return err
	})
	return years, err
}
