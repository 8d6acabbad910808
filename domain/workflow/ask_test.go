package workflow_test

import (
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// Three levels until 30/6/2025, two since: the same workflow leads the right way in both.
func TestAPlaceIsRelativeToThePlaceOfReceipt(t *testing.T) {
	since, end := calendar.MustDay("2020-01-01"), calendar.MustDay("2025-07-01")
	unit := func(id orgunit.ID, code string, block orgunit.Block, parent orgunit.ID) *orgunit.Unit {
		return &orgunit.Unit{ID: id, Code: code, Block: block, Parent: parent, From: since}
	}
	district := unit(3, "H99.28", orgunit.Districts, 1)
	district.Until, district.Heirs = end, []orgunit.ID{1}
	branch := unit(6, "H99.28.70", orgunit.Branch, 3)
	branch.Until, branch.Heirs = end, []orgunit.ID{7}
	units := orgunit.NewMap([]*orgunit.Unit{
		unit(1, "H99", orgunit.Whole, 0), unit(2, "H99.05", orgunit.Department, 1), district, unit(4, "H99.28.05", orgunit.Communes, 3),
		unit(5, "H99.28.05.90", orgunit.Within, 4), branch, unit(7, "H99.05.70", orgunit.Branch, 1),
	})
	const desk, commune = 5, 4
	for name, tt := range map[string]struct {
		place workflow.Place
		named orgunit.ID
		block orgunit.Block
		then  orgunit.ID // of three levels
		now   orgunit.ID // of two
	}{
		"the desk":                               {workflow.AtDesk, 0, "", desk, desk},
		"the unit with competence":               {workflow.AtUnit, 0, "", 2, 2},
		"the level above, later the province":    {workflow.AtAbove, 0, "", 3, 1},
		"the province":                           {workflow.AtProvince, 0, "", 1, 1},
		"the land office of the own district":    {workflow.AtNearest, 0, orgunit.Branch, 6, 7},
		"the commune itself is nearest":          {workflow.AtNearest, 0, orgunit.Communes, commune, commune},
		"a named unit, later its heir":           {workflow.AtNamed, 6, "", 6, 7},
		"nobody there: the unit with competence": {workflow.AtNearest, 0, orgunit.Vertical, 2, 2},
	} {
		for on, want := range map[string]orgunit.ID{"2025-06-30": tt.then, "2025-07-01": tt.now} {
			if got := tt.place.Resolve(units, desk, 2, tt.named, tt.block, calendar.MustDay(on)); got != want {
				t.Errorf("%s on %s is %d, want %d", name, on, got, want)
			}
		}
	}
}

func TestAStepThatAsksWronglyIsNotPublished(t *testing.T) {
	limit := calendar.Limit{N: 2, Unit: calendar.WorkDays}
	for want, ask := range map[string]workflow.Ask{
		"chưa chọn lấy ý kiến":        {Place: workflow.AtUnit, Content: "?", Limit: limit},
		"chưa có nội dung":            {Place: workflow.AtUnit, Kind: workflow.Part, Limit: limit},
		"chưa có thời hạn":            {Place: workflow.AtUnit, Kind: workflow.Part, Content: "?"},
		"chưa chọn đơn vị":            {Place: workflow.AtNamed, Kind: workflow.Part, Content: "?", Limit: limit},
		"thứ 1: chưa chọn đơn vị":     {Kind: workflow.Part, Content: "?", Limit: limit},
		"phối hợp thứ 1: chưa chọn đ": {Place: workflow.AtNearest, Kind: workflow.Part, Content: "?", Limit: limit},
	} {
		v := workflow.Version{Steps: []workflow.Step{{No: 1, Content: "Hỏi", Place: workflow.AtUnit, Role: account.Official, Asks: []workflow.Ask{ask}}}}
		if err := v.Check(0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
