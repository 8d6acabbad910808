package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"cchc/link/pay"
)

func dong(n int64) string { return fmt.Sprint(n) }

// attempts is how often a notice is sent until somebody says that it was kept.
const attempts = 8

// pause between attempts; it doubles.
const pause = 200 * time.Millisecond

// settle tells what became of a bill, as badly as its fault wants.
func (s *Platform) settle(e entry) {
	code := pay.Done
	if e.State == refused {
		code = pay.PayerRefused
	}
	fault := s.fault(e.Reference)
	s.Log.Info("settled", "number", e.Number, "reference", e.Reference, "state", e.State, "fault", string(fault))
	switch fault {
	case Lost:
	case Twice:
		s.sending.Go(func() { s.tell(e, code, e.Amount) })
		s.sending.Go(func() { s.tell(e, code, e.Amount) })
	case Late:
		s.sending.Go(func() {
			time.Sleep(s.Delay)
			s.tell(e, code, e.Amount)
		})
	case WrongAmount:
		s.sending.Go(func() { s.tell(e, code, e.Amount+1000) })
	case OutOfOrder:
		s.sending.Go(func() {
			s.tell(e, code, e.Amount)
			s.tell(e, pay.Processing, e.Amount)
		})
	default:
		s.sending.Go(func() { s.tell(e, code, e.Amount) })
	}
}

// kept are the answers that end the attempts.
var kept = map[string]bool{pay.Done: true, pay.UnknownBill: true, pay.BillOver: true, pay.OtherAmount: true}

// tell sends a notice until it was kept: at least once.
func (s *Platform) tell(e entry, code string, amount int64) {
	n := pay.Notice{
		LoaiBanTin: pay.KindNotify, PhienBan: pay.Version, MaDoiTac: s.Partner, MaThamChieu: e.Reference, MaGiaoDich: e.Number,
		SoTien: dong(amount), MaTienTe: "VND", ThoiGianGD: pay.Stamp(e.At), MaLoi: code,
	}
	s.Key.Sign(&n)
	body, err := json.Marshal(n)
	if err != nil {
		panic(err) // impossible: texts
	}
	wait := pause
	for range attempts {
		answer := s.attempt(body)
		s.book.alter(e.Number, func(e *entry) bool { e.Told = answer; return true })
		if kept[answer] {
			return
		}
		time.Sleep(wait)
		wait *= 2
	}
}

// attempt is the code of the answer, or what went wrong.
func (s *Platform) attempt(body []byte) string {
	client := http.Client{Timeout: 10 * time.Second}
	answer, err := client.Post(s.To, "application/json", bytes.NewReader(body))
	if err != nil {
		s.Log.Warn("notice not delivered", "err", err)
		return "không tới"
	}
	defer answer.Body.Close()
	var a pay.Answer
	if err := json.NewDecoder(answer.Body).Decode(&a); err != nil {
		return fmt.Sprintf("HTTP %d", answer.StatusCode)
	}
	return a.MaLoi
}
