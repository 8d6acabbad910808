package lateness

import (
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/workflow"
)

// Forecast is when a dossier will be done if every step that is left takes its time.
type Forecast struct {
	Left    int            // working minutes on the longest path that is left
	Done    time.Time      // now and that path
	Known   bool           // the workflow says how long the steps take
	Behind  []dossier.Work // open steps past their own time: their path says nothing any more
	Margin  int            // working minutes between the end of the path and the due date, 0 when it will not be kept
	WillDo  bool           // the due date will be kept
	Judging calendar.Due
}

// Foresee forecasts an open dossier whose clock runs, against its due date.
func Foresee(d *dossier.Dossier, rules dossier.Rules, now time.Time) Forecast {
	return foresee(d, rules, now, d.Due)
}

// ForeseePromise is Foresee against the date that the apology promised.
func ForeseePromise(d *dossier.Dossier, rules dossier.Rules, now time.Time) Forecast {
	return foresee(d, rules, now, calendar.Due{Day: d.Promised})
}

func foresee(d *dossier.Dossier, rules dossier.Rules, now time.Time, due calendar.Due) Forecast {
	f := Forecast{Done: now, Judging: due}
	flow := rules.Workflow(d.Workflow)
	for _, w := range d.Open {
		minutes := 0
		if flow != nil {
			minutes = rest(rules.Calendar(w.Unit), flow, w, now) + longestAfter(flow, w.Step)
			f.Known = f.Known || w.Due != (time.Time{}) || longestAfter(flow, w.Step) > 0
		}
		if !w.Due.IsZero() && now.After(w.Due) {
			f.Behind = append(f.Behind, w)
		}
		f.Left = max(f.Left, minutes)
	}
	c := rules.Calendar(d.Unit)
	f.Done = c.AddWorkMinutes(now, f.Left)
	f.Margin = c.WorkMinutes(f.Done, due.Last())
	f.WillDo = f.Known && len(f.Behind) == 0 && !due.Passed(f.Done)
	if !f.WillDo {
		f.Margin = 0
	}
	return f
}

// rest is what is left of an open step's own time.
func rest(c *calendar.Calendar, flow *workflow.Version, w dossier.Work, now time.Time) int {
	if !w.Due.IsZero() {
		return c.WorkMinutes(now, w.Due)
	}
	step := flow.Step(w.Step)
	if step == nil {
		return 0
	}
	return step.Minutes
}

// longestAfter is the longest path of the steps that follow one.
func longestAfter(flow *workflow.Version, no int) (longest int) {
	for _, next := range flow.Follows(no) {
		longest = max(longest, next.Minutes+longestAfter(flow, next.No))
	}
	return longest
}

// DraftFrom is the opening of the last working day but one: from then on a dossier that
// will not be ready is owed an apology, at least one day before expiry (NĐ 61/2018, Điều
// 19.9).
func DraftFrom(due calendar.Day, c *calendar.Calendar) time.Time {
	return Opening(c, c.AddWorkDays(due, -1))
}

// Verdict of a look at a dossier's due date.
type Verdict struct {
	Owed bool      // an apology is owed now
	Look time.Time // when to look again, zero for not
	Forecast
}

// Judge says whether an apology is owed, and if not when it may be. It looks at the opening
// of the last working day but one, and from then on whenever a step falls behind.
func Judge(d *dossier.Dossier, rules dossier.Rules, now time.Time) Verdict {
	return judge(d, rules, now, Foresee)
}

// JudgePromise is Judge for the date that was promised with the apology. There is no second
// apology: what it finds is reported to the leader above.
func JudgePromise(d *dossier.Dossier, rules dossier.Rules, now time.Time) Verdict {
	return judge(d, rules, now, ForeseePromise)
}

func judge(d *dossier.Dossier, rules dossier.Rules, now time.Time, see func(*dossier.Dossier, dossier.Rules, time.Time) Forecast) Verdict {
	if !d.IsOpen() || d.Clock != dossier.Running || d.Due.IsZero() {
		return Verdict{}
	}
	c := rules.Calendar(d.Unit)
	v := Verdict{Forecast: see(d, rules, now)}
	from := DraftFrom(v.Judging.Day, c)
	switch {
	case now.Before(from):
		v.Look = from
	case v.WillDo:
		v.Look = whenTooLong(d, c, now, v.Margin)
	default:
		v.Owed = true
	}
	return v
}

// whenTooLong is when the path that fits now will fit no more if nothing happens: an open
// step uses its own time first, and then falls behind; one without time of its own uses the
// margin.
func whenTooLong(d *dossier.Dossier, c *calendar.Calendar, now time.Time, margin int) (first time.Time) {
	for _, w := range d.Open {
		at := w.Due.Add(time.Second)
		if w.Due.IsZero() {
			at = c.AddWorkMinutes(now, margin+1)
		}
		if first.IsZero() || at.Before(first) {
			first = at
		}
	}
	return first
}
