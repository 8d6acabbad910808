package review

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type chartPage struct {
	layout.Frame
	Tabs    []layout.Link
	Form    layout.Form // to draw it anew
	Drawn   review.Drawn
	Title   string
	Percent int
	First   string
	Last    string
	Says    []string // what the map says, in sentences
	Drawing template.HTML
	Steps   []chartRow
	Back    []backRow
	Gains   []gainRow
	Papers  []paperRow
	Excel   string
	May     bool
}

type chartRow struct {
	No                            int
	Content, Who                  string
	Allowed, Median, Ninth, Whole string
	Wait, Work, Again             string
	Visits, Late                  int
	Slow                          bool
	Units                         []unitRow
}

type unitRow struct {
	Name, Median string
	Visits       int
}

type backRow struct {
	From, To string
	N        int
	Codes    []string
}

type gainRow struct {
	First, Then           string
	Before, After, Saves  string
	Simulated             string
	Propose               string // address of a proposal that begins with it
	Sooner, All, FirstNo  int
	ThenNo                int
	BeforePath, AfterPath string
}

var chartView = layout.Parse[chartPage](files, "map.html", "tabs.html")

// ordered is the map of the address. A first and a last day stand there.
func (p Pages) ordered(r *http.Request) (review.Drawn, Rules, error) {
	o := review.Order{Workflow: web.Number[workflow.ID](r.PathValue("workflow"))}
	from, err := calendar.ParseDay(r.PathValue("from"))
	if err == nil {
		o.From = from
		o.To, err = calendar.ParseDay(r.PathValue("to"))
	}
	if err != nil {
		return review.Drawn{}, nil, refusal.Missing("Không tìm thấy bản đồ này.")
	}
	o.To++
	rules, err := p.Rules(r.Context())
	if err != nil {
		return review.Drawn{}, nil, err
	}
	d, err := p.Office.Map(r.Context(), o)
	return d, rules, err
}

// chart shows one map, or how far the drawing of it has come.
func (p Pages) chart(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	d, rules, err := p.ordered(r)
	if err != nil {
		return err
	}
	page := chartPage{
		Frame: layout.Frame{AsOf: d.Done, Crumbs: []layout.Link{{Text: v.T("Bản đồ quy trình"), Href: "/review"}, {Text: flowName(rules, d.Workflow)}}},
		Tabs:  tabs(v, "/review"), Drawn: d, Title: flowName(rules, d.Workflow), First: d.From.Vietnamese(), Last: (d.To - 1).Vietnamese(),
		Form: layout.Filled("workflow", fmt.Sprint(int64(d.Workflow)), "from", d.From.Vietnamese(), "to", (d.To - 1).Vietnamese()),
		May:  v.May(account.WriteReview, v.Account.Unit), Excel: mapPath(d.Order) + "/map.xlsx",
	}
	if d.Total > 0 {
		page.Percent = d.Seen * 100 / d.Total
	}
	if d.Done.IsZero() {
		w.Header().Set("Refresh", "2")
	}
	if d.Chart != nil && d.Chart.Dossiers > 0 {
		page.tell(v, rules)
	}
	return chartView.Render(w, r, http.StatusOK, page)
}

// tell puts the chart into words, rows and a drawing.
func (page *chartPage) tell(v *web.Visit, rules Rules) {
	c := page.Drawn.Chart
	titles := map[int]string{}
	for _, s := range c.Steps {
		titles[s.No] = fmt.Sprintf("%d. %s", s.No, s.Content)
		page.Steps = append(page.Steps, newChartRow(v, c, s))
	}
	for _, way := range c.Ways {
		if way.Back {
			page.Back = append(page.Back, backRow{titles[way.From], titles[way.To], way.N, way.Codes})
		}
	}
	for _, g := range c.Savings {
		page.Gains = append(page.Gains, newGainRow(v, page, g, titles))
	}
	for _, paper := range c.Papers {
		page.Papers = append(page.Papers, newPaperRow(v, page, paper))
	}
	page.says(v, titles)
	if flow := rules.Workflow(c.Workflow); flow != nil {
		if drawing, err := flow.Draw(); err == nil {
			page.Drawing = draw(v, c, drawing, page.Title)
		}
	}
}

