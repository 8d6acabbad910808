package main

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/secret"
	"cchc/store"
	money "cchc/store/payment"
)

const (
	payments    = 300
	feeOfEach   = 8000
	payingChief = 8
)

// paying is a served province that owes, and a platform beside it, each a process.
type paying struct {
	*testing.T
	store    *store.Store
	kept     money.Payments
	database string
	dir      string
	url      string
	chief    page
	files    []dossier.Dossier
}

func TestThreeHundredPaymentsThroughAFaultyPlatformAreReconciledToZero(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "cchc")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, address := range map[string]string{"sqlite": dbtest.SQLite(t), "postgres": dbtest.Postgres(t)} {
		if address == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := owing(t, address)
			p.start(binary)
			p.payAll()
			p.refundOne()
			p.settleAll()
			p.whole()
		})
	}
}

func (p *paying) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// owing furnishes a commune with dossiers that owe their fee.
func owing(t *testing.T, address string) *paying {
	t.Helper()
	p := &paying{T: t, database: address, dir: t.TempDir()}
	if code, text := told(t, "--db", address, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	var err error
	p.store, err = store.Open(t.Context(), address, db.Options{})
	p.must(err)
	t.Cleanup(func() { p.store.Close() })
	p.kept = money.Payments{Dossiers: p.store.Dossiers}
	since, yesterday := calendar.MustDay("2020-01-01"), time.Now().AddDate(0, 0, -1)
	p.must(p.store.Furnish(t.Context(), store.Furniture{
		Units: []orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}},
		Accounts: []account.Account{
			{ID: 7, Login: "oanh", Name: "Nguyễn Thị Kim Oanh", Unit: 1, Roles: []account.Role{account.Counter}, Language: "vi"},
			{ID: payingChief, Login: "tri", Name: "Võ Minh Trí", Unit: 1, Roles: []account.Role{account.Leader}, Language: "vi"},
		},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays", Fee: feeOfEach}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: yesterday}))
	for n := range payments {
		d, err := p.store.Dossiers.Receive(t.Context(), dossier.Receive{Unit: 1, Desk: 1, Procedure: 101, Workflow: 201, Channel: procedure.Direct},
			dossier.Person{Name: fmt.Sprintf("Người nộp %d", n)}, store.Moment{By: 7, Unit: 1, At: yesterday})
		p.must(err)
		p.files = append(p.files, d)
	}
	return p
}

// start runs the platform with every fault, and the program.
func (p *paying) start(binary string) {
	p.Helper()
	key := filepath.Join(p.dir, "pay.key")
	p.must(os.WriteFile(key, []byte("mot-khoa-chung-du-dai-de-thu"), 0o600))
	free, err := net.Listen("tcp", "127.0.0.1:0") // each must know the other's address before it starts
	p.must(err)
	platform := free.Addr().String()
	p.must(free.Close())
	p.url = startProcess(p.T, binary, p.dir, "--db", p.database, "serve", "--addr", "127.0.0.1:0", "--pay-url", "http://"+platform, "--pay-key-file", key)
	startProcess(p.T, binary, p.dir, "simulate", "pay", "--addr", platform, "--to", p.url+noticePath, "--key-file", key,
		"--faults", "twice,late,wrong-amount,lost,timeout-after-accept,out-of-order", "--seed", "7", "--hang", "100ms", "--delay", "2s", "--ledger", filepath.Join(p.dir, "ledger"))
	token, now := secret.Token(), dossier.Instant(time.Now())
	p.must(p.store.DB.Write(p.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(p.Context(), `INSERT INTO session (digest, account, stage, created, seen, expires, agent) VALUES ($1, $2, 'in', $3, $3, $4, '')`,
			secret.Digest(token), payingChief, now, dossier.Instant(time.Now().Add(time.Hour)))
		return err
	}))
	p.chief = page{p.T, p.url, token}
}

// payAll has every citizen pay at the platform's page.
func (p *paying) payAll() {
	p.Helper()
	var all sync.WaitGroup
	work := make(chan dossier.Dossier)
	for range 8 {
		all.Go(func() {
			for d := range work {
				p.pay(d)
			}
		})
	}
	for _, d := range p.files {
		work <- d
	}
	close(work)
	all.Wait()
	p.settled()
}

func (p *paying) pay(d dossier.Dossier) {
	citizen := page{p.T, p.url, ""}
	at := "/pay/" + url.PathEscape(d.Code) + "?s=" + dossier.TrackingSecret(&d)
	for range 100 {
		status, to := citizen.send("POST", at, "way=platform")
		if status == http.StatusTooManyRequests {
			time.Sleep(500 * time.Millisecond)
			continue
		}
		if status != http.StatusSeeOther {
			p.Errorf("%s: %d %.300s", d.Code, status, to)
			return
		}
		answer, err := http.PostForm(strings.TrimSpace(to), url.Values{"choice": {"pay"}})
		if err != nil {
			p.Error(err)
			return
		}
		answer.Body.Close()
		return
	}
	p.Errorf("%s is not let in", d.Code)
}

// settled waits until no more notices come.
func (p *paying) settled() {
	p.Helper()
	for last, still := -1, 0; still < 8; time.Sleep(500 * time.Millisecond) {
		list, err := p.kept.Orders(p.Context(), payment.Query{Waiting: true, Limit: 2 * payments})
		p.must(err)
		if still++; len(list) != last {
			last, still = len(list), 0
		}
	}
}

// today is the platform's day of every payment.
func (p *paying) today() calendar.Day { return calendar.DayOf(time.Now()) }

// refundOne has the platform give one payment back.
func (p *paying) refundOne() {
	p.Helper()
	list, err := p.kept.Orders(p.Context(), payment.Query{From: p.today() - 1, To: p.today() + 1, Limit: 1})
	p.must(err)
	r, err := p.kept.AskRefund(p.Context(), list[0].ID, feeOfEach, "rút hồ sơ", account.Stamp{By: 7, Unit: 1, At: time.Now()})
	p.must(err)
	if status, body := p.chief.send("POST", fmt.Sprintf("/till/refunds/%d/decide", r.ID), "do=approve"); status != http.StatusSeeOther {
		p.Fatalf("approving: %d %.300s", status, body)
	}
	for range 100 {
		if r, err = p.kept.Refund(p.Context(), r.ID); err == nil && r.State == payment.RefundDone {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	p.Fatalf("the refund stays %s, %v", r.State, err)
}

// settleAll compares with the statement, records what it shows, and compares again.
func (p *paying) settleAll() {
	p.Helper()
	day := p.today().Vietnamese()
	p.send("/till/reconcile", "day="+url.QueryEscape(day))
	open, err := p.kept.Differences(p.Context(), nil, false, 2*payments)
	p.must(err)
	if len(open) < 20 {
		p.Errorf("only %d differences: the faults were not injected", len(open))
	}
	for _, d := range open {
		p.send(fmt.Sprintf("/till/differences/%d", d.ID), "how=recorded&reason=theo+sao+k%C3%AA")
	}
	p.send("/till/reconcile", "day="+url.QueryEscape(day))
	left, err := p.kept.Differences(p.Context(), nil, false, 10)
	p.must(err)
	runs, err := p.kept.Runs(p.Context(), 2)
	p.must(err)
	p.Logf("%d differences settled; the last run: %+v", len(open), *runs[0])
	if r := runs[0]; len(left) != 0 || r.Differ != 0 || r.Explained != 0 || r.Equal != payments+1 || r.OurSum != r.TheirSum || r.OurSum != (payments-1)*feeOfEach {
		p.Errorf("%d differences left, the run %+v", len(left), *r)
	}
}

func (p *paying) send(path, form string) {
	p.Helper()
	if status, body := p.chief.send("POST", path, form); status != http.StatusSeeOther {
		p.Errorf("%s: %d %.500s", path, status, body)
	}
}

// whole wants every fee taken exactly once, and nothing changed behind the program's back.
func (p *paying) whole() {
	p.Helper()
	refunded := 0
	for _, d := range p.files {
		file, err := p.store.Dossiers.Get(p.Context(), d.ID)
		p.must(err)
		if file.Finance == dossier.Refunded {
			refunded++
		} else if file.Finance != dossier.FeePaid {
			p.Errorf("%s is %s", d.Code, file.Finance)
		}
		events, err := p.store.Trace.Of(p.Context(), int64(d.ID))
		p.must(err)
		taken := 0
		for _, e := range events {
			if e.Act == "take_fee" {
				taken++
			}
		}
		if taken != 1 {
			p.Errorf("the fee of %s was taken %d times", d.Code, taken)
		}
	}
	if refunded != 1 {
		p.Errorf("%d dossiers refunded, want 1", refunded)
	}
	key := p.database + ".key"
	if db.EngineOf(p.database) != db.SQLite {
		key = filepath.Join(p.dir, "cchc.key")
	}
	if code, text := told(p.T, "--db", p.database, "verify", "--key-file", key); code != exitOK {
		p.Errorf("verify: %d, %s", code, text)
	}
}
