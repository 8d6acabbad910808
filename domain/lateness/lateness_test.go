package lateness_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

const commune orgunit.ID = 4

// book is the rules of a small office.
type book struct{ flow *workflow.Version }

func (book) Calendar(orgunit.ID) *calendar.Calendar    { return calendar.Standard() }
func (book) Procedure(procedure.ID) *procedure.Version { return nil }
func (b book) Workflow(workflow.ID) *workflow.Version  { return b.flow }
func (book) Units() *orgunit.Map                       { return units }

var units = orgunit.NewMap([]*orgunit.Unit{
	{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: 1},
	{ID: 3, Code: "H99.28", Name: "UBND huyện Tân Bình", Level: orgunit.District, Block: orgunit.Districts, Parent: 1, From: 1},
	{ID: commune, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 3, From: 1},
	{ID: 5, Code: "H99.28.05.01", Name: "Bộ phận Một cửa", Level: orgunit.Commune, Block: orgunit.Within, Parent: commune, From: 1},
})

// Two steps side by side, of two days and of one, then one of half a day.
var rules = book{&workflow.Version{Steps: []workflow.Step{
	{No: 1, Content: "Thẩm tra", Minutes: 960}, {No: 2, Content: "Xác minh", Minutes: 480}, {No: 3, After: []int{1, 2}, Content: "Ký", Minutes: 240},
}}}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// file was received on Monday 05/12/2022 and is due on Monday 12/12.
func file(open ...dossier.Work) *dossier.Dossier {
	return &dossier.Dossier{
		ID: 7, Code: "H99.28.05-221205-0031", Unit: commune, State: dossier.Processing, Clock: dossier.Running,
		Received: at("2022-12-05T09:00"), Due: calendar.Due{Day: calendar.MustDay("2022-12-12")}, Open: open,
	}
}

func step(no int, since, due string) dossier.Work {
	return dossier.Work{Step: no, Unit: commune, Role: account.Official, Since: at(since), Due: at(due)}
}

func TestStagesFallOnWorkingTime(t *testing.T) {
	for _, c := range []struct {
		side lateness.Side
		span string
		at   string
	}{
		{lateness.Before, "1 workday", "2022-12-09T07:30"}, {lateness.Before, "2 workdays", "2022-12-08T07:30"},
		{lateness.Before, "4 workhours", "2022-12-12T11:30"}, {lateness.Before, "9 workhours", "2022-12-09T16:30"},
		{lateness.After, "2 workdays", "2022-12-14T07:30"}, {lateness.After, "5 workdays", "2022-12-19T07:30"}, {lateness.After, "3 workhours", "2022-12-13T10:30"},
	} {
		rule := lateness.Rule{Stages: []lateness.Stage{{Of: lateness.OfDossier, Side: c.side, Span: c.span, Tell: []lateness.Whom{lateness.Head}}}}
		rings := rule.Rings(file(), rules)
		if len(rings) != 1 || !rings[0].At.Equal(at(c.at)) {
			t.Errorf("%s %s: %v, want %s", c.side, c.span, rings, c.at)
		}
	}
}

func TestNobodyIsWarnedOfWhatWasGivenOutLateNorWhileTheClockStands(t *testing.T) {
	d := file(step(1, "2022-12-12T10:00", "2022-12-12T11:00"))
	rule := lateness.Rule{Stages: []lateness.Stage{{Of: lateness.OfStep, Side: lateness.Before, Span: "4 workhours", Tell: []lateness.Whom{lateness.Holder}}}}
	if rings := rule.Rings(d, rules); len(rings) != 0 {
		t.Errorf("warned before the step began: %v", rings)
	}
	d.Clock = dossier.Paused
	if rings := lateness.Usual.Rings(d, rules); len(rings) != 0 {
		t.Errorf("warned while the clock stands: %v", rings)
	}
}

func TestTheForecastIsTheLongestPathThatIsLeft(t *testing.T) {
	both := []dossier.Work{step(1, "2022-12-08T09:00", "2022-12-12T09:00"), step(2, "2022-12-08T09:00", "2022-12-09T09:00")}
	f := lateness.Foresee(file(both...), rules, at("2022-12-09T07:30"))
	// Step 1 has a day and an hour and a half left, the signature takes half a day: half past two.
	if f.Left != 480+90+240 || !f.Done.Equal(at("2022-12-12T15:00")) || !f.WillDo {
		t.Errorf("foreseen %d minutes, %s, %v", f.Left, f.Done, f.WillDo)
	}
	f = lateness.Foresee(file(both...), rules, at("2022-12-09T09:01"))
	if f.WillDo || len(f.Behind) != 1 {
		t.Errorf("a step past its own time: %+v", f)
	}
}

func TestAnApologyIsOwedFromTheLastWorkingDayButOneOnWhenThePathIsTooLong(t *testing.T) {
	d := file(step(1, "2022-12-09T07:30", "2022-12-13T07:30"))
	for _, c := range []struct {
		now, look string
		owed      bool
	}{
		{"2022-12-08T17:30", "2022-12-09T07:30", false}, {"2022-12-09T07:30", "", true}, {"2022-12-13T08:00", "", true},
	} {
		v := lateness.Judge(d, rules, at(c.now))
		if v.Owed != c.owed || c.look != "" && !v.Look.Equal(at(c.look)) {
			t.Errorf("at %s: owed %v, look at %s", c.now, v.Owed, v.Look)
		}
	}
	fits := file(step(3, "2022-12-08T13:30", "2022-12-12T13:30"))
	v := lateness.Judge(fits, rules, at("2022-12-09T07:30"))
	if v.Owed || !v.Look.Equal(at("2022-12-12T13:30").Add(time.Second)) {
		t.Errorf("looks again at %s, not when the step falls behind", v.Look)
	}
}

