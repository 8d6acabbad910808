package lead

import (
	"context"
	"net/http"
	"slices"

	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

// punctuality is the page of one choice: the table, the balance, the months.
type punctuality struct {
	layout.Frame
	controls
	Form    layout.Form
	Total   row
	Worst   *row // the worst line, nil when all are equal
	Groups  []group
	Says    string // the heading's sentence, with the share to fill in
	What    string // what a line is: "Đơn vị", "Lĩnh vực", "Thủ tục"
	Views   []layout.Link
	Balance balance
	Charts  []chart
	Floor   int64
	Excel   string
	Form06a string // address of the State's form, for the same choice
}

// group is the lines of one level with their sum; Head is nil when there is only one.
type group struct {
	Head *row
	Rows []row
	More layout.Link // to the lines that were left out
}

// mostLines is how many units of a level the page of all levels shows, the worst ones.
const mostLines = 20

var punctualityPage = layout.Parse[punctuality](files, "punctuality.html", "parts.html")

func (p Pages) punctuality(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	c, err := choose(r.URL.Query(), v)
	form := layout.Form{Values: r.URL.Query()}
	status := http.StatusOK
	if err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		form, status = refused, layout.StatusOf(err)
		if c, err = choose(nil, v); err != nil {
			return err
		}
	}
	page, err := p.punctualityOf(r.Context(), c, v)
	if err != nil {
		return err
	}
	page.Form = form
	return punctualityPage.Render(w, r, status, page)
}

func (p Pages) punctualityOf(ctx context.Context, c choice, v *web.Visit) (page punctuality, err error) {
	by := c.lines()
	lines, err := p.Figures.Table(ctx, c.query(true), by)
	if err != nil {
		return page, err
	}
	total := figure.Line{Name: v.T("Toàn tỉnh"), Tally: figure.Sum(lines)}
	page = punctuality{
		Frame: layout.Frame{Crumbs: c.crumbs(v), AsOf: c.period.LastSecond(), Note: v.T("Nguồn: nhật ký hồ sơ, biểu II.06a")},
		Total: c.rowOf(total), Groups: c.groups(lines, by, v), What: v.T(lineTitles[by]), Views: c.views(v), Balance: c.balance(total.Tally),
		Excel: c.href(punctualityPath + xlsx), Form06a: c.href(formsPath + "II.06a"), controls: c.controls(v), Says: findings[c.formula],
	}
	here := &page.Crumbs[len(page.Crumbs)-1]
	page.Total.Name, here.Href = here.Text, ""
	if len(page.Crumbs) == 1 {
		page.Crumbs = nil
	}
	page.finish()
	page.Charts, err = p.charts(ctx, c, page.Worst, v)
	page.Floor = drawAll(page.Charts)
	return page, err
}

// findings are the headings of each formula.
var findings = map[figure.Formula]string{
	figure.FormulaFinished: "%s trước và đúng hạn", figure.FormulaDue: "%s xong trong hạn", figure.FormulaWorkload: "%s khối lượng không trễ",
}

var lineTitles = map[figure.By]string{figure.ByUnit: "Cấp, đơn vị", figure.ByField: "Lĩnh vực", figure.ByProcedure: "Thủ tục"}

// finish draws the bars and finds the worst line.
func (page *punctuality) finish() {
	all := []*row{&page.Total}
	for i := range page.Groups {
		g := &page.Groups[i]
		if g.Head != nil {
			all = append(all, g.Head)
		}
		for j := range g.Rows {
			r := &g.Rows[j]
			all = append(all, r)
			if !r.share.None() && r.share.Compare(page.Total.share) < 0 && (page.Worst == nil || r.share.Compare(page.Worst.share) < 0) {
				page.Worst = r
			}
		}
	}
	drawBars(all, page.Total.share)
}

