package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// deadlineCmd computes one due date and tells how it came about.
type deadlineCmd struct {
	Received wallClock      `required:"" placeholder:"2024-02-07T16:00" help:"When the dossier was received, local time unless an offset is given."`
	Limit    calendar.Limit `required:"" placeholder:"\"5 workdays\"" help:"N workdays, days, workhours or months; 0 workdays is a same-day procedure."`
	Calendar string         `type:"existingfile" placeholder:"FILE" help:"CSV of marked days (date, effect, name_vi, reason); the national calendar when not given."`
	Pause    []pauseFlag    `sep:"none" placeholder:"FROM/TO[:restart|:resume]" help:"A time in which the clock stood still; nothing after the slash while it lasts. May repeat."`
}

// Run prints the due date and its steps.
func (c *deadlineCmd) Run(a *app) error {
	days, err := c.days()
	if err != nil {
		return err
	}
	pauses := make([]calendar.Pause, len(c.Pause))
	for i, p := range c.Pause {
		pauses[i] = calendar.Pause(p)
	}
	due, steps, err := days.Due(c.Received.Time, c.Limit, pauses...)
	if err != nil {
		return err
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(deadlineAnswer(due, steps))
	}
	for i, s := range steps {
		line := s.Text()
		if s.Law != "" {
			line += " [" + s.Law + "]"
		}
		if _, err := fmt.Fprintf(a.Out, "%d. %s\n", i+1, line); err != nil {
			return err
		}
	}
	return nil
}

func (c *deadlineCmd) days() (*calendar.Calendar, error) {
	if c.Calendar == "" {
		return calendar.Standard(), nil
	}
	file, err := os.Open(c.Calendar)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return calendar.ParseCSV(0, file)
}

// dueAnswer is the JSON of a due date; both dues are null while a pause is open.
type dueAnswer struct {
	DueDay *string   `json:"due_day"`
	DueAt  *string   `json:"due_at"`
	Steps  []dueStep `json:"steps"`
}

type dueStep struct {
	Kind calendar.StepKind `json:"kind"`
	Days []calendar.Day    `json:"days"`
	Law  string            `json:"law,omitempty"`
	Text string            `json:"text"`
}

func deadlineAnswer(due calendar.Due, steps []calendar.Step) dueAnswer {
	var answer dueAnswer
	if !due.IsZero() {
		day := due.Day.String()
		answer.DueDay = &day
	}
	if !due.At.IsZero() {
		at := due.At.In(calendar.Local).Format(time.RFC3339)
		answer.DueAt = &at
	}
	for _, s := range steps {
		days := append([]calendar.Day{}, s.Days...) // [] in the JSON, never null
		answer.Steps = append(answer.Steps, dueStep{s.Kind, days, s.Law, s.Text()})
	}
	return answer
}

// wallClock is an instant as typed: 2024-02-07T16:00, with seconds, with an offset.
type wallClock struct{ time.Time }

// UnmarshalText reads local time where there is no offset.
func (w *wallClock) UnmarshalText(text []byte) error {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", time.RFC3339} {
		if t, err := time.ParseInLocation(layout, string(text), calendar.Local); err == nil {
			w.Time = t
			return nil
		}
	}
	return refusal.Wrong("received", "Thời điểm %q không đọc được; ví dụ đúng: 2024-02-07T16:00.", text)
}

// pauseFlag is FROM/TO, with :restart (the default, NĐ 61/2018 Điều 19.4) or :resume.
type pauseFlag calendar.Pause

// UnmarshalText reads the flag; an empty TO is a pause that still lasts.
func (p *pauseFlag) UnmarshalText(text []byte) error {
	from, rest, found := strings.Cut(string(text), "/")
	if !found {
		return refusal.Wrong("pause", "Lần dừng %q phải có dạng TỪ/ĐẾN.", text)
	}
	if to, resume := strings.CutSuffix(rest, ":resume"); resume {
		rest, p.Rule = to, calendar.Resume
	}
	rest = strings.TrimSuffix(rest, ":restart")
	var a, b wallClock
	if err := a.UnmarshalText([]byte(from)); err != nil {
		return err
	}
	p.From = a.Time
	if rest == "" {
		return nil
	}
	err := b.UnmarshalText([]byte(rest))
	p.To = b.Time
	return err
}
