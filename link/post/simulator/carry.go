package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"cchc/domain/postal"
	"cchc/link/fault"
	"cchc/link/post"
)

// attempts is how often a notice is sent until somebody says that it was kept.
const attempts = 8

// pause between attempts; it doubles.
const pause = 200 * time.Millisecond

// carry has a parcel go its way, and tells of it as badly as its fault wants.
func (s *Post) carry(p *parcel) {
	number := p.OrderNumber
	way := []postal.State{postal.Accepted, postal.Transit, postal.Delivered}
	if fault.Draw(s.Seed, number+"/spoil").IntN(100) < s.Spoil {
		way = []postal.State{postal.Accepted, postal.Transit, postal.Undelivered, postal.Returned}
	}
	fault := s.fault(number)
	var kept []post.Notice
	for i, status := range way {
		time.Sleep(s.Pace)
		n := post.Notice{NoticeNumber: fmt.Sprintf("%s-%d", p.ItemCode, i+1), Standing: s.advance(p, status)}
		if fault == OutOfOrder {
			kept = append(kept, n)
			continue
		}
		s.send(fault, n)
	}
	slices.Reverse(kept)
	for _, n := range kept {
		s.tell(n)
	}
}

// advance writes a status into the book.
func (s *Post) advance(p *parcel, status postal.State) post.Standing {
	s.mu.Lock()
	p.Status, p.StatusAt = string(status), post.Stamp(time.Now())
	switch status {
	case postal.Delivered:
		p.CODCollected, p.Reason = p.CODAmount, ""
	case postal.Undelivered:
		p.Reason = "Không có người nhận tại địa chỉ"
	}
	s.mu.Unlock()
	return *s.standing(p)
}

func (s *Post) send(fault Fault, n post.Notice) {
	switch fault {
	case Lost:
	case Twice:
		s.sending.Go(func() { s.tell(n) })
		s.tell(n)
	case Late:
		s.sending.Go(func() {
			time.Sleep(s.Delay)
			s.tell(n)
		})
	default:
		s.tell(n)
	}
}

// tell sends a notice until it was kept: at least once.
func (s *Post) tell(n post.Notice) {
	body, err := json.Marshal(n)
	if err != nil {
		panic(err) // impossible: texts
	}
	wait := pause
	for range attempts {
		if code := s.attempt(body); code == post.Done || code == post.Parked {
			return
		}
		time.Sleep(wait)
		wait *= 2
	}
}

// attempt is the code of the answer, or what went wrong.
func (s *Post) attempt(body []byte) string {
	r, err := http.NewRequest(http.MethodPost, s.To, bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(post.SignHeader, s.Key.Sign(post.NoticePath, body))
	client := http.Client{Timeout: 10 * time.Second}
	answer, err := client.Do(r)
	if err != nil {
		s.Log.Warn("notice not delivered", "err", err)
		return "không tới"
	}
	defer answer.Body.Close()
	var a post.Answer
	if err := json.NewDecoder(answer.Body).Decode(&a); err != nil {
		return fmt.Sprintf("HTTP %d", answer.StatusCode)
	}
	return a.Code
}
