package web_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	domain "cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	"cchc/store/quality"
	"cchc/store/rehearsal"
	reviews "cchc/store/review"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/design"
	"cchc/web/desk"
	"cchc/web/entry"
	"cchc/web/lead"
	"cchc/web/portal"
	faults "cchc/web/quality"
	"cchc/web/review"
)

// room is some pages of the program.
type room interface{ Routes() []web.Route }

// rooms are all of them, over a stage. A new room joins the list here, and its routes are
// tested with every role in every relation.
func rooms(s stage) []room {
	office := store.Desk{Dossiers: s.Dossiers}
	return []room{
		entry.Room{Staff: s.Sessions, Issuer: "Một cửa An Sơn"},
		admin.Accounts{Staff: s.Accounts, Trail: s.Trace},
		admin.Units{Tree: s.Units, Trail: s.Trace},
		admin.Calendar{Diary: store.Diary{Calendars: s.Calendars, Dossiers: s.Dossiers}, Owner: func(*orgunit.Map) orgunit.ID { return s.unit }},
		admin.Log{Ledger: store.Ledger{DB: s.DB, Verifier: verifier()}},
		admin.Rules{Catalogue: s.Procedures, Drafting: s.Procedures, Flows: s.Workflows, Files: s.Imports(), Owner: func(*orgunit.Map) orgunit.ID { return s.unit }},
		design.Room{Catalogue: s.Procedures, Flows: s.Workflows, Approval: s.Workflows, Tables: s.Imports(), Rehearsals: rehearsal.Rehearsals{Store: s.Store}, Owner: func(*orgunit.Map) orgunit.ID { return s.unit }},
		&desk.Desk{
			Files: s.Dossiers, Acts: office, Lists: office, Counter: office, Trace: s.Trace,
			Rules: func(ctx context.Context) (desk.Rules, error) { return s.References.Now(ctx) },
		},
		s.hall(),
		s.late(),
		lead.Pages{Figures: s.Figures, Lists: s.Figures, Rules: func(ctx context.Context) (lead.Rules, error) { return s.References.Now(ctx) }},
		faults.Pages{Office: quality.Open(s.Store)},
		s.letters(),
		s.filing(),
		s.till(),
		s.post(),
		review.Pages{Office: reviews.Open(s.Store), Names: office, Rules: func(ctx context.Context) (review.Rules, error) { return s.References.Now(ctx) }},
		&portal.Pages{Office: store.Portal{DB: s.DB, References: s.References}, Figures: s.Figures},
	}
}

func TestEveryRoomIsOnTheList(t *testing.T) {
	var listed []string
	for _, room := range rooms(stage{Store: store.New(nil)}) {
		kind := reflect.Indirect(reflect.ValueOf(room)).Type()
		listed = append(listed, filepath.Base(kind.PkgPath())+"."+kind.Name())
	}
	files, err := filepath.Glob("*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no rooms found: the test has gone blind")
	}
	declares := regexp.MustCompile(`(?m)^func \((?:\w+ )?\*?(\w+)\) Routes\(\) \[\]web\.Route`)
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declares.FindAllSubmatch(text, -1) {
			if name := filepath.Base(filepath.Dir(path)) + "." + string(m[1]); !slices.Contains(listed, name) {
				t.Errorf("the routes of %s are not tested: add it to rooms", name)
			}
		}
	}
}

// ours is the unit of every visitor of these tests; where has a unit in each relation to it.
const ours orgunit.ID = 2

var where = map[orgunit.Relation]orgunit.ID{orgunit.Own: ours, orgunit.Below: 3, orgunit.Above: 1, orgunit.Other: 4}

var since = calendar.MustDay("2020-01-01")

