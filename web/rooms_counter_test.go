package web_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/store"
	"cchc/store/counter"
	hall "cchc/web/counter"
)

// hall is the room of the counter over a stage.
func (s stage) hall() *hall.Pages {
	q, closing := counter.Queue{DB: s.DB}, make(chan struct{})
	close(closing) // streams end after what there is to say now
	return &hall.Pages{
		Halls: q, Acts: q, Tickets: q, Drafts: counter.Drafts{DB: s.DB}, Copies: counter.Register{DB: s.DB}, Dossiers: store.Desk{Dossiers: s.Dossiers}, Closing: closing,
		Rules: func(ctx context.Context) (hall.Rules, error) { return s.References.Now(ctx) },
		Public: func(ctx context.Context) (*orgunit.Map, error) {
			refs, err := s.References.Now(ctx)
			if err != nil {
				return nil, err
			}
			return refs.Units(), nil
		},
	}
}

// morning gives the unit of a stage a ticket, a draft and an entry among certified copies.
func (s *stage) morning(t *testing.T) {
	t.Helper()
	by := account.Stamp{By: theAccount, Unit: s.unit, At: time.Now()}
	ticket, err := counter.Queue{DB: s.DB}.Take(t.Context(), s.unit, "A", "", by)
	draft, err2 := counter.Drafts{DB: s.DB}.Keep(t.Context(), s.unit, queue.Keep{Form: "digest"}, map[string][]string{"name": {"Trần An"}}, by)
	copies, err3 := counter.Register{DB: s.DB}.Certify(t.Context(), s.unit, certify.Content{Person: "Trần An", Kind: "Bằng lái xe", Signer: "Lê Bình", Copies: 1, Pages: 1, Book: 1}, by)
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	s.atCounter = map[string]string{"tickets": fmt.Sprint(int64(ticket.ID)), "drafts": fmt.Sprint(int64(draft.ID)), "copies": fmt.Sprint(int64(copies.ID)),
		"screen": fmt.Sprint(int64(s.unit)), "kiosk": "none"}
}
