package demo

import (
	"math/rand/v2"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// Identifiers of units, in ranges of their own so that none meets another subject's.
const (
	officeID    = 1001 // departments, agencies and what is in them, in the order of units.csv
	districtID  = 2001
	branchID    = 2101 // land registration branches of the districts
	communeID   = 3001
	newID       = 4001 // communes since the reorganisation
	regionalID  = 4101 // land registration branches since then
	farmingID   = 4201 // Sở Nông nghiệp và Môi trường
	wholeID     = officeID
	regions     = 9 // branches after the reorganisation
	landOwner   = "vpdk"
	landPercent = 34 // of a district's dossiers that are its land branch's
	latePercent = 60 // of its late ones
)

// since is the first day of the map of 2022.
var since = calendar.MustDay("2020-01-01")

// seat is a unit that handles dossiers, with its part of those of 2022.
type seat struct {
	unit, desk orgunit.ID
	code       string
	level      orgunit.Level
	owner      string // key of a department, landOwner for branches, "" for districts and communes
	local      string // where its applicants live: "xã Hòa Lâm"
	count      Count  // at scale 1
}

// province is the fictional tỉnh An Sơn as it was in 2022.
type province struct {
	units     []orgunit.Unit
	byKey     map[string]orgunit.ID // of units.csv
	seats     []seat
	districts []district
}

// district with the places in units and seats where its communes begin.
type district struct {
	record
	id       orgunit.ID
	communes []int // in seats
	names    []string
}

// newProvince makes the map of 2022. Communes' shares of their district's dossiers are
// drawn, always the same.
func newProvince() *province {
	p := &province{byKey: map[string]orgunit.ID{}}
	p.addOffices()
	r := rand.New(rand.NewPCG(seed, 1))
	rows := table("communes.csv")
	for i, d := range table("districts.csv") {
		n := d.number("communes")
		p.addDistrict(i, d)
		p.addCommunes(&p.districts[i], rows[:n], r)
		rows = rows[n:]
	}
	return p
}

func (p *province) addOffices() {
	for i, r := range table("units.csv") {
		u := orgunit.Unit{
			ID: orgunit.ID(officeID + i), Code: r["code"], Name: r["name"], Level: orgunit.Level(r["level"]),
			Block: orgunit.Block(r["block"]), Parent: p.byKey[r["parent"]], From: since, Basis: "Bản mẫu: đơn vị hư cấu",
		}
		p.byKey[r["key"]] = u.ID
		p.units = append(p.units, u)
		if u.Block == orgunit.Department {
			p.seats = append(p.seats, seat{unit: u.ID, code: u.Code, level: u.Level, owner: r["key"], count: Count{r.number("finished"), r.number("late")}})
		}
	}
	for i := range p.seats { // whatever the department, the province receives at one place
		p.seats[i].desk = p.byKey["hcc"]
	}
}

// addDistrict adds a district and its branch of the land registration office, whose
// dossiers are received at the district's desk.
func (p *province) addDistrict(i int, r record) {
	id, branch := orgunit.ID(districtID+i), orgunit.ID(branchID+i)
	name := r["kind"] + " " + r["name"]
	branchCode := p.unit("vpdk").Code + r["code"][strings.LastIndex(r["code"], "."):]
	p.units = append(p.units,
		orgunit.Unit{ID: id, Code: r["code"], Name: "UBND " + name, Level: orgunit.District, Block: orgunit.Districts, Parent: wholeID, From: since},
		orgunit.Unit{ID: branch, Code: branchCode, Name: "Chi nhánh VPĐKĐĐ " + r["name"], Level: orgunit.District, Block: orgunit.Branch,
			Parent: p.byKey["vpdk"], From: since})
	all := Count{r.number("finished"), r.number("late")}
	land := Count{all.Finished * landPercent / 100, all.Late * latePercent / 100}
	p.seats = append(p.seats,
		seat{unit: id, desk: id, code: r["code"], level: orgunit.District, local: name, count: Count{all.Finished - land.Finished, all.Late - land.Late}},
		seat{unit: branch, desk: id, code: branchCode, level: orgunit.District, owner: landOwner, local: name, count: land})
	p.districts = append(p.districts, district{record: r, id: id})
}

func (p *province) addCommunes(d *district, rows []record, r *rand.Rand) {
	weights, lates := make([]int64, len(rows)), make([]int64, len(rows))
	for i := range rows {
		weights[i] = 60 + r.Int64N(100)
		lates[i] = weights[i] * (20 + r.Int64N(100))
	}
	weights[0] *= 2 // the town
	finished := share(d.number("commune_finished"), weights)
	late := shareWithin(d.number("commune_late"), lates, finished)
	for i, row := range rows {
		id := orgunit.ID(communeID + countOf(p.units, orgunit.Communes))
		name := row["kind"] + " " + row["name"]
		p.units = append(p.units, orgunit.Unit{ID: id, Code: row["code"], Name: "UBND " + name, Level: orgunit.Commune, Block: orgunit.Communes, Parent: d.id, From: since})
		d.communes = append(d.communes, len(p.seats))
		d.names = append(d.names, row["name"])
		p.seats = append(p.seats, seat{unit: id, desk: id, code: row["code"], level: orgunit.Commune, local: name, count: Count{finished[i], late[i]}})
	}
}

func (p *province) unit(key string) *orgunit.Unit { return &p.units[p.byKey[key]-officeID] }

func countOf(units []orgunit.Unit, b orgunit.Block) (n int) {
	for _, u := range units {
		if u.Block == b {
			n++
		}
	}
	return n
}