// province is four units around ours.
var province = []orgunit.Unit{
	{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
	{ID: 2, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
	{ID: 3, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 2, From: since},
	{ID: 4, Code: "H99.29", Name: "UBND huyện Trà Linh", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: since},
}

// The things of a stage, each of which belongs to its unit.
const (
	theAccount   account.ID   = 7
	theProcedure procedure.ID = 101
	theWorkflow  workflow.ID  = 201
	theCode                   = "1.009999" // of the procedure
	firstRole    account.ID   = 500        // the visitor with the first of the roles; the others follow
)

// stage is a store in which one account and one dossier belong to a unit.
type stage struct {
	*store.Store
	unit    orgunit.ID
	code    string // of the dossier
	dossier dossier.ID
	filed   filed
	message int64 // about the dossier
	plan    domain.ProposalID

	atTill    map[string]string // an order, its receipt, a refund, a difference of the unit
	atPost    map[string]string // a list, an order of the unit
	atCounter map[string]string // a draft, a ticket, copies of the unit
}

// verifier checks a log that nobody has sealed yet.
func verifier() *audit.Verifier {
	signer, err := audit.NewSigner("anson.example/cchc", make([]byte, 32))
	if err != nil {
		panic(err) // impossible: the name and the key are good
	}
	return signer.Verifier()
}

// build furnishes a store; with unit 0 it has units alone.
func build(t *testing.T, unit orgunit.ID) stage {
	t.Helper()
	d := dbtest.Open(t, dbtest.SQLite(t))
	if err := d.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	s := stage{Store: store.New(d), unit: unit}
	f := store.Furniture{Units: province}
	if unit != 0 {
		f = furniture(unit)
	}
	if err := s.Furnish(t.Context(), f, store.Moment{At: time.Now().AddDate(-2, 0, 0)}); err != nil {
		t.Fatal(err)
	}
	if unit == 0 {
		return s
	}
	received, err := s.Dossiers.Receive(t.Context(), dossier.Receive{Unit: unit, Desk: unit, Procedure: theProcedure, Workflow: theWorkflow, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng Nhung"}, store.Moment{By: theAccount, Unit: unit, At: time.Now().AddDate(0, 0, -3)})
	if err != nil {
		t.Fatal(err)
	}
	s.code, s.dossier = received.Code, received.ID
	s.filed = s.file(t)
	s.atTill = s.owe(t)
	s.atPost = s.posted(t)
	s.message = s.tell(t)
	draft := domain.Proposal{Year: 2026, Procedure: theCode, Means: domain.DropPaper, Title: "Bỏ bản sao", Reason: "Nhà nước đã có"}
	plan, err := reviews.Open(s.Store).Do(t.Context(), 0, 0, domain.Write{Proposal: draft}, account.Stamp{By: theAccount, Unit: unit, At: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	s.plan = plan.ID
	s.morning(t)
	return s
}

func furniture(unit orgunit.ID) store.Furniture {
	f := store.Furniture{
		Units:    province,
		Accounts: []account.Account{{ID: theAccount, Login: "ha.ltt", Name: "Lê Thị Thu Hà", Unit: unit, Roles: []account.Role{account.Counter}, Language: "vi"}},
		Versions: []procedure.Version{{
			ID: theProcedure, Code: theCode, Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "15 workdays"}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: theWorkflow, Procedure: theCode, Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}
	for i, role := range account.Roles {
		f.Accounts = append(f.Accounts, account.Account{ID: firstRole + account.ID(i), Login: "me." + string(role), Name: "Người thử", Unit: ours, Roles: []account.Role{role}, Language: "vi"})
	}
	return f
}

var wildcard = regexp.MustCompile(`\{\w+\}`)

// fill puts the stage's thing in the place of a route's wildcard.
func (s stage) fill(pattern string) string {
	thing := fmt.Sprint(int64(theAccount))
	switch {
	case strings.HasPrefix(pattern, "/admin/units/"):
		thing = fmt.Sprint(int64(s.unit))
		pattern = strings.Replace(pattern, "{act}", "rename", 1)
	case strings.HasPrefix(pattern, "/admin/log/"):
		thing = fmt.Sprint(int64(s.dossier))
		pattern = strings.Replace(pattern, "{version}", "1", 1)
	case strings.HasPrefix(pattern, "/till/"):
		thing = s.owed(pattern)
	case strings.HasPrefix(pattern, "/postal/"):
		thing = s.atPost[strings.Split(pattern, "/")[2]]
	case strings.HasPrefix(pattern, "/papers/"):
		thing = s.filed.thing(pattern)
	case strings.HasPrefix(pattern, "/desk/dossiers/"):
		thing = s.code
		pattern = strings.Replace(pattern, "{form}", "receipt", 1)
	case strings.HasPrefix(pattern, "/late/apologies/"):
		thing = s.code
	case strings.HasPrefix(pattern, "/desk/refusals/"):
		thing = fmt.Sprint(int64(s.dossier))
	case strings.HasPrefix(pattern, "/counter/"):
		thing = s.atCounter[strings.Split(pattern, "/")[2]]
		pattern = strings.Replace(pattern, "{act}", "again", 1)
	case strings.HasPrefix(pattern, "/review/proposals/"):
		thing = fmt.Sprint(int64(s.plan))
		pattern = strings.NewReplacer("do/{act}", "do/submit", "decide/{act}", "decide/return").Replace(pattern)
	case strings.HasPrefix(pattern, "/verify/"):
		thing = s.code
	case strings.HasPrefix(pattern, "/messages/of/"):
		thing = s.code
	case strings.HasPrefix(pattern, "/messages/"):
		thing = fmt.Sprint(s.message)
		pattern = strings.Replace(pattern, "{words}", "received-sms-vi", 1)
	case strings.HasPrefix(pattern, "/admin/procedures/"):
		thing = theCode
	case strings.HasPrefix(pattern, "/admin/workflows/"):
		thing = fmt.Sprint(int64(theWorkflow))
	}
	return wildcard.ReplaceAllString(pattern, thing)
}

// Enter takes the name of a role for a session of the visitor who has it.
func (s stage) Enter(ctx context.Context, token string, _ time.Time) (*account.Account, *orgunit.Map, error) {
	a, err := s.Accounts.Get(ctx, firstRole+account.ID(slices.Index(account.Roles, account.Role(token))))
	if err != nil {
		return nil, nil, err
	}
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, nil, err
	}
	return &a, refs.Units(), nil
}

// events counts everything that was ever done.
func (s stage) events(t *testing.T) (n int64) {
	t.Helper()
	err := s.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.Value[int64](t.Context(), tx, `SELECT count(*) FROM event`)
		return err
	})
	if err != nil {
		t.Fatal(fmt.Errorf("counting: %w", err))
	}
	return n
}
