package dossier_test

import (
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/workflow"
)

// from is an act done by somebody of another unit.
type from struct {
	unit orgunit.ID
	by   account.ID
	act  dossier.Act
}

func (f from) Apply(d *dossier.Dossier, m dossier.Moment) (dossier.Happened, error) {
	m.Unit, m.By = f.unit, f.by
	return f.act.Apply(d, m)
}

const (
	tax      orgunit.ID = 6
	building orgunit.ID = 7
	division orgunit.ID = 8 // inside the building department
)

func ask(unit orgunit.ID, compulsory bool) workflow.Ask {
	return workflow.Ask{Unit: unit, Kind: workflow.Opinion, Content: "Có phù hợp quy hoạch không?", Limit: calendar.Limit{N: 2, Unit: calendar.WorkDays}, Compulsory: compulsory}
}

// asked consults the tax office and the building department at step 1, on 05/03 at 09:00.
func asked(more ...step) []step {
	return append([]step{{"2024-03-05T09:00", dossier.Consult{Asks: []workflow.Ask{ask(tax, true), ask(building, true)}}, ""}}, more...)
}

func answered(at string, unit orgunit.ID, no int, verdict dossier.Verdict) step {
	return step{at, from{unit, 30, dossier.GiveAnswer{Request: no, Verdict: verdict, Text: "theo hồ sơ"}}, ""}
}

func TestRequests(t *testing.T) {
	tests := map[string]struct {
		steps   []step
		open    []int
		waiting int
	}{
		"all are asked at once, and the step waits": {asked(step{"2024-03-05T10:00", dossier.CompleteStep{Step: 1}, "còn chờ 2 cơ quan bắt buộc trả lời"}), []int{1}, 2},
		"one answer is not enough": {asked(answered("2024-03-06T09:00", tax, 1, dossier.Agree),
			step{"2024-03-06T10:00", dossier.CompleteStep{Step: 1}, "còn chờ 1 cơ quan"}), []int{1}, 1},
		"all answers in, the step goes on": {asked(answered("2024-03-06T09:00", tax, 1, dossier.Agree), answered("2024-03-06T09:00", building, 2, dossier.Disagree),
			step{"2024-03-06T10:00", dossier.CompleteStep{Step: 1}, ""}), []int{2, 3}, 0},
		"a division answers for its department": {asked(answered("2024-03-06T09:00", division, 2, dossier.Returns)), []int{1}, 1},
		"silence is not consent, however long":  {asked(step{"2024-06-06T10:00", dossier.CompleteStep{Step: 1}, "Im lặng không phải là đồng ý"}), []int{1}, 2},
		"what is not compulsory holds nobody up, and waits no more afterwards": {[]step{
			{"2024-03-05T09:00", dossier.Consult{Asks: []workflow.Ask{ask(tax, false)}}, ""}, {"2024-03-05T10:00", dossier.CompleteStep{Step: 1}, ""}}, []int{2, 3}, 0},
		"nobody answers for another": {asked(step{"2024-03-06T09:00", from{tax, 30, dossier.GiveAnswer{Request: 2, Verdict: dossier.Agree}}, "Chỉ Sở Xây dựng được trả lời"}), []int{1}, 2},
		"who asked does not answer":  {asked(step{"2024-03-06T09:00", dossier.GiveAnswer{Request: 2, Verdict: dossier.Agree}, "Chỉ Sở Xây dựng được trả lời"}), []int{1}, 2},
		"a no needs its reason":      {asked(step{"2024-03-06T09:00", from{tax, 30, dossier.GiveAnswer{Request: 1, Verdict: dossier.Disagree}}, "Phải ghi lý do"}), []int{1}, 2},
		"an answer says what it is":  {asked(step{"2024-03-06T09:00", from{tax, 30, dossier.GiveAnswer{Request: 1, Text: "?"}}, "Chưa chọn đồng ý"}), []int{1}, 2},
		"recalled with a reason, the step goes on": {asked(
			step{"2024-03-11T09:00", dossier.RecallRequest{Request: 1}, "Phải ghi lý do"},
			step{"2024-03-11T09:00", dossier.RecallRequest{Request: 1, Reason: "đã có số liệu"}, ""}, answered("2024-03-11T09:00", building, 2, dossier.Agree),
			step{"2024-03-11T10:00", dossier.CompleteStep{Step: 1}, ""}), []int{2, 3}, 0},
		"only who asked recalls": {asked(step{"2024-03-11T09:00", from{tax, 30, dossier.RecallRequest{Request: 1, Reason: "x"}}, "Chỉ UBND xã Hòa Lâm được thu hồi"}), []int{1}, 2},
		"handed back by who is not competent, and asked elsewhere": {asked(
			step{"2024-03-06T09:00", from{tax, 30, dossier.HandBackRequest{Request: 1, Reason: "thuộc Sở Xây dựng"}}, ""},
			step{"2024-03-06T10:00", from{tax, 30, dossier.GiveAnswer{Request: 1, Verdict: dossier.Agree}}, "không trả lời được nữa"},
			step{"2024-03-06T11:00", dossier.Consult{Asks: []workflow.Ask{ask(tax, true)}}, ""}), []int{1}, 2},
		"an answer is not recalled": {asked(answered("2024-03-06T09:00", tax, 1, dossier.Agree),
			step{"2024-03-06T10:00", dossier.RecallRequest{Request: 1, Reason: "x"}, "không còn chờ"}), []int{1}, 1},
		"nobody is asked twice at once":      {asked(step{"2024-03-05T10:00", dossier.Consult{Asks: []workflow.Ask{ask(tax, true)}}, "chưa trả lời"}), []int{1}, 2},
		"nobody asks himself":                {[]step{{"2024-03-05T10:00", dossier.Consult{Asks: []workflow.Ask{ask(4, true)}}, "không tự hỏi mình"}}, []int{1}, 0},
		"nobody asks a unit that is no more": {[]step{{"2024-03-05T10:00", dossier.Consult{Asks: []workflow.Ask{ask(5, true)}}, "không hoạt động"}}, []int{1}, 0},
		"a question has words and a limit":   {[]step{{"2024-03-05T10:00", dossier.Consult{Asks: []workflow.Ask{{Unit: tax, Kind: workflow.Part}}}, "Phải ghi nội dung"}}, []int{1}, 0},
		"sent back, the step's questions wait no more": {append(through("2024-03-05T09:00")[:1],
			step{"2024-03-05T10:00", dossier.Consult{Step: 2, Asks: []workflow.Ask{ask(tax, true)}}, ""},
			step{"2024-03-05T11:00", dossier.SendBack{Step: 2, To: 1, Reason: "thiếu"}, ""}), []int{1}, 0},
		"refused, nothing waits": {asked(step{"2024-03-05T11:00", dossier.Refuse{Reason: "trái quy hoạch"}, ""}), nil, 0},
		"an agency is reminded": {asked(step{"2024-03-08T09:00", dossier.RemindRequest{Request: 1}, ""},
			step{"2024-03-08T09:00", from{tax, 30, dossier.RemindRequest{Request: 2}}, "Chỉ UBND xã Hòa Lâm được đôn đốc"}), []int{1}, 2},
		"a step is completed by who holds it only": {[]step{{"2024-03-05T09:00", dossier.TakeOver{}, ""},
			{"2024-03-05T10:00", from{4, 10, dossier.CompleteStep{}}, "người khác"}, {"2024-03-05T11:00", dossier.Release{Reason: "bận"}, ""}, {"2024-03-05T12:00", from{4, 10, dossier.CompleteStep{}}, ""}}, []int{2, 3}, 0},
		"the leader gives a step to another": {[]step{{"2024-03-05T09:00", dossier.TakeOver{}, ""}, {"2024-03-05T10:00", dossier.Assign{To: 10, Reason: "nghỉ ốm"}, ""},
			{"2024-03-05T11:00", dossier.CompleteStep{}, "người khác"}, {"2024-03-05T12:00", from{4, 10, dossier.CompleteStep{}}, ""}}, []int{2, 3}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := live(t, newWorld(), tt.steps)
			if got := open(d); !equal(got, tt.open) || len(d.Waiting()) != tt.waiting {
				t.Errorf("open %v, %d waiting; want %v, %d", got, len(d.Waiting()), tt.open, tt.waiting)
			}
		})
	}
}

