package admin

import (
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web/layout"
)

func TestALineOfAFormGoesAndThoseBehindItMoveUp(t *testing.T) {
	form := layout.Filled("offers", "3", "name", "A", "offers.0.limit", "1", "offers.1.limit", "2", "offers.2.limit", "3", "offers.2.fee", "9", "remove", "offers.1")
	if !relined(form, "offers", "cases") {
		t.Fatal("nothing happened")
	}
	if lineCount(form, "offers") != 2 || form.Get("offers.0.limit") != "1" || form.Get("offers.1.limit") != "3" || form.Get("offers.1.fee") != "9" || form.Values.Has("offers.2.limit") || form.Get("name") != "A" {
		t.Errorf("%v", form.Values)
	}
	form.Values.Del("remove")
	form.Values.Set("add", "offers")
	if !relined(form, "offers", "cases") || lineCount(form, "offers") != 3 {
		t.Errorf("%v", form.Values)
	}
	form.Values.Set("offers", "99999999999999999999")
	form.Values.Del("add")
	if relined(form, "offers") || lineCount(form, "offers") > mostLines {
		t.Errorf("%d lines", lineCount(form, "offers"))
	}
}

func TestAVersionComesBackFromItsFormAsItWas(t *testing.T) {
	v := procedure.Version{
		Name: "Khai sinh", Field: "Hộ tịch", Levels: []orgunit.Level{orgunit.Province, orgunit.Commune}, OnSupplement: calendar.Resume, OnlineGrade: "4",
		Offers: []procedure.Offer{{Channel: procedure.Post, Limit: "5 workdays", Fee: 8000, Note: "x", Lines: []procedure.FeeLine{{Kind: procedure.StateCharge, Name: "Bản sao", Amount: 8000}},
			Grounds: []procedure.Ground{{Code: "tre-em", Name: "Trẻ em", Basis: "NQ 12", Off: "1"}}}, {Channel: procedure.Online, Limit: "0 workdays"}},
		Cases: []procedure.Case{{No: 2, Name: "Gấp", Limit: "8 workhours", Components: []procedure.Component{
			{Name: "Tờ khai", Form: "Mẫu 01"}, {Name: "Bản vẽ", Originals: 1, Copies: 2, Optional: true},
		}}},
		Basis: []string{"Luật Hộ tịch 2014", "Nghị định 123/2015/NĐ-CP"},
	}
	back, err := versionOf(versionForm(&v))
	if err != nil {
		t.Fatal(err)
	}
	if diff := procedure.Differences(&v, &back); len(diff) > 0 || back.Cases[0].No != 2 {
		t.Errorf("%+v", diff)
	}
}

func TestWhatCannotBeReadIsRefusedAtItsField(t *testing.T) {
	form := layout.Filled("offers", "1", "offers.0.channel", "direct", "offers.0.limit", "sớm nhất", "offers.0.fee", "nhiều", "cases", "1", "cases.0.limit", "mai")
	_, err := versionOf(form)
	bad, ok := form.Refused(err)
	var fields []string
	for _, no := range bad.Errors {
		fields = append(fields, no.Field)
	}
	if got := strings.Join(fields, " "); !ok || got != "offers.0.limit offers.0.fee cases.0.limit" {
		t.Errorf("%v: %s", ok, got)
	}
}
