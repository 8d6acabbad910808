package admin

import (
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/ident"
	"cchc/web"
	"cchc/web/layout"
)

// unitWish is an act upon a unit as a form asks for it.
type unitWish struct {
	visit *web.Visit
	form  layout.Form
	unit  *orgunit.Unit
	basis string
	on    calendar.Day
}

// act reads the act of an address. The policy is asked for every unit that it touches.
func (w unitWish) act(name string) (orgunit.Act, error) {
	switch name {
	case "establish":
		u := w.fresh(w.form.Get("code"), w.form.Get("name"))
		u.Parent, u.Level, u.Block = w.unit.ID, orgunit.Level(w.form.Get("level")), orgunit.Block(w.form.Get("block"))
		return orgunit.Establish{Unit: u}, nil
	case "rename":
		return orgunit.Rename{Unit: w.unit.ID, Name: strings.TrimSpace(w.form.Get("name")), Basis: w.basis}, nil
	case "move":
		parent, err := w.picked("parent", w.form.Get("parent"))
		return orgunit.Move{Unit: w.unit.ID, Parent: parent, Basis: w.basis}, err
	case "merge":
		return w.merge()
	case "split":
		return w.split()
	case "dissolve":
		heir, err := w.picked("heir", w.form.Get("heir"))
		return orgunit.Dissolve{Unit: w.unit.ID, Heir: heir, Basis: w.basis}, err
	}
	return nil, refusal.Missing("Không có việc này đối với đơn vị.")
}

// picked is a unit chosen in a field.
func (w unitWish) picked(field, value string) (orgunit.ID, error) {
	id := web.Number[orgunit.ID](value)
	if w.visit.Units.Unit(id) == nil {
		return 0, refusal.Wrong(field, "Chưa chọn đơn vị.")
	}
	return id, w.visit.Must(account.ChangeUnits, id)
}

// fresh is a new unit beside the one of the address.
func (w unitWish) fresh(code, name string) orgunit.Unit {
	return orgunit.Unit{
		ID: orgunit.ID(ident.At(w.visit.At)), Code: strings.TrimSpace(code), Name: strings.TrimSpace(name), From: w.on, Basis: w.basis,
		Level: w.unit.Level, Block: w.unit.Block, Parent: w.unit.Parent,
	}
}

// merge joins the unit with others, into one of them or into a new one.
func (w unitWish) merge() (orgunit.Act, error) {
	act := orgunit.Merge{Units: []orgunit.ID{w.unit.ID}, Basis: w.basis, Into: w.fresh(w.form.Get("code"), w.form.Get("name"))}
	for _, value := range w.form.Values["others"] {
		id, err := w.picked("others", value)
		if err != nil {
			return nil, err
		}
		act.Units = append(act.Units, id)
	}
	if len(act.Units) < 2 {
		return nil, refusal.Wrong("others", "Chưa chọn đơn vị để sáp nhập.")
	}
	if into := w.form.Get("into"); into != "" {
		id, err := w.picked("into", into)
		if err != nil {
			return nil, err
		}
		act.Into = *w.visit.Units.Unit(id)
	}
	return act, nil
}

// split reads a new unit from each line, its code first.
func (w unitWish) split() (orgunit.Act, error) {
	act := orgunit.Split{Unit: w.unit.ID, Basis: w.basis}
	for line := range strings.Lines(w.form.Get("parts")) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if code != "" {
			act.Into = append(act.Into, w.fresh(code, name))
		}
	}
	if len(act.Into) < 2 {
		return nil, refusal.Wrong("parts", "Chia tách cần ít nhất hai đơn vị mới, mỗi dòng một đơn vị: mã, dấu cách, tên.")
	}
	return act, nil
}
