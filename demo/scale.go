package demo

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Scale is the size of the demo in millionths: 1_000_000 is the whole year of 2022.
type Scale int64

// Whole is every dossier of 2022.
const Whole Scale = 1_000_000

// UnmarshalText reads "0.01" or "1", above 0 and up to 10.
func (s *Scale) UnmarshalText(text []byte) error {
	whole, part, _ := strings.Cut(strings.Replace(string(text), ",", ".", 1), ".")
	wrong := refusal.Wrong("scale", "Tỷ lệ %q không đọc được: phải là số từ 0.0001 đến 10, ví dụ 0.01.", text)
	if len(part) > 6 {
		return wrong
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", 6-len(part)), 10, 64)
	if err != nil || n < 100 || n > 10*int64(Whole) {
		return wrong
	}
	*s = Scale(n)
	return nil
}

// String is "0.01".
func (s Scale) String() string {
	digits := strconv.FormatInt(int64(s), 10)
	digits = strings.Repeat("0", max(0, 7-len(digits))) + digits
	whole, part := digits[:len(digits)-6], strings.TrimRight(digits[len(digits)-6:], "0")
	if part == "" {
		return whole
	}
	return whole + "." + part
}

// of is the nearest whole number to n at the scale.
func (s Scale) of(n int64) int64 { return (n*int64(s) + int64(Whole)/2) / int64(Whole) }

// Count is how many dossiers of a level were finished in 2022 and how many of them late.
type Count struct{ Finished, Late int64 }

// published is the table of a real province for 2022: 70,237 / 70,141, 147,125 / 139,968
// and 245,207 / 236,544 finished / on time.
var published = map[orgunit.Level]Count{
	orgunit.Province: {70237, 70237 - 70141},
	orgunit.District: {147125, 147125 - 139968},
	orgunit.Commune:  {245207, 245207 - 236544},
}

// Counts is what the demo holds of 2022 at a scale: the nearest whole number in all,
// divided among the levels, on time and late, by the largest remainder.
func (s Scale) Counts() map[orgunit.Level]Count {
	var weights []int64
	total := int64(0)
	for _, level := range orgunit.Levels {
		c := published[level]
		weights = append(weights, c.Finished-c.Late, c.Late)
		total += c.Finished
	}
	parts := share(s.of(total), weights)
	counts := map[orgunit.Level]Count{}
	for i, level := range orgunit.Levels {
		counts[level] = Count{parts[2*i] + parts[2*i+1], parts[2*i+1]}
	}
	return counts
}

// share divides a whole number by weights: each gets its floor, what is left goes to the
// largest remainders, the first of equals. Without any weight nobody gets anything.
func share(total int64, weights []int64) []int64 {
	sum := int64(0)
	for _, w := range weights {
		sum += w
	}
	parts := make([]int64, len(weights))
	if sum == 0 {
		return parts
	}
	left, order := total, make([]int, len(weights))
	for i, w := range weights {
		parts[i], order[i] = total*w/sum, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(total*weights[b]%sum, total*weights[a]%sum) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// shareWithin is share where nobody gets more than a cap; the caps add up to total at least.
func shareWithin(total int64, weights, caps []int64) []int64 {
	parts := share(total, weights)
	left := total
	for i := range parts {
		parts[i] = min(parts[i], caps[i])
		left -= parts[i]
	}
	for i := 0; left > 0 && i < len(parts); i++ {
		more := min(left, caps[i]-parts[i])
		parts[i], left = parts[i]+more, left-more
	}
	return parts
}
