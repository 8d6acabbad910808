package demo

import (
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/kit/blob"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// today is the day that the tests' demos lead up to: a Thursday, in the afternoon.
var today = calendar.MustDay("2026-10-15").At(14*60 + 20)

// built is a demo at a scale with its log sealed.
func built(t *testing.T, d *db.DB, scale Scale) (*store.Store, Result) {
	t.Helper()
	s := store.New(d)
	signer, err := audit.NewSigner("anson.example/cchc", make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := blob.ParseKeys(blob.NewKeys())
	if err != nil {
		t.Fatal(err)
	}
	folder := &blob.Folder{Dir: t.TempDir(), Keys: keys}
	if err := folder.Prepare(); err != nil {
		t.Fatal(err)
	}
	files := &Files{Store: folder, Digest: func(idNo string) string { return keys.Digest("holder", idNo) }}
	result, err := Build(t.Context(), s, Options{Scale: scale, Now: today, Sealer: &store.Sealer{DB: d, Signer: signer}, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return s, result
}

// rows reads a query of one text column.
func rows(t *testing.T, s *store.Store, query string, args ...any) (list []string) {
	t.Helper()
	err := s.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		list, err = db.All(t.Context(), tx, func(row db.Row) (text string, err error) {
			return text, row.Scan(&text)
		}, query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheDemoCountsWhatTheScaleWantsOnBothEngines(t *testing.T) {
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s, result := built(t, d, 10_000)
		t.Run("figures of 2022", func(t *testing.T) { wantFigures(t, s) })
		t.Run("reorganisation", func(t *testing.T) { wantOwners(t, s, result) })
		t.Run("alive today", func(t *testing.T) { wantAlive(t, s) })
		t.Run("rooms of today", func(t *testing.T) { wantRooms(t, s) })
		t.Run("the planted bottleneck", func(t *testing.T) { wantBottleneck(t, s) })
		t.Run("no act in the future", func(t *testing.T) {
			if list := rows(t, s, `SELECT act FROM event WHERE at > $1`, today.UTC().Format(time.RFC3339)); len(list) > 0 {
				t.Errorf("acts after now: %v", list)
			}
		})
		t.Run("logins", func(t *testing.T) { wantLogins(t, s) })
		t.Run("found again", func(t *testing.T) {
			for scale, want := range map[Scale]Found{10_000: Same, 20_000: Other} {
				if found, err := Find(t.Context(), s, scale); found != want || err != nil {
					t.Errorf("at scale %s found %d, %v", scale, found, err)
				}
			}
		})
	})
}

func wantFigures(t *testing.T, s *store.Store) {
	got, err := Counted(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	want := map[orgunit.Level]Count{orgunit.Province: {702, 1}, orgunit.District: {1471, 71}, orgunit.Commune: {2453, 87}}
	for level, c := range want {
		if got[level] != c {
			t.Errorf("%s: %+v, want %+v", level, got[level], c)
		}
	}
	year := figure.Period{From: newYear, Until: yearsEnd, AsOf: yearsEnd.Start()}
	list := rows(t, s, `SELECT code FROM dossier WHERE outcome IN ('early', 'on_time', 'late') AND closed_at >= $1 AND closed_at < $2`,
		year.Start().UTC().Format(time.RFC3339), yearsEnd.Start().UTC().Format(time.RFC3339))
	if len(list) != 4626 {
		t.Errorf("%d dossiers were finished in 2022", len(list))
	}
	if early := rows(t, s, `SELECT code FROM dossier WHERE received_at < '2022-01-01' AND closed_at > '2022-01-01'`); len(early) == 0 {
		t.Error("nothing was carried into 2022")
	}
	if carried := rows(t, s, `SELECT code FROM dossier WHERE received_at < '2022-12-31' AND closed_at > '2023-01-01'`); len(carried) == 0 {
		t.Error("nothing was carried out of 2022")
	}
}

// wantOwners: what was open when the map changed is with units that live, and so is all
// that is open now.
func wantOwners(t *testing.T, s *store.Store, result Result) {
	if result.Reorganised.Dossiers < 100 || result.Reorganised.People < 241*3 {
		t.Errorf("%d dossiers and %d people moved", result.Reorganised.Dossiers, result.Reorganised.People)
	}
	refs, err := s.References.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	living := map[orgunit.Block]int{}
	for _, u := range refs.Units().All() {
		if u.Lives(calendar.DayOf(today)) {
			living[u.Block]++
		}
	}
	if living[orgunit.Communes] != 78 || living[orgunit.Districts] != 0 || living[orgunit.Department] != 15 {
		t.Errorf("units today: %v", living)
	}
	orphans := rows(t, s, `SELECT d.code FROM dossier d JOIN orgunit u ON u.id = d.unit JOIN orgunit k ON k.id = d.desk
		WHERE d.clock IN ('running', 'paused') AND (u.until <> '' OR k.until <> '')`)
	moved := rows(t, s, `SELECT code FROM dossier WHERE moves <> ''`)
	if len(orphans) > 0 || len(moved) < 100 {
		t.Errorf("%d moved, without an owner: %v", len(moved), orphans)
	}
}

func wantAlive(t *testing.T, s *store.Store) {
	now := today.UTC().Format(time.RFC3339)
	for what, least := range map[string]int{
		`SELECT code FROM dossier WHERE received_at >= '2025-09'`:                                                             1500,
		`SELECT code FROM dossier WHERE clock = 'running' AND due_by >= '` + now + `'`:                                        40,
		`SELECT code FROM dossier WHERE clock = 'running' AND due_by < '` + now + `'`:                                         3,
		`SELECT code FROM dossier WHERE clock = 'paused' AND unit = (SELECT unit FROM account WHERE login = 'motcua.anhoi')`:  3,
		`SELECT code FROM dossier WHERE clock = 'running' AND unit = (SELECT unit FROM account WHERE login = 'motcua.anhoi')`: 20,
		`SELECT code FROM dossier WHERE clock = 'paused'`:                                                                     2,
		`SELECT code FROM dossier WHERE received_at >= '2026-10-15'`:                                                          2,
		`SELECT code FROM dossier WHERE kept = 'kept'`:                                                                        20,
		`SELECT code FROM dossier WHERE kept = 'broken'`:                                                                      3,
		`SELECT code FROM dossier WHERE outcome = 'late' AND promised = ''`:                                                   10,
		`SELECT act FROM event WHERE act = 'send_back'`:                                                                       5,
		`SELECT act FROM event WHERE act = 'refuse_at_intake'`:                                                                5,
		`SELECT act FROM event WHERE act IN ('refuse', 'stop', 'withdraw')`:                                                   60,
		`SELECT DISTINCT note FROM event WHERE act = 'finish' AND note <> ''`:                                                 4,
		`SELECT DISTINCT field FROM procedure_version`:                                                                        15,
		`SELECT DISTINCT code FROM procedure_version`:                                                                         80,
		`SELECT DISTINCT time_limit FROM dossier WHERE time_limit LIKE '%hours'`:                                              2,
		`SELECT DISTINCT channel FROM dossier`:                                                                                3,
		`SELECT DISTINCT a.login FROM dossier_work w JOIN account a ON a.id = w.holder`:                                       5,
		`SELECT DISTINCT finance FROM dossier`:                                                                                3,
		`SELECT dossier FROM dossier_request`:                                                                                 6,
		`SELECT note FROM event WHERE act = 'remind_request'`:                                                                 3,
		`SELECT code FROM dossier WHERE requests LIKE '%"answers"%'`:                                                          20,
	} {
		if n := len(rows(t, s, what)); n < least {
			t.Errorf("%d, not %d: %s", n, least, what)
		}
	}
}

// wantRooms: each room besides dossiers has something to look at.
func wantRooms(t *testing.T, s *store.Store) {
	for what, least := range map[string]int{
		`SELECT kind FROM certified_copy`:                                             60,
		`SELECT series FROM queue_ticket WHERE day = '2026-10-15' AND state = 'done'`: 10,
		`SELECT series FROM queue_ticket WHERE state = 'waiting'`:                     3,
		`SELECT series FROM queue_ticket WHERE state = 'absent'`:                      1,
		`SELECT state FROM counter_draft WHERE state = 'open'`:                        2,
		`SELECT name FROM paper WHERE state = 'kept'`:                                 15,
		`SELECT DISTINCT kind FROM paper`:                                             2,
		`SELECT act FROM event WHERE act = 'view'`:                                    3,
		`SELECT code FROM result`:                                                     8,
		`SELECT purpose FROM result_use`:                                              1,
		`SELECT state FROM message WHERE state = 'delivered'`:                         8,
		`SELECT state FROM message WHERE state = 'failed'`:                            1,
		`SELECT state FROM message WHERE state = 'queued'`:                            1,
		`SELECT number FROM payment_receipt`:                                          3,
		`SELECT code FROM payment_order WHERE state = 'open'`:                         2,
		`SELECT code FROM payment_difference WHERE settled = ''`:                      1,
		`SELECT code FROM apology WHERE state = 'signed'`:                             2,
		`SELECT code FROM apology WHERE reported_at <> ''`:                            1,
		`SELECT name FROM workflow_version WHERE status = 'submitted'`:                1,
		`SELECT name FROM workflow_version WHERE approved_by <> 0`:                    1,
		`SELECT DISTINCT state FROM proposal`:                                         5,
		`SELECT done FROM process_map WHERE done <> ''`:                               1,
	} {
		if n := len(rows(t, s, what)); n < least {
			t.Errorf("%d, not %d: %s", n, least, what)
		}
	}
}

func wantLogins(t *testing.T, s *store.Store) {
	logins, err := Logins(t.Context(), s, today)
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]bool{}
	for _, l := range logins {
		roles[l.Role] = true
		if len(l.Password) < 12 || l.Unit == "" {
			t.Errorf("%+v", l)
		}
	}
	if len(roles) != 8 {
		t.Errorf("roles %v", roles)
	}
}
