package store_test

import (
	"slices"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/store"
)

// The two neighbours of the commune, and the unit that takes all three over.
const (
	second orgunit.ID = 41 + iota
	third
	merged
)

// neighbours adds two communes with people, and dossiers of many fates at all three, up to
// the last day of June.
func neighbours(t *testing.T, s *store.Store) {
	t.Helper()
	since := calendar.MustDay("2020-01-01")
	unit := func(id orgunit.ID, code, name string) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: orgunit.Commune, Block: orgunit.Communes, Parent: district, From: since}
	}
	officer := func(id account.ID, login string, unit orgunit.ID) account.Account {
		return account.Account{ID: id, Login: login, Name: "Cán bộ " + login, Unit: unit, Roles: []account.Role{account.Official}}
	}
	if err := s.Furnish(t.Context(), store.Furniture{
		Units:    []orgunit.Unit{unit(second, "H99.28.06", "UBND xã Trà Linh"), unit(third, "H99.28.07", "UBND xã Trà Sơn")},
		Accounts: []account.Account{officer(51, "mot", commune), officer(52, "hai", second), officer(53, "ba", third), officer(54, "huyen", district)},
	}, store.Moment{At: at("2020-01-01T08:00")}); err != nil {
		t.Fatal(err)
	}
	for i, where := range []orgunit.ID{commune, second, third} {
		for _, day := range []string{"2025-04-02", "2025-05-07", "2025-06-03", "2025-06-27"} {
			for fate := range 4 + i {
				live(t, s, where, day, fate)
			}
		}
	}
}

// live is a dossier at a unit that is received on a day and gets so far: open, waiting,
// finished, handed over, late, at another desk.
func live(t *testing.T, s *store.Store, where orgunit.ID, day string, fate int) {
	t.Helper()
	desk := where
	if fate == 5 {
		desk = district
	}
	d, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: where, Desk: desk, Procedure: 102, Workflow: 202, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung"}, moment(day+"T09:00"))
	if err != nil {
		t.Fatal(err)
	}
	finished := []dossier.Act{dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}}
	for _, act := range [][]dossier.Act{
		nil, {dossier.RequestSupplement{Missing: "bản vẽ"}}, finished, append(finished, dossier.HandOver{}), nil, {dossier.CompleteStep{}},
	}[fate] {
		if _, err := s.Dossiers.Do(t.Context(), d.ID, act, moment(day+"T15:00")); err != nil {
			t.Fatal(err)
		}
	}
}

// merging the three communes on the first of July.
func merging(key string) (orgunit.Act, store.Moment) {
	m := store.Moment{By: clerk, Unit: province, At: at("2025-07-01T00:05"), Key: key}
	into := orgunit.Unit{ID: merged, Code: "H99.28.05", Name: "UBND xã Tân Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: district}
	return orgunit.Merge{Units: []orgunit.ID{commune, second, third}, Into: into, Basis: "NQ 1656/NQ-UBTVQH15"}, m
}

// past are the figures of the second quarter as they were at its end, by every formula.
func past(t *testing.T, s *store.Store) (lines []string) {
	t.Helper()
	period := figure.Period{From: calendar.MustDay("2025-04-01"), Until: calendar.MustDay("2025-07-01"), AsOf: at("2025-06-30T23:59")}
	table, err := s.Figures.Table(t.Context(), figure.Query{Period: period, Stock: true}, figure.ByUnit)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range table {
		for _, f := range figure.Formulas {
			share := f.Share(line.Tally)
			lines = append(lines, strings.Join([]string{line.Name, string(f), figure.Published.Words(share)}, " "))
		}
		if i := line.Identity(); !i.Holds() {
			t.Errorf("%s: %d in, %d out", line.Name, i.In, i.Out)
		}
	}
	return lines
}

func TestMergingThreeCommunesLeavesThePastAndGivesEveryOpenDossierAnOwner(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		counters := `SELECT * FROM dossier_tally WHERE month < '2025-07' ORDER BY procedure, month, unit`
		before, tally := past(t, s), rowsOf(t, s, counters)
		signer := newSigner(t, 9)
		seal(t, s, signer) // yesterday
		act, m := merging("merge-1")
		done, err := s.Units.Change(t.Context(), act, m, false)
		if err != nil {
			t.Fatal(err)
		}
		// Of each commune: 4 days × open and waiting; two with 4 and 5 fates have one or two more open.
		if len(done.Changes) != 4 || done.People != 3 || done.Dossiers == 0 {
			t.Errorf("%d changes, %d people, %d dossiers", len(done.Changes), done.People, done.Dossiers)
		}
		if after := past(t, s); !slices.Equal(before, after) {
			t.Errorf("figures of the past were\n%s\nand are\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
		}
		if after := rowsOf(t, s, counters); !slices.Equal(tally, after) {
			t.Errorf("counters of the past were\n%s\nand are\n%s", strings.Join(tally, "\n"), strings.Join(after, "\n"))
		}
		owned(t, s)
		if n := rowsOf(t, s, `SELECT count(*) FROM account WHERE unit IN (4, 41, 42)`); n[0] != "0" {
			t.Errorf("%s people are at units that are no more", n[0])
		}
		recast(t, s)
		seal(t, s, signer)
		if report := verifyWith(t, s, signer); !report.OK() {
			t.Errorf("the log does not verify after the merger: %v", report.Findings)
		}
	})
}

