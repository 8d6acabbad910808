package dossier

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// The lists inside a dossier stand in its row and in the trace as short texts, one item
// after the other with ";" between them. They are part of what the log commits to, so
// their form may grow but not change.

// Instant is how an instant is written: "2022-12-05T02:12:00Z", "" for none.
func Instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// ParseInstant reads it.
func ParseInstant(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339, s)
}

// DueText is "2022-12-19", or "2022-12-19 2022-12-19T08:30:00Z" for a limit in hours.
func DueText(d calendar.Due) string {
	if d.At.IsZero() {
		return d.Day.String()
	}
	return d.Day.String() + " " + Instant(d.At)
}

// ParseDue reads it.
func ParseDue(s string) (d calendar.Due, err error) {
	if s == "" {
		return d, nil
	}
	day, at, _ := strings.Cut(s, " ")
	if d.Day, err = calendar.ParseDay(day); err != nil {
		return d, err
	}
	d.At, err = ParseInstant(at)
	return d, err
}

// WorkText is the open steps: step role unit holder since due.
func WorkText(list []Work) string {
	items := make([]string, len(list))
	for i, w := range list {
		items[i] = fmt.Sprintf("%d %s %d %d %s %s", w.Step, w.Role, w.Unit, w.Holder, Instant(w.Since), dash(Instant(w.Due)))
	}
	return strings.Join(items, ";")
}

// ParseWork reads it.
func ParseWork(s string) (list []Work, err error) {
	err = eachItem(s, 6, func(f []string) error {
		w := Work{Step: number(f[0]), Role: account.Role(f[1]), Unit: orgunit.ID(id(f[2])), Holder: account.ID(id(f[3]))}
		if w.Since, err = ParseInstant(f[4]); err != nil {
			return err
		}
		w.Due, err = ParseInstant(undash(f[5]))
		list = append(list, w)
		return err
	})
	return list, err
}

// PauseText is the pauses: from to rule why.
func PauseText(list []Pause) string {
	items := make([]string, len(list))
	for i, p := range list {
		items[i] = strings.Join([]string{Instant(p.From), dash(Instant(p.To)), p.Rule.String(), string(p.Why)}, " ")
	}
	return strings.Join(items, ";")
}

// ParsePauses reads it.
func ParsePauses(s string) (list []Pause, err error) {
	err = eachItem(s, 4, func(f []string) error {
		p := Pause{Why: PauseReason(f[3])}
		if p.From, err = ParseInstant(f[0]); err != nil {
			return err
		}
		if p.To, err = ParseInstant(undash(f[1])); err != nil {
			return err
		}
		p.Rule, err = calendar.ParsePauseRule(f[2])
		list = append(list, p)
		return err
	})
	return list, err
}

// MoveText is the moves between units: from to at.
func MoveText(list []Move) string {
	items := make([]string, len(list))
	for i, m := range list {
		items[i] = fmt.Sprintf("%d %d %s", m.From, m.To, Instant(m.At))
	}
	return strings.Join(items, ";")
}

// ParseMoves reads it.
func ParseMoves(s string) (list []Move, err error) {
	err = eachItem(s, 3, func(f []string) error {
		at, err := ParseInstant(f[2])
		list = append(list, Move{orgunit.ID(id(f[0])), orgunit.ID(id(f[1])), at})
		return err
	})
	return list, err
}

func eachItem(s string, fields int, read func([]string) error) error {
	if s == "" {
		return nil
	}
	for item := range strings.SplitSeq(s, ";") {
		f := strings.Split(item, " ")
		if len(f) != fields {
			return fmt.Errorf("dossier: %q has %d fields, not %d", item, len(f), fields)
		}
		if err := read(f); err != nil {
			return err
		}
	}
	return nil
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func undash(s string) string { return strings.TrimPrefix(s, "-") }

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func id(s string) int64 { n, _ := strconv.ParseInt(s, 10, 64); return n }
