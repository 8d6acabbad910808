package review_test

import (
	"math/big"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/domain/review"
)

var (
	before = []review.Activity{{Name: "Chuẩn bị đơn", Minutes: 50}, {Name: "Đi nộp", Minutes: 125, Other: 20_000, Times: 2}, {Name: "Phí", Fee: 75_000}}
	after  = []review.Activity{{Name: "Chuẩn bị đơn", Minutes: 50}, {Name: "Phí", Fee: 75_000}}
)

func TestCostIsExactAndRoundedOnceAtTheEnd(t *testing.T) {
	// (50 + 2 × 125) minutes at 40,001 đồng an hour, 40,000 paid, 75,000 of fee.
	want := big.NewRat(300*40_001, 60)
	want.Add(want, big.NewRat(115_000, 1))
	if got := review.Cost(before, 40_001); got.Cmp(want) != 0 {
		t.Errorf("cost %s, want %s", got, want)
	}
	thirds := []review.Activity{{Name: "Một phút", Minutes: 1}}
	if got := review.Yearly(thirds, 100, 3); got != 5 {
		t.Errorf("three times 100/60 is %d, want 5", got)
	}
	if got := review.Yearly(thirds, 30, 1); got != 1 {
		t.Errorf("a half is %d, want 1", got)
	}
}

func drafted(t *testing.T) *review.Proposal {
	t.Helper()
	p := &review.Proposal{ID: 1}
	write := review.Write{Proposal: review.Proposal{Year: 2026, Procedure: "1.000001", Means: review.StepsBeside, Title: "Làm song song",
		Reason: "Hai bước không chờ nhau", Hourly: 40_000, Before: before, After: after, Dossiers: 1000, Minutes: 200}}
	do(t, p, write, 7)
	return p
}

func do(t *testing.T, p *review.Proposal, a review.Act, by int64) {
	t.Helper()
	if _, _, err := a.Apply(p, moment(by)); err != nil {
		t.Fatalf("%T: %v", a, err)
	}
}

func refused(t *testing.T, p review.Proposal, a review.Act, by int64) {
	t.Helper()
	if _, _, err := a.Apply(&p, moment(by)); refusal.Of(err) == nil {
		t.Errorf("%T was not refused: %v", a, err)
	}
}

func moment(by int64) review.Moment {
	return review.Moment{By: account.ID(by), Unit: 4, Today: calendar.MustDay("2026-11-20")}
}

func TestAProposalIsApprovedBySomebodyElse(t *testing.T) {
	p := drafted(t)
	refused(t, *p, review.Approve{Decision: "12/QĐ"}, 8)
	do(t, p, review.Submit{}, 7)
	refused(t, *p, review.Approve{Decision: "12/QĐ"}, 7)
	refused(t, *p, review.Approve{}, 8)
	refused(t, *p, review.Write{Proposal: *p}, 7)
	do(t, p, review.ReturnIt{Reason: "Chưa rõ"}, 8)
	do(t, p, review.Write{Proposal: *p}, 7)
	do(t, p, review.Submit{}, 7)
	do(t, p, review.Approve{Decision: "12/QĐ"}, 8)
	refused(t, *p, review.MeasureIt{Counted: 1}, 8)
	do(t, p, review.CarryOut{From: calendar.MustDay("2026-06-01")}, 8)
	do(t, p, review.MeasureIt{Counted: 900, Real: after, Sooner: 150}, 8)
	refused(t, *p, review.Drop{Reason: "muộn"}, 8)
	if planned, now := p.Planned(); planned-now != review.Yearly(before[1:2], 40_000, 1000) {
		t.Errorf("planned %d, then %d", planned, now)
	}
	was, is, ok := p.Seen()
	if want := review.Yearly(before, 40_000, 900); !ok || was != want || is != review.Yearly(after, 40_000, 900) {
		t.Errorf("seen %d and %d", was, is)
	}
}

func TestADraftNamesEveryFault(t *testing.T) {
	_, _, err := review.Write{}.Apply(&review.Proposal{}, moment(7))
	if faults := refusal.Of(err); len(faults) < 5 {
		t.Errorf("%d faults: %v", len(faults), err)
	}
	bad := review.Write{Proposal: *drafted(t)}
	bad.Before = []review.Activity{{Name: "Âm", Minutes: -1}, {Minutes: 1}}
	if _, _, err := bad.Apply(drafted(t), moment(7)); len(refusal.Of(err)) != 2 {
		t.Errorf("two bad lines: %v", err)
	}
}

func TestTheReportAddsUpByGroupAndAsAWhole(t *testing.T) {
	one, two, three := drafted(t), drafted(t), drafted(t)
	do(t, two, review.Submit{}, 7)
	do(t, two, review.Approve{Decision: "1"}, 8)
	three.Procedure, three.Means = "1.000002", review.DropPaper
	lines, sum := review.Report([]*review.Proposal{one, two, three}, func(p *review.Proposal) string { return string(p.Means) })
	if len(lines) != 2 || lines[0].Proposals != 2 || lines[0].Procedures != 1 || lines[0].Approved != 1 {
		t.Errorf("lines %+v", lines)
	}
	plannedBefore, plannedAfter := two.Planned()
	if sum.Proposals != 3 || sum.Procedures != 2 || sum.Saves() != plannedBefore-plannedAfter || sum.Minutes != 200 || sum.Saved() != 0 {
		t.Errorf("sum %+v", sum)
	}
}
