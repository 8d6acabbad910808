package postal_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	post "cchc/store/postal"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	province orgunit.ID = 31
	point    orgunit.ID = 33
	other    orgunit.ID = 34
	postman  account.ID = 9
	clerk    account.ID = 7
	leader   account.ID = 8
)

// office is a furnished store with its post.
type office struct {
	*store.Store
	post.Post
	t   *testing.T
	now time.Time
}

func each(t *testing.T, f func(*office)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		c := &office{s, post.Open(s), t, time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC)}
		c.furnish()
		f(c)
	})
}

func (c *office) furnish() {
	c.t.Helper()
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: orgunit.Province, Block: block, Parent: parent, From: since}
	}
	version := func(id procedure.ID, code string, fee int64) procedure.Version {
		return procedure.Version{ID: id, Code: code, Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays", Fee: fee}, {Channel: procedure.Post, Limit: "5 workdays", Fee: fee}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}
	}
	flow := func(id workflow.ID, code string) workflow.Version {
		return workflow.Version{ID: id, Procedure: code, Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}
	}
	person := func(id account.ID, login string, unit orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: "Nguyễn Thị " + login, Unit: unit, Roles: []account.Role{role}, Language: "vi"}
	}
	c.must(c.Furnish(c.t.Context(), store.Furniture{
		Units: []orgunit.Unit{unit(province, "H99", "Tỉnh An Sơn", orgunit.Whole, 0), unit(point, "H99.91", "Bưu điện An Hội", orgunit.Postal, province), unit(other, "H99.92", "Bưu điện Hòa Lâm", orgunit.Postal, province)},
		Accounts: []account.Account{person(clerk, "oanh", province, account.Counter), person(leader, "tri", province, account.Leader),
			person(postman, "hoa", point, account.Postal)},
		Versions:  []procedure.Version{version(101, "1.009999", 0), version(102, "1.009998", 20_000)},
		Workflows: []workflow.Version{flow(201, "1.009999"), flow(202, "1.009998")},
	}, store.Moment{At: c.now.AddDate(0, 0, -1)}))
}

func (c *office) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// refused wants a refusal of a kind.
func (c *office) refused(err error, kind refusal.Kind) {
	c.t.Helper()
	if refusal.KindOf(err) != kind {
		c.t.Errorf("got %v, want a refusal of kind %v", err, kind)
	}
}

func (c *office) by(who account.ID, unit orgunit.ID) account.Stamp {
	c.now = c.now.Add(time.Minute)
	return account.Stamp{By: who, Unit: unit, At: c.now}
}

// received is a dossier taken in at the point for the province.
func (c *office) received(version procedure.ID) dossier.Dossier {
	c.t.Helper()
	d, err := c.Dossiers().Receive(c.t.Context(), dossier.Receive{Unit: province, Desk: province, Helped: point, Procedure: version, Workflow: workflow.ID(version + 100), Channel: procedure.Post, ResultBy: dossier.ByPost},
		dossier.Person{Name: "Đinh Thị Hồng", Address: "số 1, phường An Hội, tỉnh An Sơn", Phone: "0600000124"}, store.Moment(c.by(postman, point)))
	c.must(err)
	return d
}

// Dossiers of the store; both embedded ones have the name.
func (c *office) Dossiers() store.Dossiers { return c.Store.Dossiers }

// finished has a result at the province's desk.
func (c *office) finished(version procedure.ID) dossier.Dossier {
	c.t.Helper()
	d := c.received(version)
	for _, act := range []dossier.Act{dossier.TakeOver{Step: 1}, dossier.Finish{Result: "1/QĐ"}} {
		var err error
		d, err = c.Dossiers().Do(c.t.Context(), d.ID, act, store.Moment(c.by(leader, province)))
		c.must(err)
	}
	return d
}

// mail is a post of the test's own.
type mail struct {
	book  map[string]postal.Entry
	told  map[string]int
	mute  int // so many orders are taken in without an answer
	asked int
}

func newMail() *mail { return &mail{book: map[string]postal.Entry{}, told: map[string]int{}} }

