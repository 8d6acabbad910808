package dossier_test

import (
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

func open(d dossier.Dossier) (nos []int) {
	for _, w := range d.Open {
		nos = append(nos, w.Step)
	}
	return nos
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestStepsRunSideBySideAndJoin(t *testing.T) {
	tests := map[string]struct {
		steps []step
		open  []int
	}{
		"at receipt only the first is open":           {nil, []int{1}},
		"after it two run side by side":               {through("2024-03-05T09:00")[:1], []int{2, 3}},
		"one of them done, the last still waits":      {through("2024-03-05T09:00")[:2], []int{3}},
		"both done, the last one opens":               {through("2024-03-05T09:00"), []int{4}},
		"sent back from a branch opens the start":     {append(through("2024-03-05T09:00")[:1], step{"2024-03-05T10:00", dossier.SendBack{Step: 2, To: 1, Reason: "thiếu"}, ""}), []int{1}},
		"sent back from the join to one branch":       {append(through("2024-03-05T09:00"), step{"2024-03-05T10:00", dossier.SendBack{To: 2, Reason: "sai"}, ""}), []int{2}},
		"the last step is decided, not completed":     {append(through("2024-03-05T09:00"), step{"2024-03-05T10:00", dossier.CompleteStep{}, "là bước cuối"}), []int{4}},
		"a step that is done cannot be done again":    {append(through("2024-03-05T09:00")[:2], step{"2024-03-05T10:00", dossier.CompleteStep{Step: 2}, "không còn mở"}), []int{3}},
		"nobody is sent to a step that is not before": {append(through("2024-03-05T09:00")[:1], step{"2024-03-05T10:00", dossier.SendBack{Step: 2, To: 3, Reason: "x"}, "không đứng trước"}), []int{2, 3}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := open(live(t, newWorld(), tt.steps)); !equal(got, tt.open) {
				t.Errorf("open %v, want %v", got, tt.open)
			}
		})
	}
}

func TestAStepHasOneOwner(t *testing.T) {
	w := newWorld()
	d := live(t, w, []step{{"2024-03-05T09:00", dossier.TakeOver{}, ""}})
	_, err := dossier.TakeOver{}.Apply(&d, dossier.Moment{By: account.ID(10), Unit: 4, At: on("2024-03-05T10:00"), Rules: w})
	if err == nil {
		t.Error("somebody else took over a step that is taken")
	}
}

func TestReceiptIsRefused(t *testing.T) {
	tests := map[string]struct {
		at    string
		alter func(*dossier.Receive)
		want  string
	}{
		"at an unknown unit":            {"2024-03-04T09:00", func(r *dossier.Receive) { r.Unit = 77 }, "không có trong danh mục"},
		"at a unit that is no more":     {"2024-03-04T09:00", func(r *dossier.Receive) { r.Unit, r.Desk = 5, 5 }, "không hoạt động vào ngày 04/03/2024"},
		"under an unknown procedure":    {"2024-03-04T09:00", func(r *dossier.Receive) { r.Procedure = 1 }, "thủ tục không có"},
		"before the procedure's day":    {"2019-12-31T09:00", func(*dossier.Receive) {}, "không hoạt động"},
		"by a channel not offered":      {"2024-03-04T09:00", func(r *dossier.Receive) { r.Channel = procedure.Online }, "không nhận hồ sơ qua kênh"},
		"for a case that is not there":  {"2024-03-04T09:00", func(r *dossier.Receive) { r.Case = 9 }, "Chưa chọn trường hợp"},
		"at a level without competence": {"2024-03-04T09:00", func(r *dossier.Receive) { r.Unit = 1 }, "không thuộc thẩm quyền"},
		"without a workflow":            {"2024-03-04T09:00", func(r *dossier.Receive) { r.Workflow = 0 }, "chưa có quy trình"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			act := intake()
			tt.alter(&act)
			var d dossier.Dossier
			_, err := act.Apply(&d, dossier.Moment{By: 9, At: on(tt.at), Rules: newWorld()})
			if err == nil || !contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestALateChangeOfTheCalendarMovesOpenDeadlinesOnly(t *testing.T) {
	w := newWorld()
	d := live(t, w, nil)
	marks := append(w.days.Marks(), calendar.Mark{Day: calendar.MustDay("2024-03-06"), Effect: calendar.Off, Name: "Nghỉ bão"})
	later, err := calendar.New(2, marks)
	if err != nil {
		t.Fatal(err)
	}
	m := dossier.Moment{At: on("2024-03-05T09:00"), Rules: w}
	if _, err := (dossier.MoveDeadline{Why: "bão"}).Apply(&d, m); err == nil {
		t.Error("moved although the calendar is the same")
	}
	w.days = later
	if _, err := (dossier.MoveDeadline{Why: "bão"}).Apply(&d, m); err != nil || d.Due.Day.String() != "2024-03-12" || d.Original.Day.String() != "2024-03-11" {
		t.Errorf("due %s, original %s, %v", d.Due.Day, d.Original.Day, err)
	}
	closed := live(t, newWorld(), []step{{"2024-03-05T09:00", dossier.Withdraw{Reason: "x"}, ""}})
	if _, err := (dossier.MoveDeadline{Why: "bão"}).Apply(&closed, m); err == nil {
		t.Error("a closed dossier moved")
	}
}

func TestAMergedUnitsOpenDossierMovesAndTheReceiptStaysWhereItWas(t *testing.T) {
	w := newWorld()
	d := live(t, w, nil)
	d.Unit, d.Desk = 5, 5
	for i := range d.Open {
		d.Open[i].Unit = 5
	}
	if _, err := (dossier.Transfer{From: 5, To: 4, Basis: "NQ 1/2023"}).Apply(&d, dossier.Moment{At: on("2024-03-06T00:00"), Rules: w}); err != nil {
		t.Fatal(err)
	}
	if d.Unit != 4 || d.Desk != 4 || d.Open[0].Unit != 4 || d.ReceivedBy() != orgunit.ID(5) {
		t.Errorf("unit %d, desk %d, work %d, received by %d", d.Unit, d.Desk, d.Open[0].Unit, d.ReceivedBy())
	}
	sums := map[dossier.What]int{}
	d.Cells(func(c dossier.Cell) { sums[c.What]++ })
	if sums[dossier.CountReceivedDirect] != 1 || sums[dossier.CountMovedIn] != 1 || sums[dossier.CountMovedOut] != 1 || sums[dossier.CountDueOpen] != 1 {
		t.Errorf("cells %v", sums)
	}
}

func TestAFeeThatWasNotPaidIsOwedBesideWhatComesLater(t *testing.T) {
	w := newWorld()
	owing := intake()
	owing.Paid = false
	d := dossier.Dossier{ID: 1, Code: "H99.28.05-240304-0001"}
	for _, s := range []step{{"2024-03-04T09:00", owing, ""}, {"2024-03-05T09:00", dossier.PauseForPayment{Amount: 4_610_000, Basis: "thông báo thuế"}, ""}} {
		if _, err := s.act.Apply(&d, dossier.Moment{By: 9, Unit: 4, At: on(s.at), Rules: w}); err != nil {
			t.Fatal(err)
		}
	}
	if d.Fee != 4_685_000 || d.Finance != dossier.FeeDue {
		t.Errorf("owed %d, %s", d.Fee, d.Finance)
	}
}

func TestCodesAreFoundHoweverTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"H99.28-221205-0031": "H99.28-221205-0031", " h99.28-221205-0031 ": "H99.28-221205-0031",
		"h9928 221205 0031": "H99.28-221205-0031", "H99.28.2212050031": "H99.28-221205-0031",
		"H99.28.05–221205–12345": "H99.28.05-221205-12345", "https://motcua.example/track/H99-221205-0001": "H99-221205-0001",
	} {
		if got, ok := dossier.NormalCode(typed); !ok || got != want {
			t.Errorf("%q → %q, %v; want %q", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "xin chào", "221205-0031", "H99"} {
		if got, ok := dossier.NormalCode(typed); ok {
			t.Errorf("%q was taken for %q", typed, got)
		}
	}
}

func TestListsInARowComeBackAsTheyWere(t *testing.T) {
	d := live(t, newWorld(), []step{
		{"2024-03-05T09:00", dossier.TakeOver{}, ""}, {"2024-03-06T09:00", dossier.RequestSupplement{Missing: "x"}, ""},
	})
	work, err := dossier.ParseWork(dossier.WorkText(d.Open))
	if err != nil || dossier.WorkText(work) != dossier.WorkText(d.Open) {
		t.Errorf("work %v, %v; want %v", work, err, d.Open)
	}
	pauses, err := dossier.ParsePauses(dossier.PauseText(d.Pauses))
	if err != nil || len(pauses) != 1 || !pauses[0].From.Equal(d.Pauses[0].From) || !pauses[0].To.IsZero() {
		t.Errorf("pauses %v, %v", pauses, err)
	}
}

func contains(text, part string) bool { return strings.Contains(text, part) }

func TestAStepAtAUnitThatEndedOpensAtTheOneThatTookOver(t *testing.T) {
	w := newWorld()
	w.flow.Steps[1].Place, w.flow.Steps[1].Unit = workflow.AtNamed, 5 // ended in 2023; 4 took over
	d := live(t, w, through("2024-03-05T09:00")[:1])
	if d.Open[0].Step != 2 || d.Open[0].Unit != 4 {
		t.Errorf("step %d opened at unit %d, where nobody is", d.Open[0].Step, d.Open[0].Unit)
	}
}

func TestAWayToReceiveTheResultThatIsNoneIsRefused(t *testing.T) {
	act := intake()
	act.ResultBy = "pigeon"
	var d dossier.Dossier
	if _, err := act.Apply(&d, dossier.Moment{By: 9, At: on("2024-03-04T09:00"), Rules: newWorld()}); err == nil || !contains(err.Error(), "cách nhận kết quả") {
		t.Errorf("received: %v", err)
	}
	live(t, newWorld(), append(through("2024-03-05T09:00"),
		step{"2024-03-05T09:30", dossier.Correct{ResultBy: "pigeon", Reason: "nhầm"}, "Không có cách nhận kết quả"},
		step{"2024-03-05T10:00", dossier.Finish{}, ""},
		step{"2024-03-05T11:00", dossier.HandOver{How: "pigeon"}, "Không có cách nhận kết quả"},
		step{"2024-03-05T11:00", dossier.HandOver{How: dossier.ByPost}, ""}))
}

func TestWhatWasErasedByRightIsNotWrittenAgain(t *testing.T) {
	live(t, newWorld(), []step{
		{"2024-03-05T09:00", dossier.Withdraw{Reason: "đổi ý"}, ""},
		{"2024-03-06T09:00", dossier.ErasePerson{Basis: "đơn của người nộp"}, ""},
		{"2024-03-06T09:01", dossier.Correct{Seal: "another", Reason: "sửa tên"}, "đã xóa theo yêu cầu"},
		{"2024-03-06T09:02", dossier.Correct{Papers: "đơn", Reason: "ghi nhầm"}, ""},
	})
}

func TestTheDayOfAHandingOverIsTheLocalOne(t *testing.T) {
	live(t, newWorld(), []step{
		{"2024-03-05T09:00", dossier.Withdraw{Reason: "đổi ý"}, ""},
		{"2024-03-06T06:30", dossier.HandOver{}, ""}, // still the fifth in UTC
		{"2024-03-06T09:00", dossier.HandOver{}, "đã trả ngày 06/03/2024"},
	})
}
