package post_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/postal"
	"cchc/link/post"
	"cchc/link/post/simulator"
)

func key(t *testing.T, secret string) post.Key {
	t.Helper()
	k, err := post.NewKey([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

const secret = "mot-khoa-chung-du-dai"

// taken keeps what the receiver was told.
type taken struct {
	sync.Mutex
	list []postal.Notice
}

func (k *taken) take(_ context.Context, n postal.Notice) (postal.Verdict, error) {
	k.Lock()
	defer k.Unlock()
	k.list = append(k.list, n)
	return postal.Applied, nil
}

func (k *taken) delivered() (n int) {
	k.Lock()
	defer k.Unlock()
	for _, one := range k.list {
		if one.Status == postal.Delivered && one.Taker == "Đinh Thị Hồng" && one.Collected == 8000 {
			n++
		}
	}
	return n
}

func parcel(number string) postal.Parcel {
	return postal.Parcel{Order: postal.Order{Number: number, COD: 8000}, Code: "H99-1", Receiver: postal.Party{Name: "Đinh Thị Hồng", Address: "xã Hòa Lâm"}}
}

func TestAnOrderGoesItsWayAndItsNoticesComeBack(t *testing.T) {
	told := &taken{}
	ours := httptest.NewServer(&post.Receiver{Key: key(t, secret), Take: told.take, Log: slog.New(slog.DiscardHandler)})
	defer ours.Close()
	sim := &simulator.Post{To: ours.URL + post.NoticePath, Key: key(t, secret), Pace: time.Millisecond, Log: slog.New(slog.DiscardHandler)}
	theirs := httptest.NewServer(sim.Handler())
	defer theirs.Close()
	c := &post.Client{URL: theirs.URL, Customer: "CCHC", Key: key(t, secret)}
	if _, known, err := c.Ask(t.Context(), "BC-1"); known || err != nil {
		t.Errorf("an order that is none: %v %v", known, err)
	}
	e, err := c.Order(t.Context(), parcel("BC-1"))
	if err != nil || e.Tracking == "" || e.Accepted.IsZero() || e.COD != 8000 {
		t.Fatalf("%+v %v", e, err)
	}
	again, err := c.Order(t.Context(), parcel("BC-1"))
	if err != nil || again.Tracking != e.Tracking {
		t.Errorf("told twice: %+v %v", again, err)
	}
	for end := time.Now().Add(10 * time.Second); told.delivered() == 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
	}
	book, err := c.Book(t.Context(), calendar.DayOf(e.Accepted))
	if err != nil || len(book) != 1 || book[0].State != postal.Delivered || told.delivered() != 1 {
		t.Errorf("book %+v, %v, %d delivered", book, err, told.delivered())
	}
	_, err = c.Order(t.Context(), postal.Parcel{Order: postal.Order{Number: "BC-2"}})
	if no := (*post.RejectedError)(nil); !errors.As(err, &no) {
		t.Errorf("an order without an address: %v", err)
	}
}

func TestAPostThatIsSilentIsToldFromOneThatRefuses(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // only then it is seen that the client has gone
		<-r.Context().Done()
	}))
	defer slow.Close()
	c := &post.Client{URL: slow.URL, Key: key(t, secret), Patience: 30 * time.Millisecond}
	if _, err := c.Order(t.Context(), parcel("BC-1")); !errors.Is(err, post.ErrUnanswered) {
		t.Errorf("silence is %v", err)
	}
	other := httptest.NewServer((&simulator.Post{Key: key(t, "mot-khoa-khac-han-day"), Log: slog.New(slog.DiscardHandler)}).Handler())
	defer other.Close()
	c = &post.Client{URL: other.URL, Key: key(t, secret)}
	if _, err := c.Order(t.Context(), parcel("BC-1")); err == nil || errors.Is(err, post.ErrUnanswered) {
		t.Errorf("a forged answer is %v", err)
	}
}

func TestNoticesAreBelievedOnlyWhenSigned(t *testing.T) {
	told := &taken{}
	receiver := &post.Receiver{Key: key(t, secret), Take: told.take, Log: slog.New(slog.DiscardHandler)}
	good := `{"NoticeNumber":"1","OrderNumber":"BC-1","ItemCode":"RR1","Status":"transit","StatusAt":"2026-03-05T09:00:00"}`
	for name, c := range map[string]struct{ body, sign, want string }{
		"a good one":             {good, key(t, secret).Sign(post.NoticePath, []byte(good)), `"00"`},
		"one without a sign":     {good, "", `"97"`},
		"one signed for another": {good, key(t, secret).Sign("/orders", []byte(good)), `"97"`},
		"an unknown status":      {strings.Replace(good, "transit", "lost", 1), key(t, secret).Sign(post.NoticePath, []byte(strings.Replace(good, "transit", "lost", 1))), `"30"`},
		"no JSON":                {"xin chào", key(t, secret).Sign(post.NoticePath, []byte("xin chào")), `"30"`},
	} {
		r := httptest.NewRequest("POST", post.NoticePath, strings.NewReader(c.body))
		r.Header.Set(post.SignHeader, c.sign)
		w := httptest.NewRecorder()
		receiver.ServeHTTP(w, r)
		if body, _ := io.ReadAll(w.Body); !strings.Contains(string(body), c.want) {
			t.Errorf("%s: %s, want %s", name, body, c.want)
		}
	}
	if len(told.list) != 1 {
		t.Errorf("%d notices were taken", len(told.list))
	}
}
