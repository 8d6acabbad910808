package simulator

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"cchc/domain/postal"
	"cchc/link/post"
)

// Post is a simulated public post.
type Post struct {
	To     string // where notices go
	Key    post.Key
	Faults []Fault
	Seed   uint64
	Spoil  int           // of 100 parcels, so many come back undelivered
	Hang   time.Duration // how long a reply is held back
	Delay  time.Duration // how late late notices are
	Pace   time.Duration // between two statuses of a parcel
	Log    *slog.Logger

	mu      sync.Mutex
	parcels []*parcel
	byNo    map[string]*parcel
	sending sync.WaitGroup
}

// parcel is an order in the post's book, with how often it was told of it.
type parcel struct {
	post.Standing
	Told int
}

// Handler is the post's system.
func (s *Post) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+post.OrdersPath, s.order)
	mux.HandleFunc("GET "+post.OrdersPath+"/{number}", s.ask)
	mux.HandleFunc("GET "+post.BookPath+"/{day}", s.book)
	mux.HandleFunc("GET /{$}", s.page)
	return mux
}

// order takes a parcel in, once for each number.
func (s *Post) order(w http.ResponseWriter, r *http.Request) {
	body, ok := s.signed(w, r)
	if !ok {
		return
	}
	var o post.Order
	if json.Unmarshal(body, &o) != nil || o.OrderNumber == "" {
		s.answer(w, r, post.Reply{Code: post.BadMessage, Message: "Đơn không đọc được"})
		return
	}
	if strings.TrimSpace(o.ReceiverAddress) == "" {
		s.answer(w, r, post.Reply{Code: post.BadMessage, Message: "Đơn không có địa chỉ người nhận"})
		return
	}
	p, fresh := s.take(o)
	if !fresh {
		s.answer(w, r, post.Reply{Code: post.Duplicate, Message: "Số đơn đã có"})
		return
	}
	s.sending.Go(func() { s.carry(p) })
	if s.fault(o.OrderNumber) == Timeout {
		select {
		case <-time.After(s.Hang):
		case <-r.Context().Done():
		}
		panic(http.ErrAbortHandler) // the reply never comes
	}
	s.answer(w, r, post.Reply{Code: post.Done, Standing: s.standing(p)})
}

// take writes a parcel into the book.
func (s *Post) take(o post.Order) (p *parcel, fresh bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byNo == nil {
		s.byNo = map[string]*parcel{}
	}
	if p = s.byNo[o.OrderNumber]; p != nil {
		p.Told++
		return p, false
	}
	now := post.Stamp(time.Now())
	p = &parcel{Told: 1, Standing: post.Standing{OrderNumber: o.OrderNumber, ItemCode: fmt.Sprintf("RR%09dVN", len(s.parcels)+1), Status: string(postal.Accepted),
		CODAmount: o.CODAmount, CODCollected: "0", AcceptedAt: now, StatusAt: now, ReceivedBy: o.ReceiverName}}
	s.parcels, s.byNo[o.OrderNumber] = append(s.parcels, p), p
	return p, true
}

// standing is a parcel as it stands; who took it is told with the delivery only.
func (s *Post) standing(p *parcel) *post.Standing {
	s.mu.Lock()
	defer s.mu.Unlock()
	told := p.Standing
	if told.Status != string(postal.Delivered) {
		told.ReceivedBy = ""
	}
	return &told
}

func (s *Post) ask(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.signed(w, r); !ok {
		return
	}
	s.mu.Lock()
	p := s.byNo[r.PathValue("number")]
	s.mu.Unlock()
	if p == nil {
		s.answer(w, r, post.Reply{Code: post.UnknownOrder, Message: "Không có đơn"})
		return
	}
	s.answer(w, r, post.Reply{Code: post.Done, Standing: s.standing(p)})
}

func (s *Post) book(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.signed(w, r); !ok {
		return
	}
	b := post.Book{Date: r.PathValue("day")}
	for _, p := range s.all() {
		if told := s.standing(p); strings.HasPrefix(told.AcceptedAt, b.Date) {
			b.Items = append(b.Items, *told)
		}
	}
	s.answer(w, r, b)
}

func (s *Post) all() []*parcel {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*parcel(nil), s.parcels...)
}

// page is the book for people and tests: one line a parcel, tabs between its parts.
func (s *Post) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	for _, p := range s.all() {
		told := s.standing(p)
		s.mu.Lock()
		times := p.Told
		s.mu.Unlock()
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\n", told.OrderNumber, told.ItemCode, told.Status, times, s.fault(told.OrderNumber))
	}
}

// signed reads a body whose sign is right.
func (s *Post) signed(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil || !s.Key.Check(r.URL.Path, body, r.Header.Get(post.SignHeader)) {
		s.answer(w, r, post.Reply{Code: post.WrongSign, Message: "Sai mã xác thực"})
		return nil, false
	}
	return body, true
}

func (s *Post) answer(w http.ResponseWriter, r *http.Request, message any) {
	body, err := json.Marshal(message)
	if err != nil {
		panic(err) // impossible: texts
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set(post.SignHeader, s.Key.Sign(r.URL.Path, body))
	w.Write(body)
}