func TestLatenessOfAnAnswerIsOfTheAgencyAsked(t *testing.T) {
	d := live(t, newWorld(), asked(answered("2024-03-07T17:00", tax, 1, dossier.Agree), answered("2024-03-08T08:00", building, 2, dossier.Agree),
		answered("2024-03-12T08:00", tax, 1, dossier.Disagree)))
	if due := d.Requests[0].DueAt().Vietnamese(); due != "07/03/2024" || d.Due.Vietnamese() != "11/03/2024" {
		t.Errorf("answer due %s, dossier due %s", due, d.Due.Vietnamese())
	}
	if now := on("2024-03-20T08:00"); d.Requests[0].IsLate(now) || !d.Requests[1].IsLate(now) {
		t.Error("the first answer decides, and a further version makes nobody late")
	}
	if d.Requests[0].Last().Verdict != dossier.Disagree || len(d.Requests[0].Answers) != 2 {
		t.Errorf("answers %+v", d.Requests[0].Answers)
	}
}

func TestAnAnswerAfterTheStepWentOnIsKeptAndMarked(t *testing.T) {
	d := live(t, newWorld(), asked(answered("2024-03-06T09:00", tax, 1, dossier.Agree), answered("2024-03-06T09:00", building, 2, dossier.Agree),
		step{"2024-03-06T10:00", dossier.CompleteStep{Step: 1}, ""}, answered("2024-03-07T09:00", tax, 1, dossier.Disagree)))
	if a := d.Requests[0].Answers; a[0].Addition || !a[1].Addition {
		t.Errorf("answers %+v", a)
	}
}

