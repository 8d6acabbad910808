package workflow

import (
	"reflect"
	"slices"

	"cchc/kit/vntext"
)

// Change is what became of a step from one version to another.
type Change string

const (
	Same    Change = ""
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed"
)

// Title on pages.
func (c Change) Title() string {
	return map[Change]string{Same: "Giữ nguyên", Added: "Thêm mới", Removed: "Đã bỏ", Changed: "Đã sửa"}[c]
}

// Pair is one step in two versions; nil where one of them does not have it.
type Pair struct {
	Before, After *Step
	Change        Change
}

// Compare pairs the steps of two versions: those with the same words, then those that
// stand at the same number with the same role and place. Numbers alone do not matter:
// a step that only moved down because one was put in above it is the same. Pairs come in
// the order of after, then what was removed.
func Compare(before, after *Version) []Pair {
	match := pairUp(before, after)
	var pairs []Pair
	taken := map[int]bool{}
	for i := range after.Steps {
		a := &after.Steps[i]
		b := before.Step(match[a.No])
		pair := Pair{Before: b, After: a, Change: Added}
		if b != nil {
			taken[b.No] = true
			if pair.Change = Changed; alike(b, a, match) {
				pair.Change = Same
			}
		}
		pairs = append(pairs, pair)
	}
	for i := range before.Steps {
		if b := &before.Steps[i]; !taken[b.No] {
			pairs = append(pairs, Pair{Before: b, Change: Removed})
		}
	}
	return pairs
}

// Matches finds for each step of after the number of the step of before that has the same
// words, by number; what has none is missing.
func Matches(before, after *Version) map[int]int {
	match, taken := map[int]int{}, map[int]bool{}
	pick := func(same func(b, a *Step) bool) {
		for i := range after.Steps {
			a := &after.Steps[i]
			for j := range before.Steps {
				b := &before.Steps[j]
				if match[a.No] == 0 && !taken[b.No] && same(b, a) {
					match[a.No], taken[b.No] = b.No, true
				}
			}
		}
	}
	words := func(b, a *Step) bool { return vntext.Fold(b.Content) == vntext.Fold(a.Content) }
	pick(func(b, a *Step) bool { return words(b, a) && b.Who() == a.Who() && b.No == a.No })
	pick(func(b, a *Step) bool { return words(b, a) && b.Who() == a.Who() })
	pick(words)
	return match
}

func pairUp(before, after *Version) map[int]int {
	match, taken := Matches(before, after), map[int]bool{}
	for _, no := range match {
		taken[no] = true
	}
	for i := range after.Steps {
		a := &after.Steps[i]
		b := before.Step(a.No)
		if match[a.No] == 0 && b != nil && !taken[b.No] && b.Who() == a.Who() {
			match[a.No], taken[b.No] = b.No, true
		}
	}
	return match
}

// alike says whether two steps promise the same, with what they wait for taken from one
// numbering to the other.
func alike(b, a *Step, match map[int]int) bool {
	var waits []int
	for _, no := range a.After {
		waits = append(waits, match[no])
	}
	slices.Sort(waits)
	was := slices.Sorted(slices.Values(b.After))
	return b.Content == a.Content && b.Who() == a.Who() && b.Minutes == a.Minutes && b.Product == a.Product &&
		slices.Equal(was, waits) && (len(a.Asks)+len(b.Asks) == 0 || reflect.DeepEqual(a.Asks, b.Asks))
}
