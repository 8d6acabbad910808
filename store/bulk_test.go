package store_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// scripts are lives of every kind of end, at two units, over months.
func scripts() []store.Script {
	var list []store.Script
	ends := [][]dossier.Act{
		{},
		{dossier.TakeOver{}, dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.HandOver{}},
		{dossier.RequestSupplement{Missing: "bản vẽ"}, dossier.Supply{}, dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}},
		{dossier.Withdraw{Reason: "xin rút"}, dossier.HandOver{}},
		{dossier.CompleteStep{}, dossier.Refuse{Reason: "không đủ điều kiện"}},
		{dossier.PauseForPayment{Amount: 100, Basis: "thông báo thuế"}, dossier.Resume{Receipt: "BL1"}},
		{dossier.RequestSupplement{Missing: "x"}, dossier.Stop{Reason: "quá hạn bổ sung"}},
	}
	serial := map[string]int64{}
	start := at("2024-01-02T08:00")
	for i := range 60 {
		unit := commune
		if i%3 == 0 {
			unit = district
		}
		when := start.AddDate(0, 0, 2*i).Add(time.Duration(i) * time.Minute)
		m := store.Moment{By: clerk, Unit: unit, At: when}
		key := fmt.Sprint(unit, when.Format(time.DateOnly))
		serial[key]++
		sc := store.Script{
			ID: dossier.ID(ident.At(when)), Serial: serial[key], At: m,
			Receive: dossier.Receive{Unit: unit, Desk: unit, Procedure: 102, Workflow: 202, Channel: []procedure.Channel{procedure.Direct, procedure.Online}[i%2]},
			Person:  dossier.Person{Name: fmt.Sprintf("Nguyễn Văn %d", i), IDNo: fmt.Sprintf("9991860123%02d", i)},
		}
		for j, act := range ends[i%len(ends)] {
			m.At = when.AddDate(0, 0, 2*j+1)
			sc.Deeds = append(sc.Deeds, store.Deed{Act: act, At: m})
		}
		list = append(list, sc)
	}
	return list
}

func noSeal(context.Context, *db.Tx, int64, []audit.Head) error { return nil }

// lives plays scripts one after the other.
func lives(refs *store.Picture, list []store.Script) iter.Seq2[store.Life, error] {
	return func(yield func(store.Life, error) bool) {
		for _, sc := range list {
			if !yield(store.Live(refs, sc)) {
				return
			}
		}
	}
}

// tables are all rows but for salts, and what is made with them, and the dossiers'
// identifiers, for which their order stands.
func tables(t *testing.T, s *store.Store) map[string][]string {
	t.Helper()
	queries := map[string]string{
		"dossier": `SELECT version, code, unit, desk, moves, procedure, case_no, workflow, channel, state, clock, delivery, finance, received_at,
			time_limit, due, original, promised, pauses, open, asked, fee, result_by, papers, closed_at, outcome, first, kept, handed_at, due_by FROM dossier ORDER BY id`,
		"person": `SELECT name, born, sex, id_no, address, phone, email, content FROM dossier_person ORDER BY dossier`,
		"word":   `SELECT w.word, d.code FROM dossier_word w JOIN dossier d ON d.id = w.dossier ORDER BY w.word, d.id`,
		"work":   `SELECT d.code, w.step, w.unit, w.role, w.holder, w.since, w.step_by, w.due_by, w.clock FROM dossier_work w JOIN dossier d ON d.id = w.dossier ORDER BY d.id, w.step`,
		"serial": `SELECT unit, day, last FROM dossier_serial ORDER BY unit, day`,
		"tally":  `SELECT * FROM dossier_tally ORDER BY procedure, month, unit`,
		"event":  `SELECT d.code, e.version, e.kind, e.act, e.at, e.by_id, e.unit, e.note FROM event e JOIN dossier d ON d.id = e.subject ORDER BY d.id, e.version`,
	}
	all := map[string][]string{}
	for name, query := range queries {
		all[name] = rowsOf(t, s, query)
	}
	return all
}

func TestTheBulkPathLeavesWhatTheDoorsLeave(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for _, sc := range scripts() {
			d, err := s.Dossiers.Receive(t.Context(), sc.Receive, sc.Person, sc.At)
			if err != nil {
				t.Fatal(err)
			}
			for _, deed := range sc.Deeds {
				if _, err := s.Dossiers.Do(t.Context(), d.ID, deed.Act, deed.At); err != nil {
					t.Fatalf("%s %T: %v", d.Code, deed.Act, err)
				}
			}
		}
		bulkInto(t, tables(t, s))
	})
}

// bulkInto plays the same scripts on the bulk path, on both engines.
func bulkInto(t *testing.T, want map[string][]string) {
	each(t, func(t *testing.T, s *store.Store) {
		refs, err := s.References.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.Bulk(t.Context(), lives(refs, scripts()), noSeal)
		if err != nil {
			t.Fatal(err)
		}
		got := tables(t, s)
		if int(n) != len(got["event"]) {
			t.Errorf("%d events counted, %d stored", n, len(got["event"]))
		}
		for name := range want {
			if !slices.Equal(got[name], want[name]) {
				t.Errorf("%s differs:\nbulk  %.300v\ndoors %.300v", name, got[name], want[name])
			}
		}
	})
}
