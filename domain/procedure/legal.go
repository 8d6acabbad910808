package procedure

import (
	"cchc/domain/calendar"
)

// The length of a working day in the grain of workflows, by the usual sessions.
const workdayMinutes = 8 * 60

// ShortestWork is the shortest time that a version promises for a case over all its
// channels, in working minutes; case 0 is every case. It is 0 when no promise is counted
// in working time: a workflow cannot be measured against calendar days.
func (v *Version) ShortestWork(caseNo int) int {
	shortest := 0
	for _, c := range v.Cases {
		if caseNo != 0 && c.No != caseNo {
			continue
		}
		for _, offer := range v.Offers {
			limit, err := v.Limit(c.No, offer.Channel)
			if err != nil {
				continue
			}
			if n := workMinutes(limit); n > 0 && (shortest == 0 || n < shortest) {
				shortest = n
			}
		}
	}
	return shortest
}

// workMinutes of a limit, 0 where it is not counted in working time. A same-day
// procedure has its one day.
func workMinutes(l calendar.Limit) int {
	switch l.Unit {
	case calendar.WorkDays:
		return max(l.N, 1) * workdayMinutes
	case calendar.WorkHours:
		return l.N * 60
	}
	return 0
}

// ShortestWork is the shortest over the versions of a procedure that are in force on a
// day or later: what a workflow from that day on has to keep.
func ShortestWork(versions []*Version, code string, caseNo int, from calendar.Day) int {
	shortest := 0
	for _, v := range versions {
		if v.Code != code || v.Status != Announced || v.Until != 0 && v.Until <= from {
			continue
		}
		if n := v.ShortestWork(caseNo); n > 0 && (shortest == 0 || n < shortest) {
			shortest = n
		}
	}
	return shortest
}

// PublishWithin is the time for a province to make a decision public, in working days
// from its signing, as the field counts it under NĐ 63/2010/NĐ-CP.
const PublishWithin = 5

// PublishBy is the last day for making the decision public.
func (d *Decision) PublishBy(c *calendar.Calendar) calendar.Day {
	return c.AddWorkDays(d.Signed, PublishWithin)
}
