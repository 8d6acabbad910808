package demo

import (
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

// Identifiers of versions and workflows: number 1 since 2020, number 2 since 1/7/2025.
const (
	decisionID = 20_001
	versionID  = 21_001
	flowID     = 22_001
)

// item is one procedure of the demo.
type item struct {
	code, name, field string
	owner             string                  // key of the department that handles it at the province
	weight            map[orgunit.Level]int64 // how often it is asked for, by the level of 2022
	offers            []procedure.Offer
	cases             []procedure.Case
	flow              string // template in flows.csv
	result            string
	applicants        string
	basis             []string
	fresh             bool // there since the two levels only

	editions [2]edition // before and since the two levels
}

// edition is a version with its workflow, and the limits read once.
type edition struct {
	version procedure.Version
	flow    workflow.Version
	limits  [][]calendar.Limit // by case and offer
}

// catalogue is every procedure: the real land ones, then those of procedures.csv.
func catalogue(p *province) []item {
	var items []item
	for _, l := range landProcedures() {
		items = append(items, landItem(l))
	}
	for _, r := range table("procedures.csv") {
		items = append(items, tableItem(r))
	}
	templates := loadTemplates(p)
	for i := range items {
		items[i].editions[0] = items[i].first(i, templates)
		items[i].editions[1] = items[i].second(i, templates)
	}
	return items
}

func landItem(l landProcedure) item {
	it := item{
		code: l.Code, name: l.Name, field: "Đất đai", owner: "tnmt", flow: "dat", applicants: l.Applicants,
		weight: map[orgunit.Level]int64{orgunit.Level(l.Level): l.Weight},
		result: "Giấy chứng nhận hoặc xác nhận thay đổi", basis: append(slices.Clone(l.Basis), "Thời hạn theo nguồn: "+l.Time, "Nguồn: "+l.Source),
		offers: []procedure.Offer{{Channel: procedure.Direct, Fee: l.Direct}, {Channel: procedure.Online, Fee: l.Online}, {Channel: procedure.Post, Fee: l.Direct}},
	}
	for i, c := range l.Cases {
		situation := procedure.Case{No: i + 1, Name: c.Name, Limit: c.Limit}
		for _, paper := range l.Components {
			situation.Components = append(situation.Components, procedure.Component(paper))
		}
		it.cases = append(it.cases, situation)
	}
	for i := range it.offers {
		it.offers[i].Limit = it.cases[0].Limit
	}
	switch limit := mustLimit(it.cases[0].Limit); {
	case limit.SameDay():
		it.flow = "mot"
	case limit.N < 4:
		it.flow = "hai"
	}
	return it
}

func tableItem(r record) item {
	it := item{
		code: r["code"], name: r["name"], field: r["field"], owner: r["owner"], flow: r["flow"], result: r["result"],
		applicants: "Cá nhân, tổ chức", basis: []string{"Bản mẫu: " + r["source"]}, fresh: r["since"] != "",
		weight: map[orgunit.Level]int64{orgunit.Province: r.number("tinh"), orgunit.District: r.number("huyen"), orgunit.Commune: r.number("xa")},
		offers: []procedure.Offer{{Channel: procedure.Direct, Limit: r["limit"], Fee: r.number("fee")}},
	}
	if limit := r["online_limit"]; limit != "" {
		it.offers = append(it.offers,
			procedure.Offer{Channel: procedure.Online, Limit: limit, Fee: r.number("online_fee")},
			procedure.Offer{Channel: procedure.Post, Limit: r["limit"], Fee: r.number("fee")})
	}
	papers := []procedure.Component{
		{Name: "Đơn, tờ khai theo mẫu", Originals: 1, Form: "Mẫu số 01"},
		{Name: "Giấy tờ chứng minh nội dung đề nghị", Copies: 1},
		{Name: "Văn bản ủy quyền", Originals: 1, Optional: true},
	}
	papers = append(papers, ownPapers[it.code]...)
	if r["cases"] == "" {
		it.cases = []procedure.Case{{No: 1, Name: "Chung", Components: papers}}
		return it
	}
	for i, text := range strings.Split(r["cases"], ";") {
		name, limit, _ := strings.Cut(text, "=")
		it.cases = append(it.cases, procedure.Case{No: i + 1, Name: name, Limit: limit, Components: papers})
	}
	return it
}

// ownPapers are components that a result of another procedure may stand for.
var ownPapers = map[string][]procedure.Component{
	"1.001193": {{Name: "Giấy chứng nhận kết hôn của cha, mẹ", Copies: 1, Optional: true}},
	"1.000894": {{Name: "Giấy xác nhận tình trạng hôn nhân", Originals: 1, Optional: true}},
}

// levelsOf lists where a procedure is handled.
func (it *item) levelsOf(two bool) (levels []orgunit.Level) {
	for _, level := range orgunit.Levels {
		if it.weight[level] > 0 {
			levels = append(levels, level)
		}
	}
	if !two {
		return levels
	}
	at := slices.Index(levels, orgunit.District)
	if at < 0 {
		return levels
	}
	levels[at] = orgunit.Commune
	if it.field == "Đất đai" { // the branches became regional, below the province
		levels = append([]orgunit.Level{orgunit.Province}, levels...)
	}
	slices.Sort(levels)
	return slices.Compact(levels)
}

func mustLimit(text string) calendar.Limit {
	limit, err := calendar.ParseLimit(text)
	if err != nil {
		panic("demo: " + err.Error())
	}
	return limit
}