var (
	errMute = errors.New("no answer")
	errNo   = errors.New("không phát đến địa chỉ này")
)

func (m *mail) Order(_ context.Context, p postal.Parcel) (postal.Entry, error) {
	m.told[p.Order.Number]++
	if p.Receiver.Address == "" || p.Receiver.Province != "tỉnh An Sơn" || p.Sender.Name == "" {
		return postal.Entry{}, errNo
	}
	at := p.Order.Opened.Add(time.Minute)
	e := postal.Entry{Number: p.Order.Number, Tracking: fmt.Sprintf("RR%d", len(m.book)+1), State: postal.Accepted, At: at, Accepted: at, COD: p.Order.COD}
	m.book[e.Number] = e
	if m.mute > 0 {
		m.mute--
		return postal.Entry{}, errMute
	}
	return e, nil
}

func (m *mail) Ask(_ context.Context, number string) (postal.Entry, bool, error) {
	m.asked++
	e, ok := m.book[number]
	return e, ok, nil
}

func (c *office) send(o postal.Order, m *mail) error {
	return c.Send(c.t.Context(), fmt.Sprint(int64(o.ID)), m, account.Stamp{At: c.now}, func(err error) bool { return errors.Is(err, errNo) })
}

func (c *office) says(o postal.Order, reference string, status postal.State, minute int) postal.Verdict {
	c.t.Helper()
	n := postal.Notice{Reference: reference, Number: o.Number, Tracking: "RR1", Status: status, At: o.Opened.Add(time.Duration(minute) * time.Minute), Reason: "đi vắng"}
	if status == postal.Delivered {
		n.Taker, n.Reason, n.Collected = "Đinh Thị Hồng", "", o.COD
	}
	v, err := c.Take(c.t.Context(), n, account.Stamp{At: c.now})
	c.must(err)
	return v
}

func TestPapersGoToTheDeskItemByItem(t *testing.T) {
	each(t, func(c *office) {
		ctx := c.t.Context()
		a, b := c.received(101), c.received(101)
		l, err := c.Draw(ctx, postal.In, point, province, c.by(postman, point))
		c.must(err)
		if l.Number != "BK-H99.91-2026-0001" {
			t.Errorf("number %s", l.Number)
		}
		c.refused(c.Post.Do(ctx, l.ID, postal.Give{}, c.by(postman, point)), refusal.NotNow)
		c.must(c.Put(ctx, l.ID, a.ID, c.by(postman, point)))
		c.must(c.Put(ctx, l.ID, b.ID, c.by(postman, point)))
		next, err := c.Draw(ctx, postal.In, point, province, c.by(postman, point))
		c.must(err)
		c.refused(c.Put(ctx, next.ID, a.ID, c.by(postman, point)), refusal.Invalid) // on a list already
		elsewhere, err := c.Draw(ctx, postal.In, other, province, c.by(postman, other))
		c.must(err)
		c.refused(c.Put(ctx, elsewhere.ID, a.ID, c.by(postman, other)), refusal.Invalid)
		c.must(c.Post.Do(ctx, l.ID, postal.Give{}, c.by(postman, point)))
		lines, err := c.Lines(ctx, l.ID)
		c.must(err)
		if len(lines) != 2 || lines[0].File.Code != a.Code || lines[0].File.Person.Name != "Đinh Thị Hồng" || lines[1].Item.No != 2 {
			t.Fatalf("lines %+v", lines)
		}
		c.refused(c.Check(ctx, l.ID, lines[0].Item.ID, postal.Check{State: postal.Missing}, c.by(clerk, province)), refusal.Invalid)
		c.must(c.Check(ctx, l.ID, lines[0].Item.ID, postal.Check{State: postal.Missing, Reason: "không có trong túi"}, c.by(clerk, province)))
		c.must(c.TakeRest(ctx, l.ID, c.by(clerk, province)))
		l, err = c.Post.List(ctx, l.Number)
		c.must(err)
		if l.State != postal.Closed || l.Left != 0 || l.TakenBy != clerk {
			t.Errorf("list %+v", l)
		}
		c.refused(c.Put(ctx, next.ID, b.ID, c.by(postman, point)), refusal.Invalid) // its papers were taken
		c.must(c.Put(ctx, next.ID, a.ID, c.by(postman, point)))                     // what was missing comes later
		waiting, err := c.ToBring(ctx, []orgunit.ID{point}, calendar.DayOf(c.now), 10)
		c.must(err)
		if len(waiting) != 0 {
			t.Errorf("%d wait to be brought", len(waiting))
		}
		figures, err := c.Post.Figures(ctx, nil, calendar.DayOf(c.now), calendar.DayOf(c.now)+1)
		c.must(err)
		if len(figures) != 1 || figures[0] != (postal.Figure{Unit: point, Received: 2, Brought: 1, Faults: 1}) {
			t.Errorf("figures %+v", figures)
		}
	})
}