// groups puts lines under their levels when they are units of the whole province, worst
// first within each.
func (c choice) groups(lines []figure.Line, by figure.By, v *web.Visit) []group {
	if by != figure.ByUnit || c.scope.Level != "" || c.scope.Unit != 0 {
		return []group{{Rows: c.rows(lines, by)}}
	}
	var list []group
	for _, level := range orgunit.Levels {
		own := slices.DeleteFunc(slices.Clone(lines), func(l figure.Line) bool { return l.Level != level })
		if len(own) == 0 {
			continue
		}
		head := c.rowOf(figure.Line{Name: v.T(level.Name()), Tally: figure.Sum(own)}, "level", string(level))
		head.Href = c.href(punctualityPath, "level", string(level))
		g := group{Head: &head, Rows: c.rows(own, by)}
		if len(g.Rows) > mostLines {
			g.More = layout.Link{Text: v.T("Tất cả %d đơn vị", len(g.Rows)), Href: head.Href}
			g.Rows = g.Rows[:mostLines]
		}
		list = append(list, g)
	}
	return list
}

func (c choice) rows(lines []figure.Line, by figure.By) []row {
	rows := make([]row, len(lines))
	for i, line := range lines {
		where := below(line, by)
		rows[i] = c.rowOf(line, where...)
		if by == figure.ByUnit && c.scope.Unit != 0 {
			_, den, _ := c.formula.Lists()
			rows[i].Href = c.list(den, where...)
			continue
		}
		rows[i].Href = c.href(punctualityPath, append([]string{"by", ""}, where...)...)
	}
	worstFirst(rows)
	return rows
}

// views are the other ways to group the same dossiers.
func (c choice) views(v *web.Visit) (list []layout.Link) {
	for _, by := range []figure.By{figure.ByUnit, figure.ByField, figure.ByProcedure} {
		narrowed := by == figure.ByUnit && c.scope.Unit != 0 || by == figure.ByField && c.scope.Field != "" || by == figure.ByProcedure && c.scope.Procedure != ""
		if !narrowed || by == c.lines() {
			list = append(list, layout.Link{Text: v.T(lineTitles[by]), Href: c.href(punctualityPath, "by", string(by)), Here: by == c.lines()})
		}
	}
	return list
}

// charts are the months of each level and of its worst unit, or of the one unit.
func (p Pages) charts(ctx context.Context, c choice, worst *row, v *web.Visit) ([]chart, error) {
	by := figure.ByLevel
	if c.scope.Unit != 0 {
		by = figure.ByUnit
	}
	charts, err := p.trends(ctx, c, c.query(false), by)
	for i := range charts {
		if by == figure.ByLevel {
			charts[i].Name = v.T(charts[i].Name)
		}
	}
	if err != nil || worst == nil || worst.line.Unit == 0 || by == figure.ByUnit {
		return charts, err
	}
	q := c.query(false)
	q.Scope.Unit = worst.line.Unit
	more, err := p.trends(ctx, c, q, figure.ByUnit)
	for i := range more {
		more[i].Worse = true
	}
	return append(charts, more...), err
}

func (p Pages) trends(ctx context.Context, c choice, q figure.Query, by figure.By) ([]chart, error) {
	trends, err := p.Figures.Series(ctx, q, by, trendMonths)
	var charts []chart
	for _, t := range trends {
		next := newChart(t.Name, t.Months, c.formula.Share, c.rounding)
		next.Href = c.href(punctualityPath, string(by), t.Key, "by", "")
		charts = append(charts, next)
	}
	return charts, err
}

// balance is the identity as a sentence of numbers.
type balance struct {
	Carried, Received, Finished, Withdrawn, Refused, Stopped, Open number
	MovedIn, MovedOut                                              int64
	Holds                                                          bool
}

func (c choice) balance(t figure.Tally) balance {
	n := func(of figure.Condition) number { return c.number(of.Of(t), of, nil) }
	return balance{
		Carried: n(figure.Carried), Received: n(figure.Received), Finished: n(figure.Finished), Withdrawn: n(figure.Withdrawn),
		Refused: n(figure.Refused), Stopped: n(figure.Stopped), Open: n(figure.Open), MovedIn: t.MovedIn, MovedOut: t.MovedOut,
		Holds: t.Identity().Holds(),
	}
}
