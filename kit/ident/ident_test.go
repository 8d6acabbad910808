package ident

import (
	"testing"
	"time"
)

func TestIdentifiersGrowWithTimeAndTellIt(t *testing.T) {
	at := time.Date(2022, 12, 5, 2, 12, 30, 0, time.UTC)
	id := At(at)
	if got := Time(id); !got.Equal(at) {
		t.Errorf("Time = %v, want %v", got, at)
	}
	if id < First(at) || id >= First(at.Add(time.Second)) {
		t.Errorf("%d is outside its second", id)
	}
	if At(time.Date(2136, 1, 1, 0, 0, 0, 0, time.UTC)) < id {
		t.Error("a later instant has a smaller identifier")
	}
}

func TestAMillionIdentifiersOfOneSecondDiffer(t *testing.T) {
	at, seen := time.Unix(1_700_000_000, 0), map[int64]bool{}
	for range 1_000_000 {
		id := At(at)
		if seen[id] {
			t.Fatalf("%d twice", id)
		}
		seen[id] = true
	}
}
