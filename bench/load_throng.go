package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"cchc/demo"
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store"
)

// sort of what a throng does.
type sort string

const (
	aView    sort = "view"
	aReceipt sort = "receipt"
	aStep    sort = "step"
)

// throng is who presses: citizens on the public pages, officers of one commune on theirs.
type throng struct {
	Load
	base       string
	logins     []demo.Login
	anybody    *visitor
	officer    map[string]*visitor
	codes      []string // of dossiers, to be looked at
	procedures []string
	form       url.Values  // of a receipt
	steps      chan string // codes of dossiers whose first step waits
}

// newThrong prepares what the pages are asked about.
func newThrong(ctx context.Context, address string, l Load) (*throng, error) {
	s, logins, err := openDemo(ctx, address)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	c := &throng{Load: l, logins: logins, officer: map[string]*visitor{}, steps: make(chan string, 100_000)}
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	for _, v := range refs.Procedures {
		if v.Until == 0 {
			c.procedures = append(c.procedures, v.Code)
		}
	}
	if err := c.fill(ctx, s, refs); err != nil {
		return nil, err
	}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		c.codes, err = db.All(ctx, tx, func(row db.Row) (code string, err error) { return code, row.Scan(&code) },
			`SELECT code FROM dossier WHERE code <> '' ORDER BY id DESC LIMIT 5000`)
		return err
	})
	return c, err
}

// fill makes the form of a receipt: a procedure of the officer's unit whose first step is
// an official's there, so that it can be completed afterwards.
func (c *throng) fill(ctx context.Context, s *store.Store, refs *store.Picture) error {
	unit, err := unitOf(ctx, s, "motcua.anhoi")
	if err != nil {
		return err
	}
	today := calendar.DayOf(time.Now())
	level := refs.Units().Unit(unit.Unit).Level
	for _, v := range refs.Procedures {
		flow := refs.WorkflowFor(v.Code, v.Cases[0].No, today)
		if !v.InForce(today) || flow == nil || v.Offer(procedure.Direct) == nil || len(flow.Steps) < 2 || len(v.Levels) == 0 || v.Levels[len(v.Levels)-1] != level {
			continue
		}
		if first := flow.Starts(); len(first) != 1 || first[0].Place != workflow.AtUnit || first[0].Role != account.Official {
			continue
		}
		c.form = url.Values{"name": {"Đinh Thị Hồng Nhung"}, "born": {"14/08/1986"}, "sex": {"nữ"}, "address": {"thôn Đông"}, "phone": {"0600000123"},
			"procedure": {v.Code}, "case": {strconv.Itoa(v.Cases[0].No)}, "result": {"counter"}, "fee": {"cash"}}
		for i := range v.Cases[0].Components {
			c.form.Add("paper", strconv.Itoa(i+1))
		}
		return nil
	}
	return fmt.Errorf("bench: the demo has no procedure to receive at %s", refs.Units().Name(unit.Unit))
}

func unitOf(ctx context.Context, s *store.Store, login string) (*account.Account, error) {
	list, err := s.Accounts.List(ctx, account.Query{Words: login, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(list.Rows) == 0 {
		return nil, fmt.Errorf("bench: nobody is %s", login)
	}
	return list.Rows[0], nil
}

// do does one thing of a sort, as the n-th that is done.
func (c *throng) do(ctx context.Context, what sort, n int) error {
	from := fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
	switch what {
	case aReceipt:
		return c.receive(ctx, n, from)
	case aStep:
		select {
		case code := <-c.steps:
			_, err := c.officer["chuyenvien.anhoi"].ask(ctx, http.MethodPost, "/desk/dossiers/"+code+"/complete", from, url.Values{"once": {"s" + strconv.Itoa(n)}, "step": {"1"}})
			return err
		default:
			return fmt.Errorf("bench: no dossier waits for a step")
		}
	}
	who, path := c.page(n)
	_, err := who.ask(ctx, http.MethodGet, path, from, nil)
	return err
}

func (c *throng) receive(ctx context.Context, n int, from string) error {
	form := url.Values{"once": {fmt.Sprintf("r%d-%d", time.Now().UnixNano(), n)}, "card": {fmt.Sprintf("999186%06d", n%1_000_000)}}
	for name, values := range c.form {
		form[name] = values
	}
	at, err := c.officer["motcua.anhoi"].ask(ctx, http.MethodPost, "/desk/receive", from, form)
	if err != nil {
		return err
	}
	code, ok := strings.CutPrefix(at, "/desk/dossiers/")
	if !ok {
		return fmt.Errorf("bench: a receipt leads to %s", at)
	}
	c.steps <- code
	return nil
}

// page is the n-th page looked at, and by whom: two of three are the citizens'.
func (c *throng) page(n int) (*visitor, string) {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	code, name := c.codes[r.IntN(len(c.codes))], c.procedures[r.IntN(len(c.procedures))]
	counter, official, leader := c.officer["motcua.anhoi"], c.officer["chuyenvien.anhoi"], c.officer["chutich"]
	switch k := r.IntN(100); {
	case k < 15:
		return c.anybody, "/"
	case k < 25:
		return c.anybody, "/procedures?q=giay+chung+nhan"
	case k < 40:
		return c.anybody, "/procedures/" + name
	case k < 65:
		return c.anybody, "/track/" + code
	case k < 75:
		return official, "/desk/work"
	case k < 80:
		return counter, "/desk/register"
	case k < 84:
		return counter, "/desk/register?q=nhung"
	case k < 94:
		return official, "/desk/dossiers/" + code
	case k < 97:
		return counter, "/desk/receive"
	}
	return leader, "/lead"
}

// alone measures one person after the other, with nobody else there.
func (c *throng) alone(ctx context.Context) (map[sort]*waits, error) {
	quiet := map[sort]*waits{aView: {}, aReceipt: {}, aStep: {}}
	for n := range 40 + c.Writes*int(c.Lasts/time.Second)/8 { // receipts enough that steps never run dry
		for _, what := range []sort{aReceipt, aView, aStep} {
			if what == aStep && n%2 == 0 || n >= 40 && what != aReceipt {
				continue
			}
			begin := time.Now()
			if err := c.do(ctx, what, n); err != nil {
				return nil, err
			}
			quiet[what].add(time.Since(begin), nil)
		}
	}
	return quiet, nil
}

// run presses for as long as it is to last, and a tenth before that is not counted.
func (c *throng) run(ctx context.Context) (map[sort]*waits, error) {
	pressed := map[sort]*waits{aView: {}, aReceipt: {}, aStep: {}}
	var group sync.WaitGroup
	begin, warm := time.Now(), c.Lasts/10
	send := func(every time.Duration, first int, of func(n int) sort) {
		defer group.Done()
		for n := 0; ; n++ {
			due := time.Duration(n) * every
			if due > warm+c.Lasts || ctx.Err() != nil {
				return
			}
			time.Sleep(time.Until(begin.Add(due)))
			group.Go(func() {
				what := of(n)
				err := c.do(ctx, what, first+n)
				if due >= warm {
					pressed[what].add(time.Since(begin.Add(due)), err)
				}
			})
		}
	}
	group.Add(2)
	go send(time.Second/time.Duration(c.Views), 1_000_000, func(int) sort { return aView })
	go send(time.Second/time.Duration(c.Writes), 500_000, func(n int) sort { return []sort{aReceipt, aStep}[n%2] })
	group.Wait()
	return pressed, ctx.Err()
}
