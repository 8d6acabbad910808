// Package lateness is what an office does about time that runs out: warnings before a due
// date, escalation after it, the apology with one new date (NĐ 61/2018, Điều 19.9), and
// the words in which each is told. Nothing here waits or sends: given a dossier, the rules
// in force and an instant, it says what is to be told to whom, and when to look again.
package lateness

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// RuleID identifies one version of the rules of warning.
type RuleID int64

// Rule says who is told of a due date, how long before and after it. The version with the
// latest From that is not after a day is in force on it: dated data, not code.
type Rule struct {
	ID      RuleID
	From    calendar.Day
	Basis   string // the decision that orders it
	Stages  []Stage
	Version int
}

// Of is whose due date a stage is about.
type Of string

const (
	OfDossier Of = "dossier"
	OfStep    Of = "step"
	OfRequest Of = "request" // to another agency, which is the one that is told
)

// Title on pages.
func (o Of) Title() string {
	return map[Of]string{OfDossier: "cả hồ sơ", OfStep: "bước", OfRequest: "yêu cầu phối hợp"}[o]
}

// Side of the due date.
type Side string

const (
	Before Side = "before"
	After  Side = "after"
)

// Whom a stage tells.
type Whom string

const (
	Holder   Whom = "holder"   // who has the step; its unit's leader while nobody has
	Head     Whom = "head"     // the leader of the unit that has it
	Above    Whom = "above"    // the leader of the unit above
	Province Whom = "province" // the province's leader
)

// Everybody a stage can tell, in the order of forms.
var Everybody = []Whom{Holder, Head, Above, Province}

// Title on pages.
func (w Whom) Title() string {
	return map[Whom]string{
		Holder: "người đang giữ", Head: "lãnh đạo đơn vị", Above: "lãnh đạo đơn vị cấp trên", Province: "lãnh đạo tỉnh",
	}[w]
}

// Stage is one line of a rule: so long before or after a due date, these are told.
type Stage struct {
	Of   Of     `json:"of"`
	Side Side   `json:"side"`
	Span string `json:"span"` // in working time, as calendar.ParseLimit reads it: "1 workday", "4 workhours"
	Tell []Whom `json:"tell"`
}

// Key names the stage among those of one due date: "before 1 workday".
func (s Stage) Key() string { return string(s.Side) + " " + s.Span }

// Usual is the rule before the province has decided one of its own: one working day and
// four working hours before to who has it and to the unit's leader; after it has passed the
// head of the unit, then the unit above, then the province.
var Usual = Rule{
	From: calendar.MustDay("2018-06-21"), Basis: "NĐ 61/2018/NĐ-CP, Điều 19",
	Stages: []Stage{
		{OfStep, Before, "4 workhours", []Whom{Holder}},
		{OfStep, After, "0 workdays", []Whom{Holder, Head}},
		{OfRequest, Before, "1 workday", []Whom{Holder}},
		{OfRequest, After, "0 workdays", []Whom{Holder, Above}},
		{OfDossier, Before, "1 workday", []Whom{Holder, Head}},
		{OfDossier, Before, "4 workhours", []Whom{Holder, Head}},
		{OfDossier, After, "0 workdays", []Whom{Holder, Head}},
		{OfDossier, After, "2 workdays", []Whom{Head, Above}},
		{OfDossier, After, "5 workdays", []Whom{Above, Province}},
	},
}

// InForce is the rule that holds on a day: of those given the latest, or the usual one.
func InForce(rules []*Rule, on calendar.Day) *Rule {
	best := &Usual
	for _, r := range rules {
		if r.From <= on && r.From >= best.From {
			best = r
		}
	}
	return best
}

// mostSpan bounds how far a stage may lie from its due date: beyond is a slip of the pen.
const mostSpan = 60

// Check lists every fault of a rule, at the fields of its form.
func (r *Rule) Check(today calendar.Day) error {
	var wrong refusal.List
	if r.From <= today {
		wrong = append(wrong, refusal.Wrong("from", "Ngày áp dụng phải sau hôm nay: điều đã nhắc không đổi được nữa."))
	}
	if r.Basis == "" {
		wrong = append(wrong, refusal.Wrong("basis", "Phải ghi căn cứ."))
	}
	if len(r.Stages) == 0 {
		wrong = append(wrong, refusal.Wrong("stages", "Phải có ít nhất một mốc nhắc."))
	}
	seen := map[string]bool{}
	for i, s := range r.Stages {
		if no := s.check(); no != nil {
			wrong = append(wrong, no.At(i+1))
		}
		if key := string(s.Of) + s.Key(); seen[key] {
			wrong = append(wrong, refusal.Wrong("stages", "Mốc này được ghi hai lần.").At(i+1))
		} else {
			seen[key] = true
		}
	}
	return wrong.OrNil()
}

func (s Stage) check() *refusal.Refusal {
	limit, err := calendar.ParseLimit(s.Span)
	switch {
	case s.Of.Title() == "", s.Side != Before && s.Side != After:
		return refusal.Wrong("stages", "Mốc phải là trước hoặc sau hạn, của hồ sơ, của bước hoặc của yêu cầu phối hợp.")
	case err != nil, limit.Unit != calendar.WorkDays && limit.Unit != calendar.WorkHours, limit.N > mostSpan:
		return refusal.Wrong("stages", "Khoảng “%s” phải tính bằng thời gian làm việc, ví dụ: 1 ngày làm việc, 4 giờ làm việc; không quá %d.", s.Span, mostSpan)
	case s.Side == Before && limit.N == 0:
		return refusal.Wrong("stages", "Nhắc trước hạn phải sớm hơn hạn.")
	case len(s.Tell) == 0:
		return refusal.Wrong("stages", "Chưa chọn người được nhắc.")
	}
	for _, whom := range s.Tell {
		if whom.Title() == "" {
			return refusal.Wrong("stages", "Không có người nhận “%s”.", string(whom))
		}
	}
	return nil
}