func TestAStepThatNamesAgenciesAsksThemAllWhenItOpens(t *testing.T) {
	w := newWorld()
	limit := calendar.Limit{N: 1, Unit: calendar.WorkDays}
	w.flow.Steps[1].Asks = []workflow.Ask{
		{Place: workflow.AtNearest, Block: orgunit.Vertical, Kind: workflow.Part, Content: "Xác định thuế", Limit: limit, Compulsory: true},
		{Place: workflow.AtProvince, Kind: workflow.Opinion, Content: "Ý kiến", Limit: limit},
	}
	d := live(t, w, append(through("2024-03-05T09:00")[:1], step{"2024-03-05T10:00", dossier.CompleteStep{Step: 2}, "Chi cục Thuế"}))
	if len(d.Requests) != 2 || d.Requests[0].Unit != tax || d.Requests[1].Unit != 1 || !d.Requests[0].Sent.Equal(d.Requests[1].Sent) {
		t.Errorf("requests %+v", d.Requests)
	}
	past := live(t, w, []step{{"2024-03-05T09:00", dossier.CompleteStep{Step: 1, Past: true}, ""}, {"2024-03-05T09:00", dossier.CompleteStep{Step: 2, Past: true}, ""}})
	if len(past.Waiting()) != 0 {
		t.Error("a file that tells of no answers holds a dossier up")
	}
}

func TestTheRequestsOfAUnitThatEndsGoToItsHeir(t *testing.T) {
	d := live(t, newWorld(), asked(answered("2024-03-06T09:00", building, 2, dossier.Agree),
		step{"2024-03-06T12:00", dossier.Transfer{From: tax, To: 8, Basis: "QĐ 1"}, ""}, step{"2024-03-06T12:00", dossier.Transfer{From: building, To: 8, Basis: "QĐ 1"}, ""}))
	if d.Requests[0].Unit != 8 || d.Requests[1].Unit != building {
		t.Errorf("requests at %d and %d: what was answered stays, what waits goes", d.Requests[0].Unit, d.Requests[1].Unit)
	}
}

func TestWhoStandsInWorksOnTheStepsOfTheAbsentWhichStayTheirs(t *testing.T) {
	w := newWorld()
	d := live(t, w, []step{{"2024-03-05T09:00", dossier.TakeOver{}, ""}})
	m := dossier.Moment{By: 10, Unit: 4, At: on("2024-03-05T10:00").UTC(), Rules: w, For: []account.ID{9}}
	if _, err := (dossier.Consult{Asks: []workflow.Ask{ask(tax, false)}}).Apply(&d, m); err != nil || d.Open[0].Holder != 9 {
		t.Fatalf("held by %d, %v", d.Open[0].Holder, err)
	}
	if _, err := (dossier.CompleteStep{}).Apply(&d, m); err != nil {
		t.Error(err)
	}
}

func TestTheResultComesBackToThePlaceOfReceiptOnce(t *testing.T) {
	w := newWorld()
	d := live(t, w, append(through("2024-03-05T09:00"), step{"2024-03-06T09:00", dossier.Finish{}, ""}, step{"2024-03-06T10:00", dossier.BringBack{}, "ngay tại cơ quan tiếp nhận"}))
	d.Desk = tax // received elsewhere
	back := func(unit orgunit.ID) error {
		_, err := dossier.BringBack{}.Apply(&d, dossier.Moment{By: 9, Unit: unit, At: on("2024-03-06T11:00").UTC(), Rules: w})
		return err
	}
	if back(building) == nil || back(tax) != nil || d.Brought.IsZero() || back(tax) == nil {
		t.Errorf("brought %s", d.Brought)
	}
}

func TestAStepHasItsOwnTimeLessThatInWhichItWaitedForOthers(t *testing.T) {
	w := newWorld()
	due := func(steps ...step) string {
		return live(t, w, asked(steps...)).Open[0].Due.In(calendar.Local).Format("02/01 15:04")
	}
	first := answered("2024-03-06T09:00", tax, 1, dossier.Agree)
	if got := due(first); got != "06/03 09:00" { // 480 minutes from 04/03 09:00, and 480 of one answer
		t.Errorf("after one answer due %s", got)
	}
	if got := due(first, answered("2024-03-06T17:00", building, 2, dossier.Agree)); got != "06/03 17:00" {
		t.Errorf("after both due %s", got)
	}
	if got := due(first, step{"2024-03-06T17:00", dossier.RecallRequest{Request: 2, Reason: "x"}, ""}, answered("2024-03-12T17:00", tax, 1, dossier.Agree)); got != "06/03 17:00" {
		t.Errorf("after a recall and a further version due %s", got)
	}
}

func TestWorkIsGivenToAnotherAlsoWhileTheClockStands(t *testing.T) {
	d := live(t, newWorld(), []step{{"2024-03-05T09:00", dossier.RequestSupplement{Missing: "bản vẽ"}, ""}, {"2024-03-05T10:00", dossier.Assign{To: 10, Reason: "nghỉ ốm"}, ""}})
	if d.State != dossier.WaitSupplement || d.Clock != dossier.Paused || d.Open[0].Holder != 10 {
		t.Errorf("%s, %s, held by %d", d.State, d.Clock, d.Open[0].Holder)
	}
}
