package dossier_test

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// world is a commune with one procedure of five working days; its workflow has two steps
// side by side between the first and the last.
type world struct {
	units   *orgunit.Map
	version procedure.Version
	flow    workflow.Version
	days    *calendar.Calendar
}

func newWorld() *world {
	since := calendar.MustDay("2020-01-01")
	return &world{
		units: orgunit.NewMap([]*orgunit.Unit{
			{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: 4, Code: "H99.28.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 1, From: since},
			{ID: 5, Code: "H99.28.06", Name: "UBND xã Cũ", Level: orgunit.Commune, Block: orgunit.Communes, Parent: 1, From: since, Until: calendar.MustDay("2023-01-01"), Heirs: []orgunit.ID{4}},
			{ID: 6, Code: "H99.41", Name: "Chi cục Thuế", Level: orgunit.Province, Block: orgunit.Vertical, Parent: 1, From: since},
			{ID: 7, Code: "H99.05", Name: "Sở Xây dựng", Level: orgunit.Province, Block: orgunit.Department, Parent: 1, From: since},
			{ID: 8, Code: "H99.05.90", Name: "Phòng Quy hoạch", Level: orgunit.Province, Block: orgunit.Within, Parent: 7, From: since},
		}),
		version: procedure.Version{
			ID: 102, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Thử", Levels: []orgunit.Level{orgunit.Commune},
			Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays", Fee: 75000}},
			Cases:  []procedure.Case{{No: 1, Name: "Chung"}},
		},
		flow: workflow.Version{ID: 202, Procedure: "1.009999", Status: workflow.Published, From: since, Steps: []workflow.Step{
			{No: 1, Content: "Thẩm tra", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 2, After: []int{1}, Content: "Hỏi thuế", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 3, After: []int{1}, Content: "Hỏi quy hoạch", Place: workflow.AtUnit, Role: account.Official, Minutes: 480},
			{No: 4, After: []int{2, 3}, Content: "Phê duyệt", Place: workflow.AtUnit, Role: account.Leader, Minutes: 480},
		}},
		days: calendar.Standard(),
	}
}

func (w *world) Calendar(orgunit.ID) *calendar.Calendar { return w.days }
func (w *world) Units() *orgunit.Map                    { return w.units }
func (w *world) Procedure(id procedure.ID) *procedure.Version {
	if id == w.version.ID {
		return &w.version
	}
	return nil
}
func (w *world) Workflow(id workflow.ID) *workflow.Version {
	if id == w.flow.ID {
		return &w.flow
	}
	return nil
}

func on(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Local)
	if err != nil {
		panic(err)
	}
	return t
}

// step is one act of a life: at what time, and the beginning of the sentence that refuses
// it, "" when it is done.
type step struct {
	at     string
	act    dossier.Act
	refuse string
}

func intake() dossier.Receive {
	return dossier.Receive{Unit: 4, Desk: 4, Procedure: 102, Workflow: 202, Channel: procedure.Direct, Paid: true}
}

// live plays a life from a receipt at 09:00 on Monday 04/03/2024, due on 11/03.
func live(t *testing.T, w *world, steps []step) dossier.Dossier {
	t.Helper()
	d := dossier.Dossier{ID: 1, Code: "H99.28.05-240304-0001"}
	steps = append([]step{{"2024-03-04T09:00", intake(), ""}}, steps...)
	for i, s := range steps {
		before := d
		_, err := s.act.Apply(&d, dossier.Moment{By: 9, Unit: 4, At: on(s.at).UTC(), Rules: w})
		switch {
		case s.refuse == "" && err != nil:
			t.Fatalf("step %d, %T: %v", i, s.act, err)
		case s.refuse != "" && (err == nil || !strings.Contains(err.Error(), s.refuse)):
			t.Fatalf("step %d, %T: got %v, want a refusal with %q", i, s.act, err, s.refuse)
		case s.refuse != "" && refusal.Of(err) == nil:
			t.Fatalf("step %d, %T: %v is a fault, not a refusal", i, s.act, err)
		}
		if err != nil {
			d = before // the store gives up what a refused act touched
		}
	}
	return d
}

// through is the way through the steps to the last one.
func through(at string) []step {
	return []step{
		{at, dossier.CompleteStep{Step: 1}, ""}, {at, dossier.CompleteStep{Step: 2}, ""}, {at, dossier.CompleteStep{Step: 3}, ""},
	}
}

