package lead

import (
	"cmp"
	"slices"
	"strconv"

	"cchc/domain/figure"
)

// number is a figure with the address of its list, "" where there is nothing to list.
type number struct {
	N    int64
	Href string
}

// row is one line of the table as the template shows it.
type row struct {
	Name    string
	Href    string // one step further down
	Percent string // "" for no dossiers
	Num     number
	Den     number
	Missing number
	Rate    string // missing ones in a thousand
	Bar     string // the same as a length, in pixels of 96
	Worse   bool   // than the whole of which the row is a part

	share figure.Share
	line  figure.Line
}

// rowOf makes the row of a line; where says how its lists are narrowed down.
func (c choice) rowOf(line figure.Line, where ...string) row {
	share := c.formula.Share(line.Tally)
	num, den, missing := c.formula.Lists()
	return row{
		Name: line.Name, Percent: c.rounding.Percent(share), Rate: c.rounding.PerThousand(share), share: share, line: line,
		Num: c.number(share.Num, num, where), Den: c.number(share.Den, den, where), Missing: c.number(share.Missing(), missing, where),
	}
}

func (c choice) number(n int64, of figure.Condition, where []string) number {
	if n == 0 {
		return number{}
	}
	return number{n, c.list(of, where...)}
}

// worstFirst orders rows by their exact share; of equals, the one with more missing.
func worstFirst(rows []row) {
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(a.share.Compare(b.share), cmp.Compare(b.share.Missing(), a.share.Missing()))
	})
}

// barLength is how long the longest bar is, in tenths of a pixel.
const barLength = 960

// drawBars gives every row its bar: missing ones per dossier against the worst row's, red
// where the row is worse than the whole.
func drawBars(rows []*row, whole figure.Share) {
	var worst figure.Share // as missing/all
	for _, r := range rows {
		if !r.share.None() && (worst.None() || r.share.Missing()*worst.Den > worst.Num*r.share.Den) {
			worst = figure.Share{Num: r.share.Missing(), Den: r.share.Den}
		}
	}
	for _, r := range rows {
		if r.share.None() || worst.Num <= 0 {
			continue
		}
		length := r.share.Missing() * worst.Den * barLength / (r.share.Den * worst.Num)
		r.Bar = tenths(length)
		r.Worse = r.share.Compare(whole) < 0
	}
}

func tenths(n int64) string { return strconv.FormatInt(n/10, 10) + "." + strconv.FormatInt(n%10, 10) }
