package design

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type rehearsalPage struct {
	layout.Frame
	Tabs   []layout.Link
	Flow   *workflow.Version
	Form   layout.Form
	Months []layout.Option
	Steps  []mappedStep
	Change bool
	Shown  *rehearsed
	Others []rehearsed
}

// mappedStep is a step of the draft with the old steps whose times it can take.
type mappedStep struct {
	At      string
	Step    workflow.Step
	Options []layout.Option
}

var rehearsalView = layout.Parse[rehearsalPage](files, "rehearsal.html", "parts.html", "rehearsed.html")

func (p Room) showRehearsal(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.rehearsal(w, r, http.StatusOK, form)
}

func (p Room) rehearsal(w http.ResponseWriter, r *http.Request, status int, form layout.Form) error {
	visit := web.VisitOf(r)
	f, flows, _, err := p.flow(r)
	if err != nil {
		return err
	}
	page := rehearsalPage{
		Frame: layout.Frame{AsOf: visit.At, Self: address(f.ID) + "/rehearsal", Crumbs: crumbs(visit, f, visit.T("Chạy thử"))}, Tabs: tabs(visit),
		Flow: f, Form: form, Months: monthOptions(visit), Steps: mappedSteps(visit, f, siblings(flows, f)), Change: p.may(visit, account.ChangeRules),
	}
	list, err := p.Rehearsals.Of(r.Context(), f.ID)
	if err != nil {
		return err
	}
	for _, a := range list {
		one := showRehearsed(visit, f, a)
		if page.Shown == nil && (!form.Values.Has("shown") || form.Get("shown") == string(a.Month)) {
			page.Shown = one
		} else {
			page.Others = append(page.Others, *one)
		}
	}
	return rehearsalView.Render(w, r, status, page)
}

// monthOptions are the last thirteen months, the one before this first.
func monthOptions(visit *web.Visit) (list []layout.Option) {
	month := rehearsal.MonthOf(visit.Today())
	for range 13 {
		month = month.Before()
		list = append(list, layout.Option{Value: string(month), Label: month.Vietnamese()})
	}
	return list
}

// mappedSteps offers for each step what the other versions' steps are called.
func mappedSteps(visit *web.Visit, f *workflow.Version, others []*workflow.Version) (list []mappedStep) {
	var words []string
	for _, other := range others {
		for _, s := range other.Steps {
			if !slices.Contains(words, s.Content) {
				words = append(words, s.Content)
			}
		}
	}
	for _, s := range f.Steps {
		one := mappedStep{At: "step." + strconv.Itoa(s.No), Step: s, Options: []layout.Option{
			{Label: visit.T("Bước cùng nội dung")}, {Value: rehearsal.Nothing, Label: visit.T("Không có: dùng thời gian quy định")},
		}}
		for _, w := range words {
			one.Options = append(one.Options, layout.Option{Value: w, Label: w})
		}
		list = append(list, one)
	}
	return list
}

func (p Room) askRehearsal(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, _, _, err := p.flow(r)
	if err != nil {
		return err
	}
	month, err := rehearsal.ParseMonth(form.Get("month"))
	if err == nil && month >= rehearsal.MonthOf(visit.Today()).Next() {
		err = refusal.Wrong("month", "Tháng này chưa đến.")
	}
	if err == nil {
		mapping := map[int]string{}
		for _, s := range f.Steps {
			if words := form.Get("step." + strconv.Itoa(s.No)); words != "" {
				mapping[s.No] = words
			}
		}
		err = p.Rehearsals.Ask(r.Context(), f.ID, month, mapping, visit.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.rehearsal(w, r, layout.StatusOf(err), bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, address(f.ID)+"/rehearsal", http.StatusSeeOther)
	return nil
}

// latest is the rehearsal that was asked for last, nil without one.
func (p Room) latest(ctx context.Context, visit *web.Visit, f *workflow.Version) (*rehearsed, error) {
	list, err := p.Rehearsals.Of(ctx, f.ID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return showRehearsed(visit, f, list[0]), nil
}