func TestAResultIsOrderedOnceAfterATimeOutAndHandedOverOnce(t *testing.T) {
	each(t, func(c *office) {
		ctx, m := c.t.Context(), newMail()
		d := c.finished(102)
		waiting, err := c.ToPost(ctx, []orgunit.ID{province}, 10)
		c.must(err)
		if len(waiting) != 1 || waiting[0].Code != d.Code {
			t.Fatalf("waiting %+v", waiting)
		}
		o, err := c.Post.Open(ctx, d.ID, c.by(clerk, province))
		c.must(err)
		again, err := c.Post.Open(ctx, d.ID, c.by(clerk, province))
		c.must(err)
		if again.ID != o.ID || o.COD != 20_000 || o.Number != "BC-2026-0000001" {
			t.Errorf("%+v, again %+v", o, again)
		}
		m.mute = 1
		if err := c.send(o, m); !errors.Is(err, errMute) {
			t.Fatal(err)
		}
		c.must(c.send(o, m))
		c.must(c.send(o, m))
		if m.told[o.Number] != 1 || m.asked != 1 {
			t.Errorf("told %d times, asked %d", m.told[o.Number], m.asked)
		}
		got := []postal.Verdict{c.says(o, "1", postal.Transit, 5), c.says(o, "0", postal.Accepted, 1), c.says(o, "2", postal.Delivered, 9), c.says(o, "2", postal.Delivered, 9), c.says(o, "3", postal.Undelivered, 7)}
		if fmt.Sprint(got) != "[applied stale applied applied stale]" {
			t.Errorf("verdicts %v", got)
		}
		d, err = c.Dossiers().Get(ctx, d.ID)
		c.must(err)
		if d.Delivery != dossier.HandedOver || d.ResultBy != dossier.ByPost || d.Finance != dossier.FeePaid {
			t.Errorf("dossier %s %s %s", d.Delivery, d.ResultBy, d.Finance)
		}
		events, err := c.Trace.Of(ctx, int64(d.ID))
		c.must(err)
		handed := 0
		for _, e := range events {
			if e.Act == "hand_over" && e.Note == "Đinh Thị Hồng" {
				handed++
			}
		}
		if handed != 1 {
			t.Errorf("handed over %d times", handed)
		}
	})
}

