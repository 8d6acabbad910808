package demo

import (
	"cchc/domain/calendar"
	"cchc/domain/review"
	"cchc/domain/workflow"
	kept "cchc/store/review"
)

// workflows are one that a second person has approved and published, and one that waits
// for that person: the steps beside each other that the map proposes.
func (t *town) workflows() error {
	w, err := t.submit("9.000211", func(steps []workflow.Step) {
		steps[0].Minutes -= steps[0].Minutes / 5
	})
	if err != nil {
		return err
	}
	if w, err = t.house.Workflows.Approve(t.ctx, w.ID, w.Version, t.by(designer)); err != nil {
		return err
	}
	from := t.cal.NextWorking(calendar.DayOf(t.Now) + 1)
	if _, err = t.house.Workflows.Publish(t.ctx, w.ID, from, "Quyết định 87/QĐ-UBND (hư cấu)", t.by(designer)); err != nil {
		return err
	}
	_, err = t.submit(mapped, func(steps []workflow.Step) {
		steps[2].After, steps[3].After = []int{1}, []int{2, 3}
	})
	return err
}

// submit drafts the next workflow of a procedure and hands it to the second person.
func (t *town) submit(code string, change func([]workflow.Step)) (workflow.Version, error) {
	w, err := t.house.Workflows.Draft(t.ctx, code, 0, t.by(drafter))
	if err != nil {
		return w, err
	}
	change(w.Steps)
	if w, err = t.house.Workflows.SaveDraft(t.ctx, w, t.by(drafter)); err != nil {
		return w, err
	}
	return t.house.Workflows.Submit(t.ctx, w.ID, w.Version, t.by(drafter))
}

// mapped is the procedure with the slow step: see slowStep.
const mapped = "9.000201"

// income of an hour, in đồng, as the costs of a proposal are reckoned with.
const income = 33_000

// plans are proposals of last year and of this one, with how far each has come.
var plans = []struct {
	back  int // years
	plan  review.Proposal
	state review.State
}{
	{1, review.Proposal{
		Procedure: "1.000894", Means: review.DropPaper, Title: "Bỏ bản sao giấy tờ chứng minh nơi cư trú", Reason: "Cơ sở dữ liệu quốc gia về dân cư đã có",
		Before: []review.Activity{{Name: "Sao chụp, chứng thực giấy tờ", Minutes: 45, Other: 8_000}, {Name: "Đến nộp hồ sơ", Minutes: 60, Other: 15_000}},
		After:  []review.Activity{{Name: "Đến nộp hồ sơ", Minutes: 60, Other: 15_000}}, Dossiers: 4_200, Minutes: 0,
	}, review.InForce},
	{1, review.Proposal{
		Procedure: "9.000211", Means: review.ShortenTime, Title: "Rút thời gian thẩm tra đăng ký hộ kinh doanh", Reason: "Bước thẩm tra luôn xong trước một nửa thời gian",
		Before: []review.Activity{{Name: "Nộp và nhận kết quả", Minutes: 120, Fee: 100_000}}, After: []review.Activity{{Name: "Nộp và nhận kết quả", Minutes: 120, Fee: 100_000}},
		Dossiers: 5_300, Minutes: 288,
	}, review.Approved},
	{1, review.Proposal{
		Procedure: "9.000262", Means: review.DropProcedure, Title: "Bãi bỏ giấy phép bán lẻ rượu", Reason: "Chuyển sang thông báo", Basis: "Sửa NĐ 105/2017/NĐ-CP: thẩm quyền Chính phủ",
		Before: []review.Activity{{Name: "Lập hồ sơ", Minutes: 180, Other: 20_000, Fee: 200_000}}, Dossiers: 900,
	}, review.Dropped},
	{0, review.Proposal{
		Procedure: mapped, Means: review.StepsBeside, Title: "Kiểm tra thực địa và đối chiếu quy hoạch làm song song", Reason: "Bản đồ quá trình cho thấy mọi hồ sơ chờ bước kiểm tra thực địa",
		Before: []review.Activity{{Name: "Đi lại hỏi kết quả", Minutes: 60, Other: 20_000, Times: 2}, {Name: "Nộp hồ sơ", Minutes: 90, Fee: 75_000}},
		After:  []review.Activity{{Name: "Đi lại hỏi kết quả", Minutes: 60, Other: 20_000}, {Name: "Nộp hồ sơ", Minutes: 90, Fee: 75_000}}, Dossiers: 5_200, Minutes: 1_440,
	}, review.Submitted},
	{0, review.Proposal{
		Procedure: "1.001193", Means: review.ReusePaper, Title: "Dùng lại giấy chứng nhận kết hôn đã cấp khi đăng ký khai sinh", Reason: "Kho kết quả đã có, tra theo số định danh",
		Before: []review.Activity{{Name: "Sao chụp giấy chứng nhận kết hôn", Minutes: 20, Other: 4_000}}, After: []review.Activity{{Name: "Đồng ý dùng lại", Minutes: 1}}, Dossiers: 9_000,
	}, review.Drafted},
}

// proposals are the reviews of two years, and the map that one of them rests on.
func (t *town) proposals() error {
	office := kept.Open(t.house)
	year, _, _ := calendar.DayOf(t.clock).Date()
	for _, p := range plans {
		draft := p.plan
		draft.Year, draft.Hourly = year-p.back, income
		if err := t.propose(office, draft, p.state); err != nil {
			return err
		}
	}
	flow := t.item(mapped).editions[0].flow.ID
	return office.Ask(t.ctx, review.Order{Workflow: flow, From: yearsEnd - 92, To: yearsEnd}, t.by(designer))
}

// propose brings a proposal as far as a state.
func (t *town) propose(office kept.Reviews, draft review.Proposal, state review.State) error {
	p, err := office.Do(t.ctx, 0, 0, review.Write{Proposal: draft}, t.by(drafter))
	if err != nil || state == review.Drafted {
		return err
	}
	acts := []review.Act{review.Submit{}}
	switch state {
	case review.Dropped:
		acts = append(acts, review.Drop{Reason: "Ngoài thẩm quyền của tỉnh, đã kiến nghị"})
	case review.Approved:
		acts = append(acts, review.Approve{Decision: "1204/QĐ-UBND (hư cấu)"})
	case review.InForce:
		from := calendar.On(draft.Year+1, 1, 1)
		acts = append(acts, review.Approve{Decision: "1203/QĐ-UBND (hư cấu)"}, review.CarryOut{From: from}, review.MeasureIt{Counted: 3_900, Real: draft.After, Sooner: 0})
	}
	for _, act := range acts {
		if p, err = office.Do(t.ctx, p.ID, p.Version, act, t.by(designer)); err != nil {
			return err
		}
	}
	return nil
}
