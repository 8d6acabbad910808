package notify_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/job"
	"cchc/store"
	"cchc/store/notify"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	office  orgunit.ID = 2
	officer account.ID = 7
	second  account.ID = 8
	third   account.ID = 9
)

// clock is the time of a stage, which only a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// provider is a fake one: it answers by the test's script, then accepts.
type provider struct {
	mu     sync.Mutex
	script []domain.Answer // an Open outcome dies
	sent   []domain.Letter
}

func (p *provider) Send(_ context.Context, l domain.Letter) domain.Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, l)
	if len(p.script) == 0 {
		return domain.Answer{Outcome: domain.Accepted, ProviderID: "id"}
	}
	a := p.script[0]
	p.script = p.script[1:]
	if a.Outcome == domain.Open {
		panic("the program dies here")
	}
	return a
}

func (p *provider) letters() []domain.Letter {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]domain.Letter(nil), p.sent...)
}

// asked is a provider that can be asked.
type asked struct {
	provider
	answers []domain.Answer
}

func (p *asked) Ask(context.Context, domain.Attempt) domain.Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.answers) == 0 {
		return domain.Answer{Outcome: domain.Unsure}
	}
	a := p.answers[0]
	p.answers = p.answers[1:]
	return a
}

type stage struct {
	*testing.T
	*store.Store
	clock    *clock
	messages *notify.Messages
	delivery *notify.Delivery
	mail     *provider
	sms      *asked
}

func each(t *testing.T, f func(s *stage)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) { f(set(t, d)) })
}

func set(t *testing.T, d *db.DB) *stage {
	s := &stage{T: t, Store: store.New(d), clock: &clock{at: time.Date(2026, 3, 3, 9, 0, 0, 700_000_000, calendar.Local)}, mail: &provider{}, sms: &asked{}}
	since := calendar.MustDay("2020-01-01")
	s.must(s.Furnish(t.Context(), store.Furniture{
		Units: []orgunit.Unit{
			{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: office, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
		},
		Accounts: []account.Account{{ID: officer, Login: "ha", Name: "Lê Thị Thu Hà", Unit: office, Roles: []account.Role{account.Designer}}, {ID: second, Login: "an", Name: "Trần An", Unit: office, Roles: []account.Role{account.Leader}}},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "15 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: s.clock.now().AddDate(-2, 0, 0)}))
	s.messages = notify.New(s.Store)
	s.messages.Now = s.clock.now
	s.Dossiers.Follow(s.messages.Follow)
	s.delivery = &notify.Delivery{Messages: s.messages, BaseURL: "https://motcua.example", Log: slog.New(slog.DiscardHandler), Lines: []*domain.Line{
		{Name: "thu", Channel: domain.Email, Provider: s.mail}, {Name: "sms", Channel: domain.SMS, Provider: s.sms},
	}}
	return s
}

func (s *stage) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

var citizen = dossier.Person{Name: "Đinh Thị Hồng Nhung", Phone: "0903123456", Email: "nhung@anson.example", Content: "xin phép"}

func (s *stage) stamp() account.Stamp {
	return account.Stamp{By: officer, Unit: office, At: s.clock.now()}
}

func (s *stage) receive(p dossier.Person, tell string) dossier.Dossier {
	s.Helper()
	d, err := s.Dossiers.Receive(s.Context(), dossier.Receive{Unit: office, Desk: office, Procedure: 101, Workflow: 201, Channel: procedure.Direct, Tell: tell}, p, store.Moment(s.stamp()))
	s.must(err)
	return d
}

func (s *stage) do(d dossier.Dossier, act dossier.Act) {
	s.Helper()
	_, err := s.Dossiers.Do(s.Context(), d.ID, act, store.Moment(s.stamp()))
	s.must(err)
}

func (s *stage) list() []domain.Message {
	s.Helper()
	l, err := s.messages.List(s.Context(), domain.Query{Limit: 1000})
	s.must(err)
	return l.Rows
}

// states is the outbox in short, the oldest first: "received sent, apology queued".
func (s *stage) states() string {
	s.Helper()
	var parts []string
	list := s.list()
	for i := len(list) - 1; i >= 0; i-- {
		parts = append(parts, string(list[i].Occasion)+" "+string(list[i].State))
	}
	return strings.Join(parts, ", ")
}

// run delivers, a few seconds passing at each look, until the outbox is as wanted.
func (s *stage) run(want string) {
	s.Helper()
	worker := &job.Worker{DB: s.DB, Clock: s.clock.now, Log: slog.New(slog.DiscardHandler), Lease: 20 * time.Minute, Poll: 2 * time.Millisecond,
		Handlers: map[string]job.Handler{notify.Deliver: s.delivery.Step}}
	ctx, stop := context.WithCancel(s.Context())
	var group sync.WaitGroup
	group.Go(func() { _ = worker.Run(ctx) })
	got := ""
	for range 1500 {
		if got = s.states(); got == want {
			break
		}
		s.clock.pass(4 * time.Second)
		time.Sleep(4 * time.Millisecond)
	}
	stop()
	group.Wait()
	if got = s.states(); got != want {
		s.Fatalf("%s\nwant %s", got, want)
	}
}