func TestWhatComesBackStaysAtTheDeskAndMayGoAgain(t *testing.T) {
	each(t, func(c *office) {
		ctx, m := c.t.Context(), newMail()
		d := c.finished(101)
		o, err := c.Post.Open(ctx, d.ID, c.by(clerk, province))
		c.must(err)
		c.must(c.send(o, m))
		l, err := c.Draw(ctx, postal.Out, point, province, c.by(clerk, province))
		c.must(err)
		c.must(c.Put(ctx, l.ID, d.ID, c.by(clerk, province)))
		c.must(c.Post.Do(ctx, l.ID, postal.Give{}, c.by(clerk, province)))
		c.must(c.TakeRest(ctx, l.ID, c.by(postman, point)))
		c.says(o, "1", postal.Undelivered, 5)
		c.says(o, "2", postal.Returned, 9)
		if v := c.says(o, "3", postal.Delivered, 20); v != postal.Clashes {
			t.Errorf("a delivery after the return: %s", v)
		}
		d, err = c.Dossiers().Get(ctx, d.ID)
		c.must(err)
		o, err = c.OrderOf(ctx, d.ID)
		c.must(err)
		if d.Delivery != dossier.Ready || o.State != postal.Returned || o.Reason != "đi vắng" {
			t.Errorf("%s, order %+v", d.Delivery, o)
		}
		if v := c.says(postal.Order{Number: "BC-2026-9", Opened: c.now}, "4", postal.Delivered, 1); v != postal.Unknown {
			t.Errorf("an unknown order: %s", v)
		}
		parked, err := c.Parked(ctx, 10)
		c.must(err)
		if len(parked) != 2 {
			t.Errorf("%d parked", len(parked))
		}
		second, err := c.Post.Open(ctx, d.ID, c.by(clerk, province))
		c.must(err)
		if second.ID == o.ID {
			t.Error("no second try")
		}
		figures, err := c.Post.Figures(ctx, []orgunit.ID{point}, calendar.DayOf(c.now), calendar.DayOf(c.now)+1)
		c.must(err)
		if len(figures) != 1 || figures[0] != (postal.Figure{Unit: point, Received: 1, Taken: 1, Returned: 1}) {
			t.Errorf("figures %+v", figures)
		}
		_, err = c.Dossiers().Do(ctx, d.ID, dossier.HandOver{}, store.Moment(c.by(clerk, province)))
		c.must(err)
		if second, err = c.Post.Order(ctx, second.Number); err != nil || second.State != postal.Cancelled {
			t.Errorf("handed over at the counter, the order is %s, %v", second.State, err)
		}
	})
}

func TestTheBooksOfADayEndAtZero(t *testing.T) {
	each(t, func(c *office) {
		ctx, m := c.t.Context(), newMail()
		var list []postal.Order
		for range 3 {
			o, err := c.Post.Open(ctx, c.finished(101).ID, c.by(clerk, province))
			c.must(err)
			list = append(list, o)
		}
		c.must(c.send(list[0], m))
		m.mute = 1
		if err := c.send(list[1], m); err == nil {
			t.Fatal("no fault")
		}
		c.must(c.send(list[2], m))
		var theirs []postal.Entry
		for _, o := range list {
			e := m.book[o.Number]
			e.State, e.At, e.Taker = postal.Delivered, e.Accepted.Add(time.Hour), "Người nhà"
			theirs = append(theirs, e)
		}
		theirs = append(theirs, postal.Entry{Number: "lạ", Tracking: "RR9", State: postal.Accepted})
		day := calendar.DayOf(c.now)
		r, err := c.Compare(ctx, day, theirs, c.by(leader, province))
		c.must(err)
		if r.Mended != 3 || r.Equal != 3 || len(r.Left) != 1 || r.Left[0].Kind != "only_theirs" {
			t.Errorf("run %+v", r)
		}
		r, err = c.Compare(ctx, day, theirs[:3], c.by(leader, province))
		c.must(err)
		if r.Mended != 0 || r.Equal != 3 || len(r.Left) != 0 {
			t.Errorf("second run %+v", r)
		}
	})
}

func TestTheWorkOfAContractedDeskIsCounted(t *testing.T) {
	each(t, func(c *office) {
		ctx := c.t.Context()
		d := c.received(101)
		c.refused(c.Guide(ctx, postal.Guide{Minutes: 900}, c.by(postman, point)), refusal.Invalid)
		c.must(c.Guide(ctx, postal.Guide{Topic: "Cấp giấy phép", Minutes: 12}, c.by(postman, point)))
		today := calendar.DayOf(c.now)
		work, err := c.Post.Work(ctx, []orgunit.ID{point}, today, today+1)
		c.must(err)
		if len(work) != 1 || work[0] != (postal.Work{Desk: point, Guided: 1, Minutes: 12, Received: 1}) {
			t.Errorf("work %+v", work)
		}
		behind, err := c.Counted(ctx, "received", []orgunit.ID{point}, today, today+1, 10)
		c.must(err)
		if len(behind) != 1 || behind[0].Code != d.Code {
			t.Errorf("behind it %+v", behind)
		}
	})
}
