package lead

import (
	"cmp"
	"net/http"
	"slices"

	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// home is the leader's one page: at most twelve numbers, each a link to its list.
type home struct {
	layout.Frame
	Period    string
	Total     row
	Levels    []row
	Overdue   number
	ByLevel   []overdue
	Worst     []row // units with the most late ones
	Charts    []chart
	Online    chart
	Floor     int64
	Worsening int // months in a row in which the share fell
}

// overdue is one bar of what is overdue now.
type overdue struct {
	Name string
	N    int64
	Bar  string // its length
	End  string // where its number stands
	Y, T int    // places of bar and text
}

// mostNumbers is how many numbers a leader takes in at once: those that are not a level's,
// a chart's or a sum are units.
const mostNumbers = 12

var homePage = layout.Parse[home](files, "home.html", "parts.html")

func (p Pages) home(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	c, err := choose(r.URL.Query(), v)
	if err != nil {
		return err
	}
	lines, err := p.Figures.Table(r.Context(), c.query(true), figure.ByUnit)
	if err != nil {
		return err
	}
	trends, err := p.Figures.Series(r.Context(), c.query(false), figure.ByLevel, trendMonths)
	if err != nil {
		return err
	}
	page := home{Frame: layout.Frame{Kind: layout.Board, AsOf: c.period.LastSecond()}, Period: periodWords(v, c.period)}
	page.count(c, lines, v)
	page.look(c, trends, v)
	page.Worst = c.mostMissing(lines, mostNumbers-3-len(page.Levels)-len(page.Charts))
	return homePage.Render(w, r, http.StatusOK, page)
}

// count fills in the numbers of the period.
func (page *home) count(c choice, lines []figure.Line, v *web.Visit) {
	total := figure.Line{Name: v.T("Toàn tỉnh"), Tally: figure.Sum(lines)}
	page.Total = c.rowOf(total)
	page.Overdue = c.number(total.OpenOverdue, figure.Overdue, nil)
	for _, level := range orgunit.Levels {
		sum := figure.Line{Name: v.T(level.Name())}
		for _, l := range lines {
			if l.Level == level {
				sum.Tally.Add(l.Tally, 1)
			}
		}
		if sum.IsZero() {
			continue
		}
		r := c.rowOf(sum, "level", string(level))
		r.Href = c.href(punctualityPath, "level", string(level))
		page.Levels = append(page.Levels, r)
		page.ByLevel = append(page.ByLevel, overdue{Name: sum.Name, N: sum.OpenOverdue})
	}
	worstFirst(page.Levels)
	drawOverdue(page.ByLevel)
}

// mostMissing are the units that hold the most late dossiers, by number: a unit with one
// late dossier of one does not hide one with a thousand.
func (c choice) mostMissing(lines []figure.Line, most int) []row {
	rows := c.rows(lines, figure.ByUnit)
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.Missing.N, a.Missing.N) })
	rows = slices.DeleteFunc(rows, func(r row) bool { return r.Missing.N == 0 })
	return rows[:min(most, len(rows))]
}

func drawOverdue(list []overdue) {
	slices.SortStableFunc(list, func(a, b overdue) int { return cmp.Compare(b.N, a.N) })
	for i := range list {
		list[i].Y, list[i].T = 3+i*28, 16+i*28
		if most := list[0].N; most > 0 {
			length := list[i].N * 1500 / most
			list[i].Bar, list[i].End = tenths(length), tenths(1060+length)
		}
	}
}

// look fills in the months: on time by level, and how many came online.
func (page *home) look(c choice, trends []figure.Trend, v *web.Visit) {
	if len(trends) == 0 {
		return
	}
	whole := slices.Clone(trends[0].Months)
	for n, t := range trends {
		for i := range whole {
			if n > 0 {
				whole[i].Tally.Add(t.Months[i].Tally, 1)
			}
		}
		next := newChart(v.T(t.Name), t.Months, c.formula.Share, c.rounding)
		next.Href = c.href(punctualityPath, "level", t.Key)
		page.Charts = append(page.Charts, next)
	}
	page.Floor = drawAll(page.Charts)
	page.Worsening = newChart("", whole, c.formula.Share, c.rounding).falling()
	page.Online = newChart(v.T("Nộp trực tuyến"), whole, func(t figure.Tally) figure.Share {
		return figure.Share{Num: t.ReceivedOnline, Den: t.Received()}
	}, c.rounding)
	page.Online.Href = c.list(figure.Received)
	page.Online.draw(0)
}

// falling counts the last months in a row in which the share went down.
func (c chart) falling() (n int) {
	for i := len(c.shares) - 1; i > 0; i-- {
		if c.shares[i].None() || c.shares[i-1].None() || c.shares[i].Compare(c.shares[i-1]) >= 0 {
			break
		}
		n++
	}
	return n
}