func seal(t *testing.T, s *store.Store, signer *audit.Signer) {
	t.Helper()
	if n, err := sealerOf(s, signer).Seal(t.Context()); err != nil || n == 0 {
		t.Fatalf("sealed %d events, %v", n, err)
	}
}

// owned: whatever is still owed is at units that live, and so is everything to hand over.
func owned(t *testing.T, s *store.Store) {
	t.Helper()
	for what, query := range map[string]string{
		"open dossiers": `SELECT d.code FROM dossier d JOIN orgunit u ON u.id = d.unit WHERE d.clock IN ('running', 'paused') AND u.until <> ''`,
		"desks":         `SELECT d.code FROM dossier d JOIN orgunit u ON u.id = d.desk WHERE (d.clock IN ('running', 'paused') OR d.delivery = 'ready') AND u.until <> ''`,
		"steps":         `SELECT w.dossier FROM dossier_work w JOIN orgunit u ON u.id = w.unit WHERE u.until <> ''`,
	} {
		if lost := rowsOf(t, s, query); len(lost) > 0 {
			t.Errorf("%s at units that are no more: %v", what, lost)
		}
	}
}

// recast: on today's map the new commune has the sum of what the three had.
func recast(t *testing.T, s *store.Store) {
	t.Helper()
	q := figure.Query{Period: figure.Period{From: calendar.MustDay("2025-04-01"), Until: calendar.MustDay("2025-07-01"), AsOf: at("2025-07-01T08:00")}}
	then, err := s.Figures.Table(t.Context(), q, figure.ByUnit)
	if err != nil {
		t.Fatal(err)
	}
	q.Recast = calendar.MustDay("2025-07-01")
	now, err := s.Figures.Table(t.Context(), q, figure.ByUnit)
	if err != nil || len(now) != 1 || now[0].Unit != merged {
		t.Fatalf("recast: %+v, %v", now, err)
	}
	if sum := figure.Sum(then); len(then) != 3 || sum.Finished() != now[0].Finished() || sum.Received() != now[0].Received() {
		t.Errorf("three had %+v, the heir has %+v", sum, now[0].Tally)
	}
}

func TestADryRunTellsTheSameAndKeepsNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		everything := func() (all []string) {
			for _, table := range []string{"orgunit", "account", "dossier", "dossier_work", "dossier_tally", "event", "reference"} {
				all = append(all, rowsOf(t, s, "SELECT * FROM "+table+" ORDER BY 1, 2")...)
			}
			return all
		}
		before := everything()
		act, m := merging("merge-2")
		dry, err := s.Units.Change(t.Context(), act, m, true)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(before, everything()) {
			t.Error("a dry run left something")
		}
		wet, err := s.Units.Change(t.Context(), act, m, false)
		if err != nil || wet.Dossiers != dry.Dossiers || wet.People != dry.People || len(wet.Changes) != len(dry.Changes) {
			t.Errorf("told %+v, did %+v, %v", dry, wet, err)
		}
	})
}

func TestTheSameKeyRearrangesOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		act, m := merging("merge-3")
		if _, err := s.Units.Change(t.Context(), act, m, false); err != nil {
			t.Fatal(err)
		}
		before := rowsOf(t, s, `SELECT count(*) FROM event`)
		again, err := s.Units.Change(t.Context(), act, m, false)
		if after := rowsOf(t, s, `SELECT count(*) FROM event`); err != nil || len(again.Changes) != 0 || before[0] != after[0] {
			t.Errorf("again: %+v, %v, %s events of %s", again, err, after[0], before[0])
		}
	})
}

func TestSplittingAndDissolvingGiveEveryOpenDossierAnOwner(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		neighbours(t, s)
		m := store.Moment{By: clerk, Unit: province, At: at("2025-07-01T00:05")}
		part := func(id orgunit.ID, code string) orgunit.Unit {
			return orgunit.Unit{ID: id, Code: code, Name: "UBND phường " + code, Level: orgunit.Commune, Block: orgunit.Communes, Parent: district}
		}
		for _, act := range []orgunit.Act{
			orgunit.Split{Unit: second, Into: []orgunit.Unit{part(61, "H99.28.16"), part(62, "H99.28.17")}, Basis: "NQ 2"},
			orgunit.Dissolve{Unit: third, Heir: commune, Basis: "NQ 3"},
			orgunit.Dissolve{Unit: district, Heir: commune, Basis: "NQ 4"},
		} {
			if _, err := s.Units.Change(t.Context(), act, m, false); err != nil {
				t.Fatal(err)
			}
			owned(t, s)
		}
		refs, err := s.References.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if parent := refs.Units().Unit(commune).Parent; parent != province {
			t.Errorf("the commune that took the district over hangs under %d", parent)
		}
	})
}

func TestADayToComeIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		m := moment("2025-06-30T08:00")
		m.On = calendar.MustDay("2025-07-01")
		if _, err := s.Units.Change(t.Context(), orgunit.Rename{Unit: commune, Name: "Phường"}, m, false); err == nil {
			t.Error("a rearrangement of tomorrow was done today")
		}
	})
}