func TestTheNewDateIsAWorkingDayAfterTheDueDateThatTheStepsCanKeep(t *testing.T) {
	behind := file(step(1, "2022-12-05T09:00", "2022-12-07T09:00"))
	for now, want := range map[string]string{"2022-12-09T07:30": "2022-12-13", "2022-12-16T16:00": "2022-12-21", "2022-12-09T16:00": "2022-12-14"} {
		f := lateness.Foresee(behind, rules, at(now))
		if got := lateness.NewDate(behind, rules, at(now), f); got != calendar.MustDay(want) {
			t.Errorf("on %s: %s, want %s", now, got, want)
		}
	}
}

func TestTheReasonNamesUnitsAndStepsAndNoPerson(t *testing.T) {
	d := file(step(1, "2022-12-05T09:00", "2022-12-07T09:00"))
	d.Open[0].Holder = 12
	d.Requests = []dossier.Request{{No: 1, Step: 1, Unit: 3, Due: "2022-12-08", Sent: at("2022-12-06T09:00")}}
	want := "UBND xã Hòa Lâm đang thực hiện bước 1 “Thẩm tra” từ 09:00 05/12/2022, quá thời gian của bước (09:00 07/12/2022); UBND huyện Tân Bình chưa trả lời yêu cầu phối hợp gửi ngày 06/12/2022, hạn 08/12/2022."
	if got := lateness.Reason(d, rules, at("2022-12-09T07:30")); got != want {
		t.Errorf("the reason: %s", got)
	}
}

func TestThePublicSeesNoCodeAndNoNumberOfAPerson(t *testing.T) {
	for code, want := range map[string]string{"H99.28-221205-0031": "H99.28-221205-••31", "H99.28-221205-12345": "H99.28-221205-•••45", "x": "x", "": ""} {
		if got := lateness.MaskedCode(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	if got := lateness.PublicReason("Chờ xác minh, hỏi 0600 000 123 hoặc 999186012345; hạn 12/12/2022."); got != "Chờ xác minh, hỏi ••• hoặc •••; hạn 12/12/2022." {
		t.Errorf("the reason: %s", got)
	}
}

func TestAReportGoesToTheUnitAboveTheOffice(t *testing.T) {
	for from, want := range map[orgunit.ID]orgunit.ID{5: 3, commune: 3, 3: 1, 1: 1} {
		if got := lateness.ReportTo(units, from); got != want {
			t.Errorf("from %d to %d, want %d", from, got, want)
		}
	}
}

func TestARuleIsRefusedWithEveryFaultAtItsLine(t *testing.T) {
	today := calendar.MustDay("2022-12-12")
	head := []lateness.Whom{lateness.Head}
	rule := lateness.Rule{From: today, Stages: []lateness.Stage{
		{Of: lateness.OfStep, Side: lateness.Before, Span: "1 workday", Tell: head}, {Of: lateness.OfStep, Side: lateness.Before, Span: "1 workday", Tell: head},
		{Of: "x", Side: lateness.After, Span: "1 workday", Tell: head}, {Of: lateness.OfStep, Side: lateness.After, Span: "3 days", Tell: head},
		{Of: lateness.OfStep, Side: lateness.Before, Span: "0 workdays", Tell: head}, {Of: lateness.OfStep, Side: lateness.After, Span: "2 workdays"},
		{Of: lateness.OfStep, Side: lateness.After, Span: "61 workdays", Tell: head}, {Of: lateness.OfDossier, Side: lateness.After, Span: "3 workdays", Tell: []lateness.Whom{"x"}},
	}}
	var rows []int
	for _, no := range refusal.Of(rule.Check(today)) {
		rows = append(rows, no.Row)
	}
	if !slices.Equal(rows, []int{0, 0, 2, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("faults at the lines %v", rows)
	}
	usual := lateness.Usual
	if err := usual.Check(usual.From - 1); err != nil {
		t.Errorf("the usual rule: %v", err)
	}
}

func TestTheLatestRuleOfADayIsInForce(t *testing.T) {
	list := []*lateness.Rule{{From: calendar.MustDay("2022-01-01"), Basis: "A"}, {From: calendar.MustDay("2023-01-01"), Basis: "B"}}
	for day, want := range map[string]string{"2021-12-31": lateness.Usual.Basis, "2022-01-01": "A", "2022-12-31": "A", "2023-01-01": "B"} {
		if got := lateness.InForce(list, calendar.MustDay(day)); got.Basis != want {
			t.Errorf("on %s: %s", day, got.Basis)
		}
	}
}

func TestANoticeSaysWhatItIsAboutInOneSentence(t *testing.T) {
	due := dossier.Instant(calendar.Due{Day: calendar.MustDay("2022-12-12")}.Last())
	for want, n := range map[string]lateness.Notice{
		"Quá hạn: hồ sơ H99-1, hạn 12/12/2022.":                              {Kind: lateness.Overdue, Due: due},
		"Sắp đến hạn: hồ sơ H99-1, bước 2, hạn 09:00 08/12/2022.":            {Kind: lateness.DueSoon, Step: 2, Due: dossier.Instant(at("2022-12-08T09:00"))},
		"Đôn đốc: hồ sơ H99-1, hạn 12/12/2022. Xong hôm nay.":                {Kind: lateness.Pressed, Due: due, Words: "Xong hôm nay."},
		"Quá hạn: hồ sơ H99-1, yêu cầu phối hợp số 3, hạn 09:00 08/12/2022.": {Kind: lateness.Overdue, Step: -3, Due: dossier.Instant(at("2022-12-08T09:00"))},
	} {
		if got := n.Says("H99-1"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !strings.Contains(lateness.NotKept.Title(), "không giữ được") {
		t.Error("a kind without a title")
	}
}
