package lateness_test

import (
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/lateness"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// The small province: one unit of each kind with its leader, and officials of the commune.
const (
	province orgunit.ID = 31
	bureau   orgunit.ID = 2
	district orgunit.ID = 3
	commune  orgunit.ID = 4

	governor account.ID = 10
	prefect  account.ID = 11
	mayor    account.ID = 12
	first    account.ID = 13
	second   account.ID = 14
	director account.ID = 15
)

var since = calendar.MustDay("2020-01-01")

// office is a store with its lateness, at work.
type office struct {
	*testing.T
	*store.Store
	late *lateness.Lateness
}

// each runs a test on an office over each engine.
func each(t *testing.T, f func(o office)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		o := office{T: t, Store: store.New(d)}
		o.late = lateness.New(o.Store)
		o.Dossiers.Follow(o.late.Follow)
		o.furnish()
		f(o)
	})
}

func (o office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func by(who account.ID, when time.Time) store.Moment {
	return store.Moment{By: who, Unit: commune, At: when}
}

func (o office) furnish() {
	o.Helper()
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	person := func(id account.ID, login string, in orgunit.ID, role account.Role) account.Account {
		return account.Account{ID: id, Login: login, Name: login, Unit: in, Roles: []account.Role{role}, Language: "vi"}
	}
	o.must(o.Furnish(o.Context(), store.Furniture{
		Units: []orgunit.Unit{
			unit(province, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0),
			unit(bureau, "H99.05", "Sở Nội vụ", orgunit.Province, orgunit.Department, province),
			unit(district, "H99.28", "UBND huyện Tân Bình", orgunit.District, orgunit.Districts, province),
			unit(commune, "H99.28.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, district),
		},
		Accounts: []account.Account{
			person(governor, "governor", province, account.Leader), person(prefect, "prefect", district, account.Leader),
			person(mayor, "mayor", commune, account.Leader), person(first, "first", commune, account.Official),
			person(second, "second", commune, account.Official), person(director, "director", bureau, account.Leader),
		},
		Versions: []procedure.Version{
			version(101, "1.001193", "0 workdays", calendar.Resume), version(102, "1.009999", "5 workdays", calendar.Restart),
			version(103, "1.008888", "10 days", calendar.Resume), version(104, "1.007777", "12 workhours", calendar.Resume),
		},
		Workflows: []workflow.Version{
			flow(201, "1.001193", 240), flow(202, "1.009999", 960, 720, 240), flow(203, "1.008888", 960, 960), flow(204, "1.007777", 240, 240),
		},
	}, store.Moment{At: at("2020-01-01T08:00")}))
}

func version(id procedure.ID, code, limit string, pause calendar.PauseRule) procedure.Version {
	return procedure.Version{
		ID: id, Code: code, Number: 1, Name: "Thủ tục " + limit, Field: "Hộ tịch", Status: procedure.Announced, From: since,
		Levels: []orgunit.Level{orgunit.Province, orgunit.District, orgunit.Commune}, OnSupplement: pause,
		Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: limit}},
		Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}}}},
	}
}

// flow is steps one after the other, each with its minutes.
func flow(id workflow.ID, code string, minutes ...int) workflow.Version {
	v := workflow.Version{ID: id, Procedure: code, Number: 1, Name: "Quy trình", Status: workflow.Published, From: since}
	for i, n := range minutes {
		step := workflow.Step{No: i + 1, Content: "Thẩm tra", Place: workflow.AtUnit, Role: account.Official, Minutes: n}
		if i > 0 {
			step.After = []int{i}
		}
		v.Steps = append(v.Steps, step)
	}
	return v
}

// receive is a dossier of the n-th procedure at the commune.
func (o office) receive(n int, when time.Time) dossier.Dossier {
	o.Helper()
	d, err := o.Dossiers.Receive(o.Context(), dossier.Receive{
		Unit: commune, Desk: commune, Procedure: procedure.ID(100 + n), Workflow: workflow.ID(200 + n), Channel: procedure.Direct,
	}, dossier.Person{Name: "Đinh Thị Hồng Nhung", IDNo: "999186012345", Phone: "0600000123", Content: "xin giấy phép"}, by(first, when))
	o.must(err)
	return d
}

func (o office) do(id dossier.ID, act dossier.Act, who account.ID, when string) dossier.Dossier {
	o.Helper()
	d, err := o.Dossiers.Do(o.Context(), id, act, by(who, at(when)))
	o.must(err)
	return d
}

// tick rings as if every minute until an instant had been rung: at each alarm's own time.
func (o office) tick(when string) {
	o.Helper()
	_, err := o.late.Tick(o.Context(), at(when))
	o.must(err)
}

// told is the kinds and stages of somebody's notices, the oldest first.
func (o office) told(who account.ID) (list []string) {
	o.Helper()
	box, err := o.late.Box(o.Context(), who, false, 0, 1000)
	o.must(err)
	for i := len(box) - 1; i >= 0; i-- {
		n := box[i]
		list = append(list, string(n.Kind)+" "+n.Stage)
	}
	return list
}

func (o office) letter(id dossier.ID) rules.Apology {
	o.Helper()
	a, err := o.late.LetterOf(o.Context(), id)
	o.must(err)
	return a
}
