package lateness_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
)

// year is a commune at work for a year: some dossiers go well, some lie, some wait for
// papers, and the mayor signs most of what waits for a signature, not always the same day.
type year struct {
	office
	rand    *rand.Rand
	now     time.Time
	all     []dossier.ID
	open    map[dossier.ID]dossier.Dossier
	said    map[dossier.ID]rules.Standing // how each apology stood to the due date of its day
	refused int                           // second extensions
}

// hours are the minutes of the day at which something may be done.
var hours = []int{7*60 + 45, 10 * 60, 14 * 60, 16 * 60, 17*60 + 29}

func TestEveryLateDossierOfAYearHasItsApologyADayBeforeOrStandsOnTheList(t *testing.T) {
	each(t, func(o office) {
		y := &year{office: o, rand: rand.New(rand.NewPCG(61, 2018)), open: map[dossier.ID]dossier.Dossier{}, said: map[dossier.ID]rules.Standing{}}
		last := calendar.MustDay("2022-12-30")
		c := calendar.Standard()
		for day := c.NextWorking(calendar.MustDay("2022-01-04")); day <= last; day = c.NextWorking(day + 1) {
			for _, minute := range hours {
				y.now = day.At(minute)
				y.tick(y.now.Format("2006-01-02T15:04"))
				y.work(day)
				y.tick(y.now.Format("2006-01-02T15:04"))
				if minute == 16*60 {
					y.sign()
				}
			}
			y.nobodyIsForgotten(day)
		}
		y.now = calendar.MustDay("2023-01-01").Start()
		y.compare()
		if y.refused == 0 {
			o.Error("nobody asked for a second date: the year has gone blind")
		}
	})
}

// work is what happens at one moment.
func (y *year) work(day calendar.Day) {
	if y.rand.IntN(9) == 0 && day < calendar.MustDay("2022-12-20") {
		d := y.receive(1+y.rand.IntN(4), y.now)
		y.all = append(y.all, d.ID)
		y.open[d.ID] = d
	}
	for _, id := range slices.Sorted(maps.Keys(y.open)) {
		d := y.open[id]
		lazy := slices.Index(y.all, id) % 5 // of five dossiers one lies
		if y.rand.IntN(4+lazy*lazy*6) != 0 {
			continue
		}
		after, err := y.Dossiers.Do(y.Context(), id, y.step(&d), by(first, y.now))
		y.must(err)
		if y.open[id] = after; !after.IsOpen() {
			delete(y.open, id)
		}
	}
}

// step is what is done next to a dossier.
func (y *year) step(d *dossier.Dossier) dossier.Act {
	refs, err := y.References.Now(y.Context())
	y.must(err)
	switch {
	case d.State == dossier.WaitSupplement:
		return dossier.Supply{Papers: "Đủ"}
	case d.Asked == 0 && y.rand.IntN(12) == 0:
		return dossier.RequestSupplement{Missing: "Bản vẽ"}
	case y.rand.IntN(60) == 0:
		return dossier.Refuse{Reason: "Không đủ điều kiện"}
	case len(refs.Workflow(d.Workflow).Follows(d.Open[0].Step)) == 0:
		return dossier.Finish{}
	}
	return dossier.CompleteStep{}
}

// sign is the mayor's hour.
func (y *year) sign() {
	drafts, err := y.late.Letters(y.Context(), rules.LetterQuery{State: rules.Drafted, Limit: 100})
	y.must(err)
	for _, a := range drafts {
		if y.rand.IntN(4) == 0 {
			continue
		}
		stamp := account.Stamp{By: mayor, Unit: commune, At: y.now}
		to := calendar.Standard().NextWorking(max(a.To, calendar.DayOf(y.now)+1))
		y.said[a.Dossier] = rules.AfterDue
		if calendar.DayOf(y.now) < y.open[a.Dossier].Due.Day {
			y.said[a.Dossier] = rules.InTime
		}
		d, err := y.late.Sign(y.Context(), a.Dossier, to, a.Reason, stamp)
		y.must(err)
		y.open[d.ID] = d
		if y.rand.IntN(3) == 0 {
			if _, err := y.late.Sign(y.Context(), a.Dossier, to+7, "Thêm một tuần.", stamp); refusal.KindOf(err) != refusal.NotNow {
				y.Fatalf("a second date for %s: %v", d.Code, err)
			}
			y.refused++
		}
	}
}

// nobodyIsForgotten checks at the end of a day that whoever is due on the next working day
// and will not be ready has a draft or an apology.
func (y *year) nobodyIsForgotten(day calendar.Day) {
	refs, err := y.References.Now(y.Context())
	y.must(err)
	for id, d := range y.open {
		verdict := rules.Judge(&d, refs, y.now)
		if d.Promised != 0 || !verdict.Owed || day >= d.Due.Day {
			continue
		}
		if a := y.letter(id); a.State != rules.Drafted {
			y.Fatalf("%s: due %s, foreseen %s on %s, and no draft: %+v", d.Code, d.Due.Day, verdict.Done, y.now, a)
		}
	}
}

// compare tells the year from what was done, and asks the lists for the same.
func (y *year) compare() {
	want := map[rules.Standing][]dossier.ID{}
	for _, id := range y.all {
		d, err := y.Dossiers.Get(y.Context(), id)
		y.must(err)
		late := d.Outcome == dossier.Late || d.IsOpen() && d.Clock == dossier.Running && d.Due.Passed(y.now)
		if !late {
			continue
		}
		want[rules.AnyStanding] = append(want[rules.AnyStanding], id)
		how, apologised := y.said[id]
		if !apologised {
			how = rules.Without
		}
		want[how] = append(want[how], id)
		if how != rules.InTime && y.letter(id).ID == 0 {
			y.Errorf("%s is late and was never drafted for", d.Code)
		}
	}
	q := rules.Query{From: calendar.MustDay("2022-01-01"), Until: calendar.MustDay("2023-01-01"), Limit: 10_000, Now: y.now}
	for _, of := range []rules.Standing{rules.AnyStanding, rules.InTime, rules.AfterDue, rules.Without} {
		q.Of = of
		rows, err := y.late.Late(y.Context(), q)
		y.must(err)
		got := make([]dossier.ID, len(rows))
		for i, r := range rows {
			got[i] = r.ID
		}
		slices.Sort(got)
		if !slices.Equal(got, want[of]) {
			y.Errorf("%q: listed %d, by what was done %d", of, len(got), len(want[of]))
		}
		n, err := y.late.CountLate(y.Context(), q)
		y.must(err)
		if n != int64(len(want[of])) {
			y.Errorf("%q: counted %d, by what was done %d", of, n, len(want[of]))
		}
	}
	y.Logf("%d dossiers, %d late: %d apologised in time, %d after, %d not; %d second dates refused", len(y.all),
		len(want[rules.AnyStanding]), len(want[rules.InTime]), len(want[rules.AfterDue]), len(want[rules.Without]), y.refused)
	y.sums(want)
}

func (y *year) sums(want map[rules.Standing][]dossier.ID) {
	q := rules.Query{From: calendar.MustDay("2022-01-01"), Until: calendar.MustDay("2023-01-01"), Now: y.now}
	lines, err := y.late.Tallies(y.Context(), q)
	y.must(err)
	var sum rules.Tally
	for _, line := range lines {
		sum.Add(line)
	}
	for _, of := range []rules.Standing{rules.AnyStanding, rules.InTime, rules.AfterDue, rules.Without} {
		if sum.Of(of) != int64(len(want[of])) {
			y.Errorf("%q: summed %d, by what was done %d", of, sum.Of(of), len(want[of]))
		}
	}
}
