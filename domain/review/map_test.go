package review_test

import (
	"iter"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/review"
	"cchc/domain/workflow"
)

var week = calendar.Standard()

func hours(orgunit.ID) *calendar.Calendar { return week }

// at is an instant of Monday 05/01/2026, in working minutes from its opening.
func at(minutes int) time.Time {
	return week.AddWorkMinutes(time.Date(2026, 1, 5, 0, 30, 0, 0, time.UTC), minutes)
}

// inRow is receipt, check, inspection, decision, one after the other, a day each.
func inRow() *workflow.Version {
	return &workflow.Version{ID: 1, Procedure: "1.000001", Steps: []workflow.Step{
		{No: 1, Content: "Tiếp nhận", Place: workflow.AtDesk, Role: account.Counter, Minutes: 120},
		{No: 2, After: []int{1}, Content: "Thẩm tra", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
		{No: 3, After: []int{2}, Content: "Kiểm tra thực địa", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
		{No: 4, After: []int{3}, Content: "Quyết định", Place: workflow.AtUnit, Role: account.Leader, Minutes: 240},
	}}
}

// tell writes a life: each change says which steps are open from a minute on, and who has them.
type change struct {
	minute int
	act    string
	open   []dossier.Work
}

func step(no int, holder account.ID) dossier.Work {
	return dossier.Work{Step: no, Role: account.Official, Unit: 4, Holder: holder, Since: at(0)}
}

func tell(t *testing.T, code string, changes ...change) review.Life {
	t.Helper()
	l := review.Life{Code: code}
	for _, c := range changes {
		var b audit.Builder
		b.Text("open", dossier.WorkText(c.open))
		text, err := b.Change()
		if err != nil {
			t.Fatal(err)
		}
		l.Events = append(l.Events, audit.Event{Act: c.act, At: at(c.minute), Change: text})
		l.Closed = at(c.minute)
	}
	return l
}

func lives(list ...review.Life) iter.Seq2[review.Life, error] {
	return func(yield func(review.Life, error) bool) {
		for _, l := range list {
			if !yield(l, nil) {
				return
			}
		}
	}
}

func open(list ...dossier.Work) []dossier.Work { return list }

// straight goes through the four steps in 60, 200, 900 and 100 minutes.
func straight(t *testing.T, code string) review.Life {
	return tell(t, code,
		change{0, "receive", open(step(1, 0))},
		change{60, "complete_step", open(step(2, 0))},
		change{100, "take_over", open(step(2, 7))},
		change{260, "complete_step", open(step(3, 0))},
		change{1160, "complete_step", open(step(4, 0))},
		change{1260, "finish", nil})
}

func TestTheMapHasTheTimesThatStepsReallyTook(t *testing.T) {
	back := tell(t, "H99-2",
		change{0, "receive", open(step(1, 0))},
		change{60, "complete_step", open(step(2, 0))},
		change{160, "complete_step", open(step(3, 0))},
		change{260, "send_back", open(step(2, 0))},
		change{300, "complete_step", open(step(3, 0))},
		change{1000, "complete_step", open(step(4, 0))},
		change{1200, "finish", nil})
	m, err := review.Draw(inRow(), hours, lives(straight(t, "H99-1"), back))
	if err != nil {
		t.Fatal(err)
	}
	if m.Dossiers != 2 || m.Sent != 1 || m.Whole.Sum() != 1260+1200 {
		t.Errorf("%d dossiers, %d sent back, %d minutes in all", m.Dossiers, m.Sent, m.Whole.Sum())
	}
	two, three := m.Steps[1], m.Steps[2]
	if two.Visits.N() != 3 || two.Visits.Sum() != 200+100+40 || two.Again.N() != 1 || two.Again.Sum() != 40 {
		t.Errorf("step 2: %d visits of %d minutes, %d again of %d", two.Visits.N(), two.Visits.Sum(), two.Again.N(), two.Again.Sum())
	}
	if two.Wait.N() != 1 || two.Wait.Sum() != 40 || two.Work.Sum() != 160 {
		t.Errorf("step 2 waited %d, was worked on %d", two.Wait.Sum(), two.Work.Sum())
	}
	if three.Late != 2 || three.PerFile.Sum() != 900+100+700 {
		t.Errorf("step 3: %d late, %d minutes", three.Late, three.PerFile.Sum())
	}
	ways := map[review.Passage]int{}
	for _, w := range m.Ways {
		ways[w.Passage] = w.N
	}
	if ways[review.Passage{From: 3, To: 2, Back: true}] != 1 || ways[review.Passage{From: 2, To: 3}] != 3 || ways[review.Passage{From: 3, To: 4}] != 2 {
		t.Errorf("ways %v", ways)
	}
	if b := m.Bottleneck(); b == nil || b.Step.No != 3 {
		t.Errorf("the bottleneck is %+v", b)
	}
}

func TestTimeInWhichTheClockStoodIsNobodys(t *testing.T) {
	life := straight(t, "H99-1")
	var b audit.Builder
	b.Text("pauses", dossier.PauseText([]dossier.Pause{{Pause: calendar.Pause{From: at(300), To: at(800)}, Why: dossier.ForSupplement}}))
	paused, err := b.Change()
	if err != nil {
		t.Fatal(err)
	}
	life.Events = append(life.Events, audit.Event{Act: "supply", At: at(1260), Change: paused})
	m, err := review.Draw(inRow(), hours, lives(life))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Steps[2].Visits.Sum(); got != 400 {
		t.Errorf("step 3 took %d minutes, 400 without the pause", got)
	}
	if m.Whole.Sum() != 760 {
		t.Errorf("the whole took %d minutes, 760 without the pause", m.Whole.Sum())
	}
}

func TestStepsSideBySideSaveTheShorterOfTheTwo(t *testing.T) {
	m, err := review.Draw(inRow(), hours, lives(straight(t, "H99-1"), straight(t, "H99-2")))
	if err != nil {
		t.Fatal(err)
	}
	list, err := m.Savings()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].First != 2 || list[0].Then != 3 || list[0].Minutes() != 200 {
		t.Fatalf("savings %+v", list)
	}
	if s := list[0]; s.Before.Minutes != 1260 || s.After.Minutes != 1060 {
		t.Errorf("%s, then %s", s.Before, s.After)
	}
	changed := workflow.Version{Steps: list[0].Steps}
	if err := changed.Check(0); err != nil {
		t.Errorf("the changed workflow is none: %v", err)
	}
	if three := changed.Step(3); len(three.After) != 1 || three.After[0] != 1 {
		t.Errorf("step 3 waits for %v", three.After)
	}
	if four := changed.Step(4); len(four.After) != 2 || four.Minutes != 240 {
		t.Errorf("step 4 waits for %v, may take %d", four.After, four.Minutes)
	}
}

func TestAMapOfNothingSaysNothing(t *testing.T) {
	m, err := review.Draw(inRow(), hours, lives())
	if err != nil {
		t.Fatal(err)
	}
	if m.Dossiers != 0 || m.Bottleneck() != nil || m.Whole.Median() != 0 {
		t.Errorf("%+v", m)
	}
	if list, err := m.Savings(); err != nil || len(list) != 0 {
		t.Errorf("savings %v, %v", list, err)
	}
}

func TestTheSavingIsSeenInASimulationOfTheChangedWorkflow(t *testing.T) {
	m, err := review.Draw(inRow(), hours, lives(straight(t, "H99-1"), straight(t, "H99-2")))
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.Chart()
	if err != nil {
		t.Fatal(err)
	}
	if c.Bottleneck != 3 || len(c.Savings) != 1 {
		t.Fatalf("chart %+v", c)
	}
	gain := c.Savings[0]
	if s := gain.Simulated; s.Dossiers != 2 || s.Sooner != 2 || s.Mean() != int64(gain.Before.Minutes-gain.After.Minutes) || s.Before != 2*1260 {
		t.Errorf("simulated %+v", s)
	}
}
