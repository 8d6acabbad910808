package orgunit_test

import (
	"slices"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

var (
	since = calendar.MustDay("2020-01-01")
	on    = calendar.MustDay("2025-07-01")
)

// tree is a province with a district of two communes, the first of which has a desk.
func tree() *orgunit.Map {
	unit := func(id orgunit.ID, code, name string, level orgunit.Level, block orgunit.Block, parent orgunit.ID) *orgunit.Unit {
		return &orgunit.Unit{ID: id, Code: code, Name: name, Level: level, Block: block, Parent: parent, From: since}
	}
	return orgunit.NewMap([]*orgunit.Unit{
		unit(1, "H99", "Tỉnh", orgunit.Province, orgunit.Whole, 0),
		unit(2, "H99.28", "Huyện", orgunit.District, orgunit.Districts, 1),
		unit(3, "H99.28.01", "Xã A", orgunit.Commune, orgunit.Communes, 2),
		unit(4, "H99.28.02", "Xã B", orgunit.Commune, orgunit.Communes, 2),
		unit(5, "H99.28.01.01", "Một cửa xã A", orgunit.Commune, orgunit.Within, 3),
	})
}

// done is a tree after an act.
func done(t *testing.T, m *orgunit.Map, act orgunit.Act) *orgunit.Map {
	t.Helper()
	changes, err := act.Apply(m, on)
	if err != nil {
		t.Fatal(err)
	}
	var units []*orgunit.Unit
	for _, u := range m.All() {
		after := *u
		for _, c := range changes {
			if c.Before != nil && c.Before.ID == u.ID {
				after = c.After
			}
		}
		units = append(units, &after)
	}
	for _, c := range changes {
		if c.Before == nil {
			units = append(units, &c.After)
		}
	}
	return orgunit.NewMap(units)
}

func TestAfterEveryActWhatLivesHangsUnderWhatLives(t *testing.T) {
	into := orgunit.Unit{ID: 9, Code: "H99.28.01", Name: "Xã mới", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 2}
	other := into
	other.ID, other.Code = 10, "H99.28.09"
	for name, k := range map[string]struct {
		act   orgunit.Act
		ended []orgunit.ID
		heir  orgunit.ID
	}{
		"merge into a new one with an old code":  {orgunit.Merge{Units: []orgunit.ID{3, 4}, Into: into}, []orgunit.ID{3, 4}, 9},
		"one of them takes the others over":      {orgunit.Merge{Units: []orgunit.ID{3, 4}, Into: orgunit.Unit{ID: 4}}, []orgunit.ID{3}, 4},
		"split":                                  {orgunit.Split{Unit: 3, Into: []orgunit.Unit{into, other}}, []orgunit.ID{3}, 9},
		"dissolve":                               {orgunit.Dissolve{Unit: 3, Heir: 4}, []orgunit.ID{3}, 4},
		"dissolve in favour of what hangs below": {orgunit.Dissolve{Unit: 2, Heir: 4}, []orgunit.ID{2}, 4},
		"rename":                                 {orgunit.Rename{Unit: 3, Name: "Phường A"}, nil, 0},
		"move":                                   {orgunit.Move{Unit: 3, Parent: 1}, nil, 0},
		"establish":                              {orgunit.Establish{Unit: other}, nil, 0},
	} {
		m := done(t, tree(), k.act)
		for _, u := range m.All() {
			ended := slices.Contains(k.ended, u.ID)
			if ended == u.Lives(on) || !u.Lives(on-1) && u.From != on {
				t.Errorf("%s: %s lives %v", name, u.Name, u.Lives(on))
			}
			if parent := m.Unit(u.Parent); u.Lives(on) && parent != nil && !parent.Lives(on) {
				t.Errorf("%s: %s hangs under %s, which is no more", name, u.Name, parent.Name)
			}
			if ended && m.Heir(u.ID, on) != k.heir {
				t.Errorf("%s: the heir of %s is %d, want %d", name, u.Name, m.Heir(u.ID, on), k.heir)
			}
		}
	}
}

func TestTheNameOfTheTimeStays(t *testing.T) {
	u := done(t, tree(), orgunit.Rename{Unit: 3, Name: "Phường A"}).Unit(3)
	if u.NameOn(on-1) != "Xã A" || u.NameOn(on) != "Phường A" {
		t.Errorf("before %q, then %q", u.NameOn(on-1), u.NameOn(on))
	}
	renamed := done(t, tree(), orgunit.Rename{Unit: 3, Name: "Phường A"})
	if _, err := (orgunit.Rename{Unit: 3, Name: "Phường B"}).Apply(renamed, on); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("two names on one day: %v", err)
	}
}

func TestAnActThatCannotBeIsRefused(t *testing.T) {
	ended := done(t, tree(), orgunit.Dissolve{Unit: 3, Heir: 4})
	unit := func(code string, parent orgunit.ID) orgunit.Unit {
		return orgunit.Unit{ID: 9, Code: code, Name: "Mới", Level: orgunit.Commune, Block: orgunit.Communes, Parent: parent}
	}
	for name, k := range map[string]struct {
		m    *orgunit.Map
		act  orgunit.Act
		kind refusal.Kind
	}{
		"a code in use":                  {tree(), orgunit.Establish{Unit: unit("000.02.28.H99", 2)}, refusal.Invalid},
		"a parent that is no more":       {ended, orgunit.Establish{Unit: unit("H99.28.07", 3)}, refusal.Invalid},
		"no parent":                      {tree(), orgunit.Establish{Unit: unit("H99.28.07", 0)}, refusal.Invalid},
		"under itself":                   {tree(), orgunit.Move{Unit: 2, Parent: 3}, refusal.Invalid},
		"renaming what is no more":       {ended, orgunit.Rename{Unit: 3, Name: "X"}, refusal.NotNow},
		"the same name":                  {tree(), orgunit.Rename{Unit: 3, Name: "Xã A"}, refusal.Invalid},
		"an unknown unit":                {tree(), orgunit.Move{Unit: 77, Parent: 1}, refusal.NotFound},
		"merging nothing":                {tree(), orgunit.Merge{Into: unit("H99.28.07", 2)}, refusal.Invalid},
		"merging a unit into itself":     {tree(), orgunit.Merge{Units: []orgunit.ID{4}, Into: orgunit.Unit{ID: 4}}, refusal.Invalid},
		"dissolving in favour of itself": {tree(), orgunit.Dissolve{Unit: 4, Heir: 4}, refusal.Invalid},
		"splitting into one":             {tree(), orgunit.Split{Unit: 3, Into: []orgunit.Unit{unit("H99.28.07", 2)}}, refusal.Invalid},
		"dissolving without an heir":     {tree(), orgunit.Dissolve{Unit: 3}, refusal.Invalid},
		"merging into what is no more":   {ended, orgunit.Merge{Units: []orgunit.ID{4}, Into: orgunit.Unit{ID: 3}}, refusal.NotNow},
	} {
		if _, err := k.act.Apply(k.m, on); refusal.KindOf(err) != k.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCodesInBothOrdersNameOneUnit(t *testing.T) {
	m := tree()
	for _, code := range []string{"H99.28.01", "h99.28.01", "000.01.28.H99"} {
		if u := m.ByCode(code, on); u == nil || u.ID != 3 {
			t.Errorf("%s is %v", code, u)
		}
	}
	normal, err := orgunit.NormalCode("H99.28")
	if err != nil || orgunit.OldOrder(normal) != "000.00.28.H99" {
		t.Errorf("the older order of H99.28 is %s, %v", orgunit.OldOrder(normal), err)
	}
}
