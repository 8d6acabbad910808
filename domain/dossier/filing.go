package dossier

import (
	"strconv"
	"strings"
	"time"

	"cchc/domain/refusal"
)

// Filing is when the person gave the papers to the post or sent them online, where that
// was before the official receipt. The legal clock runs from the receipt all the same;
// the time in between is a figure of its own.
type Filing struct {
	At  time.Time // zero: unknown, or handed in at the desk
	Lag int       // working minutes until the receipt, by the calendar of that day
}

// filing decides the lag once, when the dossier is received.
func (a Receive) filing(d *Dossier, m Moment) (Filing, error) {
	switch {
	case a.Filed.IsZero():
		return Filing{}, nil
	case a.Filed.After(m.At):
		return Filing{}, refusal.Wrong("filed", "Thời điểm nộp không thể sau thời điểm tiếp nhận.")
	}
	at := a.Filed.UTC().Truncate(time.Second)
	return Filing{at, m.calendar(d).WorkMinutes(at, m.At)}, nil
}

// FilingText is "2026-01-08T02:15:00Z 480", "" for none. Part of what the log commits to.
func FilingText(f Filing) string {
	if f.At.IsZero() {
		return ""
	}
	return Instant(f.At) + " " + strconv.Itoa(f.Lag)
}

// ParseFiling reads it.
func ParseFiling(s string) (f Filing, err error) {
	if s == "" {
		return f, nil
	}
	at, lag, _ := strings.Cut(s, " ")
	if f.At, err = ParseInstant(at); err != nil {
		return f, err
	}
	f.Lag, err = strconv.Atoi(lag)
	return f, err
}
