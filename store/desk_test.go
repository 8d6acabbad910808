package store_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// receiveFor receives a dossier of somebody else than receive does.
func receiveFor(t *testing.T, s *store.Store, name, phone, when string) dossier.Dossier {
	t.Helper()
	d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 102, Workflow: 202, Channel: procedure.Online},
		dossier.Person{Name: name, Phone: phone}, moment(when))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func codes(list []dossier.Listed) (out []string) {
	for _, l := range list {
		out = append(out, l.Code)
	}
	return out
}

func TestTheRegisterFiltersByEachConditionAndCountsWhatItLists(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		lists := store.Desk{Dossiers: s.Dossiers}
		a := receive(t, s, "2024-03-04T09:30")
		b := receiveFor(t, s, "Nguyễn Văn Đông", "0600000999", "2024-03-05T09:30")
		c := receiveFor(t, s, "Nguyễn Thị Đào", "0611111999", "2024-04-05T09:30")
		if _, err := s.Dossiers.Do(t.Context(), b.ID, dossier.Stop{Reason: "x"}, moment("2024-03-06T09:00")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Dossiers.Receive(t.Context(), dossier.RefuseAtIntake{Unit: commune, Desk: commune, Procedure: 102, Reason: "x"}, dossier.Person{Name: "Đào"}, moment("2024-03-04T10:00")); err != nil {
			t.Fatal(err)
		}
		for name, one := range map[string]struct {
			q    dossier.Query
			want []dossier.Dossier
		}{
			"all":        {dossier.Query{}, []dossier.Dossier{c, b, a}},
			"unit":       {dossier.Query{Units: []orgunit.ID{commune}}, []dossier.Dossier{c, b, a}},
			"other unit": {dossier.Query{Units: []orgunit.ID{bureau}}, nil},
			"no unit":    {dossier.Query{Units: []orgunit.ID{}}, nil},
			"state":      {dossier.Query{State: dossier.Stopped}, []dossier.Dossier{b}},
			"channel":    {dossier.Query{Channel: procedure.Online}, []dossier.Dossier{c, b}},
			"outcome":    {dossier.Query{Outcome: dossier.WasStopped}, []dossier.Dossier{b}},
			"procedure":  {dossier.Query{Procedures: []procedure.ID{101}}, nil},
			"from":       {dossier.Query{From: calendar.MustDay("2024-03-05")}, []dossier.Dossier{c, b}},
			"to":         {dossier.Query{To: calendar.MustDay("2024-03-05")}, []dossier.Dossier{b, a}},
			"one day":    {dossier.Query{From: calendar.MustDay("2024-03-05"), To: calendar.MustDay("2024-03-05")}, []dossier.Dossier{b}},
			"open":       {dossier.Query{Open: true}, []dossier.Dossier{c, a}},
			"overdue":    {dossier.Query{Overdue: true, Now: at("2024-03-20T08:00")}, []dossier.Dossier{a}},
			"word":       {dossier.Query{Words: []string{"nguyen"}}, []dossier.Dossier{c, b}},
			"words":      {dossier.Query{Words: []string{"nguyen", "do"}}, []dossier.Dossier{b}},
			"beginning":  {dossier.Query{Words: []string{"nhu"}}, []dossier.Dossier{a}},
			"number":     {dossier.Query{Words: []string{"999186012345"}}, []dossier.Dossier{a}},
			"telephone":  {dossier.Query{Words: []string{"06000009"}}, []dossier.Dossier{b}},
			"nobody":     {dossier.Query{Words: []string{"nguyen", "nhung"}}, nil},
			"before":     {dossier.Query{Before: b.ID}, []dossier.Dossier{a}},
		} {
			one.q.Limit = 10
			page, err := lists.Register(t.Context(), one.q)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, d := range one.want {
				want = append(want, d.Code)
			}
			if got := codes(page.Rows); !slices.Equal(got, want) || page.Next != 0 {
				t.Errorf("%s: %v, next %d; want %v", name, got, page.Next, want)
			}
			if n, err := lists.Count(t.Context(), one.q); err != nil || name != "before" && (n.N != len(want) || n.More) {
				t.Errorf("%s: counts %+v, %v; lists %d", name, n, err, len(want))
			}
		}
	})
}

func TestPagesOfTheRegisterMissNothingAndRepeatNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		lists := store.Desk{Dossiers: s.Dossiers}
		var want, got []string
		for range 7 {
			want = append(want, receive(t, s, "2024-03-04T09:30").Code)
		}
		slices.Reverse(want)
		for q := (dossier.Query{Limit: 3}); ; {
			page, err := lists.Register(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, codes(page.Rows)...)
			if page.Rows[0].Person.Name != "Đinh Thị Hồng Nhung" {
				t.Error("a row without its person")
			}
			if q.Before = page.Next; page.Next == 0 {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("pages give %v, want %v", got, want)
		}
	})
}

func TestMyWorkIsWhatIsOpenForMyUnitRoleAndName(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		lists := store.Desk{Dossiers: s.Dossiers}
		a, b := receive(t, s, "2024-03-04T09:30"), receive(t, s, "2024-03-05T09:30")
		if _, err := s.Dossiers.Do(t.Context(), a.ID, dossier.TakeOver{}, moment("2024-03-05T10:00")); err != nil {
			t.Fatal(err)
		}
		here := []orgunit.ID{commune}
		for name, one := range map[string]struct {
			q    dossier.WorkQuery
			want []string
		}{
			"mine":      {dossier.WorkQuery{Holders: []account.ID{clerk}}, []string{a.Code}},
			"free":      {dossier.WorkQuery{Units: here, Free: true, Roles: []account.Role{account.Official}}, []string{b.Code}},
			"not mine":  {dossier.WorkQuery{Units: here, Free: true, Roles: []account.Role{account.Leader}}, nil},
			"all":       {dossier.WorkQuery{Units: here}, []string{a.Code, b.Code}},
			"elsewhere": {dossier.WorkQuery{Units: []orgunit.ID{district}}, nil},
			"no unit":   {dossier.WorkQuery{}, nil},
			"paused":    {dossier.WorkQuery{Units: here, Paused: true}, nil},
			"till":      {dossier.WorkQuery{Units: here, DueTill: a.Due.Last()}, []string{a.Code}},
			"from":      {dossier.WorkQuery{Units: here, DueFrom: a.Due.Last()}, []string{b.Code}},
			"words":     {dossier.WorkQuery{Units: here, Words: []string{"nhung"}}, []string{a.Code, b.Code}},
		} {
			one.q.Limit = 10
			list, err := lists.Work(t.Context(), one.q)
			if got := codes(list); err != nil || !slices.Equal(got, one.want) {
				t.Errorf("%s: %v, %v; want %v", name, got, err, one.want)
			}
			if n, err := lists.CountWork(t.Context(), one.q, 100); err != nil || n != len(one.want) {
				t.Errorf("%s: counts %d, %v", name, n, err)
			}
		}
		first, _ := lists.Work(t.Context(), dossier.WorkQuery{Units: here, Limit: 1})
		next, err := lists.Work(t.Context(), dossier.WorkQuery{Units: here, Limit: 9, After: first[0].Key()})
		if err != nil || len(next) != 1 || next[0].Code != b.Code || next[0].Step != 1 {
			t.Errorf("after the first: %v, %v", next, err)
		}
	})
}