func TestLives(t *testing.T) {
	tests := map[string]struct {
		steps    []step
		state    dossier.State
		due      string
		outcome  dossier.Outcome
		original string
		kept     dossier.Kept
		first    dossier.Outcome
	}{
		"finished on the due day after hours is on time": {
			steps: append(through("2024-03-05T09:00"), step{"2024-03-11T18:05", dossier.Finish{}, ""}),
			state: dossier.Approved, due: "2024-03-11", outcome: dossier.OnTime,
		},
		"finished the day before is early": {
			steps: append(through("2024-03-05T09:00"), step{"2024-03-08T09:00", dossier.Finish{}, ""}),
			state: dossier.Approved, due: "2024-03-11", outcome: dossier.Early,
		},
		"finished a day after is late, and the result is handed over all the same": {
			steps: append(through("2024-03-05T09:00"), step{"2024-03-12T08:00", dossier.Finish{}, ""}, step{"2024-03-12T09:00", dossier.HandOver{}, ""}),
			state: dossier.Issued, due: "2024-03-11", outcome: dossier.Late,
		},
		"a supplement restarts the limit, and the first promise is kept beside it": {
			steps: append([]step{
				{"2024-03-06T09:00", dossier.RequestSupplement{Missing: "bản vẽ"}, ""},
				{"2024-03-12T10:00", dossier.Supply{}, ""},
			}, append(through("2024-03-13T09:00"), step{"2024-03-19T10:00", dossier.Finish{}, ""})...),
			state: dossier.Approved, due: "2024-03-19", outcome: dossier.OnTime, original: "2024-03-11", first: dossier.Late,
		},
		"a second supplement is refused": {
			steps: []step{
				{"2024-03-06T09:00", dossier.RequestSupplement{Missing: "bản vẽ"}, ""},
				{"2024-03-12T10:00", dossier.Supply{}, ""},
				{"2024-03-13T10:00", dossier.RequestSupplement{Missing: "thêm nữa"}, "đã được yêu cầu bổ sung một lần"},
			},
			state: dossier.Processing, due: "2024-03-19", original: "2024-03-11",
		},
		"waiting for payment resumes the limit": {
			steps: []step{
				{"2024-03-06T09:00", dossier.PauseForPayment{Amount: 4_610_000, Basis: "thông báo thuế"}, ""},
				{"2024-03-12T10:00", dossier.Resume{Receipt: "BL-1"}, ""},
			},
			state: dossier.Processing, due: "2024-03-15", original: "2024-03-11",
		},
		"an apology does not turn late into on time, and its own date is judged besides": {
			steps: append(through("2024-03-05T09:00"),
				step{"2024-03-08T09:00", dossier.Extend{To: calendar.MustDay("2024-03-15"), Reason: "chờ thuế"}, ""},
				step{"2024-03-15T09:00", dossier.Finish{}, ""}),
			state: dossier.Approved, due: "2024-03-11", outcome: dossier.Late, kept: dossier.KeptIt,
		},
		"a second apology is refused and goes to the leader": {
			steps: []step{
				{"2024-03-08T09:00", dossier.Extend{To: calendar.MustDay("2024-03-15"), Reason: "chờ thuế"}, ""},
				{"2024-03-14T09:00", dossier.Extend{To: calendar.MustDay("2024-03-20"), Reason: "vẫn chờ"}, "hãy báo cáo lãnh đạo"},
			},
			state: dossier.Received, due: "2024-03-11",
		},
		"withdrawn counts neither as on time nor as late": {
			steps: []step{{"2024-03-05T09:00", dossier.Withdraw{Reason: "đổi ý"}, ""}},
			state: dossier.Withdrawn, due: "2024-03-11", outcome: dossier.WasWithdrawn,
		},
		"refused counts neither as on time nor as late": {
			steps: []step{{"2024-03-20T09:00", dossier.Refuse{Reason: "không đủ điều kiện"}, ""}},
			state: dossier.Refused, due: "2024-03-11", outcome: dossier.WasRefused,
		},
		"stopped while waiting": {
			steps: []step{
				{"2024-03-06T09:00", dossier.RequestSupplement{Missing: "bản vẽ"}, ""},
				{"2024-04-06T09:00", dossier.Stop{Reason: "quá hạn bổ sung"}, ""},
			},
			state: dossier.Stopped, due: "2024-03-11", outcome: dossier.WasStopped,
		},
		"nothing is finished while the person has the next move": {
			steps: []step{
				{"2024-03-06T09:00", dossier.RequestSupplement{Missing: "bản vẽ"}, ""},
				{"2024-03-07T09:00", dossier.Finish{}, "Không thể kết thúc"},
			},
			state: dossier.WaitSupplement, due: "2024-03-11",
		},
		"nothing is finished before its steps are done": {
			steps: []step{{"2024-03-05T09:00", dossier.Finish{}, "còn bước 2"}},
			state: dossier.Received, due: "2024-03-11",
		},
		"a result is not ready before it was received": {
			steps: append(through("2024-03-05T09:00"), step{"2024-03-06T09:00", dossier.Finish{Ready: on("2024-03-01T09:00")}, "trước thời điểm tiếp nhận"}),
			state: dossier.Processing, due: "2024-03-11",
		},
		"a result is not ready while the clock stood": {
			steps: append([]step{
				{"2024-03-06T09:00", dossier.PauseForPayment{Amount: 1, Basis: "x"}, ""}, {"2024-03-12T10:00", dossier.Resume{Receipt: "y"}, ""},
			}, append(through("2024-03-13T09:00"), step{"2024-03-14T09:00", dossier.Finish{Ready: on("2024-03-08T09:00")}, "tiếp tục được giải quyết"})...),
			state: dossier.Processing, due: "2024-03-15", original: "2024-03-11",
		},
		"a result is not ready in the future": {
			steps: append(through("2024-03-05T09:00"), step{"2024-03-06T09:00", dossier.Finish{Ready: on("2024-03-07T09:00")}, "ở tương lai"}),
			state: dossier.Processing, due: "2024-03-11",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := live(t, newWorld(), tt.steps)
			if d.State != tt.state || d.Due.Day.String() != tt.due || d.Outcome != tt.outcome {
				t.Errorf("state %s, due %s, outcome %q; want %s, %s, %q", d.State, d.Due.Day, d.Outcome, tt.state, tt.due, tt.outcome)
			}
			if d.Original.Day.String() != tt.original || d.Kept != tt.kept || d.First != tt.first {
				t.Errorf("original %s, kept %q, first %q; want %s, %q, %q", d.Original.Day, d.Kept, d.First, tt.original, tt.kept, tt.first)
			}
		})
	}
}
