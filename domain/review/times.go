package review

import "slices"

// Times is a set of lengths in working minutes, kept whole so that what is said of them
// is exact.
type Times struct {
	list   []int32
	sum    int64
	sorted bool
}

func (t *Times) add(minutes int) {
	t.list = append(t.list, int32(minutes))
	t.sum += int64(minutes)
	t.sorted = false
}

// N is how many there are.
func (t *Times) N() int { return len(t.list) }

// Sum of all, in minutes.
func (t *Times) Sum() int64 { return t.sum }

// Mean in whole minutes, cut off; 0 of none.
func (t *Times) Mean() int {
	if len(t.list) == 0 {
		return 0
	}
	return int(t.sum / int64(len(t.list)))
}

// Median is the middle one, the lower of two; 0 of none.
func (t *Times) Median() int { return t.at(1, 2) }

// Ninth is what nine of ten do not exceed; 0 of none.
func (t *Times) Ninth() int { return t.at(9, 10) }

// at is the smallest length that num of den do not exceed.
func (t *Times) at(num, den int) int {
	if len(t.list) == 0 {
		return 0
	}
	if !t.sorted {
		slices.Sort(t.list)
		t.sorted = true
	}
	return int(t.list[(len(t.list)*num+den-1)/den-1])
}

// Over counts those longer than a limit.
func (t *Times) Over(limit int) int {
	n := 0
	for _, m := range t.list {
		if int(m) > limit {
			n++
		}
	}
	return n
}
