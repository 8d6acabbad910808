package lead

import (
	"strings"

	"cchc/domain/figure"
)

// The small chart: 13 points between x 6 and 164, the upper edge 100 %, the lower edge the
// floor that all charts of a page share.
const (
	chartLeft   = 60 // tenths of a pixel
	chartRight  = 1640
	chartTop    = 100
	chartBottom = 720
)

// chart is one line through the months.
type chart struct {
	Name        string
	Href        string
	Path        string
	X, Y        string // of the last point
	First, Last string // shares, rounded, "" for none
	From, To    string // months, "12/22"
	Worse       bool   // drawn in red
	Months      []chartMonth

	shares []figure.Share
}

type chartMonth struct{ Name, Percent string }

// newChart takes the share of each month.
func newChart(name string, months []figure.Line, of func(figure.Tally) figure.Share, r figure.Rounding) chart {
	c := chart{Name: name}
	for _, m := range months {
		share := of(m.Tally)
		c.shares = append(c.shares, share)
		month := chartMonth{m.Key[5:7] + "/" + m.Key[2:4], r.Percent(share)}
		if month.Percent != "" {
			if c.First == "" {
				c.First, c.From = month.Percent, month.Name
			}
			c.Last, c.To = month.Percent, month.Name
		}
		c.Months = append(c.Months, month)
	}
	return c
}

// permyriad is a share in hundredths of a percent: fine enough to draw.
func permyriad(s figure.Share) int64 { return s.Num * 10000 / s.Den }

// floor is the whole number of percent below the lowest point of charts, at most 95.
func floor(charts []chart) int64 {
	lowest := int64(9500)
	for _, c := range charts {
		for _, s := range c.shares {
			if !s.None() {
				lowest = min(lowest, permyriad(s))
			}
		}
	}
	return lowest / 100
}

// draw sets the points above a floor in percent. A month without dossiers is a gap.
func (c *chart) draw(floor int64) {
	var path strings.Builder
	pen := "M"
	for i, s := range c.shares {
		if s.None() {
			pen = "M"
			continue
		}
		x := chartLeft + int64(i)*(chartRight-chartLeft)/int64(max(1, len(c.shares)-1))
		y := chartTop + (10000-permyriad(s))*(chartBottom-chartTop)/max(1, 10000-floor*100)
		c.X, c.Y = tenths(x), tenths(y)
		path.WriteString(pen + c.X + " " + c.Y)
		pen = "L"
	}
	c.Path = path.String()
}

// drawAll draws charts to one scale and returns its floor.
func drawAll(charts []chart) int64 {
	low := floor(charts)
	for i := range charts {
		charts[i].draw(low)
	}
	return low
}
