package workflow_test

import (
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/intake/intaketest"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

const head = "procedure|case|stage|step|after|content|role|unit|time|measure|product\n"

var from = calendar.MustDay("2022-01-01")

// surroundings know one procedure of ten working days with two cases, and one unit.
func surroundings() workflow.Surroundings {
	id := workflow.ID(0)
	return workflow.Surroundings{
		Units: orgunit.NewMap([]*orgunit.Unit{{ID: 5, Code: "H99.05", Name: "Sở Nội vụ", From: from}}),
		Cases: func(code string, on calendar.Day) (map[string]int, bool) {
			return map[string]int{"Chung": 1, "Vùng khó khăn": 2}, code == "1.001193" && on >= from
		},
		Legal: func(string, int, calendar.Day) int { return 10 * workflow.WorkdayMinutes },
		Code:  func(text string) (string, error) { return text, nil },
		NewID: func() workflow.ID { id++; return id },
		From:  from,
	}
}

func imported(text string) ([]*workflow.Version, error) {
	return workflow.Import(surroundings(), intaketest.Table(head+strings.TrimSpace(text)))
}

func TestStepsOfStagesFollowEachOtherAndMayRunSideBySide(t *testing.T) {
	list, err := imported(`
1.001193||GĐ1|1||Tiếp nhận|Cán bộ Một cửa|một cửa|0,25||
1.001193||GĐ1|2|1|Thẩm định|Chuyên viên||4||
1.001193||GĐ1|3|1|Lấy ý kiến|Phòng QH, KH đất đai|H99.05|16|giờ|Văn bản
1.001193||GĐ1|4|2;3|Phê duyệt|LĐ Sở NN&MT||1||
1.001193||GĐ2|1||Trả kết quả|TTPVHCC/BCCI||0||`)
	if err != nil {
		t.Fatal(err)
	}
	w := list[0]
	path, err := w.Longest()
	if err != nil || path.String() != "1 → 2 → 4: 5,25 ngày làm việc" {
		t.Errorf("%s, %v", path, err)
	}
	if w.Steps[2].Place != workflow.AtNamed || w.Steps[2].Unit != 5 || w.Steps[2].Minutes != 960 || w.Steps[3].Role != account.Leader || w.Steps[4].Place != workflow.AtDesk {
		t.Errorf("%+v", w.Steps)
	}
	spans, err := w.Spans()
	if err != nil || spans[4] != (workflow.Span{From: 120 + 1920, To: 120 + 1920 + 480}) {
		t.Errorf("%v, %v", spans, err)
	}
}

func TestAFaultyRowOfWorkflowsIsNamed(t *testing.T) {
	for _, c := range []struct{ row, says string }{
		{"1.009999|||1||A|Chuyên viên||1||", "không có hiệu lực"},
		{"1.001193|Vùng cao||1||A|Chuyên viên||1||", "không có trường hợp"},
		{"1.001193|||một||A|Chuyên viên||1||", "số nguyên"},
		{"1.001193|||1||A|Chuyên viên||0,3||", "0,25"},
		{"1.001193|||1||A|Chuyên viên||-1||", "0,25"},
		{"1.001193|||1||A|||1||", "trống"},
		{"1.001193|||1||A|Chuyên viên|H99.77|1||", "H99.77"},
		{"1.001193|||1|9|A|Chuyên viên||1||", "Bước 9"},
		{"1.001193|||1||A|Chuyên viên||12||", "1: 12 ngày làm việc"},
	} {
		if _, err := imported(c.row); err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "dòng 2") {
			t.Errorf("%s: %v", c.row, err)
		}
	}
}

func TestAnImportedWorkflowTakesOverFromTheOneInForce(t *testing.T) {
	const rows = "1.001193|||1||Thẩm định|Chuyên viên||1||"
	old := &workflow.Version{ID: 90, Procedure: "1.001193", Number: 3, Status: workflow.Published, From: calendar.MustDay("2020-01-01")}
	list, err := imported(rows)
	if err != nil {
		t.Fatal(err)
	}
	fresh, ended, err := workflow.Settle(list, []*workflow.Version{old})
	if err != nil || len(fresh) != 1 || fresh[0].Number != 4 || len(ended) != 1 || ended[0].After.Until != from {
		t.Fatalf("%+v, %+v, %v", fresh, ended, err)
	}
	list, _ = imported(rows)
	if again, _, err := workflow.Settle(list, fresh); err != nil || len(again) != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
}
