package workflow_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

func TestADraftIsSubmittedSentBackAndApprovedBySomebodyElse(t *testing.T) {
	v := &workflow.Version{Name: "A", Number: 1, Status: workflow.Draft, EditedBy: 1, Steps: []workflow.Step{step(1, 480, account.Official)}}
	if err := v.Submit(240); err == nil || !strings.Contains(err.Error(), "1: 1 ngày làm việc") {
		t.Errorf("longer than the law: %v", err)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(v.Submit(480))
	if err := v.Edit(*v, 1); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("edited while it is judged: %v", err)
	}
	if err := v.Approve(1, 480); refusal.KindOf(err) != refusal.NotAllowed {
		t.Errorf("approved by its writer: %v", err)
	}
	if err := v.Return(" "); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("sent back without a reason: %v", err)
	}
	must(v.Return("Thiếu bước ký"))
	must(v.Edit(workflow.Version{Name: "A", Steps: v.Steps}, 1))
	if v.Returned != "Thiếu bước ký" {
		t.Errorf("%+v", v)
	}
	must(v.Submit(480))
	must(v.Approve(2, 480))
	if _, err := v.Publish(workflow.Publishing{By: 2, From: from}, nil); err == nil || v.Returned != "" {
		t.Errorf("published without a decision: %v", err)
	}
	effects, err := v.Publish(workflow.Publishing{By: 2, From: calendar.MustDay("2022-04-01"), Basis: "9/QĐ-UBND", Legal: 480}, nil)
	if err != nil || effects[0].After.Basis != "9/QĐ-UBND" || effects[0].After.Status != workflow.Published {
		t.Errorf("%+v, %v", effects, err)
	}
}

func TestWhatIsNotApprovedIsNotPublished(t *testing.T) {
	v := &workflow.Version{Status: workflow.Draft, EditedBy: 1, Steps: []workflow.Step{step(1, 480, account.Official)}}
	if _, err := v.Publish(workflow.Publishing{By: 2, From: from, Basis: "x"}, nil); refusal.KindOf(err) != refusal.NotNow {
		t.Error(err)
	}
	if err := v.Approve(2, 0); refusal.KindOf(err) != refusal.NotNow {
		t.Error(err)
	}
}

func TestAStepPutInBetweenChangesOnlyItselfAndWhatWaitsForIt(t *testing.T) {
	before := &workflow.Version{Steps: []workflow.Step{step(1, 60, account.Counter), step(2, 60, account.Official, 1), step(3, 60, account.Leader, 2)}}
	after := &workflow.Version{Steps: slices.Clone(before.Steps)}
	fresh := step(9, 120, account.Official, 2)
	after.Steps = slices.Insert(after.Steps, 2, fresh)
	after.Steps[3].After = []int{9}
	after.Renumber()
	if got := after.Steps[3]; got.No != 4 || !slices.Equal(got.After, []int{3}) {
		t.Errorf("%+v", got)
	}
	var changes []workflow.Change
	for _, p := range workflow.Compare(before, after) {
		changes = append(changes, p.Change)
	}
	if want := []workflow.Change{workflow.Same, workflow.Same, workflow.Added, workflow.Changed}; !slices.Equal(changes, want) {
		t.Errorf("%v", changes)
	}
	pairs := workflow.Compare(after, before)
	if last := pairs[len(pairs)-1]; last.Change != workflow.Removed || last.Before.No != 3 {
		t.Errorf("%+v", last)
	}
}
