package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// registerView is the register of dossiers (sổ theo dõi hồ sơ).
type registerView struct {
	layout.Frame
	Form     layout.Form
	Units    []layout.Option
	Fields   []layout.Option
	States   []layout.Option
	Channels []layout.Option
	Outcomes []layout.Option
	Opens    []layout.Option
	Rows     []row
	Tally    dossier.Tally
	Pager    layout.Pager
	Print    string
	Beside   []layout.Link // other registers that the visitor may open
	Partly   bool          // the page looked through its window and found less than it can show
}

var registerPage = layout.Parse[registerView](files, "register.html")

const registerLimit = 50

// register shows a page. What looks like a code of a dossier leads straight to it.
func (d *Desk) register(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if file, err := d.byTyped(r, query.Get("q")); err == nil {
		http.Redirect(w, r, "/desk/dossiers/"+file.Code, http.StatusSeeOther)
		return nil
	} else if refusal.KindOf(err) == 0 {
		return err
	}
	v := web.VisitOf(r)
	rules, err := d.Rules(r.Context())
	if err != nil {
		return err
	}
	page := newRegister(v, rules, query)
	q, err := registerQuery(v, rules, query)
	if err != nil {
		again, _ := page.Form.Refused(err)
		page.Form = again
		return registerPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	found, err := d.Lists.Register(r.Context(), q)
	if err != nil {
		return err
	}
	if page.Tally, err = d.Lists.Count(r.Context(), q); err != nil {
		return err
	}
	page.Rows = rows(v, rules, found.Rows)
	page.Partly = found.Next != 0 && len(found.Rows) < q.Limit
	if found.Next != 0 {
		page.Pager.Next = "/desk/register?" + with(query, "before", strconv.FormatInt(int64(found.Next), 10))
	}
	return registerPage.Render(w, r, http.StatusOK, page)
}

// newRegister is the page with its filters.
func newRegister(v *web.Visit, rules Rules, query url.Values) registerView {
	page := registerView{Form: layout.Form{Values: query}, Beside: registers(v)}
	page.AsOf = v.At
	page.Pager.Excel = "/desk/register.xlsx?" + without(query, "before")
	page.Print = "/desk/register/print?" + without(query, "before")
	if query.Has("before") {
		page.Pager.First = "/desk/register?" + without(query, "before")
	}
	list := func(name, none string, options ...layout.Option) []layout.Option {
		return marked(query.Get(name), append([]layout.Option{{Label: v.T(none)}}, options...))
	}
	reach, _ := v.Reach(account.ReadRegister)
	var units []layout.Option
	for _, id := range reach {
		if u := v.Units.Unit(id); u != nil && u.Block != orgunit.Within {
			units = append(units, layout.Option{Value: strconv.FormatInt(int64(id), 10), Label: u.Name})
		}
	}
	page.Units = list("unit", "Mọi đơn vị", units...)
	page.Fields = list("field", "Mọi lĩnh vực", fieldsOf(rules)...)
	var states, channels, outcomes []layout.Option
	for _, s := range []dossier.State{dossier.Received, dossier.Processing, dossier.WaitSupplement, dossier.WaitPayment, dossier.Approved, dossier.Issued, dossier.Refused, dossier.Stopped, dossier.Withdrawn, dossier.RefusedAtIntake} {
		states = append(states, layout.Option{Value: string(s), Label: v.T(s.Title())})
	}
	for _, c := range procedure.Channels {
		channels = append(channels, layout.Option{Value: string(c), Label: v.T(c.Title())})
	}
	for _, o := range outcomeOrder {
		outcomes = append(outcomes, layout.Option{Value: string(o), Label: v.T(outcomeWords[o])})
	}
	page.States, page.Channels, page.Outcomes = list("state", "Mọi trạng thái", states...), list("channel", "Mọi kênh", channels...), list("outcome", "Mọi kết quả", outcomes...)
	page.Opens = list("open", "Cả đã xong", layout.Option{Value: "open", Label: v.T("Đang giải quyết")}, layout.Option{Value: "overdue", Label: v.T("Quá hạn")})
	return page
}

var outcomeOrder = []dossier.Outcome{dossier.Early, dossier.OnTime, dossier.Late, dossier.WasRefused, dossier.WasStopped, dossier.WasWithdrawn}

var outcomeWords = map[dossier.Outcome]string{
	dossier.Early: "Trước hạn", dossier.OnTime: "Đúng hạn", dossier.Late: "Quá hạn",
	dossier.WasRefused: "Từ chối", dossier.WasStopped: "Dừng", dossier.WasWithdrawn: "Rút",
}

func fieldsOf(rules Rules) (list []layout.Option) {
	for _, v := range rules.Versions() {
		if !slices.ContainsFunc(list, func(o layout.Option) bool { return o.Value == v.Field }) {
			list = append(list, layout.Option{Value: v.Field, Label: v.Field})
		}
	}
	return list
}

// registerQuery is the address as a query, never beyond the visitor's reach.
func registerQuery(v *web.Visit, rules Rules, query url.Values) (dossier.Query, error) {
	q := dossier.Query{
		State: dossier.State(query.Get("state")), Channel: procedure.Channel(query.Get("channel")), Outcome: dossier.Outcome(query.Get("outcome")),
		Open: query.Get("open") == "open", Overdue: query.Get("open") == "overdue", Words: fold(query.Get("q")), Limit: registerLimit, Now: v.At,
	}
	before, _ := strconv.ParseInt(query.Get("before"), 10, 64)
	q.Before = dossier.ID(before)
	units, all := v.Reach(account.ReadRegister)
	if !all {
		q.Units = slices.Concat([]orgunit.ID{0}, units) // never nil: nil is everything
	}
	if asked, _ := strconv.ParseInt(query.Get("unit"), 10, 64); asked != 0 {
		q.Units = []orgunit.ID{0}
		if slices.Contains(units, orgunit.ID(asked)) {
			q.Units = []orgunit.ID{orgunit.ID(asked)}
		}
	}
	q.Procedures = proceduresOf(rules, query.Get("field"), tidy(query.Get("procedure")))
	var faults refusal.List
	day := func(name string) calendar.Day {
		if query.Get(name) == "" {
			return 0
		}
		day, err := dayOf(layout.Form{Values: query}, name)
		faults = append(faults, refusal.Of(err)...)
		return day
	}
	q.From, q.To = day("from"), day("to")
	return q, faults.OrNil()
}

// proceduresOf are the versions of a field, of a code or of what a few letters mean; nil
// for all.
func proceduresOf(rules Rules, field, typed string) []procedure.ID {
	if field == "" && typed == "" {
		return nil
	}
	list := []procedure.ID{}
	for _, v := range rules.Versions() {
		if (field == "" || v.Field == field) && (typed == "" || strings.HasPrefix(v.Code, typed) || sounds(v.Name, vntext.Fold(typed))) {
			list = append(list, v.ID)
		}
	}
	return list
}
