package portal

import (
	"context"
	"html/template"
	"net/http"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/svg"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// board is how the province keeps its promises, by level, and what is done most.
type board struct {
	asOf    time.Time
	period  figure.Period
	lines   []figure.Line
	busiest []string
}

// count counts this year, or the last one while nothing of this one is finished.
func (p *Pages) count(ctx context.Context, now time.Time) (*board, error) {
	b := &board{asOf: now.Truncate(time.Second)}
	year, _, _ := calendar.DayOf(now).Date()
	for _, y := range []int{year, year - 1} {
		b.period = figure.Year(y, b.asOf)
		lines, err := p.Figures.Table(ctx, figure.Query{Period: b.period}, figure.ByLevel)
		if err != nil {
			return nil, err
		}
		b.lines = nil
		for _, line := range lines {
			if line.Finished() > 0 {
				b.lines = append(b.lines, line)
			}
		}
		if len(b.lines) > 0 {
			break
		}
	}
	var err error
	b.busiest, err = p.Office.Busiest(ctx, now.Add(-week), busiestShown)
	return b, err
}

func (b *board) empty() bool { return len(b.lines) == 0 }

// boardView is the board as a page shows it.
type boardView struct {
	Finding string // a sentence with its numbers
	Period  string
	Rows    []boardRow
	Chart   template.HTML
	Rule    string // formula, numbers, rounding, period, instant
}

type boardRow struct {
	Level            string
	Finished, OnTime int64
	Percent          string // as pct takes it
}

// perThousand counts the late ones of a thousand: whole people can be imagined.
var perThousand = figure.Rounding{How: vntext.HalfUp}

func (b *board) view(v *layout.Visit) (view boardView) {
	if b.empty() {
		return view
	}
	view.Period = b.periodWords(v)
	best, worst := b.lines[0], b.lines[0]
	for _, line := range b.lines {
		share := figure.FormulaFinished.Share(line.Tally)
		view.Rows = append(view.Rows, boardRow{v.T(line.Name), line.Finished(), line.OnTime(), figure.Published.Percent(share)})
		if share.Compare(figure.FormulaFinished.Share(worst.Tally)) < 0 {
			worst = line
		}
		if share.Compare(figure.FormulaFinished.Share(best.Tally)) > 0 {
			best = line
		}
	}
	view.Finding = finding(v, best, worst)
	view.Chart = b.chart(v, view.Finding, worst.Key)
	view.Rule = v.T("Công thức %s: %s.", layout.Words(figure.FormulaFinished.Title()), layout.Words(figure.FormulaFinished.Rule()))
	return view
}

func late(line figure.Line) string {
	return perThousand.PerThousand(figure.FormulaFinished.Share(line.Tally))
}

func finding(v *layout.Visit, best, worst figure.Line) string {
	level := func(l figure.Line) string { return lowerFirst(v.T(l.Name)) }
	switch {
	case late(worst) == "0":
		return v.T("Cứ 1.000 hồ sơ, chưa đến một hồ sơ trễ hẹn")
	case late(best) == late(worst):
		return v.T("Cứ 1.000 hồ sơ, %s hồ sơ trễ hẹn", late(worst))
	}
	return v.T("Cứ 1.000 hồ sơ, %s trễ hẹn %s, %s chỉ %s", level(worst), late(worst), level(best), late(best))
}

func (b *board) chart(v *layout.Visit, title, worst string) template.HTML {
	chart := svg.Bars{Named: svg.Named{ID: "late-by-level", Title: title}}
	for _, line := range b.lines {
		share := figure.FormulaFinished.Share(line.Tally)
		bar := svg.BarRow{Label: v.T(line.Name), Value: share.Missing() * 1_000_000 / share.Den, Text: late(line)}
		if line.Key == worst && share.Missing() > 0 {
			bar.Tone = svg.Worst
		}
		chart.Rows = append(chart.Rows, bar)
	}
	return chart.Draw()
}

func (b *board) periodWords(v *layout.Visit) string {
	year, _, _ := b.period.From.Date()
	if now, _, _ := calendar.DayOf(b.asOf).Date(); now == year {
		return v.T("từ đầu năm %d", year)
	}
	return v.T("năm %d", year)
}

// onTimePage says how the share is made.
type onTimePage struct {
	layout.Frame
	Board boardView
}

var onTimeTemplate = layout.Parse[onTimePage](files, "on_time.html", "parts.html")

func (p *Pages) onTime(w http.ResponseWriter, r *http.Request) error {
	b, err := p.figures(r.Context())
	if err != nil {
		return err
	}
	v := layout.VisitOf(r)
	page := onTimePage{Frame: p.frame(r, layout.Link{Text: v.T("Số liệu")}), Board: b.view(v)}
	if !b.empty() {
		page.AsOf = b.asOf
	}
	return onTimeTemplate.Render(w, r, http.StatusOK, page)
}
