package demo

import (
	"fmt"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// twoLevels is the first day without districts.
var twoLevels = calendar.MustDay("2025-07-01")

// Invented decisions.
const (
	communesBasis    = "Nghị quyết 25/NQ-HĐND ngày 16/6/2025 (hư cấu)"
	districtsBasis   = "Nghị quyết 26/NQ-HĐND ngày 16/6/2025 (hư cấu)"
	departmentsBasis = "Quyết định 112/QĐ-UBND ngày 20/6/2025 (hư cấu)"
	announceBasis    = "118/QĐ-UBND"
)

// merged departments: the key of each that ended, and of the one that took over.
var merged = [][2]string{
	{"khdt", "taichinh"}, {"gtvt", "xaydung"}, {"tttt", "khcn"}, {"ldtbxh", "noivu"}, {"tnmt", "nnmt"}, {"nnptnt", "nnmt"},
}

// reorganisation is what happened to the map on 1/7/2025: the acts in order, and the seats
// on the map after it, their counts being the weights of what comes since.
type reorganisation struct {
	acts  []orgunit.Act
	seats []seat
	heirs map[orgunit.ID]orgunit.ID // new communes → the district whose people they took over
}

func (p *province) reorganise() *reorganisation {
	r := &reorganisation{heirs: map[orgunit.ID]orgunit.ID{}}
	r.departments(p)
	for i := range p.districts {
		r.communes(p, &p.districts[i])
	}
	r.branches(p)
	return r
}

func (r *reorganisation) departments(p *province) {
	into := map[string]orgunit.Unit{"nnmt": {
		ID: farmingID, Code: "H99.09", Name: "Sở Nông nghiệp và Môi trường", Level: orgunit.Province, Block: orgunit.Department, Parent: wholeID,
	}}
	ended := map[string][]orgunit.ID{}
	var order []string
	for _, m := range merged {
		if _, known := ended[m[1]]; !known {
			order = append(order, m[1])
		}
		ended[m[1]] = append(ended[m[1]], p.byKey[m[0]])
		if id, exists := p.byKey[m[1]]; exists {
			into[m[1]] = orgunit.Unit{ID: id}
		}
	}
	for _, key := range order {
		r.acts = append(r.acts, orgunit.Merge{Units: ended[key], Into: into[key], Basis: departmentsBasis})
	}
	r.acts = append(r.acts,
		orgunit.Dissolve{Unit: p.byKey["qltt"], Heir: p.byKey["congthuong"], Basis: departmentsBasis},
		orgunit.Rename{Unit: p.byKey["dantoc"], Name: "Sở Dân tộc và Tôn giáo", Basis: departmentsBasis})
	for _, s := range p.seats {
		if s.level == orgunit.Province {
			r.addDepartment(p, s, into)
		}
	}
}

// addDepartment keeps a department's work with the one that took over.
func (r *reorganisation) addDepartment(p *province, s seat, into map[string]orgunit.Unit) {
	for _, m := range merged {
		if m[0] == s.owner {
			s.unit = into[m[1]].ID
		}
	}
	s.code = "H99.09"
	if s.unit != farmingID {
		s.code = p.units[s.unit-officeID].Code
	}
	r.seats = append(r.seats, s)
}

// communes merges those of a district into a few, of which the first bears the district's
// name and takes over what the district had open, and ends the district.
func (r *reorganisation) communes(p *province, d *district) {
	groups := int(d.number("heirs"))
	sizes := share(int64(len(d.communes)), slices.Repeat([]int64{1}, groups))
	places, names := d.communes, d.names
	for g, size := range sizes {
		kind, name := "xã", names[0]
		if d.record["kind"] != "huyện" && g < groups-1 {
			kind = "phường"
		}
		if g == 0 {
			name = d.record["name"]
		}
		heir := orgunit.Unit{
			ID: orgunit.ID(newID + r.count()), Code: fmt.Sprintf("H99.60.%02d", r.count()+1), Name: "UBND " + kind + " " + name,
			Level: orgunit.Commune, Block: orgunit.Communes, Parent: wholeID,
		}
		s := seat{unit: heir.ID, desk: heir.ID, code: heir.Code, level: orgunit.Commune, local: kind + " " + name}
		var ended []orgunit.ID
		for _, at := range places[:size] {
			old := p.seats[at]
			ended = append(ended, old.unit)
			s.count.Finished, s.count.Late = s.count.Finished+old.count.Finished, s.count.Late+old.count.Late
		}
		r.acts = append(r.acts, orgunit.Merge{Units: ended, Into: heir, Basis: communesBasis})
		if g == 0 {
			r.heirs[heir.ID] = d.id
			s.count.Finished *= 2 // what was the district's comes here first of all
		} else {
			r.heirs[heir.ID] = ended[0]
		}
		r.seats = append(r.seats, s)
		places, names = places[size:], names[size:]
	}
	first := orgunit.ID(newID + r.count() - groups)
	r.acts = append(r.acts, orgunit.Dissolve{Unit: d.id, Heir: first, Basis: districtsBasis})
}

func (r *reorganisation) count() int { return len(r.heirs) }

// branches makes the land registration branches of the districts regional ones, which
// receive at the commune that took over from the district.
func (r *reorganisation) branches(p *province) {
	each := len(p.districts) / regions
	for g := range regions {
		u := orgunit.Unit{
			ID: orgunit.ID(regionalID + g), Code: fmt.Sprintf("H99.09.01.%02d", 61+g), Name: "Chi nhánh VPĐKĐĐ khu vực " + roman[g],
			Level: orgunit.Province, Block: orgunit.Branch, Parent: p.byKey["vpdk"],
		}
		s := seat{unit: u.ID, code: u.Code, level: orgunit.Province, owner: landOwner}
		var ended []orgunit.ID
		for i := g * each; i < (g+1)*each; i++ {
			d := p.districts[i]
			ended = append(ended, orgunit.ID(branchID+i))
			s.desk, s.local = r.firstHeir(d.id), "xã "+d.record["name"]
			s.count.Finished += d.number("finished") * landPercent / 100
			s.count.Late += d.number("late") * latePercent / 100
		}
		r.acts = append(r.acts, orgunit.Merge{Units: ended, Into: u, Basis: departmentsBasis})
		r.seats = append(r.seats, s)
	}
}

var roman = [regions]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}

func (r *reorganisation) firstHeir(district orgunit.ID) orgunit.ID {
	for heir, from := range r.heirs {
		if from == district {
			return heir
		}
	}
	return 0
}
