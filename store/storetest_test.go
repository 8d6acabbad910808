package store_test

import (
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

// The small province that tests play in: one of each level, one procedure of 5 working
// days with three steps, and one of the same day with a single step.
const (
	province orgunit.ID = 31 // the calendar is number 1
	bureau   orgunit.ID = 2
	district orgunit.ID = 3
	commune  orgunit.ID = 4
	clerk    account.ID = 7
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func moment(s string) store.Moment { return store.Moment{By: clerk, Unit: commune, At: at(s)} }

// each runs a test on a furnished store of each engine.
func each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		furnish(t, s)
		f(t, s)
	})
}

func furnish(t *testing.T, s *store.Store) {
	t.Helper()
	since := calendar.MustDay("2020-01-01")
	levels := []orgunit.Level{orgunit.Province, orgunit.District, orgunit.Commune}
	units := []orgunit.Unit{
		{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
		{ID: bureau, Code: "H99.05", Name: "Sở Nội vụ", Level: orgunit.Province, Block: orgunit.Department, Parent: province, From: since},
		{ID: district, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: province, From: since},
		{ID: commune, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: district, From: since},
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Furnish(t.Context(), store.Furniture{
		Units: units,
		Versions: []procedure.Version{
			version(101, "1.001193", "Đăng ký khai sinh", "0 workdays", levels, since),
			version(102, "1.009999", "Cấp giấy phép thử", "5 workdays", levels, since),
		},
		Workflows: []workflow.Version{
			{ID: 201, Procedure: "1.001193", Number: 1, Name: "Một bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
				{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 240},
			}},
			{ID: 202, Procedure: "1.009999", Number: 1, Name: "Ba bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
				{No: 1, Content: "Thẩm tra", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
				{No: 2, After: []int{1}, Content: "Thẩm định", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
				{No: 3, After: []int{2}, Content: "Phê duyệt", Place: workflow.AtUnit, Role: account.Leader, Minutes: 480},
			}},
		},
	}, store.Moment{At: at("2020-01-01T08:00")}))
}

func version(id procedure.ID, code, name, limit string, levels []orgunit.Level, since calendar.Day) procedure.Version {
	return procedure.Version{
		ID: id, Code: code, Number: 1, Name: name, Field: "Hộ tịch", Levels: levels, Status: procedure.Announced, From: since,
		Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: limit}, {Channel: procedure.Online, Limit: limit}},
		Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}}}},
	}
}

// receive is a dossier of five working days at the commune.
func receive(t *testing.T, s *store.Store, when string) dossier.Dossier {
	t.Helper()
	d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{
		Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: procedure.Direct,
	}, dossier.Person{Name: "Đinh Thị Hồng Nhung", IDNo: "999186012345", Phone: "0600000123", Content: "xin giấy phép"}, moment(when))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
