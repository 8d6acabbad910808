package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store"
)

// playground is a province in which everything that is kept exists, grown through the
// doors by random acts, and sealed in random batches.
type playground struct {
	t        *testing.T
	s        *store.Store
	r        *rand.Rand
	signer   *audit.Signer
	sealer   *store.Sealer
	now      time.Time
	dossiers []dossier.Dossier
}

const (
	hill orgunit.ID = iota + 11 // the calendar is number 1
	hillBureau
	hillDistrict
	hillCommune
	hillVillage
	hillMerged
)

func newSigner(t testing.TB, first byte) *audit.Signer {
	t.Helper()
	seed := make([]byte, 32)
	seed[0] = first
	signer, err := audit.NewSigner("anson.example/cchc", seed)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// everything furnishes a store and lets n dossiers live.
func everything(t *testing.T, d *db.DB, seed uint64, n int) *playground {
	t.Helper()
	s := store.New(d)
	signer := newSigner(t, 1)
	p := &playground{t: t, s: s, r: rand.New(rand.NewPCG(seed, 1)), signer: signer, now: at("2024-01-02T08:00")}
	p.sealer = &store.Sealer{DB: d, Signer: signer, Now: func() time.Time { return p.now }}
	p.furnish()
	for range n {
		p.receive()
		for range p.r.IntN(8) {
			p.act()
		}
		if p.r.IntN(6) == 0 {
			p.seal()
		}
	}
	p.counter()
	p.money()
	p.post()
	p.papers()
	p.proposals()
	p.faults()
	p.warnings()
	p.letters()
	p.reorganise()
	for range n / 4 {
		p.act()
	}
	p.seal()
	p.receive() // some are always waiting for the sealer
	for range 4 {
		p.act()
	}
	return p
}

func (p *playground) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *playground) seal() {
	p.t.Helper()
	_, err := p.sealer.Seal(p.t.Context())
	p.must(err)
}

func (p *playground) moment() store.Moment {
	p.now = p.now.Add(time.Duration(p.r.IntN(5400)) * time.Second)
	return store.Moment{By: 21, Unit: hillCommune, At: p.now}
}

func (p *playground) furnish() {
	p.t.Helper()
	since := calendar.MustDay("2020-01-01")
	levels := []orgunit.Level{orgunit.Province, orgunit.District, orgunit.Commune}
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	paid := version(103, "1.005555", "Cấp giấy có phí", "10 workdays", levels, since)
	paid.Offers[0].Fee, paid.Decision = 50_000, 301
	flow := func(id workflow.ID, code string, steps ...workflow.Step) workflow.Version {
		return workflow.Version{ID: id, Procedure: code, Number: 1, Name: "Quy trình", Status: workflow.Published, From: since, Steps: steps}
	}
	step := func(no int, after ...int) workflow.Step {
		return workflow.Step{No: no, After: after, Content: "Xử lý", Place: workflow.AtUnit, Role: account.Official, Minutes: 240}
	}
	p.must(p.s.Furnish(p.t.Context(), store.Furniture{
		Units: []orgunit.Unit{
			unit(hill, "H99", "Tỉnh An Sơn", orgunit.Province, orgunit.Whole, 0),
			unit(hillBureau, "H99.05", "Sở Nội vụ", orgunit.Province, orgunit.Department, hill),
			unit(hillDistrict, "H99.28", "UBND huyện Tân Bình", orgunit.District, orgunit.Districts, hill),
			unit(hillCommune, "H99.28.05", "UBND xã Hòa Lâm", orgunit.Commune, orgunit.Communes, hillDistrict),
			unit(hillVillage, "H99.28.06", "UBND xã Hòa Sơn", orgunit.Commune, orgunit.Communes, hillDistrict),
		},
		Accounts: []account.Account{
			{ID: 21, Login: "nhung", Name: "Đinh Thị Hồng Nhung", Unit: hillCommune, Roles: []account.Role{account.Counter}, Password: "$argon2id$1", Language: "vi"},
			{ID: 22, Login: "an", Name: "Lê Văn An", Unit: hillVillage, Roles: []account.Role{account.Official}, Password: "$argon2id$2", TOTP: "ABC", Language: "vi"},
		},
		Decisions: []procedure.Decision{{ID: 301, Number: "48/QĐ-UBND", Signed: since, Effective: since, Title: "Công bố", Published: true,
			Changes: []procedure.Change{{Kind: procedure.New, Code: "1.005555", Version: 103}}}},
		Versions: []procedure.Version{
			version(101, "1.001193", "Đăng ký khai sinh", "0 workdays", levels, since),
			version(102, "1.009999", "Cấp giấy phép thử", "5 workdays", levels, since), paid,
		},
		Workflows: []workflow.Version{
			flow(201, "1.001193", step(1)),
			flow(202, "1.009999", step(1), step(2, 1), step(3, 2)),
			flow(203, "1.005555", step(1), step(2, 1), step(3, 1)),
		},
	}, store.Moment{At: at("2020-01-01T08:00")}))
	c := calendar.Standard()
	_, err := p.s.Calendars.Replace(p.t.Context(), c.Marks(), c.Hours(), "Lịch của tỉnh", store.Moment{By: 21, At: p.now})
	p.must(err)
}

