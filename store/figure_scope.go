package store

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// scope is which units and procedures a query is about, looked up once.
type scope struct {
	units       map[orgunit.ID]bool // nil: all
	versions    map[procedure.ID]bool
	byProcedure bool // counters of each procedure are needed, not those of all together
	lineOf      map[orgunit.ID]orgunit.ID
	named       calendar.Day // the day whose names of units are shown
	ordered     bool         // the query wants an order that only an index without units has
}

func newScope(refs *Picture, q figure.Query) scope {
	s := scope{named: q.Period.Until - 1, lineOf: map[orgunit.ID]orgunit.ID{}}
	if q.Recast != 0 {
		s.named = q.Recast
	}
	units := refs.Units()
	for _, u := range units.All() {
		s.lineOf[u.ID] = lineOf(units, u.ID, q.Recast)
	}
	s.limitUnits(units, q.Scope)
	s.limitVersions(refs, q.Scope)
	return s
}

// lineOf is the office on whose line a unit's figures stand.
func lineOf(units *orgunit.Map, id orgunit.ID, recast calendar.Day) orgunit.ID {
	id = units.Office(id)
	if recast == 0 {
		return id
	}
	return units.Office(units.Heir(id, recast))
}

func (s *scope) limitUnits(units *orgunit.Map, asked figure.Scope) {
	if asked.Unit == 0 && asked.Level == "" {
		return
	}
	s.units = map[orgunit.ID]bool{}
	for _, u := range units.All() {
		line := units.Unit(s.line(u.ID))
		if (asked.Unit == 0 || line.ID == asked.Unit) && (asked.Level == "" || line.Level == asked.Level) {
			s.units[u.ID] = true
		}
	}
}

// everyUnit limits to all units, which changes nothing but the way there.
func (s *scope) everyUnit(units *orgunit.Map) {
	s.units = map[orgunit.ID]bool{}
	for _, u := range units.All() {
		s.units[u.ID] = true
	}
}

func (s *scope) limitVersions(refs *Picture, asked figure.Scope) {
	if asked.Field == "" && asked.Procedure == "" {
		return
	}
	s.byProcedure, s.versions = true, map[procedure.ID]bool{}
	for _, v := range refs.Procedures {
		if (asked.Field == "" || v.Field == asked.Field) && (asked.Procedure == "" || v.Code == asked.Procedure) {
			s.versions[v.ID] = true
		}
	}
}

// line is the office on whose line a unit's figures stand.
func (s *scope) line(unit orgunit.ID) orgunit.ID {
	if line, ok := s.lineOf[unit]; ok {
		return line
	}
	return unit
}

func (s *scope) holds(p place) bool {
	return (s.units == nil || s.units[p.unit]) && (s.versions == nil || s.versions[p.procedure])
}

// fewUnits are looked up one by one in an index that begins with the unit.
const fewUnits = 8

// limit adds the scope to a query: the unit as an expression, and the procedure. A plus
// sign keeps both engines from looking many units up where the order is dearer.
func (s *scope) limit(q *sql, unit string, args ...any) {
	if s.units != nil {
		if s.ordered && len(s.units) > fewUnits {
			unit = "+(" + unit + ")"
		}
		q.add(" AND "+unit, args...)
		q.in(keysOf(s.units))
	}
	if s.versions != nil {
		q.add(" AND procedure")
		q.in(keysOf(s.versions))
	}
}

func keysOf[K ~int64](set map[K]bool) []int64 {
	list := make([]int64, 0, len(set))
	for id := range set {
		list = append(list, int64(id))
	}
	slices.Sort(list)
	return list
}
