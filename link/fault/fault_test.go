package fault_test

import (
	"fmt"
	"testing"

	"cchc/link/fault"
)

func TestFaultsComeByNameAndBySeed(t *testing.T) {
	known := []fault.Kind{"twice", "late"}
	list, err := fault.Parse(" twice, late,", known)
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	if _, err := fault.Parse("never", known); err == nil {
		t.Error("an unknown fault was taken")
	}
	if none, err := fault.Parse("", known); err != nil || none != nil || fault.Of(1, "x", none) != "" {
		t.Error("no faults are some")
	}
	count := map[fault.Kind]int{}
	for i := range 1000 {
		subject := fmt.Sprint(i)
		kind := fault.Of(7, subject, list)
		if kind != fault.Of(7, subject, list) {
			t.Fatal("the same seed and subject had two faults")
		}
		count[kind]++
	}
	if count[""] < 400 || count["twice"] < 150 || count["late"] < 150 {
		t.Errorf("%v", count)
	}
}