// reorganise merges one commune into the other: open dossiers and people follow.
func (p *playground) reorganise() {
	p.t.Helper()
	merged := orgunit.Unit{ID: hillMerged, Code: "H99.28.05", Name: "UBND xã Hòa Lâm Sơn", Level: orgunit.Commune, Block: orgunit.Communes, Parent: hillDistrict}
	_, err := p.s.Units.Change(p.t.Context(), orgunit.Merge{Units: []orgunit.ID{hillVillage, hillCommune}, Into: merged, Basis: "NQ 1"}, p.moment(), false)
	p.must(err)
}

func (p *playground) person() dossier.Person {
	names := []string{"Đinh Thị Hồng Nhung", "Nguyễn Văn Ánh", "Trần Đỗ Quyên", "Hà Ý Nhi"}
	return dossier.Person{Name: names[p.r.IntN(len(names))], IDNo: fmt.Sprintf("%012d", p.r.Int64N(1e12)), Phone: fmt.Sprintf("06%08d", p.r.IntN(1e8)), Content: "xin giấy"}
}

func (p *playground) receive() {
	p.t.Helper()
	n := p.r.IntN(3)
	unit := []orgunit.ID{hillCommune, hillVillage, hillBureau}[p.r.IntN(3)]
	var act dossier.Act = dossier.Receive{
		Unit: unit, Desk: unit, Procedure: procedure.ID(101 + n), Workflow: workflow.ID(201 + n),
		Channel: []procedure.Channel{procedure.Direct, procedure.Online}[p.r.IntN(2)], Exempt: p.r.IntN(4) == 0,
	}
	if p.r.IntN(12) == 0 {
		act = dossier.RefuseAtIntake{Unit: unit, Desk: unit, Procedure: 102, Channel: procedure.Direct, Reason: "Không đúng nơi"}
	}
	m := p.moment()
	if p.r.IntN(2) == 0 {
		m.Key = fmt.Sprintf("form-%d", p.r.Int64())
	}
	d, err := p.s.Dossiers.Receive(p.t.Context(), act, p.person(), m)
	if refusal.KindOf(err) != 0 { // the units of old are gone
		return
	}
	p.must(err)
	p.dossiers = append(p.dossiers, d)
}

// act does something to one of the youngest dossiers, which may be refused.
func (p *playground) act() {
	p.t.Helper()
	young := p.dossiers[max(0, len(p.dossiers)-10):]
	d := &young[p.r.IntN(len(young))]
	corrected := p.person().Sealed()
	asked := func() workflow.Ask {
		unit := []orgunit.ID{hillBureau, hillDistrict, hillVillage, hillMerged}[p.r.IntN(4)]
		return workflow.Ask{Unit: unit, Kind: workflow.Opinion, Content: "Có phù hợp quy hoạch không?", Limit: calendar.Limit{N: 2, Unit: calendar.WorkDays}, Compulsory: p.r.IntN(3) == 0}
	}
	no := 1 + p.r.IntN(3)
	acts := []dossier.Act{
		dossier.TakeOver{}, dossier.CompleteStep{}, dossier.CompleteStep{}, dossier.Finish{}, dossier.Finish{}, dossier.HandOver{}, dossier.TakeFee{},
		dossier.Consult{Asks: []workflow.Ask{asked()}}, dossier.Consult{Asks: []workflow.Ask{asked()}}, dossier.GiveAnswer{Request: no, Verdict: dossier.Agree}, dossier.GiveAnswer{Request: no, Verdict: dossier.Disagree, Text: "trái quy hoạch"},
		dossier.RecallRequest{Request: no, Reason: "không cần nữa"}, dossier.HandBackRequest{Request: no, Reason: "không thuộc thẩm quyền"}, dossier.RemindRequest{Request: no},
		dossier.RequestSupplement{Missing: "CMND"}, dossier.Supply{Papers: "CMND"}, dossier.Withdraw{Reason: "đổi ý"}, dossier.Refuse{Reason: "không đủ điều kiện"},
		dossier.Extend{To: calendar.DayOf(p.now) + 14, Reason: "xin lỗi"}, dossier.ErasePerson{Basis: "Luật 91/2025"},
		store.CorrectPerson{Correct: dossier.Correct{Seal: corrected.Seal(), Reason: "sai tên"}, Person: corrected},
	}
	m := p.moment()
	if r := d.Request(no); r != nil && p.r.IntN(2) == 0 {
		m.Unit = r.Unit
	} else if p.r.IntN(2) == 0 {
		m.Unit = d.Unit
	}
	after, err := p.s.Dossiers.Do(p.t.Context(), d.ID, acts[p.r.IntN(len(acts))], m)
	if refusal.KindOf(err) != 0 {
		return
	}
	p.must(err)
	*d = after
}

func (p *playground) verify() store.Report {
	p.t.Helper()
	report, err := store.Verify(p.t.Context(), p.s, store.Verification{Verifier: p.signer.Verifier()})
	p.must(err)
	return report
}

// green fails unless nothing is found.
func (p *playground) green() store.Report {
	p.t.Helper()
	report := p.verify()
	for _, f := range report.Findings {
		p.t.Errorf("%s %s: %s", f.Table, f.Row, f.Text)
	}
	return report
}
