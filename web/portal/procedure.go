package portal

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web/layout"
)

// procedurePage is what a procedure asks and gives.
type procedurePage struct {
	layout.Frame
	*procedure.Version
	Ended      bool // not in force today
	Coming     bool
	LastDay    calendar.Day // last day in force, 0 while open
	Channels   []channelRow
	Fees       []feeRow
	Rounding   string
	Situations []situation
	Place      string
	ByPost     bool
	Steps      []stepRow
}

type channelRow struct{ Channel, Time, Fee string }

// feeRow is what the fee of one channel is made of, and who pays less.
type feeRow struct {
	Channel string
	Lines   []procedure.FeeLine
	Grounds []string
}

// feesOf is a channel's fee in detail, today's grounds only; ok is false for a plain sum.
func feesOf(v *layout.Visit, offer *procedure.Offer, on calendar.Day) (row feeRow, ok bool) {
	row = feeRow{Channel: v.T(offer.Channel.Title()), Lines: offer.Lines}
	for _, g := range offer.Living(on) {
		row.Grounds = append(row.Grounds, g.String())
	}
	return row, len(row.Lines)+len(row.Grounds) > 0
}

// situation is a case of the procedure with its papers.
type situation struct {
	procedure.Case
	Time string // where it differs from the channels'
}

// stepRow is one step of the way inside the office, in plain words.
type stepRow struct{ Content, Who, Time string }

var procedureTemplate = layout.Parse[procedurePage](files, "procedure.html")

func (p *Pages) procedure(w http.ResponseWriter, r *http.Request) error {
	o, err := p.offered(r.Context())
	if err != nil {
		return err
	}
	version := o.find(r.PathValue("code"))
	if version == nil {
		return refusal.Missing("Không có thủ tục mang mã %s.", r.PathValue("code"))
	}
	if version.Code != r.PathValue("code") {
		http.Redirect(w, r, "/procedures/"+version.Code, http.StatusSeeOther)
		return nil
	}
	v := layout.VisitOf(r)
	page := procedurePage{Version: version, Place: places(v, o.at(version)), Steps: o.steps(v, version), Rounding: procedure.RoundingRule}
	page.Coming = version.From > o.day
	page.Ended = !page.Coming && !version.InForce(o.day)
	if version.Until != 0 {
		page.LastDay = version.Until - 1
	}
	for _, offer := range version.Offers {
		page.Channels = append(page.Channels, channelRow{v.T(offer.Channel.Title()), limitText(v, offer.Limit), feeText(v, offer)})
		if row, detailed := feesOf(v, &offer, o.day); detailed {
			page.Fees = append(page.Fees, row)
		}
		page.ByPost = page.ByPost || offer.Channel == procedure.Post
	}
	for _, c := range version.Cases {
		page.Situations = append(page.Situations, situation{c, limitText(v, c.Limit)})
	}
	page.Frame = p.frame(r, layout.Link{Text: v.T("Thủ tục"), Href: "/procedures"}, layout.Link{Text: version.Code})
	return procedureTemplate.Render(w, r, http.StatusOK, page)
}

// find is the version of a code that is in force; else the last one announced, so that an
// old address still tells what became of it; nil for none.
func (o *offers) find(typed string) (found *procedure.Version) {
	code, err := procedure.NormalCode(typed)
	if err != nil {
		return nil
	}
	if version := o.InForce(code, o.day); version != nil {
		return version
	}
	for _, version := range o.Versions() {
		if version.Code == code && version.Status == procedure.Announced {
			found = version
		}
	}
	return found
}

// steps are those of the workflow for every case, or of the first case's own.
func (o *offers) steps(v *layout.Visit, version *procedure.Version) (list []stepRow) {
	caseNo := 0
	if len(version.Cases) > 0 {
		caseNo = version.Cases[0].No
	}
	flow := o.WorkflowFor(version.Code, caseNo, o.day)
	if flow == nil {
		return nil
	}
	for _, step := range flow.Steps {
		list = append(list, stepRow{step.Content, o.who(v, step), stepTime(v, step.Minutes)})
	}
	return list
}

func (o *offers) who(v *layout.Visit, step workflow.Step) string {
	role := roleWords(v, step.Role)
	switch step.Place {
	case workflow.AtDesk:
		return v.T("%s, nơi tiếp nhận", role)
	case workflow.AtNamed:
		return role + ", " + o.Units().Name(step.Unit)
	}
	return v.T("%s, cơ quan giải quyết", role)
}

// roleWords is who does a step, as citizens say it.
func roleWords(v *layout.Visit, role account.Role) string {
	return v.T(role.Title())
}

// stepTime is working minutes as people say them: days when they are whole, else hours.
func stepTime(v *layout.Visit, minutes int) string {
	switch {
	case minutes == 0:
		return ""
	case minutes%workflow.WorkdayMinutes == 0:
		return v.T("%d ngày làm việc", minutes/workflow.WorkdayMinutes)
	case minutes < 60:
		return v.T("%d phút", minutes)
	case minutes%60 == 0:
		return v.T("%d giờ làm việc", minutes/60)
	}
	return v.T("khoảng %d giờ làm việc", (minutes+30)/60)
}
