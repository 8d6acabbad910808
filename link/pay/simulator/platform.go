// Package simulator is a payment platform to try things out with: bills come in, a page
// lets one pay or refuse as the citizen, notices go out and may misbehave, and the day's
// statement says what was really paid. No money moves.
package simulator

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"cchc/domain/calendar"
	"cchc/link/pay"
)

// Platform is a simulated payment platform.
type Platform struct {
	Self    string // its own address, for links
	To      string // where notices go
	Partner string
	Key     pay.Key
	Faults  []Fault
	Seed    uint64
	Hang    time.Duration // how long a reply is held back
	Delay   time.Duration // how late a late notice is
	Log     *slog.Logger

	book    *ledger
	sending sync.WaitGroup
}

// Open begins with an empty book, or with that of a file.
func (s *Platform) Open(file string) (err error) {
	s.book, err = openLedger(file)
	return err
}

// Wait lets notices that are on their way arrive.
func (s *Platform) Wait() { s.sending.Wait() }

// Handler is the platform's whole site.
func (s *Platform) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /pay", s.request)
	mux.HandleFunc("GET /statement", s.statement)
	mux.HandleFunc("GET /{$}", s.list)
	mux.HandleFunc("GET /bills/{number}", s.bill)
	mux.HandleFunc("POST /bills/{number}", s.choose)
	return mux
}

func (s *Platform) request(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var m pay.Request
	if err != nil || json.Unmarshal(body, &m) != nil {
		s.send(w, &pay.Reply{MaLoi: pay.BadMessage, MoTaLoi: "Bản tin không đọc được"})
		return
	}
	reply := pay.Reply{MaLoi: pay.Done, MaThamChieu: m.MaThamChieu}
	switch {
	case m.MaDoiTac != s.Partner || !s.Key.Check(&m):
		reply.MaLoi, reply.MoTaLoi = pay.WrongSign, "Sai mã xác thực"
	case m.LoaiBanTin == pay.KindInit:
		if !s.init(r, m, &reply) {
			return
		}
	case m.LoaiBanTin == pay.KindGetBill:
		s.getBill(m, &reply)
	case m.LoaiBanTin == pay.KindRefund:
		s.refund(m, &reply)
	default:
		reply.MaLoi, reply.MoTaLoi = pay.BadMessage, "Không có loại bản tin này"
	}
	s.send(w, &reply)
}

// init takes a bill in. A bill sent again is the same bill. False: no reply is to be sent.
func (s *Platform) init(r *http.Request, m pay.Request, reply *pay.Reply) bool {
	amount, err := pay.Dong(m.SoTien)
	if err != nil {
		reply.MaLoi, reply.MoTaLoi = pay.BadMessage, "Số tiền không đọc được"
		return true
	}
	e, err := s.book.add(entry{Kind: "PAY", Reference: m.MaThamChieu, Amount: amount, Purpose: m.ThongTinGiaoDich, State: open, At: now()})
	switch {
	case err != nil:
		reply.MaLoi, reply.MoTaLoi = pay.OutOfService, "Không ghi được sổ"
		return true
	case e.Amount != amount:
		reply.MaLoi, reply.MoTaLoi = pay.OtherAmount, "Mã tham chiếu đã dùng với số tiền khác"
		return true
	}
	if s.fault(m.MaThamChieu) == Timeout && !e.Hung {
		s.book.alter(e.Number, func(e *entry) bool { e.Hung = true; return true })
		select {
		case <-r.Context().Done():
		case <-time.After(s.Hang):
		}
		panic(http.ErrAbortHandler)
	}
	reply.MaGiaoDich, reply.SoTien, reply.TrangThai = e.Number, m.SoTien, e.State
	reply.UrlThanhToan = s.Self + "/bills/" + e.Number
	return true
}

func (s *Platform) getBill(m pay.Request, reply *pay.Reply) {
	e, ok := s.book.find("", m.MaThamChieu)
	if !ok {
		reply.MaLoi, reply.MoTaLoi = pay.UnknownBill, "Không có giao dịch"
		return
	}
	reply.MaGiaoDich, reply.TrangThai, reply.ThoiGianGD, reply.SoTien = e.Number, e.State, pay.Stamp(e.At), dong(e.Amount)
}

// refund gives back at most what was paid; sent again it is the same refund.
func (s *Platform) refund(m pay.Request, reply *pay.Reply) {
	e, again := s.book.find("", m.MaThamChieu)
	amount, err := pay.Dong(m.SoTien)
	if !again {
		if err != nil || amount > s.book.left(m.MaGiaoDich) {
			reply.MaLoi, reply.MoTaLoi = pay.OtherAmount, "Không hoàn được số tiền này"
			return
		}
		e, err = s.book.add(entry{Kind: pay.KindRefund, Reference: m.MaThamChieu, Amount: amount, Purpose: m.ThongTinGiaoDich, State: paid, At: now(), Of: m.MaGiaoDich})
		if err != nil {
			reply.MaLoi, reply.MoTaLoi = pay.OutOfService, "Không ghi được sổ"
			return
		}
	}
	reply.MaGiaoDich, reply.SoTien, reply.ThoiGianGD = e.Number, dong(e.Amount), pay.Stamp(e.At)
}

func (s *Platform) statement(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	day, err := calendar.ParseDay(query.Get("date"))
	if err != nil || !s.Key.Asked(s.Partner, day.String(), query.Get("MaXacThuc")) {
		http.Error(w, "sai ngày hoặc sai mã xác thực", http.StatusForbidden)
		return
	}
	s.send(w, &pay.Statement{Ngay: day.String(), GiaoDich: s.book.day(day)})
}

// send signs and sends a message.
func (s *Platform) send(w http.ResponseWriter, m pay.Signed) {
	s.Key.Sign(m)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(m); err != nil {
		s.Log.Debug("reply not taken", "err", err)
	}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }
