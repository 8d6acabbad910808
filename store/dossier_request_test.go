package store_test

import (
	"fmt"
	"testing"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/store"
)

func askOf(unit orgunit.ID, days int) workflow.Ask {
	return workflow.Ask{Unit: unit, Kind: workflow.Opinion, Content: "Có phù hợp quy hoạch không?", Limit: calendar.Limit{N: days, Unit: calendar.WorkDays}, Compulsory: true}
}

// asking is a dossier of which the bureau and the district are asked.
func asking(t *testing.T, s *store.Store) dossier.Dossier {
	t.Helper()
	d := receive(t, s, "2024-03-04T09:30")
	return done(t, s, d.ID, dossier.Consult{Asks: []workflow.Ask{askOf(bureau, 2), askOf(district, 1)}}, moment("2024-03-04T10:00"))
}

func done(t *testing.T, s *store.Store, id dossier.ID, act dossier.Act, m store.Moment) dossier.Dossier {
	t.Helper()
	d, err := s.Dossiers.Do(t.Context(), id, act, m)
	if err != nil {
		t.Fatalf("%T: %v", act, err)
	}
	return d
}

// of is a moment of another unit.
func of(unit orgunit.ID, when string) store.Moment {
	m := moment(when)
	m.Unit, m.By = unit, account.ID(unit)+100
	return m
}

func TestThoseAskedHaveTheRequestInTheirListWithTheirOwnDueUntilTheyAnswer(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := asking(t, s)
		lists := store.Desk{Dossiers: s.Dossiers}
		owed := func(q dossier.WorkQuery) (list []string) {
			t.Helper()
			q.Limit = 10
			rows, err := lists.Requests(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			n, err := lists.CountRequests(t.Context(), q, 10)
			if err != nil || q.After == (dossier.WorkKey{}) && n != len(rows) {
				t.Errorf("counted %d of %d, %v", n, len(rows), err)
			}
			for _, r := range rows {
				list = append(list, fmt.Sprintf("%d due %s", r.Owed, r.Key().Due.In(calendar.Local).Format("02/01")))
			}
			return list
		}
		equal := func(name string, got []string, want ...string) {
			t.Helper()
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
		both := []orgunit.ID{bureau, district}
		equal("the most urgent first", owed(dossier.WorkQuery{Units: both}), "2 due 05/03", "1 due 06/03")
		equal("from a key on", owed(dossier.WorkQuery{Units: both, After: dossier.WorkKey{Due: d.Requests[1].DueAt().Last(), Dossier: d.ID, Step: 2}}), "1 due 06/03")
		equal("who is not asked", owed(dossier.WorkQuery{Units: []orgunit.ID{commune}}))
		equal("overdue", owed(dossier.WorkQuery{Units: both, DueTill: at("2024-03-06T08:00")}), "2 due 05/03")
		equal("by name", owed(dossier.WorkQuery{Units: both, Words: []string{"khac"}}))
		done(t, s, d.ID, dossier.GiveAnswer{Request: 2, Verdict: dossier.Agree}, of(district, "2024-03-05T09:00"))
		equal("after one answer", owed(dossier.WorkQuery{Units: both}), "1 due 06/03")
		if _, err := s.Units.Change(t.Context(), orgunit.Dissolve{Unit: bureau, Heir: district, Basis: "QĐ 1"}, moment("2024-03-06T08:00"), false); err != nil {
			t.Fatal(err)
		}
		equal("the heir has it", owed(dossier.WorkQuery{Units: []orgunit.ID{district}}), "1 due 06/03")
		done(t, s, d.ID, dossier.GiveAnswer{Request: 1, Verdict: dossier.Disagree, Text: "trái quy hoạch"}, of(district, "2024-03-08T09:00"))
		equal("in the end", owed(dossier.WorkQuery{Units: both}))
		verified(t, s)
	})
}

func TestFiftyAnswersAtOnceAreAllKeptAndTheStepGoesOnOnlyAfterBothAgencies(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := asking(t, s)
		history := together(t, 50, func(i int) (any, any) {
			var act dossier.Act
			m := of([]orgunit.ID{bureau, district}[i%2], "2024-03-05T09:00")
			if act = (dossier.GiveAnswer{Request: 1 + i%2, Verdict: dossier.Agree, Text: fmt.Sprint(i)}); i%5 == 4 {
				act, m = dossier.CompleteStep{Step: 1}, moment("2024-03-05T09:00")
			}
			if m.Key = fmt.Sprintf("form %d", i/4*4+i%2); i%5 == 4 {
				m.Key = ""
			}
			_, err := s.Dossiers.Do(t.Context(), d.ID, act, m)
			if err != nil && refusal.KindOf(err) != refusal.NotNow {
				t.Error(err)
			}
			return m.Key, err == nil
		})
		keys := map[string]bool{}
		for _, op := range history {
			keys[op.Input.(string)] = true
		}
		delete(keys, "")
		d, err := s.Dossiers.Get(t.Context(), d.ID)
		if err != nil || len(d.Requests[0].Answers)+len(d.Requests[1].Answers) != len(keys) {
			t.Errorf("%d and %d answers of %d forms, %v", len(d.Requests[0].Answers), len(d.Requests[1].Answers), len(keys), err)
		}
		events, err := s.Trace.Of(t.Context(), int64(d.ID))
		if err != nil {
			t.Fatal(err)
		}
		joinedAfterBoth(t, events)
		verified(t, s)
	})
}

// joinedAfterBoth reads from the trace that the step went on at most once and not before
// either answer.
func joinedAfterBoth(t *testing.T, events []audit.Event) {
	t.Helper()
	row := map[string]audit.Value{}
	for _, e := range events {
		if err := audit.Fold(row, e.Change); err != nil {
			t.Fatal(err)
		}
		if e.Act != "complete_step" {
			continue
		}
		requests, err := dossier.ParseRequests(row["requests"].Text())
		if err != nil || len(requests) != 2 || requests[0].Waits() || requests[1].Waits() {
			t.Errorf("the step went on with %+v, %v", requests, err)
		}
	}
}

func TestARequestLeavesOrdinaryDossiersAsSmallAsTheyWere(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		d := receive(t, s, "2024-03-04T09:30")
		events, err := s.Trace.Of(t.Context(), int64(d.ID))
		if err != nil {
			t.Fatal(err)
		}
		if values, _ := events[0].Change.Values(); values["requests"].Text() != "" || len(values) > 20 {
			t.Errorf("the receipt names %d columns", len(values))
		}
	})
}

func TestTheSubstituteOfAnAbsentPersonWorksOnTheirStepsWhileTheyAreAway(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		person := func(id account.ID, login string) account.Account {
			return account.Account{ID: id, Login: login, Name: "Người " + login, Unit: commune, Roles: []account.Role{account.Official}, Language: "vi"}
		}
		stand := person(8, "thay")
		if err := s.Furnish(t.Context(), store.Furniture{Accounts: []account.Account{person(clerk, "vang"), stand}}, store.Moment{At: at("2020-01-01T09:00")}); err != nil {
			t.Fatal(err)
		}
		d := receive(t, s, "2024-03-04T09:30")
		done(t, s, d.ID, dossier.TakeOver{}, moment("2024-03-04T10:00"))
		by := account.Stamp{By: clerk, Unit: commune, At: at("2024-03-04T11:00")}
		away := account.Delegate{To: &stand, From: calendar.MustDay("2024-03-05"), Until: calendar.MustDay("2024-03-06"), Why: "nghỉ phép"}
		if _, err := s.Accounts.Change(t.Context(), clerk, by, away); err != nil {
			t.Fatal(err)
		}
		lists := store.Desk{Dossiers: s.Dossiers}
		for when, want := range map[string]int{"2024-03-04T15:00": 0, "2024-03-05T08:00": 1, "2024-03-06T20:00": 1, "2024-03-07T08:00": 0} {
			ids, err := lists.StandsIn(t.Context(), account.Stamp{By: 8, Unit: commune, At: at(when)})
			if err != nil || len(ids) != want {
				t.Errorf("at %s stands in for %v, %v", when, ids, err)
			}
		}
		m := moment("2024-03-07T08:00")
		m.By = 8
		if _, err := s.Dossiers.Do(t.Context(), d.ID, dossier.CompleteStep{}, m); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("after the absence: %v", err)
		}
		m.At = at("2024-03-06T08:00")
		done(t, s, d.ID, dossier.CompleteStep{}, m)
		verified(t, s)
	})
}
