package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/kit/job"
	"cchc/store"
	"cchc/store/notify"
)

// postbox takes every letter and keeps the link by which its reader stops the next one.
type postbox struct{ stops chan string }

func (p postbox) Send(_ context.Context, l domain.Letter) domain.Answer {
	p.stops <- l.Stop[strings.LastIndex(l.Stop, "/")+1:]
	return domain.Answer{Outcome: domain.Accepted, ProviderID: "id"}
}

// letters gives the playground words, wishes, what officers decided of a message, and
// people who want no more of them.
func (p *playground) letters() {
	p.t.Helper()
	office := notify.New(p.s)
	office.Now = func() time.Time { return p.now }
	ctx, by := p.t.Context(), account.Stamp{By: 21, Unit: hillCommune, At: p.now}
	second := account.Stamp{By: 22, Unit: hillVillage, At: p.now}
	for i, way := range []domain.Channel{domain.SMS, domain.Zalo} {
		words, err := office.DraftTemplate(ctx, domain.Apology, way, domain.Vietnamese, by)
		p.must(err)
		words.External, words.Body = "123", "Hồ sơ {ma_ho_so} chậm, xin lỗi."
		words, err = office.SaveTemplate(ctx, words, by)
		p.must(err)
		_, err = office.ApproveTemplate(ctx, words.ID, calendar.DayOf(p.now), second)
		p.must(err)
		p.must(office.SetEmail(ctx, fmt.Sprintf("can.bo.%d@anson.example", i), []account.Stamp{by, second}[i]))
		p.told(office, fmt.Sprintf("dan.%d@anson.example", i), by)
	}
	p.posted(office, 2)
}

// told lets a person be told of a receipt, and a second notice to them be given up.
func (p *playground) told(office *notify.Messages, email string, by account.Stamp) {
	p.t.Helper()
	ctx, person := p.t.Context(), p.person()
	person.Email = email
	d, err := p.s.Dossiers.Receive(ctx, dossier.Receive{Unit: hillCommune, Desk: hillCommune, Procedure: 101, Workflow: 201, Channel: procedure.Direct}, person, store.Moment(by))
	p.must(err)
	p.must(office.SetWish(ctx, d.ID, string(domain.Email), by))
	tell := func(o domain.Occasion) {
		p.must(p.s.DB.Write(ctx, func(tx *db.Tx) error { return office.Tell(ctx, tx, &d, o, nil) }))
	}
	tell(domain.Withdrawn)
	waiting, err := office.List(ctx, domain.Query{Limit: 1})
	p.must(err)
	p.must(office.Cancel(ctx, waiting.Rows[0].ID, "báo nhầm", by))
	tell(domain.Received)
}

// posted delivers n letters, whose readers stop the next ones.
func (p *playground) posted(office *notify.Messages, n int) {
	p.t.Helper()
	box := postbox{make(chan string, n)}
	delivery := &notify.Delivery{Messages: office, Lines: []*domain.Line{{Name: "thu", Channel: domain.Email, Provider: box}}, BaseURL: "https://anson.example", Log: slog.New(slog.DiscardHandler)}
	ctx, stop := context.WithCancel(p.t.Context())
	worker := &job.Worker{DB: p.s.DB, Clock: office.Now, Log: delivery.Log, Lease: time.Minute, Poll: 2 * time.Millisecond, Handlers: map[string]job.Handler{notify.Deliver: delivery.Step}}
	var group sync.WaitGroup
	group.Go(func() { _ = worker.Run(ctx) })
	for range n {
		select {
		case token := <-box.stops:
			p.must(office.Stop(p.t.Context(), token, true, account.Stamp{At: p.now}))
		case <-time.After(20 * time.Second):
			p.t.Error("a letter was not delivered")
		}
	}
	stop()
	group.Wait()
}
