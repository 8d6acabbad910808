package workflow

import (
	"fmt"
	"strconv"
	"strings"
)

// Difference is one step that two versions do otherwise, in words; Before or After is ""
// where one of them does not have it.
type Difference struct {
	Step          int
	Before, After string
}

// Differences lists the steps that a version changes against an earlier one, which may
// be nil. Unit names are looked up by name.
func Differences(before, after *Version, unit func(Step) string) (list []Difference) {
	if before == nil {
		before = &Version{}
	}
	add := func(no int) {
		a, b := describe(before.Step(no), unit), describe(after.Step(no), unit)
		if a != b {
			list = append(list, Difference{no, a, b})
		}
	}
	for _, s := range after.Steps {
		add(s.No)
	}
	for _, s := range before.Steps {
		if after.Step(s.No) == nil {
			add(s.No)
		}
	}
	return list
}

func describe(s *Step, unit func(Step) string) string {
	if s == nil {
		return ""
	}
	parts := []string{s.Content, s.Role.Title(), unit(*s), Days(s.Minutes)}
	if len(s.After) > 0 {
		parts = append(parts, fmt.Sprintf("sau bước %s", Numbers(s.After)))
	}
	if s.Product != "" {
		parts = append(parts, s.Product)
	}
	return strings.Join(append(parts, s.describeAsks(unit)...), " · ")
}

// Numbers is "1, 2".
func Numbers(list []int) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ", ")
}

// Span is when a step may run at the earliest, in working minutes from receipt.
type Span struct{ From, To int }

// Spans of all steps by number, for drawing; an error as of Longest.
func (v *Version) Spans() (map[int]Span, error) {
	if _, err := v.Longest(); err != nil {
		return nil, err
	}
	spans := map[int]Span{}
	var end func(no int) int
	end = func(no int) int {
		if s, done := spans[no]; done {
			return s.To
		}
		step, from := v.Step(no), 0
		for _, before := range step.After {
			from = max(from, end(before))
		}
		spans[no] = Span{from, from + step.Minutes}
		return from + step.Minutes
	}
	for _, s := range v.Steps {
		end(s.No)
	}
	return spans, nil
}
