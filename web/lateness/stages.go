package lateness

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// stagesView is the rules of warning: who is told how long before and after a due date,
// from which day on, and a form for the next.
type stagesView struct {
	layout.Frame
	Form      layout.Form
	Tabs      []tab
	Rules     []ruleView
	MayChange bool
	Lines     []stageLine // of the form
	Done      bool
}

// ruleView is one rule as the page shows it.
type ruleView struct {
	From   calendar.Day
	Basis  string
	Now    bool // in force today
	Stages []string
}

// stageLine is one line of the form.
type stageLine struct {
	No         int
	Ofs, Sides []layout.Option
	Span       string
	Tell       []layout.Option
	Wrong      string
}

var stagesPage = layout.Parse[stagesView](files, "stages.html", "parts.html")

func (p *Pages) stages(w http.ResponseWriter, r *http.Request) error {
	page, err := p.stagesView(r)
	if err != nil {
		return err
	}
	return stagesPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) stagesView(r *http.Request) (page stagesView, err error) {
	v := web.VisitOf(r)
	list, err := p.Stages.Rules(r.Context())
	if err != nil {
		return page, err
	}
	now := rules.InForce(list, calendar.DayOf(v.At))
	for _, rule := range slices.Backward(list) {
		view := ruleView{From: rule.From, Basis: rule.Basis, Now: rule.From == now.From}
		for _, s := range rule.Stages {
			view.Stages = append(view.Stages, stageWords(v, s))
		}
		page.Rules = append(page.Rules, view)
	}
	page.MayChange = v.May(account.ChangeLateness, v.Account.Unit)
	page.Lines = linesOf(v, now.Stages)
	page.Done = r.URL.Query().Get("done") != ""
	page.Tabs, err = p.tabs(r.Context(), v, rulePath)
	page.Self = rulePath
	return page, err
}

// stageWords is a stage as a sentence.
func stageWords(v *web.Visit, s rules.Stage) string {
	var tell []string
	for _, whom := range s.Tell {
		tell = append(tell, v.T(whom.Title()))
	}
	limit, _ := calendar.ParseLimit(s.Span) // checked when the rule was kept
	whose, who := v.T(s.Of.Title()), strings.Join(tell, ", ")
	switch {
	case limit.N == 0:
		return v.T("Ngay khi quá hạn của %s: báo %s", whose, who)
	case s.Side == rules.Before:
		return v.T("Trước hạn của %s %s: báo %s", whose, spanWords(v, limit), who)
	}
	return v.T("Sau hạn của %s %s: báo %s", whose, spanWords(v, limit), who)
}

func spanWords(v *web.Visit, l calendar.Limit) string {
	if l.Unit == calendar.WorkHours {
		return v.T("%d giờ làm việc", l.N)
	}
	return v.T("%d ngày làm việc", l.N)
}

// blankLines is how many stages more than it has a rule can be given at once.
const blankLines = 2

func linesOf(v *web.Visit, stages []rules.Stage) (lines []stageLine) {
	stages = append(slices.Clone(stages), make([]rules.Stage, blankLines)...)
	for i, s := range stages {
		line := stageLine{No: i + 1, Span: s.Span}
		for _, of := range []rules.Of{rules.OfDossier, rules.OfStep, rules.OfRequest} {
			line.Ofs = append(line.Ofs, layout.Option{Value: string(of), Label: v.T(of.Title()), Chosen: of == s.Of})
		}
		for _, side := range []rules.Side{rules.Before, rules.After} {
			label := map[rules.Side]string{rules.Before: "trước hạn", rules.After: "sau hạn"}[side]
			line.Sides = append(line.Sides, layout.Option{Value: string(side), Label: v.T(label), Chosen: side == s.Side})
		}
		for _, whom := range rules.Everybody {
			line.Tell = append(line.Tell, layout.Option{Value: string(whom), Label: v.T(whom.Title()), Chosen: slices.Contains(s.Tell, whom)})
		}
		if limit, err := calendar.ParseLimit(s.Span); err == nil {
			line.Span = spanWords(v, limit)
		}
		lines = append(lines, line)
	}
	return lines
}

// decideStages keeps a new rule.
func (p *Pages) decideStages(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	rule, err := ruleOf(form)
	if err == nil {
		err = p.Stages.Decide(r.Context(), rule, v.Stamp(form.Once()))
	}
	if err == nil {
		http.Redirect(w, r, rulePath+"?done=1", http.StatusSeeOther)
		return nil
	}
	again, ok := form.Refused(err)
	if !ok {
		return err
	}
	page, fault := p.stagesView(r)
	if fault != nil {
		return fault
	}
	page.Form, page.Lines = again, linesOf(v, rule.Stages)
	for i := range page.Lines {
		for _, no := range again.Errors {
			if no.Row == i+1 {
				page.Lines[i].Wrong = layout.Sentence(v.Lang, no)
			}
		}
	}
	return stagesPage.Render(w, r, layout.StatusOf(err), page)
}

// ruleOf reads a rule from its form: lines without a span are left out.
func ruleOf(form layout.Form) (rule rules.Rule, err error) {
	rule.Basis = strings.TrimSpace(form.Get("basis"))
	for i := 1; i <= 40; i++ {
		span := strings.TrimSpace(form.Get(fmt.Sprintf("span%d", i)))
		if span == "" {
			continue
		}
		s := rules.Stage{Of: rules.Of(form.Get(fmt.Sprintf("of%d", i))), Side: rules.Side(form.Get(fmt.Sprintf("side%d", i))), Span: span}
		if limit, err := calendar.ParseLimit(span); err == nil {
			s.Span = limit.String()
		}
		for _, whom := range form.Values[fmt.Sprintf("tell%d", i)] {
			s.Tell = append(s.Tell, rules.Whom(whom))
		}
		rule.Stages = append(rule.Stages, s)
	}
	year, month, day, err := vntext.ParseDate(form.Get("from"))
	if err != nil {
		return rule, refusal.Wrong("from", "Ngày “%s” không đọc được; ví dụ đúng: 31/12/2022.", form.Get("from"))
	}
	rule.From = calendar.On(year, month, day)
	return rule, nil
}

func instant(t time.Time) string { return vntext.Instant(t.In(calendar.Local)) }
