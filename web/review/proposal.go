package review

import (
	"fmt"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/review"
	"cchc/web"
	"cchc/web/layout"
)

type proposalPage struct {
	layout.Frame
	Tabs     []layout.Link
	Form     layout.Form
	Proposal review.Proposal
	Row      proposalRow
	Facts    []layout.Fact
	Costs    []costRow
	Writer   string
	Planned  int64 // saved a year
	WasSeen  bool
	Saved    int64
	Path     string
	// What the visitor can do now.
	Edit, Submit, Approve, CarryOut, Measure, Drop, Own bool
	Real                                                []line
	Log                                                 string // what the log says, when it was asked
}

// costRow is one activity before and after, beside each other where they have one name.
type costRow struct {
	Name          string
	Before, After string
}

var proposalView = layout.Parse[proposalPage](files, "proposal.html", "tabs.html")

func (p Pages) found(r *http.Request) (review.Proposal, error) {
	return p.Office.Proposal(r.Context(), web.Number[review.ProposalID](r.PathValue("id")))
}

func proposalPath(id review.ProposalID) string { return fmt.Sprintf("/review/proposals/%d", id) }

func (p Pages) proposal(w http.ResponseWriter, r *http.Request) error {
	one, err := p.found(r)
	if err != nil {
		return err
	}
	return p.renderProposal(w, r, http.StatusOK, one, layout.Filled("real", fmt.Sprint(len(one.After))))
}

// fromLog fills the form of a measurement with what the log says, when that is asked for.
func (p Pages) fromLog(r *http.Request, page *proposalPage) error {
	if r.Method != http.MethodGet || r.URL.Query().Get("measure") != "log" {
		return nil
	}
	v := web.VisitOf(r)
	m, err := p.Office.Measure(r.Context(), page.Proposal, v.At)
	if err != nil {
		return err
	}
	page.Form.Values.Set("counted", plain(m.Received))
	page.Form.Values.Set("sooner", plain(m.Sooner()))
	page.Log = v.T("Nhật ký: tiếp nhận %d hồ sơ từ ngày thực hiện. Trung bình một hồ sơ: năm trước %s (%d hồ sơ xong), từ ngày thực hiện %s (%d hồ sơ xong).",
		m.Received, said(v, m.Before, m.Before.Mean()), m.Before.N, said(v, m.After, m.After.Mean()), m.After.N)
	return nil
}

func (p Pages) renderProposal(w http.ResponseWriter, r *http.Request, status int, one review.Proposal, form layout.Form) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	names, err := p.Names.Names(r.Context(), []account.ID{one.EditedBy})
	if err != nil {
		return err
	}
	page := proposalPage{
		Frame: layout.Frame{Self: proposalPath(one.ID), Crumbs: []layout.Link{{Text: v.T("Phương án đơn giản hóa"), Href: fmt.Sprintf("/review/proposals?year=%d", one.Year)}, {Text: one.Title}}},
		Tabs:  tabs(v, "/review/proposals"), Form: form, Proposal: one, Row: newProposalRow(v, rules, &one), Writer: names[one.EditedBy], Path: proposalPath(one.ID),
	}
	before, after := one.Planned()
	page.Planned = before - after
	if was, is, ok := one.Seen(); ok {
		page.WasSeen, page.Saved = true, was-is
	}
	page.Costs = costRows(v, one)
	page.allow(v)
	if page.Measure {
		page.Real = realLines(form, one)
		if err := p.fromLog(r, &page); err != nil {
			return err
		}
	}
	return proposalView.Render(w, r, status, page)
}

// allow says what the visitor can do with the proposal as it stands.
func (page *proposalPage) allow(v *web.Visit) {
	p := &page.Proposal
	writes, decides := v.May(account.WriteReview, p.Unit), v.May(account.DecideReview, p.Unit)
	page.Own = p.EditedBy == v.Account.ID
	page.Edit, page.Submit = writes && p.State == review.Drafted, writes && p.State == review.Drafted
	page.Approve = decides && p.State == review.Submitted
	page.CarryOut = decides && p.State == review.Approved
	page.Measure = writes && p.State == review.InForce
	page.Drop = decides && (p.State == review.Submitted || p.State == review.Approved)
}

func costRows(v *web.Visit, p review.Proposal) (rows []costRow) {
	at := map[string]int{}
	for _, a := range p.Before {
		at[a.Name] = len(rows)
		rows = append(rows, costRow{Name: a.Name, Before: activityWords(v, a), After: v.T("không còn")})
	}
	for _, a := range p.After {
		if i, was := at[a.Name]; was {
			rows[i].After = activityWords(v, a)
			continue
		}
		rows = append(rows, costRow{Name: a.Name, Before: "–", After: activityWords(v, a)})
	}
	return rows
}

func activityWords(v *web.Visit, a review.Activity) string {
	text := length(v, a.Minutes)
	if money := a.Other + a.Fee; money > 0 {
		text += " + " + v.T("%s đồng", v.Lang.Number(money))
	}
	if a.Times > 1 {
		text += " × " + fmt.Sprint(a.Times)
	}
	return text
}

// latest is the youngest version of a procedure, nil for none.
func latest(rules Rules, code string) (found *procedure.Version) {
	for _, v := range rules.Versions() {
		if v.Code == code && v.Status == procedure.Announced {
			found = v
		}
	}
	return found
}

func procedureName(rules Rules, code string) string {
	if v := latest(rules, code); v != nil {
		return v.Name
	}
	return code
}

// doWritten does an act of those who write proposals.
func (p Pages) doWritten(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, account.WriteReview, func(form layout.Form) (review.Act, error) {
		switch r.PathValue("act") {
		case "submit":
			return review.Submit{}, nil
		case "measure":
			return measureOf(form)
		}
		return nil, refusal.Missing("Không có việc này.")
	})
}

// doDecided does an act of those who decide.
func (p Pages) doDecided(w http.ResponseWriter, r *http.Request) error {
	return p.do(w, r, account.DecideReview, func(form layout.Form) (review.Act, error) {
		switch r.PathValue("act") {
		case "approve":
			return review.Approve{Decision: get(form, "decision")}, nil
		case "return":
			return review.ReturnIt{Reason: get(form, "reason")}, nil
		case "carry-out":
			return review.CarryOut{From: dayOf(form, "from")}, nil
		case "drop":
			return review.Drop{Reason: get(form, "reason")}, nil
		}
		return nil, refusal.Missing("Không có việc này.")
	})
}

// do lets an act of the form change the proposal of the address.
func (p Pages) do(w http.ResponseWriter, r *http.Request, needs account.Act, of func(layout.Form) (review.Act, error)) error {
	v := web.VisitOf(r)
	one, err := p.found(r)
	if err != nil {
		return err
	}
	if err := v.Must(needs, one.Unit); err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	act, err := of(form)
	if err == nil {
		_, err = p.Office.Do(r.Context(), one.ID, 0, act, v.Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderProposal(w, r, layout.StatusOf(err), one, bad)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, proposalPath(one.ID), http.StatusSeeOther)
	return nil
}
