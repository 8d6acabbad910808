package store_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/store"
)

// months is a province in which months pass: dossiers come, wait, are finished in time or
// late, refused, stopped, withdrawn, and units are merged meanwhile. Everything is done
// through the real acts.
type months struct {
	t        *testing.T
	s        *store.Store
	dice     *rand.Rand
	now      time.Time
	units    []orgunit.ID
	all      []dossier.ID
	open     []dossier.ID
	touched  map[dossier.ID]time.Time // the last act that Finish must not come before
	instants []time.Time              // at which something happened
}

var (
	livesFrom = at("2024-01-02T07:30")
	livesTo   = at("2024-06-20T16:00")
)

// play lets the months pass and returns what became of every dossier.
func play(t *testing.T, s *store.Store, seed uint64, acts int) *months {
	l := &months{t: t, s: s, dice: rand.New(rand.NewPCG(seed, 1)), now: livesFrom,
		units: []orgunit.ID{bureau, district, commune, 5, 6, 7}, touched: map[dossier.ID]time.Time{}}
	l.furnish()
	step := livesTo.Sub(livesFrom) / time.Duration(acts)
	for i := range acts {
		l.pass(step)
		switch i {
		case acts / 3:
			l.reorganise(orgunit.Merge{Units: []orgunit.ID{5, 6}, Into: orgunit.Unit{ID: 5}, Basis: "NQ 01"}, 6)
		case acts / 2:
			l.reorganise(orgunit.Dissolve{Unit: district, Heir: bureau, Basis: "NQ 02"}, district)
		case acts * 2 / 3:
			l.reorganise(orgunit.Merge{Units: []orgunit.ID{commune, 5}, Basis: "NQ 03", Into: orgunit.Unit{
				ID: 9, Code: "H99.09", Name: "UBND xã Hòa Lâm Mới", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province}}, commune, 5)
			l.units = append(l.units, 9)
		default:
			l.act()
		}
	}
	return l
}

func (l *months) furnish() {
	since := calendar.MustDay("2020-01-01")
	levels := []orgunit.Level{orgunit.Province, orgunit.District, orgunit.Commune}
	var units []orgunit.Unit
	for i, name := range []string{"UBND xã Trà Linh", "UBND xã Trà Sơn", "UBND xã Cẩm Sơn"} {
		units = append(units, orgunit.Unit{ID: orgunit.ID(5 + i), Code: "H99.28.1" + string(rune('0'+i)), Name: name, Level: orgunit.Commune,
			Block: orgunit.Communes, Parent: district, From: since})
	}
	land, newer := version(103, "1.004444", "Đăng ký biến động đất đai", "10 workdays", levels, since), version(104, "1.009999", "Cấp giấy phép thử", "3 workdays", levels, since)
	land.Field, newer.Number = "Đất đai", 2
	err := l.s.Furnish(l.t.Context(), store.Furniture{Units: units, Versions: []procedure.Version{land, newer}, Workflows: []workflow.Version{{
		ID: 203, Procedure: "1.004444", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
		Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: "official", Minutes: 240}}}}}, store.Moment{At: at("2020-01-01T08:00")})
	if err != nil {
		l.t.Fatal(err)
	}
}

// pass lets time go by; often to the first or the last second of a day.
func (l *months) pass(step time.Duration) {
	l.now = l.now.Add(time.Duration(l.dice.Int64N(int64(2 * step)))).Truncate(time.Second)
	switch l.dice.IntN(8) {
	case 0:
		l.now = (calendar.DayOf(l.now) + 1).Start()
	case 1:
		l.now = (calendar.DayOf(l.now) + 1).Start().Add(-time.Second)
	}
	l.instants = append(l.instants, l.now)
}

func (l *months) moment() store.Moment { return store.Moment{By: clerk, Unit: commune, At: l.now} }

func (l *months) reorganise(act orgunit.Act, ended ...orgunit.ID) {
	if _, err := l.s.Units.Change(l.t.Context(), act, l.moment(), false); err != nil {
		l.t.Fatal(err)
	}
	for i := 0; i < len(l.units); i++ {
		for _, gone := range ended {
			if l.units[i] == gone {
				l.units = append(l.units[:i], l.units[i+1:]...)
				i--
				break
			}
		}
	}
	for _, id := range l.open {
		l.touched[id] = l.now
	}
}

func (l *months) act() {
	if len(l.open) == 0 || l.dice.IntN(3) == 0 {
		l.receive()
		return
	}
	id := l.open[l.dice.IntN(len(l.open))]
	act := l.choose(id)
	d, err := l.s.Dossiers.Do(l.t.Context(), id, act, l.moment())
	switch {
	case refusal.KindOf(err) == refusal.NotNow, refusal.KindOf(err) == refusal.Invalid && requests(act): // not in this state: nothing happened
	case err != nil:
		l.t.Fatalf("%T: %v", act, err)
	case !d.IsOpen():
		for i, open := range l.open {
			if open == id {
				l.open = append(l.open[:i], l.open[i+1:]...)
				return
			}
		}
	default:
		l.touched[id] = l.now
	}
}

