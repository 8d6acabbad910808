package notify

import (
	"time"

	"cchc/domain/refusal"
)

// asks is when a provider is asked what became of a message it may have taken, after the
// attempt and after each question.
var asks = []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour}

// arrivals is when it is asked about one that it has taken and not spoken of since.
var arrivals = []time.Duration{15 * time.Minute, 6 * time.Hour}

// Settle is what an answer makes of a message. can says whether the provider can be asked
// later; scale shortens the pauses, for tests, 1 for life.
func (m *Message) Settle(a Answer, can bool, at time.Time, scale time.Duration) {
	m.Says, m.Next = a.Says, time.Time{}
	switch a.Outcome {
	case Accepted:
		if m.State != Sent {
			m.Asked = 0
		}
		m.State, m.Ended = Sent, at
		m.askAgain(arrivals, can, at, scale)
	case Arrived:
		m.State, m.Ended = Delivered, at
	case Unsure, Open:
		m.State = Unknown
		m.askAgain(asks, can, at, scale)
	case Busy, Rejected, NotThere:
		m.State, m.Next, m.Asked, m.Ended = Queued, at, 0, time.Time{}
	}
}

// askAgain puts the next question on the calendar, while there are any left.
func (m *Message) askAgain(pauses []time.Duration, can bool, at time.Time, scale time.Duration) {
	if can && m.Asked < len(pauses) {
		m.Next = at.Add(pauses[m.Asked] / scale)
	}
}

// Hear takes a provider's later word on an attempt; latest says whether it is the last one.
// Words may come twice and in any order: what has arrived stays arrived, and what was
// taken is not doubted again. It reports whether the word changed anything.
func (m *Message) Hear(a Answer, latest bool, at time.Time) bool {
	open := m.State == Sending || m.State == Unknown || m.State == Sent
	switch {
	case m.State == Delivered:
		return false
	case a.Outcome == Arrived:
		m.Settle(a, false, at, 1)
		return true
	case a.Outcome == Accepted && latest && open && m.State != Sent:
		m.Settle(a, false, at, 1)
		return true
	case a.Outcome == Rejected && latest && open:
		m.Settle(a, false, at, 1)
		return true
	}
	return false
}

// End ends a message that will not be sent.
func (m *Message) End(s State, says string, at time.Time) {
	m.State, m.Says, m.Ended, m.Next = s, says, at, time.Time{}
}

// Retry sends a message again at the wish of an officer, who answers for one that may have
// arrived already.
func (m *Message) Retry(reason string, at time.Time) error {
	if reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do.")
	}
	switch m.State {
	case Failed, Unknown, Expired:
	default:
		return refusal.TooEarlyOrLate("Tin đang ở trạng thái “%s”, không gửi lại được.", m.State.Title())
	}
	if m.Erased() {
		return refusal.TooEarlyOrLate("Nội dung tin đã xóa theo thời hạn lưu, không gửi lại được.")
	}
	m.State, m.Next, m.Ended, m.Asked, m.Expires = Queued, at, time.Time{}, 0, at.Add(lasts)
	m.Says = "Gửi lại: " + reason
	return nil
}

// Cancel gives a message up. One of which it is unknown whether it was sent may be closed
// this way too.
func (m *Message) Cancel(reason string, at time.Time) error {
	if reason == "" {
		return refusal.Wrong("reason", "Phải ghi lý do.")
	}
	if m.State != Queued && m.State != Unknown && m.State != Failed {
		return refusal.TooEarlyOrLate("Tin đang ở trạng thái “%s”, không hủy được.", m.State.Title())
	}
	m.End(Cancelled, "Hủy: "+reason, at)
	return nil
}

// Round is when the message began its present time in the queue: who sends it again begins
// anew, whatever was tried before.
func (m *Message) Round() time.Time { return m.Expires.Add(-lasts) }

// KeptFor is how long the text and the address of a message are kept after its end; the
// digest of the text stays.
const KeptFor = 90 * 24 * time.Hour

// Erased says whether the personal part was deleted.
func (m *Message) Erased() bool { return len(m.Facts) == 0 }

// Decision is an officer's word on a message; it stands in the log.
type Decision struct {
	ID      int64
	Message ID
	Act     string // retry, cancel
	Reason  string
	Version int
}
