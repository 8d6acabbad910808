package pay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/link/pay"
	"cchc/link/pay/simulator"
)

func key(t *testing.T) pay.Key {
	t.Helper()
	k, err := pay.NewKey([]byte("mot-khoa-thu-du-dai"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// books is both sides: the platform, a client of it, and who takes its notices.
type books struct {
	client   *pay.Client
	platform *simulator.Platform
	mu       sync.Mutex
	taken    []payment.Notice
	verdict  payment.Verdict
	fail     int // so many attempts fail first
}

func (b *books) take(_ context.Context, n payment.Notice) (payment.Verdict, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fail > 0 {
		b.fail--
		return "", errors.New("database away")
	}
	b.taken = append(b.taken, n)
	return b.verdict, nil
}

func start(t *testing.T, faults ...simulator.Fault) *books {
	t.Helper()
	b := &books{verdict: payment.Applied}
	quiet := slog.New(slog.DiscardHandler)
	receiver := httptest.NewServer(&pay.Receiver{Partner: "H99", Key: key(t), Take: b.take, Log: quiet})
	t.Cleanup(receiver.Close)
	b.platform = &simulator.Platform{To: receiver.URL, Partner: "H99", Key: key(t), Faults: faults, Hang: 50 * time.Millisecond, Log: quiet}
	if err := b.platform.Open(filepath.Join(t.TempDir(), "book")); err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(b.platform.Handler())
	t.Cleanup(site.Close)
	b.platform.Self = site.URL
	b.client = &pay.Client{URL: site.URL, Partner: "H99", Key: key(t)}
	return b
}

func bill(n int64, total int64) payment.Bill {
	return payment.Bill{Order: payment.Order{Code: payment.Code(2026, n), Total: total, Lines: []payment.Line{{Name: "Lệ phí", Amount: total}}}, Dossier: "H99-260305-0001", Payer: "Đinh Thị Hồng"}
}

// settle presses a button of the platform's page.
func settle(t *testing.T, link, choice string) {
	t.Helper()
	answer, err := http.PostForm(link, url.Values{"choice": {choice}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", link, answer.Status)
	}
}

func TestABillIsOfferedPaidToldAndInTheStatement(t *testing.T) {
	b := start(t)
	link, err := b.client.Offer(t.Context(), bill(1, 8000))
	if err != nil {
		t.Fatal(err)
	}
	if again, err := b.client.Offer(t.Context(), bill(1, 8000)); err != nil || again != link {
		t.Errorf("offered again: %q, %v", again, err)
	}
	if _, err := b.client.Offer(t.Context(), bill(1, 9000)); refusal.KindOf(err) != refusal.Conflict {
		t.Errorf("the same code with another amount: %v", err)
	}
	settle(t, link, "pay")
	settle(t, link, "refuse") // too late: nothing happens
	b.platform.Wait()
	if len(b.taken) != 1 || b.taken[0].Amount != 8000 || b.taken[0].Code != bill(1, 0).Order.Code || b.taken[0].Source != payment.FromPlatform {
		t.Fatalf("taken %+v", b.taken)
	}
	paid, ok, err := b.client.Bill(t.Context(), bill(1, 0).Order.Code)
	if err != nil || !ok || paid != b.taken[0] {
		t.Errorf("asked for it is %+v, %v, %v", paid, ok, err)
	}
	ref, at, err := b.client.Refund(t.Context(), payment.Refund{ID: 5, Amount: 3000, Reason: "thu nhầm"}, paid.Reference)
	if err != nil || ref == "" || at.IsZero() {
		t.Fatalf("refund %q, %v", ref, err)
	}
	if again, _, err := b.client.Refund(t.Context(), payment.Refund{ID: 5, Amount: 3000, Reason: "thu nhầm"}, paid.Reference); err != nil || again != ref {
		t.Errorf("the same refund again: %q, %v", again, err)
	}
	if _, _, err := b.client.Refund(t.Context(), payment.Refund{ID: 6, Amount: 5001}, paid.Reference); refusal.KindOf(err) != refusal.Conflict {
		t.Errorf("more back than there is: %v", err)
	}
	items, err := b.client.Statement(t.Context(), calendar.DayOf(paid.At))
	if err != nil || len(items) != 2 || items[0].Amount != 8000 || items[1].Amount != -3000 || items[1].Reference != ref {
		t.Errorf("statement %+v, %v", items, err)
	}
}

func TestAReplyThatNeverComesIsAskedForAgain(t *testing.T) {
	b := start(t, simulator.Timeout)
	for n := range int64(8) {
		if _, err := b.client.Offer(t.Context(), bill(n, 1000)); err != nil {
			t.Errorf("bill %d: %v", n, err)
		}
	}
}

func TestAPlatformThatIsAwaySaysSoInWords(t *testing.T) {
	c := &pay.Client{URL: "http://127.0.0.1:1", Partner: "H99", Key: key(t)}
	if _, err := c.Offer(t.Context(), bill(1, 1000)); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("offer to nobody: %v", err)
	}
}

func TestAPlatformWithAnotherKeyIsNotBelieved(t *testing.T) {
	b := start(t)
	b.client.Key, _ = pay.NewKey([]byte("another key altogether"))
	if link, err := b.client.Offer(t.Context(), bill(1, 1000)); err == nil {
		t.Errorf("offered at %q", link)
	}
	if _, err := b.client.Statement(t.Context(), calendar.MustDay("2026-03-05")); err == nil {
		t.Error("a statement was given to another key")
	}
}

func TestEveryFaultTellsAtLeastOnceButTheLostOne(t *testing.T) {
	for fault, want := range map[simulator.Fault]int{simulator.Twice: 2, simulator.Late: 1, simulator.WrongAmount: 1, simulator.Lost: 0, simulator.OutOfOrder: 1} {
		b := start(t, fault)
		b.fail = 1
		for n := int64(0); ; n++ {
			link, err := b.client.Offer(t.Context(), bill(n, 1000))
			if err != nil {
				t.Fatal(err)
			}
			settle(t, link, "pay")
			b.platform.Wait()
			if got := len(b.taken); fault == simulator.Lost && n > 8 || got == want && want > 1 || got > 0 && want == 1 {
				break
			} else if n > 40 {
				t.Errorf("%s: taken %d times, want %d", fault, got, want)
				break
			}
			if fault != simulator.Lost {
				b.taken = nil
			}
		}
	}
}

// notice is a good one, signed.
func notice(k pay.Key, change func(*pay.Notice)) string {
	n := pay.Notice{LoaiBanTin: pay.KindNotify, PhienBan: pay.Version, MaDoiTac: "H99", MaThamChieu: payment.Code(2026, 1), MaGiaoDich: "G1",
		SoTien: "8000", MaTienTe: "VND", ThoiGianGD: "20260305120000", MaLoi: pay.Done}
	change(&n)
	k.Sign(&n)
	text, _ := json.Marshal(n)
	return string(text)
}

func TestEveryNoticeGetsTheAnswerThePlatformExpects(t *testing.T) {
	good := func(*pay.Notice) {}
	other, _ := pay.NewKey([]byte("another key altogether"))
	for _, c := range []struct {
		name, body string
		verdict    payment.Verdict
		fail       int
		want       string
		taken      int
	}{
		{"good", notice(key(t), good), payment.Applied, 0, pay.Done, 1},
		{"unknown order", notice(key(t), good), payment.Unknown, 0, pay.UnknownBill, 1},
		{"another amount", notice(key(t), good), payment.WrongAmount, 0, pay.OtherAmount, 1},
		{"after cancellation", notice(key(t), good), payment.AfterCancel, 0, pay.BillOver, 1},
		{"database away", notice(key(t), good), payment.Applied, 1, pay.OutOfService, 0},
		{"another key", notice(other, good), payment.Applied, 0, pay.WrongSign, 0},
		{"altered", strings.Replace(notice(key(t), good), `"8000"`, `"9000"`, 1), payment.Applied, 0, pay.WrongSign, 0},
		{"another partner", notice(key(t), func(n *pay.Notice) { n.MaDoiTac = "H98" }), payment.Applied, 0, pay.WrongSign, 0},
		{"refused by the payer", notice(key(t), func(n *pay.Notice) { n.MaLoi = pay.PayerRefused }), payment.Applied, 0, pay.Done, 0},
		{"dollars", notice(key(t), func(n *pay.Notice) { n.MaTienTe = "USD" }), payment.Applied, 0, pay.BadMessage, 0},
		{"below nothing", notice(key(t), func(n *pay.Notice) { n.SoTien = "-8000" }), payment.Applied, 0, pay.BadMessage, 0},
		{"no time", notice(key(t), func(n *pay.Notice) { n.ThoiGianGD = "yesterday" }), payment.Applied, 0, pay.BadMessage, 0},
		{"not JSON", "MaLoi=00", payment.Applied, 0, pay.BadMessage, 0},
	} {
		b := &books{verdict: c.verdict, fail: c.fail}
		w := httptest.NewRecorder()
		r := httptest.NewRequest("POST", "/pay/notices", strings.NewReader(c.body))
		(&pay.Receiver{Partner: "H99", Key: key(t), Take: b.take, Log: slog.New(slog.DiscardHandler)}).ServeHTTP(w, r)
		var got pay.Answer
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.MaLoi != c.want || len(b.taken) != c.taken {
			t.Errorf("%s: %s, taken %d times; want %s and %d", c.name, w.Body, len(b.taken), c.want, c.taken)
		}
	}
}

func TestTheKeyIsNeverShown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte("mot-khoa-thu-du-dai\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k, err := pay.ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("start", "key", k)
	text := fmt.Sprintf("%v %+v %#v %s", k, k, k, k) + log.String()
	if strings.Contains(text, "mot-khoa") || strings.Contains(text, "6d6f74") {
		t.Errorf("shown: %s", text)
	}
	if _, err := pay.NewKey([]byte("short")); err == nil {
		t.Error("a short key is taken")
	}
}

func FuzzANoticeWithoutTheKeyIsNeverTaken(f *testing.F) {
	f.Add(`{"MaDoiTac":"H99","MaXacThuc":""}`)
	f.Fuzz(func(t *testing.T, body string) {
		k, _ := pay.NewKey([]byte("mot-khoa-thu-du-dai"))
		b := &books{verdict: payment.Applied}
		(&pay.Receiver{Partner: "H99", Key: k, Take: b.take, Log: slog.New(slog.DiscardHandler)}).
			ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", "/", strings.NewReader(body)))
		if len(b.taken) > 0 {
			t.Errorf("taken: %q", body)
		}
	})
}