func newChartRow(v *web.Visit, c *review.Chart, s review.ChartStep) chartRow {
	row := chartRow{
		No: s.No, Content: s.Content, Who: v.T(s.Role.Title()), Visits: s.Visits.N, Late: s.Late, Slow: s.No == c.Bottleneck,
		Median: said(v, s.Visits, s.Visits.Median), Ninth: said(v, s.Visits, s.Visits.Ninth), Whole: said(v, s.File, s.File.Mean()),
		Wait: said(v, s.Wait, s.Wait.Median), Work: said(v, s.Work, s.Work.Median), Allowed: "–", Again: "–",
	}
	if s.Allowed > 0 {
		row.Allowed = length(v, int64(s.Allowed))
	}
	if s.Again.N > 0 {
		row.Again = v.T("%d lần, %s", s.Again.N, length(v, s.Again.Sum))
	}
	for _, u := range s.Units {
		row.Units = append(row.Units, unitRow{v.Units.Name(u.Unit), length(v, int64(u.Visits.Median)), u.Visits.N})
	}
	return row
}

// said is a length, or a dash when nothing was seen.
func said(v *web.Visit, l review.Length, minutes int) string {
	if l.N == 0 {
		return "–"
	}
	return length(v, int64(minutes))
}

func newGainRow(v *web.Visit, page *chartPage, g review.ChartGain, titles map[int]string) gainRow {
	saves := int64(g.Before.Minutes - g.After.Minutes)
	row := gainRow{
		First: titles[g.First], Then: titles[g.Then], FirstNo: g.First, ThenNo: g.Then,
		Before: length(v, int64(g.Before.Minutes)), After: length(v, int64(g.After.Minutes)), Saves: length(v, saves),
		BeforePath: path(g.Before), AfterPath: path(g.After),
		Simulated: length(v, g.Simulated.Mean()), Sooner: g.Simulated.Sooner, All: g.Simulated.Dossiers,
	}
	if page.May {
		row.Propose = fmt.Sprintf("/review/proposals/new?procedure=%s&means=%s&minutes=%d&first=%d&then=%d", page.Drawn.Chart.Procedure, review.StepsBeside, saves, g.First, g.Then)
	}
	return row
}

func path(p workflow.Path) string {
	steps := make([]string, len(p.Steps))
	for i, no := range p.Steps {
		steps[i] = fmt.Sprint(no)
	}
	return strings.Join(steps, " → ")
}

// says is the map in sentences: what takes long, what goes back, what would save time.
func (page *chartPage) says(v *web.Visit, titles map[int]string) {
	c := page.Drawn.Chart
	page.Says = append(page.Says, v.T("%d hồ sơ: một nửa xong trong %s, chín phần mười trong %s, tính theo thời gian làm việc từ bước đầu.",
		c.Dossiers, length(v, int64(c.Whole.Median)), length(v, int64(c.Whole.Ninth))))
	for _, s := range c.Steps {
		if s.No == c.Bottleneck {
			page.Says = append(page.Says, v.T("Điểm nghẽn: bước “%s”, trung bình %s mỗi hồ sơ; %d trong %d lượt quá thời gian của bước.",
				titles[s.No], length(v, int64(s.File.Mean())), s.Late, s.Visits.N))
		}
	}
	if c.Sent > 0 {
		page.Says = append(page.Says, v.T("%d hồ sơ phải quay lại bước trước ít nhất một lần.", c.Sent))
	}
	if len(c.Savings) > 0 {
		g := c.Savings[0]
		page.Says = append(page.Says, v.T("Làm bước “%s” song song với bước “%s” thì mỗi hồ sơ xong sớm hơn %s (đường dài nhất %s còn %s).",
			titles[g.Then], titles[g.First], length(v, int64(g.Before.Minutes-g.After.Minutes)), length(v, int64(g.Before.Minutes)), length(v, int64(g.After.Minutes))))
	}
}
