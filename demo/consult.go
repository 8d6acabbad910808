package demo

import (
	"strconv"
	"time"

	"cchc/domain/dossier"
	"cchc/domain/workflow"
)

// addAsks gives steps the agencies that are asked all at once when they open.
func (p *province) addAsks(all map[string][]template) {
	for _, r := range table("asks.csv") {
		step := &all[r["flow"]][r.number("step")-1]
		step.Asks = append(step.Asks, workflow.Ask{
			Place: workflow.AtNamed, Unit: p.byKey[r["unit"]], Kind: workflow.AskKind(r["kind"]),
			Content: r["content"], Limit: mustLimit(r["limit"]), Compulsory: true,
		})
	}
}

// answers has the agencies that a step asks answer while it is open. Who has not answered
// when the answer is due is reminded; what is not answered yet is cut off by the day on which the demo ends.
func (t *telling) answers(step *workflow.Step, opened, done time.Time) {
	for _, ask := range step.Asks {
		t.asked++
		unit := ask.Unit
		if heir, ended := t.crew.heirs[unit]; ended {
			unit = heir
		}
		at := t.cal.AddWorkMinutes(opened, t.cal.WorkMinutes(opened, done)*(20+t.r.IntN(80))/100)
		if at.Before(opened) || at.After(done) {
			at = done
		}
		due := t.cal.DueOnly(opened, ask.Limit)
		if remind := t.cal.AddWorkMinutes(due.Last(), 30); remind.After(opened) && remind.Before(at) {
			t.do(remind, t.crew.at[t.seat.unit].official, t.seat.unit, dossier.RemindRequest{Request: t.asked, Words: "Đã quá hạn trả lời"})
		}
		answer := dossier.GiveAnswer{Request: t.asked, Verdict: dossier.Agree, Text: "Phù hợp quy hoạch, kế hoạch sử dụng đất"}
		if ask.Kind == workflow.Part {
			answer.Verdict, answer.Text = dossier.Returns, "Phiếu xác định số "+strconv.Itoa(100+t.r.IntN(900))
		}
		t.do(at, t.crew.at[unit].official, unit, answer)
	}
}
