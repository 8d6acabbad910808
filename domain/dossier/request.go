package dossier

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Request is what another agency was asked for by an open step: NĐ 61/2018, Điều 19.6.
// The legal clock runs on meanwhile; the request has a clock of its own.
type Request struct {
	No         int              `json:"no"`   // within the dossier, from 1
	Step       int              `json:"step"` // that asked
	By         orgunit.ID       `json:"by"`   // the unit that had the step
	Unit       orgunit.ID       `json:"unit"` // asked
	Kind       workflow.AskKind `json:"kind"`
	Content    string           `json:"content"`
	Limit      calendar.Limit   `json:"limit"`
	Due        string           `json:"due"` // DueText, at the hours of the unit asked
	Compulsory bool             `json:"must,omitempty"`
	Sent       time.Time        `json:"sent"`
	Reminded   int              `json:"reminded,omitempty"` // times
	Answers    []Answer         `json:"answers,omitempty"`  // versions, oldest first; the last one counts
	End        RequestEnd       `json:"end,omitempty"`
	Ended      time.Time        `json:"ended,omitzero"`
	Why        string           `json:"why,omitempty"`
}

// Answer is one version of what the agency asked says.
type Answer struct {
	At       time.Time  `json:"at"`
	By       account.ID `json:"by"`
	Unit     orgunit.ID `json:"unit"`
	Verdict  Verdict    `json:"verdict"`
	Text     string     `json:"text,omitempty"`
	Addition bool       `json:"late,omitempty"` // came after the step had gone on: kept, but nothing waited for it
}

// Verdict is an answer in one word.
type Verdict string

const (
	Agree    Verdict = "agree"
	Disagree Verdict = "disagree"
	Returns  Verdict = "result" // hands in the part that was asked for
)

// Verdicts in the order of forms.
var Verdicts = []Verdict{Agree, Disagree, Returns}

// Title on pages and papers.
func (v Verdict) Title() string {
	return map[Verdict]string{Agree: "đồng ý", Disagree: "không đồng ý", Returns: "gửi kết quả phối hợp"}[v]
}

// RequestEnd is why a request waits no more although nobody answered.
type RequestEnd string

const (
	Recalled   RequestEnd = "recalled"    // by who asked
	HandedBack RequestEnd = "handed_back" // by the unit asked: not competent
	Passed     RequestEnd = "passed"      // its step went on, or the dossier was closed
)

// Title on pages and papers.
func (e RequestEnd) Title() string {
	return map[RequestEnd]string{Recalled: "đã thu hồi", HandedBack: "cơ quan được hỏi trả lại", Passed: "không chờ nữa"}[e]
}

// Waits reports whether an answer is still owed. Silence is not consent, however long.
func (r *Request) Waits() bool { return len(r.Answers) == 0 && r.End == "" }

// DueAt is when the answer is due.
func (r *Request) DueAt() calendar.Due {
	due, _ := ParseDue(r.Due) // written by Consult; verify sees what was changed behind it
	return due
}

// Until is when the unit asked was done with it: the first answer, or the end without one;
// zero while it waits.
func (r *Request) Until() time.Time {
	if len(r.Answers) > 0 && (r.Ended.IsZero() || r.Answers[0].At.Before(r.Ended)) {
		return r.Answers[0].At
	}
	return r.Ended
}

// IsLate reports whether the answer came after its due date, or is owed past it: the
// lateness of the unit asked, whatever becomes of the dossier.
func (r *Request) IsLate(now time.Time) bool {
	until := r.Until()
	if until.IsZero() {
		until = now
	}
	return r.DueAt().Passed(until)
}

// Last is the version that counts, nil before the first.
func (r *Request) Last() *Answer {
	if len(r.Answers) == 0 {
		return nil
	}
	return &r.Answers[len(r.Answers)-1]
}

// Request by its number, nil when there is none.
func (d *Dossier) Request(no int) *Request {
	if no < 1 || no > len(d.Requests) {
		return nil
	}
	return &d.Requests[no-1]
}

// Waiting lists the requests that are not answered.
func (d *Dossier) Waiting() (list []Request) {
	for _, r := range d.Requests {
		if r.Waits() {
			list = append(list, r)
		}
	}
	return list
}

// HoldsUp lists the compulsory requests without which a step does not go on.
func (d *Dossier) HoldsUp(step int) []Request { return holdsUp(d.Requests, step) }

func holdsUp(requests []Request, step int) (list []Request) {
	for _, r := range requests {
		if r.Compulsory && r.Step == step && r.Waits() {
			list = append(list, r)
		}
	}
	return list
}

// joined refuses to go on while a compulsory answer is missing.
func (d *Dossier) joined(step int, units *orgunit.Map) error {
	waiting := holdsUp(d.Requests, step)
	if len(waiting) == 0 {
		return nil
	}
	first := waiting[0]
	return refusal.TooEarlyOrLate("Bước %d còn chờ %d cơ quan bắt buộc trả lời, trước hết %s (yêu cầu %d, hạn %s). Im lặng không phải là đồng ý: hãy đôn đốc, hoặc thu hồi yêu cầu kèm lý do.",
		step, len(waiting), units.Name(first.Unit), first.No, first.DueAt().Vietnamese())
}

// requestOn finds a request to change it; the caller may write through the pointer.
func (d *Dossier) requestOn(no int) (*Request, error) {
	d.Requests = slices.Clone(d.Requests)
	if r := d.Request(no); r != nil {
		return r, nil
	}
	return nil, refusal.Wrong("request", "Hồ sơ %s không có yêu cầu phối hợp số %d.", d.Code, no)
}

// passRequests ends what steps that are no longer open had asked and not been answered.
func (d *Dossier) passRequests(at time.Time) {
	for i := range d.Requests {
		r := &d.Requests[i]
		if r.Waits() && !slices.ContainsFunc(d.Open, func(w Work) bool { return w.Step == r.Step }) {
			d.Requests = slices.Clone(d.Requests)
			r = &d.Requests[i]
			r.End, r.Ended = Passed, later(at, r.Sent) // a closing may be entered afterwards
		}
	}
}

// sameOffice refuses who does not stand in the office of a unit.
func (m Moment) sameOffice(unit orgunit.ID, act string) error {
	units := m.Rules.Units()
	if units.Office(m.Unit) != units.Office(unit) {
		return refusal.Forbidden("Chỉ %s được %s.", units.Name(unit), act)
	}
	return nil
}

// RequestText is the requests as the row and the trace keep them: JSON, "" for none.
func RequestText(list []Request) string {
	if len(list) == 0 {
		return ""
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Sprintf("dossier: requests: %v", err)) // plain structs always encode
	}
	return string(text)
}

// ParseRequests reads it.
func ParseRequests(s string) (list []Request, err error) {
	if s == "" {
		return nil, nil
	}
	err = json.Unmarshal([]byte(s), &list)
	return list, err
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
