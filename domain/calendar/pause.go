package calendar

import (
	"time"

	"cchc/domain/refusal"
)

// PauseRule is what happens to the limit when a pause ends.
type PauseRule int

const (
	Restart PauseRule = iota // counted again from nothing: supplements, NĐ 61/2018, Điều 19.4
	Resume                   // only what was left is counted: payment
)

// String is "restart" or "resume".
func (r PauseRule) String() string { return [...]string{"restart", "resume"}[r] }

// ParsePauseRule reads "restart" or "resume".
func ParsePauseRule(s string) (PauseRule, error) {
	switch s {
	case "restart":
		return Restart, nil
	case "resume":
		return Resume, nil
	}
	return 0, refusal.Wrong("pause", "Cách tính sau khi dừng %q không đọc được; chỉ có “restart” hoặc “resume”.", s)
}

// Pause is a time in which the legal clock stands still; To is zero while it lasts.
type Pause struct {
	From, To time.Time
	Rule     PauseRule
}

// checkPauses refuses pauses that are not in order after the receipt.
func checkPauses(received time.Time, pauses []Pause) error {
	last := received
	for i, p := range pauses {
		switch {
		case p.Rule != Restart && p.Rule != Resume:
			return refusal.Wrong("pause", "Lần dừng thứ %d chưa nói rõ cách tính sau khi dừng.", i+1)
		case last.IsZero():
			return refusal.Wrong("pause", "Lần dừng thứ %d bắt đầu khi lần dừng trước chưa kết thúc.", i+1)
		case p.From.Before(last):
			return refusal.Wrong("pause", "Lần dừng thứ %d phải bắt đầu sau khi tiếp nhận và sau lần dừng trước.", i+1)
		case !reckonable(p.From) || !p.To.IsZero() && !reckonable(p.To):
			return refusal.Wrong("pause", "Lần dừng thứ %d phải từ năm 1945 đến năm 2199.", i+1)
		case !p.To.IsZero() && p.To.Before(p.From):
			return refusal.Wrong("pause", "Lần dừng thứ %d kết thúc trước khi bắt đầu.", i+1)
		}
		last = p.To
	}
	return nil
}
