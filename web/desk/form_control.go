package desk

import (
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/web/paper"
)

// control is the slip that shows who had the dossier, as of an event.
func (p *printing) control(slip paper.Slip, at int) (paper.Sheet, error) {
	events, then := p.events[:at+1], &p.past[at]
	spans, err := dossier.Spans(events)
	if err != nil {
		return paper.Sheet{}, err
	}
	c := paper.Control{Slip: slip, Unit: nameThen(p.Units, then.Unit, slip.At), Received: then.Received, Due: then.Due}
	desk := paper.Party{Unit: nameThen(p.Units, p.past[0].Desk, then.Received), Person: p.names[account.ID(events[0].By)]}
	for _, s := range spans {
		to := p.party(s.Unit, s.Holder, s.From)
		from, result, note := desk, "", p.stepTitle(s.Step)
		if ended := before(spans, s); ended != nil {
			from, result = p.party(ended.Unit, ended.Holder, s.From), p.inTime(ended)
		}
		c.Passings = append(c.Passings, paper.Passing{From: from, To: to, At: s.From, Result: result, Note: note})
		if office := nameThen(p.Units, s.Unit, s.From); s.Unit != then.Unit && office != c.Unit && !slices.Contains(c.Others, office) {
			c.Others = append(c.Others, office)
		}
	}
	for _, asked := range then.Requests {
		if office := nameThen(p.Units, asked.Unit, asked.Sent); !slices.Contains(c.Others, office) {
			c.Others = append(c.Others, office)
		}
		c.Passings = append(c.Passings, p.asking(asked)...)
	}
	c.Passings = append(c.Passings, p.back(then, spans, desk, events)...)
	slices.SortStableFunc(c.Passings, func(a, b paper.Passing) int { return a.At.Compare(b.At) })
	return c.Sheet()
}

// asking is a request to another agency, and its answers.
func (p *printing) asking(asked dossier.Request) []paper.Passing {
	by, other := p.party(asked.By, 0, asked.Sent), p.party(asked.Unit, 0, asked.Sent)
	list := []paper.Passing{{From: by, To: other, At: asked.Sent, Note: "Đề nghị phối hợp: " + asked.Content}}
	due, err := dossier.ParseDue(asked.Due)
	for _, a := range asked.Answers {
		result := ""
		if err == nil && !due.IsZero() {
			result = outcomeWords[dossier.OnTime]
			if due.Passed(a.At) {
				result = outcomeWords[dossier.Late]
			}
		}
		list = append(list, paper.Passing{From: p.party(asked.Unit, a.By, a.At), To: by, At: a.At, Result: result, Note: "Trả lời: " + a.Verdict.Title()})
	}
	return list
}

// back is the way of the result to the desk, and from there to the person. A result that
// another office made stays there until the place of receipt takes it in: who gave it is who
// closed the dossier.
func (p *printing) back(then *dossier.Dossier, spans []dossier.Span, desk paper.Party, events []audit.Event) (list []paper.Passing) {
	if !then.Closed.IsZero() && len(spans) > 0 {
		last := spans[len(spans)-1]
		from, to := p.party(last.Unit, last.Holder, then.Closed), paper.Party{Unit: nameThen(p.Units, then.Desk, then.Closed)}
		far := p.Units.Office(then.Desk) != p.Units.Office(then.Unit)
		if far {
			to = paper.Party{Unit: nameThen(p.Units, then.Unit, then.Closed)}
		}
		list = append(list, paper.Passing{From: from, To: to, At: then.Closed, Result: outcomeWords[then.Outcome], Note: then.State.Title()})
		if far && !then.Brought.IsZero() {
			list = append(list, paper.Passing{From: p.closer(then, events), To: p.party(then.Desk, p.doer(events, "bring_back"), then.Brought), At: then.Brought, Note: "Nhận kết quả về nơi tiếp nhận"})
		}
	}
	if !then.Handed.IsZero() {
		list = append(list, paper.Passing{From: paper.Party{Unit: desk.Unit}, To: paper.Party{Unit: "Người nộp hồ sơ"}, At: then.Handed, Note: "Trả kết quả " + then.ResultBy.Title()})
	}
	return list
}

// closer is who gives a result: who closed the dossier.
func (p *printing) closer(then *dossier.Dossier, events []audit.Event) paper.Party {
	return p.party(then.Unit, p.doer(events, "finish", "refuse", "stop", "withdraw"), then.Closed)
}

// doer is who did one of some acts last, 0 for nobody.
func (p *printing) doer(events []audit.Event, acts ...string) account.ID {
	for _, e := range slices.Backward(events) {
		if slices.Contains(acts, e.Act) {
			return account.ID(e.By)
		}
	}
	return 0
}

// before is the span that ended when another began, nil for the first.
func before(spans []dossier.Span, next dossier.Span) *dossier.Span {
	for i := range spans {
		if spans[i].To.Equal(next.From) && !spans[i].From.Equal(next.From) {
			return &spans[i]
		}
	}
	return nil
}

// inTime says how a step stood to its own time when it ended, by the unit's calendar day.
func (p *printing) inTime(s *dossier.Span) string {
	switch {
	case s.Due.IsZero():
		return ""
	case s.To.After(s.Due):
		return outcomeWords[dossier.Late]
	case calendar.DayOf(s.To) < calendar.DayOf(s.Due):
		return outcomeWords[dossier.Early]
	}
	return outcomeWords[dossier.OnTime]
}

func (p *printing) party(unit orgunit.ID, who account.ID, at time.Time) paper.Party {
	return paper.Party{Unit: nameThen(p.Units, unit, at), Person: p.names[who]}
}
