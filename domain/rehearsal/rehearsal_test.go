package rehearsal_test

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
)

// world is one commune at the usual hours.
type world struct{ units *orgunit.Map }

func (world) Calendar(orgunit.ID) *calendar.Calendar    { return calendar.Standard() }
func (w world) Units() *orgunit.Map                     { return w.units }
func (world) Procedure(procedure.ID) *procedure.Version { return nil }
func (world) Workflow(workflow.ID) *workflow.Version    { return nil }

var commune = world{orgunit.NewMap([]*orgunit.Unit{{ID: 4, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", From: calendar.MustDay("2020-01-01")}})}

func step(no, minutes int, content string, role account.Role, after ...int) workflow.Step {
	return workflow.Step{No: no, Content: content, Place: workflow.AtUnit, Role: role, Minutes: minutes, After: after}
}

// row is three steps one after the other.
func row() *workflow.Version {
	return &workflow.Version{ID: 1, Steps: []workflow.Step{
		step(1, 480, "Thẩm tra", account.Official), step(2, 480, "Hỏi thuế", account.Counter, 1), step(3, 480, "Phê duyệt", account.Leader, 2),
	}}
}

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", text, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// past is a dossier received on Monday 07/03/2022 at 8, due on day, whose steps ended at instants.
func past(code, due string, ends ...string) rehearsal.Past {
	p := rehearsal.Past{Flow: row(), Dossier: dossier.Dossier{Code: code, Unit: 4, Desk: 4, Received: at("2022-03-07T08:00"), Due: calendar.Due{Day: calendar.MustDay(due)}}}
	from := p.Dossier.Received
	for i, end := range ends {
		p.Spans = append(p.Spans, dossier.Span{Step: i + 1, Role: p.Flow.Steps[i].Role, Unit: 4, From: from, To: at(end)})
		from = at(end)
	}
	p.Dossier.Closed = from
	p.Dossier.Outcome = dossier.Outcome(p.Dossier.Due.Lateness(from).String())
	return p
}

func play(t *testing.T, draft *workflow.Version, mapping map[int]string, pasts ...rehearsal.Past) rehearsal.Result {
	t.Helper()
	r, err := rehearsal.New(commune, draft, mapping)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pasts {
		r.Add(p)
	}
	result, err := r.Result()
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// month is a late dossier and one in time.
func month() []rehearsal.Past {
	return []rehearsal.Past{
		past("A", "2022-03-09", "2022-03-08T10:00", "2022-03-09T10:00", "2022-03-10T10:00"),
		past("B", "2022-03-09", "2022-03-07T09:00", "2022-03-07T10:00", "2022-03-07T11:00"),
	}
}

func TestTheSameWorkflowGivesWhatHappened(t *testing.T) {
	paused := past("C", "2022-03-11", "2022-03-08T08:00", "2022-03-10T09:00", "2022-03-10T10:00")
	paused.Dossier.Pauses = []dossier.Pause{{Pause: calendar.Pause{From: at("2022-03-08T09:00"), To: at("2022-03-09T15:00"), Rule: calendar.Resume}}}
	result := play(t, row(), nil, append(month(), paused)...)
	if result.Dossiers != 3 || result.Before != result.After || result.Before.Late != 1 || result.Rescued+result.Spoiled != 0 {
		t.Errorf("%+v", result)
	}
	for _, l := range result.Lines {
		if !l.Would.Equal(l.Closed) {
			t.Errorf("%s: %v, not %v", l.Code, l.Would, l.Closed)
		}
	}
	for _, p := range result.Desks {
		if p.Before != p.After {
			t.Errorf("%+v", p)
		}
	}
}

func TestStepsSideBySideRescueALateDossier(t *testing.T) {
	beside := row()
	beside.Steps[1].After, beside.Steps[2].After = nil, []int{1, 2}
	result := play(t, beside, nil, month()...)
	if result.Rescued != 1 || result.After.Late != 0 || result.Lines[0].Code != "A" || !result.Lines[0].Would.Equal(at("2022-03-09T10:00")) {
		t.Errorf("%+v", result)
	}
	if s := result.Steps[0]; s.Known != 2 || s.Median != 60 || s.From != "Thẩm tra" {
		t.Errorf("%+v", s)
	}
}

func TestAStepThatNothingIsKnownOfTakesWhatItIsAllowedUnlessItIsMapped(t *testing.T) {
	longer := row()
	longer.Steps = append(longer.Steps, step(4, 960, "Đóng dấu", account.Counter, 3))
	result := play(t, longer, nil, month()...)
	if result.Spoiled != 0 || result.After.Early+result.After.OnTime != 1 || result.Steps[3].Known != 0 || result.Steps[3].From != "" {
		t.Errorf("%+v", result)
	}
	if got := result.After.Minutes - result.Before.Minutes; got != 2*960 {
		t.Errorf("%d minutes more", got)
	}
	result = play(t, longer, map[int]string{4: "hỏi thuế"}, month()...)
	if s := result.Steps[3]; s.Known != 2 || s.From != "hỏi thuế" {
		t.Errorf("%+v", s)
	}
	if result = play(t, longer, map[int]string{2: rehearsal.Nothing}, month()...); result.Steps[1].Known != 0 {
		t.Errorf("%+v", result.Steps[1])
	}
}

func TestWhatLiesOnADeskAtOnceIsCounted(t *testing.T) {
	result := play(t, row(), nil, month()...)
	for _, p := range result.Desks {
		want := 1
		if p.Role == account.Official {
			want = 2 // both came at eight on Monday
		}
		if p.After.Steps != 2 || p.After.Most != want {
			t.Errorf("%+v", p)
		}
	}
}

func TestADossierWithoutADueDateIsLeftOutAndCounted(t *testing.T) {
	p := past("D", "2022-03-09", "2022-03-07T09:00")
	p.Dossier.Due = calendar.Due{}
	if result := play(t, row(), nil, p); result.Skipped != 1 || result.Dossiers != 0 {
		t.Errorf("%+v", result)
	}
	circle := &workflow.Version{Steps: []workflow.Step{step(1, 0, "A", account.Leader, 1)}}
	if _, err := rehearsal.New(commune, circle, nil); err == nil || !strings.Contains(err.Error(), "vòng") {
		t.Error(err)
	}
}