func (l *months) choose(id dossier.ID) dossier.Act {
	if n := l.dice.IntN(40); n < 8 { // other agencies: the figures count the dossier once all the same
		return l.consult(n)
	}
	switch n := l.dice.IntN(20); {
	case n < 1:
		return dossier.Refuse{Reason: "không đủ điều kiện"}
	case n < 2:
		return dossier.Stop{Reason: "người nộp vắng mặt"}
	case n < 3:
		return dossier.Withdraw{Reason: "theo đơn"}
	case n < 6:
		return dossier.RequestSupplement{Missing: "bản vẽ"}
	case n < 8:
		return dossier.PauseForPayment{Amount: 1000, Basis: "thông báo thuế"}
	case n < 11:
		return dossier.Supply{Papers: "bản vẽ"}
	case n < 13:
		return dossier.Resume{Receipt: "BL 1"}
	case n < 15:
		return dossier.CompleteStep{}
	case n < 16:
		return dossier.Finish{Ready: l.touched[id]} // entered afterwards
	}
	return dossier.Finish{}
}

// consult asks other units, or lets one of those asked answer, hand back or be recalled.
func (l *months) consult(n int) dossier.Act {
	to := l.units[l.dice.IntN(len(l.units))]
	no := 1 + l.dice.IntN(3)
	switch {
	case n < 3:
		return dossier.Consult{Asks: []workflow.Ask{{Unit: to, Kind: workflow.Opinion, Content: "?", Limit: calendar.Limit{N: 2, Unit: calendar.WorkDays}, Compulsory: n == 0}}}
	case n < 6:
		return asUnit{dossier.GiveAnswer{Request: no, Verdict: dossier.Agree}, no, false}
	case n < 7:
		return asUnit{dossier.RecallRequest{Request: no, Reason: "không cần"}, no, true}
	}
	return asUnit{dossier.HandBackRequest{Request: no, Reason: "không thuộc"}, no, false}
}

// requests says whether an act is about other agencies, who may be the wrong ones.
func requests(act dossier.Act) bool {
	_, asked := act.(dossier.Consult)
	_, by := act.(asUnit)
	return asked || by
}

// asUnit does an act as the unit that a request asks, or that asked.
type asUnit struct {
	act   dossier.Act
	no    int
	asker bool
}

func (a asUnit) Apply(d *dossier.Dossier, m dossier.Moment) (dossier.Happened, error) {
	if r := d.Request(a.no); r != nil && a.asker {
		m.Unit = r.By
	} else if r != nil {
		m.Unit = r.Unit
	}
	return a.act.Apply(d, m)
}

func (l *months) receive() {
	unit := l.units[l.dice.IntN(len(l.units))]
	channel := []procedure.Channel{procedure.Direct, procedure.Online}[l.dice.IntN(2)]
	if l.dice.IntN(12) == 0 {
		_, err := l.s.Dossiers.Receive(l.t.Context(), dossier.RefuseAtIntake{Unit: unit, Desk: unit, Procedure: 102, Channel: channel, Reason: "sai nơi"},
			dossier.Person{Name: "Lê Văn Không"}, l.moment())
		if err != nil {
			l.t.Fatal(err)
		}
		return
	}
	version := []procedure.ID{101, 102, 103, 104}[l.dice.IntN(4)]
	flow := map[procedure.ID]workflow.ID{101: 201, 102: 202, 103: 203, 104: 202}[version]
	d, err := l.s.Dossiers.Receive(l.t.Context(), dossier.Receive{Unit: unit, Desk: unit, Procedure: version, Workflow: flow, Channel: channel},
		dossier.Person{Name: "Nguyễn Thị Có"}, l.moment())
	if err != nil {
		l.t.Fatal(err)
	}
	l.all, l.open, l.touched[d.ID] = append(l.all, d.ID), append(l.open, d.ID), l.now
}

// dossiers are all of them as they stand now.
func (l *months) dossiers() (list []dossier.Dossier) {
	for _, id := range l.all {
		d, err := l.s.Dossiers.Get(l.t.Context(), id)
		if err != nil {
			l.t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// period is a random one, often with its edges on an instant at which something happened.
func (l *months) period() (from, until calendar.Day, asOf time.Time) {
	days := int(calendar.DayOf(livesTo) - calendar.DayOf(livesFrom))
	from = calendar.DayOf(livesFrom) + calendar.Day(l.dice.IntN(days))
	until = from + 1 + calendar.Day(l.dice.IntN(70))
	if l.dice.IntN(3) == 0 {
		from = calendar.On(2024, time.Month(1+l.dice.IntN(4)), 1)
		until = from.AddMonths(1 + l.dice.IntN(3))
	}
	asOf = l.now
	if l.dice.IntN(2) == 0 {
		asOf = l.instants[l.dice.IntN(len(l.instants))]
	}
	return from, until, asOf
}
