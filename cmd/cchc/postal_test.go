package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	domain "cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/kit/secret"
	"cchc/store"
	"cchc/store/postal"
)

const (
	parcelsSent  = 200
	feeOnArrival = 20_000
	postalClerk  = 7
	postalChief  = 8
)

// posting is a served province with results to send, and a post beside it, each a process.
type posting struct {
	*testing.T
	store    *store.Store
	kept     postal.Post
	database string
	dir      string
	url      string
	mail     string // where the post is
	clerk    page
	chief    page
	files    []dossier.Dossier
}

func TestTwoHundredResultsThroughAFaultyPostAreEachOrderedAndDeliveredOnce(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "cchc")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, address := range map[string]string{"sqlite": dbtest.SQLite(t), "postgres": dbtest.Postgres(t)} {
		if address == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p := sending(t, address)
			p.start(binary)
			p.sendAll()
			p.orderedOnce()
			p.booksEqual()
			p.whole()
		})
	}
}

func (p *posting) must(err error) {
	p.Helper()
	if err != nil {
		p.Fatal(err)
	}
}

// sending furnishes a province with results that wait to be posted, every second one with a
// fee to be collected.
func sending(t *testing.T, address string) *posting {
	t.Helper()
	p := &posting{T: t, database: address, dir: t.TempDir()}
	if code, text := told(t, "--db", address, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	var err error
	p.store, err = store.Open(t.Context(), address, db.Options{})
	p.must(err)
	t.Cleanup(func() { p.store.Close() })
	p.kept = postal.Post{Dossiers: p.store.Dossiers}
	since, yesterday := calendar.MustDay("2020-01-01"), time.Now().AddDate(0, 0, -1)
	p.must(p.store.Furnish(t.Context(), store.Furniture{
		Units: []orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}},
		Accounts: []account.Account{
			{ID: postalClerk, Login: "oanh", Name: "Nguyễn Thị Kim Oanh", Unit: 1, Roles: []account.Role{account.Counter}, Language: "vi"},
			{ID: postalChief, Login: "tri", Name: "Võ Minh Trí", Unit: 1, Roles: []account.Role{account.Leader}, Language: "vi"},
		},
		Versions: []procedure.Version{{ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays", Fee: feeOnArrival}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}}}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: yesterday}))
	for n := range parcelsSent {
		d, err := p.store.Dossiers.Receive(t.Context(), dossier.Receive{Unit: 1, Desk: 1, Procedure: 101, Workflow: 201, Channel: procedure.Direct, ResultBy: dossier.ByPost, Paid: n%2 == 0},
			dossier.Person{Name: fmt.Sprintf("Người nhận %d", n), Address: "thôn Phú Thạnh, xã Hòa Lâm, tỉnh An Sơn", Phone: "0600000124"}, store.Moment{By: postalClerk, Unit: 1, At: yesterday})
		p.must(err)
		for _, act := range []dossier.Act{dossier.TakeOver{Step: 1}, dossier.Finish{}} {
			d, err = p.store.Dossiers.Do(t.Context(), d.ID, act, store.Moment{By: postalChief, Unit: 1, At: yesterday.Add(time.Hour)})
			p.must(err)
		}
		p.files = append(p.files, d)
	}
	return p
}

// start runs the post with every fault, and the program.
func (p *posting) start(binary string) {
	p.Helper()
	key := filepath.Join(p.dir, "post.key")
	p.must(os.WriteFile(key, []byte("mot-khoa-chung-du-dai-de-thu"), 0o600))
	free, err := net.Listen("tcp", "127.0.0.1:0") // each must know the other's address before it starts
	p.must(err)
	mail := free.Addr().String()
	p.must(free.Close())
	p.mail = "http://" + mail
	p.url = startProcess(p.T, binary, p.dir, "--db", p.database, "serve", "--addr", "127.0.0.1:0", "--post-url", p.mail, "--post-key-file", key)
	startProcess(p.T, binary, p.dir, "simulate", "post", "--addr", mail, "--to", p.url+"/post/notices", "--key-file", key,
		"--faults", "twice,late,lost,timeout-after-accept,out-of-order", "--seed", "7", "--hang", "100ms", "--delay", "2s", "--pace", "300ms")
	p.clerk, p.chief = p.enters(postalClerk), p.enters(postalChief)
}

func (p *posting) enters(who account.ID) page {
	p.Helper()
	token, now := secret.Token(), dossier.Instant(time.Now())
	p.must(p.store.DB.Write(p.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(p.Context(), `INSERT INTO session (digest, account, stage, created, seen, expires, agent) VALUES ($1, $2, 'in', $3, $3, $4, '')`,
			secret.Digest(token), who, now, dossier.Instant(time.Now().Add(time.Hour)))
		return err
	}))
	return page{p.T, p.url, token}
}

// sendAll makes the orders as an officer does, and waits until the post has done its part.
func (p *posting) sendAll() {
	p.Helper()
	form := url.Values{}
	for _, d := range p.files {
		form.Add("code", d.Code)
	}
	if status, body := p.clerk.send("POST", "/postal/waiting", form.Encode()); status != http.StatusSeeOther {
		p.Fatalf("making orders: %d %.500s", status, body)
	}
	for end, last, still := time.Now().Add(3*time.Minute), "", 0; still < 10; time.Sleep(500 * time.Millisecond) {
		var told, states []string
		for _, line := range p.book() {
			states = append(states, line[2])
		}
		list, err := p.kept.Orders(p.Context(), nil, domain.Query{Limit: 2 * parcelsSent})
		p.must(err)
		for _, one := range list {
			if one.Order.ToTell() {
				still = 0
			}
			told = append(told, string(one.Order.State))
		}
		if now := fmt.Sprint(told, states); now != last {
			last, still = now, 0
		} else if still++; len(states) < parcelsSent {
			still = 0
		}
		if time.Now().After(end) {
			p.Fatalf("the post has %d orders", len(states))
		}
	}
}

// book is the post's own: number, tracking number, status, how often it was told, fault.
func (p *posting) book() (lines [][]string) {
	p.Helper()
	answer, err := http.Get(p.mail + "/")
	p.must(err)
	defer answer.Body.Close()
	for text := bufio.NewScanner(answer.Body); text.Scan(); {
		lines = append(lines, strings.Split(text.Text(), "\t"))
	}
	return lines
}

// orderedOnce wants each result in the post's book once, told of once, timed out or not.
func (p *posting) orderedOnce() {
	p.Helper()
	faults := map[string]int{}
	lines := p.book()
	for _, line := range lines {
		if faults[line[4]]++; line[3] != "1" || line[2] != string(domain.Delivered) {
			p.Errorf("order %s is %s, the post was told %s times", line[0], line[2], line[3])
		}
	}
	if len(lines) != parcelsSent || len(faults) != 6 {
		p.Errorf("%d orders, faults %v", len(lines), faults)
	}
	p.Logf("faults injected: %v", faults)
}

// booksEqual compares the day's books twice: the first time mends what was lost, the second
// finds nothing.
func (p *posting) booksEqual() {
	p.Helper()
	for range 2 {
		if status, body := p.chief.send("POST", "/postal/compare", "day="+url.QueryEscape(calendar.DayOf(time.Now()).Vietnamese())); status != http.StatusSeeOther {
			p.Fatalf("comparing: %d %.500s", status, body)
		}
	}
	runs, err := p.kept.Runs(p.Context(), 2)
	p.must(err)
	p.Logf("the runs: %+v, %+v", *runs[1], *runs[0])
	if first := runs[1]; first.Mended == 0 {
		p.Error("no notice was lost: the faults were not injected")
	}
	if r := runs[0]; r.Equal != parcelsSent || r.Mended != 0 || len(r.Left) != 0 || r.OurSum != r.TheirSum || r.OurSum != parcelsSent/2*feeOnArrival {
		p.Errorf("the books differ: %+v", *r)
	}
}

// whole wants every result handed over exactly once, and nothing changed behind the
// program's back.
func (p *posting) whole() {
	p.Helper()
	for _, d := range p.files {
		events, err := p.store.Trace.Of(p.Context(), int64(d.ID))
		p.must(err)
		handed, fees := 0, 0
		for _, e := range events {
			switch e.Act {
			case "hand_over":
				handed++
			case "take_fee":
				fees++
			}
		}
		file, err := p.store.Dossiers.Get(p.Context(), d.ID)
		p.must(err)
		if handed != 1 || fees > 1 || file.Finance != dossier.FeePaid || file.Delivery != dossier.HandedOver {
			p.Errorf("%s: handed over %d times, fee taken %d times, %s", d.Code, handed, fees, file.Finance)
		}
	}
	key := p.database + ".key"
	if db.EngineOf(p.database) != db.SQLite {
		key = filepath.Join(p.dir, "cchc.key")
	}
	if code, text := told(p.T, "--db", p.database, "verify", "--key-file", key); code != exitOK {
		p.Errorf("verify: %d, %s", code, text)
	}
}
