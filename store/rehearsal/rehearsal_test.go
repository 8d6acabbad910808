package rehearsal_test

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
	"cchc/store/rehearsal"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

const clerk account.ID = 21

var march = time.Date(2022, 3, 7, 8, 0, 0, 0, calendar.Local)

func step(no int, content string, after ...int) workflow.Step {
	return workflow.Step{No: no, Content: content, Place: workflow.AtUnit, Role: account.Official, Minutes: 480, After: after}
}

func furnished(t *testing.T, d *db.DB) *store.Store {
	t.Helper()
	since := calendar.MustDay("2020-01-01")
	s := store.New(d)
	err := s.Furnish(t.Context(), store.Furniture{
		Units:    []orgunit.Unit{{ID: 11, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}},
		Accounts: []account.Account{{ID: clerk, Login: "clerk", Name: "Vũ Cán Bộ", Unit: 11, Roles: []account.Role{account.Official}}},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép", Field: "Xây dựng", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "1 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{
			{ID: 201, Procedure: "1.009999", Number: 1, Name: "Nối tiếp", Status: workflow.Published, From: since, Steps: []workflow.Step{step(1, "Thẩm định"), step(2, "Phê duyệt", 1)}},
			{ID: 202, Procedure: "1.009999", Number: 2, Name: "Song song", Status: workflow.Draft, Steps: []workflow.Step{step(1, "Thẩm định"), step(2, "Phê duyệt")}},
		},
	}, store.Moment{At: march.AddDate(-1, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 { // the last one is finished in April
		did(t, s, march.AddDate(0, 0, 14*i))
	}
	return s
}

// did lets a dossier be received, and its two steps done on the two following days.
func did(t *testing.T, s *store.Store, at time.Time) {
	t.Helper()
	by := store.Moment{By: clerk, Unit: 11, At: at}
	d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: 11, Desk: 11, Procedure: 101, Case: 1, Workflow: 201, Channel: procedure.Direct}, dossier.Person{Name: "Đinh Nhung"}, by)
	for i, act := range []dossier.Act{dossier.CompleteStep{Step: 1}, dossier.Finish{}} {
		if err != nil {
			t.Fatal(err)
		}
		by.At = at.AddDate(0, 0, i+1)
		_, err = s.Dossiers.Do(t.Context(), d.ID, act, by)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestADraftIsPlayedWithTheDossiersFinishedInTheMonthAndKept(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := furnished(t, d)
		plays := rehearsal.Rehearsals{Store: s}
		by := account.Stamp{By: clerk, Unit: 11, At: march.AddDate(0, 1, 0)}
		for range 2 { // asking again begins anew
			if err := plays.Ask(t.Context(), 202, "2022-03", map[int]string{2: "Phê duyệt"}, by); err != nil {
				t.Fatal(err)
			}
			by.At = by.At.Add(time.Minute)
			if err := plays.Play(t.Context(), "202 2022-03", func() time.Time { return by.At }); err != nil {
				t.Fatal(err)
			}
		}
		list, err := plays.Of(t.Context(), 202)
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		a := list[0]
		if a.Total != 2 || a.Done != a.Total || a.Ended.IsZero() || a.Mapping[2] != "Phê duyệt" || a.Result.Dossiers != a.Total || a.Result.Rescued != 2 {
			t.Errorf("%+v", a)
		}
		if a.Result.After.Minutes*2 != a.Result.Before.Minutes {
			t.Errorf("%+v", a.Result)
		}
		if err := plays.Play(t.Context(), "999 2022-03", time.Now); err != nil {
			t.Errorf("a draft that is gone: %v", err)
		}
	})
}
