package quality

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const (
	commune orgunit.ID = 4
	village orgunit.ID = 5
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

func moment(s string) store.Moment { return store.Moment{By: 7, Unit: commune, At: at(s)} }

// each runs a test on a small province of each engine: a commune with a village that has an
// end, a procedure of five days with a fee.
func each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		since := calendar.MustDay("2020-01-01")
		err := s.Furnish(t.Context(), store.Furniture{
			Units: []orgunit.Unit{
				{ID: 31, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
				{ID: commune, Code: "H99.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 31, From: since},
				{ID: village, Code: "H99.06", Name: "UBND xã Hòa Bình", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 31, From: since, Until: calendar.MustDay("2025-07-01")},
			},
			Versions: []procedure.Version{{
				ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
				Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays", Fee: 10_000}, {Channel: procedure.Online, Limit: "5 workdays"}, {Channel: procedure.Post, Limit: "5 workdays"}},
				Cases:  []procedure.Case{{No: 1, Name: "Chung"}},
			}},
			Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since, Steps: []workflow.Step{
				{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			}}},
		}, store.Moment{At: at("2020-01-01T08:00")})
		if err != nil {
			t.Fatal(err)
		}
		f(t, s)
	})
}

// take imports dossiers; each row has unit, channel, name, filed, received, finished.
func take(t *testing.T, s *store.Store, rows ...string) intake.Report {
	t.Helper()
	text := "Mã đơn vị,Mã TTHC,Kênh,Người nộp,Thời điểm nộp,Thời điểm tiếp nhận,Thời điểm kết thúc\n"
	for _, r := range rows {
		unit, rest, _ := strings.Cut(r, ",")
		text += unit + ",1.009999," + rest + "\n"
	}
	by := account.Stamp{At: at("2026-06-01T08:00")}
	report, err := s.Imports().Import(t.Context(), intake.Job{Kind: intake.Dossiers, File: "tep.csv", Data: []byte(text)}, by)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// kept is one received through the door.
func kept(t *testing.T, s *store.Store, unit orgunit.ID, name, when string) dossier.Dossier {
	t.Helper()
	d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: unit, Desk: unit, Procedure: 101, Workflow: 201, Channel: procedure.Direct}, dossier.Person{Name: name}, moment(when))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
