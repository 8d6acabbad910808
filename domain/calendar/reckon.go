package calendar

import (
	"time"

	"cchc/domain/refusal"
)

// Due says when a limit ends that began with the receipt of a dossier, and why,
// step by step; the last step is the due itself. Pauses come in order; while one
// is open the due is the zero Due, without an error. A pause that begins after
// the limit has passed changes nothing: lateness is not undone by asking again.
// Years whose holidays are not all known count with what is known, the weekends at
// least, and a step warns of it. Limits and pauses that cannot be are refused.
func (c *Calendar) Due(received time.Time, l Limit, pauses ...Pause) (Due, []Step, error) {
	if err := check(received, l, pauses); err != nil {
		return Due{}, nil, err
	}
	t := &trace{}
	r := reckoning{c: c, limit: l, trace: t}
	due := r.run(received, pauses)
	return due, t.steps, nil
}

// DueOnly is Due without the explanation, for bulk. What Due refuses is unknown here.
func (c *Calendar) DueOnly(received time.Time, l Limit, pauses ...Pause) Due {
	if check(received, l, pauses) != nil {
		return Due{}
	}
	r := reckoning{c: c, limit: l}
	return r.run(received, pauses)
}

func check(received time.Time, l Limit, pauses []Pause) error {
	if !reckonable(received) {
		return refusal.Wrong("received", "Thời điểm tiếp nhận phải từ năm 1945 đến năm 2199.")
	}
	if err := l.check(); err != nil {
		return err
	}
	return checkPauses(received, pauses)
}

// reckonable says whether an instant is in the years that a calendar may mark.
func reckonable(t time.Time) bool {
	day := DayOf(t)
	return day >= firstMark && day <= lastMark
}

// reckoning counts one limit. Its trace is nil when nobody wants the explanation.
type reckoning struct {
	c     *Calendar
	limit Limit
	trace *trace
	last  Day // of days and months: the last day as counted, before it moved off a holiday
}

func (r *reckoning) run(received time.Time, pauses []Pause) Due {
	received = received.Truncate(time.Second)
	r.trace.received(received)
	due := r.begin(received)
	for _, p := range pauses {
		p.From, p.To = p.From.Truncate(time.Second), p.To.Truncate(time.Second)
		switch {
		case due.Passed(p.From):
			r.trace.tooLate(p, due)
			continue
		case p.To.IsZero():
			r.trace.open(p)
			return Due{}
		case p.Rule == Restart:
			r.trace.restart(p, r.limit)
			due = r.begin(p.To)
		default:
			due = r.resume(p, due)
		}
	}
	r.trace.unknownYears(r.c, DayOf(received), due.Day)
	r.trace.due(due)
	return due
}

// begin is the end of the whole limit when it starts at an instant.
func (r *reckoning) begin(at time.Time) Due {
	if r.limit.SameDay() {
		return Due{Day: r.sameDay(at)}
	}
	day := DayOf(at)
	switch r.limit.Unit {
	case WorkHours:
		return r.countHours(at, r.limit.N*3600)
	case WorkDays:
		r.trace.firstDay(day)
		return Due{Day: r.countWorkDays(day, r.limit.N)}
	case Months:
		r.trace.firstDay(day)
		r.last = day.AddMonths(r.limit.N)
		r.trace.months(r.limit.N, day, r.last)
		return Due{Day: r.roll(r.last)}
	}
	r.trace.firstDay(day)
	return Due{Day: r.countDays(day, r.limit.N)}
}

// resume is the end when only what was left at the beginning of the pause is
// counted from its end. A day begun before the pause counts as used, the day on
// which the pause ends does not count: as the first day of the limit itself.
func (r *reckoning) resume(p Pause, due Due) Due {
	from, to := DayOf(p.From), DayOf(p.To)
	switch {
	case r.limit.SameDay():
		r.trace.resume(p, -1, WorkDays)
		if from == to {
			return due
		}
		return Due{Day: r.sameDay(p.To)}
	case r.limit.Unit == WorkHours:
		left := r.c.workSeconds(p.From, due.At)
		r.trace.resume(p, left, WorkHours)
		return r.countHours(p.To, left)
	case r.limit.Unit == WorkDays:
		left := max(0, r.c.WorkDaysBetween(from, due.Day))
		r.trace.resume(p, left, WorkDays)
		return Due{Day: r.countWorkDays(to, left)}
	}
	left := int(max(0, r.last-from))
	r.trace.resume(p, left, Days)
	return Due{Day: r.countDays(to, left)}
}

// sameDayUntil is the second of the day up to which a same-day procedure is owed on
// the day itself: NĐ 61/2018, Điều 18, 15:00:00 being still in time.
const sameDayUntil = 15 * 3600

func (r *reckoning) sameDay(at time.Time) Day {
	day, second := split(at)
	switch {
	case !r.c.IsWorking(day):
		next := r.c.NextWorking(day)
		r.trace.sameDayOff(day, next)
		r.trace.skipped(r.c, day, next)
		return next
	case second > sameDayUntil:
		next := r.c.AddWorkDays(day, 1)
		r.trace.sameDayAfter(at, next)
		r.trace.skipped(r.c, day+1, next)
		return next
	}
	r.trace.sameDay(at)
	return day
}

func (r *reckoning) countWorkDays(from Day, n int) Day {
	end := r.c.NextWorking(r.c.AddWorkDays(from, n))
	r.trace.skipped(r.c, from+1, end)
	r.trace.counted(n, WorkDays, end)
	return end
}

func (r *reckoning) countDays(from Day, n int) Day {
	r.last = from + Day(n)
	r.trace.counted(n, Days, r.last)
	return r.roll(r.last)
}

func (r *reckoning) countHours(from time.Time, seconds int) Due {
	start := r.c.addWorkSeconds(from, 0)
	end := r.c.addWorkSeconds(start, seconds)
	r.trace.opening(from, start)
	r.trace.skipped(r.c, DayOf(from), DayOf(end))
	r.trace.hours(seconds, end)
	return Due{Day: DayOf(end), At: end}
}

// roll moves a last day that is off to the next working day: Civil Code, Điều 148.5.
func (r *reckoning) roll(end Day) Day {
	day := r.c.NextWorking(end)
	if day != end {
		r.trace.roll(end, day)
		r.trace.skipped(r.c, end, day)
	}
	return day
}
