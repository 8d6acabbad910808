package figure

import "testing"

func TestTheFormOfTheStateBalances(t *testing.T) {
	f := FormNamed("II.06a")
	if f == nil || len(f.Columns()) != 11 || len(f.Heads) != 3 {
		t.Fatalf("II.06a is %+v", f)
	}
	tally := Tally{Carried: 5, ReceivedDirect: 20, ReceivedOnline: 9, ReceivedPost: 1, Early: 10, OnDay: 5, Late: 2, Refused: 1, Withdrawn: 2, OpenInTime: 9, OpenPaused: 4, OpenOverdue: 2}
	var got []int64
	for _, c := range f.Columns() {
		got = append(got, c.Number(tally))
	}
	want := []int64{35, 9, 21, 5, 17, 10, 5, 2, 15, 13, 2}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("column %d is %d, want %d", i+1, got[i], want[i])
		}
	}
	if got[0] != got[1]+got[2]+got[3] || got[4] != got[5]+got[6]+got[7] || got[8] != got[9]+got[10] {
		t.Errorf("the sums of %v do not hold", got)
	}
}

func TestSharesOfAFormAreOfItsConditions(t *testing.T) {
	tally := Tally{Carried: 10, ReceivedDirect: 30, Early: 20, Late: 5, OpenInTime: 10, OpenOverdue: 5}
	for _, c := range FormNamed("khoi-luong").Columns() {
		if c.Title == "Trễ" && c.Of != "" {
			if s := c.Share(tally); s.Num != 10 || s.Den != 40 {
				t.Errorf("late share %+v", s)
			}
		}
	}
	for _, f := range Forms {
		for _, c := range f.Columns() {
			if c.Of != "" && !c.Share(Tally{}).None() {
				t.Errorf("%s, %s: a share of nothing", f.Name, c.Title)
			}
		}
	}
	if FormNamed("x") != nil {
		t.Error("there is a form x")
	}
}

func TestAFormWithAnUnknownConditionDoesNotStart(t *testing.T) {
	const head = "form,title,basis,from,until,head,column,shows,note\n"
	for _, bad := range []string{head + "A,B,C,2020-01-01,,H,K,nothing,\n", head + "A,B,C,2020-13-01,,H,K,load,\n", head + "A,B\n", ""} {
		if _, err := readForms(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