func TestTheCounterKnowsPeopleWhatWaitsAndWhatIsFrequent(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		lists := store.Desk{Dossiers: s.Dossiers}
		d := receive(t, s, "2024-03-04T09:30")
		receiveFor(t, s, "Ai khác", "999186012345", "2024-03-05T09:30") // a telephone that is somebody's number
		p, n, err := lists.Known(t.Context(), "999186012345")
		if err != nil || p.Name != "Đinh Thị Hồng Nhung" || n == 0 {
			t.Errorf("known: %+v, %d, %v", p, n, err)
		}
		if p, n, _ := lists.Known(t.Context(), "999186099999"); p != (dossier.Person{}) || n != 0 {
			t.Errorf("nobody is %+v", p)
		}
		if list, err := lists.ToReturn(t.Context(), []orgunit.ID{commune}, 9); err != nil || len(list) != 0 {
			t.Errorf("waiting: %v, %v", list, err)
		}
		if _, err := s.Dossiers.Do(t.Context(), d.ID, dossier.Withdraw{Reason: "x"}, moment("2024-03-06T09:00")); err != nil {
			t.Fatal(err)
		}
		if list, err := lists.ToReturn(t.Context(), []orgunit.ID{commune}, 9); err != nil || len(list) != 1 || list[0].Code != d.Code {
			t.Errorf("waiting: %v, %v", list, err)
		}
		if list, err := lists.Frequent(t.Context(), []orgunit.ID{commune}, 9); err != nil || !slices.Equal(list, []procedure.ID{102}) {
			t.Errorf("frequent: %v, %v", list, err)
		}
		if names, err := lists.Names(t.Context(), nil); err != nil || len(names) != 0 {
			t.Errorf("names: %v, %v", names, err)
		}
	})
}

func TestEachListLeadsThroughAnIndex(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		receive(t, s, "2024-03-04T09:30")
		plans := func(f func(tx *db.Tx) ([]string, error)) (list []string) {
			t.Helper()
			if err := s.DB.Read(t.Context(), func(tx *db.Tx) (err error) { list, err = f(tx); return err }); err != nil {
				t.Fatal(err)
			}
			return list
		}
		unit := []orgunit.ID{commune}
		for name, q := range map[string]dossier.Query{
			"all": {}, "period": {From: calendar.MustDay("2024-03-01")}, "page": {Before: dossier.ID(ident.First(at("2024-03-05T00:00")))},
			"unit": {Units: unit}, "units": {Units: []orgunit.ID{commune, district}}, "state": {State: dossier.Issued}, "unit and outcome": {Units: unit, Outcome: dossier.Late},
			"open": {Open: true}, "overdue": {Overdue: true, Units: unit, Now: at("2024-03-20T08:00")}, "words": {Words: []string{"dinh", "nhung"}},
		} {
			for _, plan := range plans(func(tx *db.Tx) ([]string, error) { return store.RegisterPlans(t.Context(), tx, q) }) {
				reads(t, name, plan)
			}
		}
		for name, q := range map[string]dossier.WorkQuery{
			"mine": {Holders: []account.ID{clerk}}, "free": {Units: unit, Free: true}, "overdue": {Units: unit, DueTill: at("2024-03-20T08:00")},
		} {
			for _, plan := range plans(func(tx *db.Tx) ([]string, error) {
				plan, err := store.WorkPlan(t.Context(), tx, q)
				return []string{plan}, err
			}) {
				reads(t, "work "+name, plan)
			}
		}
		for _, plan := range plans(func(tx *db.Tx) ([]string, error) {
			plan, err := store.RequestPlan(t.Context(), tx, dossier.WorkQuery{Units: unit, DueTill: at("2024-03-20T08:00")})
			return []string{plan}, err
		}) {
			reads(t, "requests", plan)
		}
		for _, plan := range plans(func(tx *db.Tx) ([]string, error) {
			plan, err := store.ReturnPlan(t.Context(), tx)
			return []string{plan}, err
		}) {
			reads(t, "to return", plan)
		}
	})
}

// reads fails for a plan that reads a whole table, or sorts one. Going down the key from
// its end is no such thing: it stops with the page.
func reads(t *testing.T, name, plan string) {
	t.Helper()
	for _, bad := range []string{"SCAN dossier_work", "SCAN dossier_request", "Seq Scan", "SCAN dossier USING AUTOMATIC"} {
		if strings.Contains(plan, bad) {
			t.Errorf("%s: %s\n%s", name, bad, plan)
		}
	}
	t.Logf("%s:\n%s", name, plan)
}
