package payment_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/kit/dbtest"
	"cchc/store"
	money "cchc/store/payment"
)

const (
	province orgunit.ID = 31
	commune  orgunit.ID = 32
	clerk    account.ID = 7
	leader   account.ID = 8
)

// till is a furnished store with its money.
type till struct {
	*store.Store
	money.Payments
	t   *testing.T
	now time.Time
}

func each(t *testing.T, f func(*till)) {
	t.Helper()
	dbtest.Each(t, store.Migrations(), func(t *testing.T, d *db.DB) {
		s := store.New(d)
		c := &till{s, money.Payments{Dossiers: s.Dossiers}, t, time.Date(2026, 3, 5, 2, 0, 0, 0, time.UTC)}
		s.Dossiers.Follow(c.Payments.Follow)
		c.furnish()
		f(c)
	})
}

func (c *till) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// refused wants a refusal of a kind.
func (c *till) refused(err error, kind refusal.Kind) {
	c.t.Helper()
	if refusal.KindOf(err) != kind {
		c.t.Errorf("error %v is not of kind %d", err, kind)
	}
}

func (c *till) furnish() {
	since := calendar.MustDay("2020-01-01")
	c.must(c.Furnish(c.t.Context(), store.Furniture{
		Units: []orgunit.Unit{
			{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
			{ID: commune, Code: "H99.05", Name: "UBND xã Hòa Lâm", Level: orgunit.Commune, Block: orgunit.Communes, Parent: province, From: since},
		},
		Versions: []procedure.Version{{
			ID: 101, Code: "1.009999", Number: 1, Name: "Cấp giấy phép thử", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{
				Channel: procedure.Direct, Limit: "5 workdays", Fee: 8000, Lines: []procedure.FeeLine{{Kind: procedure.StateCharge, Name: "Lệ phí", Amount: 8000}},
				Grounds: []procedure.Ground{{Code: "ngheo", Name: "Hộ nghèo", Basis: "NQ 12", Off: "1/2"}, {Code: "tre", Name: "Trẻ em", Basis: "NQ 12", Off: "1"}},
			}},
			Cases: []procedure.Case{{No: 1, Name: "Chung"}},
		}},
		Workflows: []workflow.Version{{ID: 201, Procedure: "1.009999", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}},
	}, store.Moment{At: c.now.AddDate(-5, 0, 0)}))
}

// by is a stamp; every one is a second later.
func (c *till) by(who account.ID, key ...string) account.Stamp {
	c.now = c.now.Add(time.Second)
	return account.Stamp{By: who, Unit: commune, At: c.now, Key: strings.Join(key, "")}
}

func (c *till) receive() dossier.Dossier {
	c.t.Helper()
	d, err := c.Dossiers().Receive(c.t.Context(), dossier.Receive{Unit: commune, Desk: commune, Procedure: 101, Workflow: 201, Channel: procedure.Direct},
		dossier.Person{Name: "Đinh Thị Hồng"}, store.Moment(c.by(clerk)))
	c.must(err)
	return d
}

// Dossiers chooses between the two that are embedded.
func (c *till) Dossiers() store.Dossiers { return c.Store.Dossiers }

func (c *till) open(d dossier.Dossier, grounds ...string) payment.Order {
	c.t.Helper()
	o, err := c.Payments.Open(c.t.Context(), d.ID, grounds, c.by(clerk))
	c.must(err)
	return o
}

// is wants a dossier and its order to stand so.
func (c *till) is(d dossier.Dossier, finance dossier.Finance, o payment.Order, state payment.State) {
	c.t.Helper()
	file, err := c.Dossiers().Get(c.t.Context(), d.ID)
	c.must(err)
	now, err := c.Get(c.t.Context(), o.ID)
	c.must(err)
	if file.Finance != finance || now.State != state {
		c.t.Errorf("dossier %s, order %s; want %s, %s", file.Finance, now.State, finance, state)
	}
}

func (c *till) notice(o payment.Order, ref string, amount int64) payment.Notice {
	return payment.Notice{Source: payment.FromPlatform, Reference: ref, Code: o.Code, Amount: amount, At: c.now}
}

func (c *till) take(n payment.Notice, want payment.Verdict) {
	c.t.Helper()
	got, err := c.Take(c.t.Context(), n, c.by(0))
	c.must(err)
	if got != want {
		c.t.Errorf("%+v: %s, want %s", n, got, want)
	}
}

// unsettled counts open differences.
func (c *till) unsettled(want int) []*payment.Difference {
	c.t.Helper()
	list, err := c.Differences(c.t.Context(), nil, false, 1000)
	c.must(err)
	if len(list) != want {
		c.t.Errorf("%d open differences, want %d", len(list), want)
	}
	return list
}

// whole verifies that every row still follows from its events.
func (c *till) whole() {
	c.t.Helper()
	signer, err := audit.NewSigner("anson.example/cchc", make([]byte, 32))
	c.must(err)
	report, err := store.Verify(c.t.Context(), c.Store, store.Verification{Verifier: signer.Verifier()})
	c.must(err)
	for _, finding := range report.Findings {
		c.t.Error(finding)
	}
}

func TestCashIsTakenWithAReceiptIntoADrawerAndOnce(t *testing.T) {
	each(t, func(c *till) {
		ctx, d := c.t.Context(), c.receive()
		o := c.open(d)
		c.must(c.OpenDrawer(ctx, 50_000, c.by(clerk)))
		r, err := c.TakeCash(ctx, o.ID, c.by(clerk, "once"))
		c.must(err)
		if again, err := c.TakeCash(ctx, o.ID, c.by(clerk, "once")); err != nil || again.Number != r.Number {
			c.t.Errorf("again: %s, %v; want %s", again.Number, err, r.Number)
		}
		c.is(d, dossier.FeePaid, o, payment.Paid)
		if r.Number != "BL-H99.05-2026-0000001" {
			c.t.Errorf("number %s", r.Number)
		}
		instead, err := c.CancelReceipt(ctx, r.Number, "in hỏng", c.by(clerk))
		c.must(err)
		if instead.Number != "BL-H99.05-2026-0000002" {
			c.t.Errorf("the one instead is %s", instead.Number)
		}
		_, err = c.CancelReceipt(ctx, r.Number, "in hỏng", c.by(clerk))
		c.refused(err, refusal.NotNow)
		box, err := c.MyDrawer(ctx, clerk)
		c.must(err)
		if box.Expected != 58_000 {
			c.t.Errorf("the drawer should hold %d", box.Expected)
		}
		c.refused(c.CountDrawer(ctx, box.ID, 57_000, "", c.by(clerk)), refusal.Invalid)
		c.must(c.CountDrawer(ctx, box.ID, 57_000, "thối nhầm", c.by(clerk)))
		c.must(c.HandIn(ctx, box.ID, leader, c.by(clerk)))
		c.whole()
	})
}

func TestReceiptNumbersHaveNoGapWhateverIsRefusedBetween(t *testing.T) {
	each(t, func(c *till) {
		ctx := c.t.Context()
		c.must(c.OpenDrawer(ctx, 0, c.by(clerk)))
		var all sync.WaitGroup
		var orders []payment.Order
		for range 12 {
			orders = append(orders, c.open(c.receive()))
		}
		at := c.by(clerk)
		for _, o := range orders {
			all.Go(func() {
				for range 2 { // the second is refused
					if _, err := c.TakeCash(ctx, o.ID, at); err != nil && refusal.KindOf(err) == 0 && !errors.Is(err, db.ErrConflict) {
						c.t.Error(err)
					}
				}
			})
		}
		all.Wait()
		list, err := c.Receipts(ctx, nil, calendar.DayOf(c.now), 100)
		c.must(err)
		seen := map[string]bool{}
		for _, r := range list {
			seen[r.Number] = true
		}
		for n := range 12 {
			if !seen[payment.ReceiptNumber("H99.05", 2026, int64(n+1))] {
				c.t.Errorf("number %d is missing among %d", n+1, len(list))
			}
		}
		c.whole()
	})
}

func TestAnOrderIsOpenedOnceAndLessOnAGround(t *testing.T) {
	each(t, func(c *till) {
		d := c.receive()
		first := c.open(d)
		if again := c.open(d); again.ID != first.ID {
			c.t.Errorf("a second order %s beside %s", again.Code, first.Code)
		}
		half := c.open(d, "ngheo")
		if half.Total != 4000 || half.ID == first.ID {
			c.t.Errorf("half is %+v", half)
		}
		c.is(d, dossier.FeeDue, first, payment.Cancelled)
		free := c.receive()
		if o := c.open(free, "tre"); o.ID != 0 {
			c.t.Errorf("an order for nothing: %+v", o)
		}
		c.is(free, dossier.Exempt, first, payment.Cancelled)
		c.whole()
	})
}

func TestANoticeTwicePaysOnce(t *testing.T) {
	each(t, func(c *till) {
		d := c.receive()
		o := c.open(d)
		n := c.notice(o, "G1", 8000)
		var all sync.WaitGroup
		at := c.by(0)
		for range 6 {
			all.Go(func() {
				if v, err := c.Take(c.t.Context(), n, at); err != nil || v != payment.Applied {
					c.t.Errorf("%s, %v", v, err)
				}
			})
		}
		all.Wait()
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.unsettled(0)
		c.whole()
	})
}

func TestANoticeThatDoesNotFitNeverPaysAndIsKept(t *testing.T) {
	each(t, func(c *till) {
		ctx, d := c.t.Context(), c.receive()
		o := c.open(d)
		c.take(c.notice(o, "G1", 9000), payment.WrongAmount)
		c.take(c.notice(payment.Order{Code: "PT26000000000"}, "G2", 8000), payment.Unknown)
		c.is(d, dossier.FeeDue, o, payment.Open)
		_, err := c.Cancel(ctx, o.ID, "lập nhầm", c.by(clerk))
		c.must(err)
		c.take(c.notice(o, "G3", 8000), payment.AfterCancel)
		o = c.open(d)
		c.take(c.notice(o, "G4", 8000), payment.Applied)
		c.take(c.notice(o, "G5", 8000), payment.Twice)
		c.take(c.notice(o, "G4", 7000), payment.WrongAmount) // another word about the same money
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.unsettled(5)
		c.whole()
	})
}

func TestAFeeTakenElsewhereCancelsTheOrder(t *testing.T) {
	each(t, func(c *till) {
		d := c.receive()
		o := c.open(d)
		_, err := c.Dossiers().Do(c.t.Context(), d.ID, dossier.TakeFee{Receipt: "giấy"}, store.Moment(c.by(clerk)))
		c.must(err)
		c.is(d, dossier.FeePaid, o, payment.Cancelled)
		c.take(c.notice(o, "G1", 8000), payment.AfterCancel)
		c.whole()
	})
}

func TestAPauseForPaymentEndsWithThePayment(t *testing.T) {
	each(t, func(c *till) {
		d := c.receive()
		first := c.open(d)
		_, err := c.Dossiers().Do(c.t.Context(), d.ID, dossier.PauseForPayment{Amount: 100_000, Basis: "thuế"}, store.Moment(c.by(clerk)))
		c.must(err)
		c.is(d, dossier.FeeDue, first, payment.Cancelled)
		o := c.open(d)
		if o.Total != 108_000 {
			c.t.Errorf("owed %d", o.Total)
		}
		c.take(c.notice(o, "G1", 108_000), payment.Applied)
		file, err := c.Dossiers().Get(c.t.Context(), d.ID)
		c.must(err)
		if file.State != dossier.Processing || file.Clock != dossier.Running || file.Finance != dossier.FeePaid {
			c.t.Errorf("after the payment %s, %s, %s", file.State, file.Clock, file.Finance)
		}
		c.whole()
	})
}

func TestTransfersInPartsAddUp(t *testing.T) {
	each(t, func(c *till) {
		d := c.receive()
		o := c.open(d)
		bank := func(ref string, amount int64) payment.Notice {
			n := c.notice(o, ref, amount)
			n.Source = payment.FromBank
			return n
		}
		c.take(bank("B1", 3000), payment.Applied)
		c.is(d, dossier.FeeDue, o, payment.Short)
		c.unsettled(1)
		c.take(bank("B2", 5000), payment.Applied)
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.unsettled(0)

		d = c.receive()
		o = c.open(d)
		c.take(bank("B3", 9000), payment.Applied)
		c.is(d, dossier.FeeDue, o, payment.Over)
		c.must(c.Accept(c.t.Context(), o.ID, "hoàn 1.000 đ thừa", c.by(leader)))
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.unsettled(0)
		_, err := c.AskRefund(c.t.Context(), o.ID, 1000, "nộp thừa", c.by(clerk))
		c.must(err)
		c.whole()
	})
}

func TestARefundIsApprovedBySomebodyElseAndReachesTheDossier(t *testing.T) {
	each(t, func(c *till) {
		ctx, d := c.t.Context(), c.receive()
		o := c.open(d)
		c.must(c.OpenDrawer(ctx, 0, c.by(clerk)))
		_, err := c.TakeCash(ctx, o.ID, c.by(clerk))
		c.must(err)
		part, err := c.AskRefund(ctx, o.ID, 3000, "thu nhầm mức", c.by(clerk))
		c.must(err)
		_, err = c.AskRefund(ctx, o.ID, 6000, "quá tay", c.by(clerk))
		c.refused(err, refusal.Invalid)
		c.refused(c.DecideRefund(ctx, part.ID, payment.Decide{Approve: true}, c.by(clerk)), refusal.NotAllowed)
		c.refused(c.PayRefund(ctx, part.ID, c.by(clerk)), refusal.NotNow)
		c.must(c.DecideRefund(ctx, part.ID, payment.Decide{Approve: true}, c.by(leader)))
		c.must(c.PayRefund(ctx, part.ID, c.by(clerk, "pay")))
		c.must(c.PayRefund(ctx, part.ID, c.by(clerk, "pay")))
		c.is(d, dossier.FeePaid, o, payment.PartRefunded)
		rest, err := c.AskRefund(ctx, o.ID, 5000, "rút hồ sơ", c.by(clerk))
		c.must(err)
		c.must(c.DecideRefund(ctx, rest.ID, payment.Decide{Approve: true}, c.by(leader)))
		c.must(c.PayRefund(ctx, rest.ID, c.by(clerk)))
		c.is(d, dossier.Refunded, o, payment.Refunded)
		box, err := c.MyDrawer(ctx, clerk)
		c.must(err)
		if box.Expected != 0 {
			c.t.Errorf("%d left in the drawer", box.Expected)
		}
		c.whole()
	})
}

func TestADayIsReconciledToZeroAndRepeatedSafely(t *testing.T) {
	each(t, func(c *till) {
		ctx, day := c.t.Context(), calendar.DayOf(c.now)
		var theirs []payment.Item
		for n := range 6 {
			o := c.open(c.receive())
			notice := c.notice(o, fmt.Sprintf("G%d", n), 8000)
			theirs = append(theirs, payment.Item{Reference: notice.Reference, Code: o.Code, Amount: 8000, At: notice.At})
			switch n {
			case 1: // lost
			case 2:
				notice.Amount = 9000
				c.take(notice, payment.WrongAmount)
			default:
				c.take(notice, payment.Applied)
			}
		}
		first, err := c.Reconcile(ctx, payment.FromPlatform, day, theirs, c.by(leader))
		c.must(err)
		again, err := c.Reconcile(ctx, payment.FromPlatform, day, theirs, c.by(leader))
		c.must(err)
		if first.Equal != 4 || first.Differ != 2 || again.Differ != 2 {
			c.t.Errorf("first %+v, again %+v", first, again)
		}
		for _, d := range c.unsettled(2) {
			c.refused(c.Settle(ctx, d.ID, payment.Settle{How: payment.ByRecording}, c.by(leader)), refusal.Invalid)
			c.must(c.Settle(ctx, d.ID, payment.Settle{How: payment.ByRecording, Reason: "theo sao kê"}, c.by(leader)))
		}
		last, err := c.Reconcile(ctx, payment.FromPlatform, day, theirs, c.by(leader))
		c.must(err)
		if last.Equal != 6 || last.Differ != 0 || last.OurSum != last.TheirSum || last.OurSum != 48_000 {
			c.t.Errorf("at last %+v", last)
		}
		c.unsettled(0)
		figures, err := c.Payments.Figures(ctx, payment.Query{From: day, To: day + 1})
		c.must(err)
		list, err := c.Orders(ctx, payment.Query{From: day, To: day + 1, Limit: 100})
		c.must(err)
		if len(figures) != 1 || figures[0].Count != int64(len(list)) || figures[0].Sum != 48_000 || list[0].Payer != "Đinh Thị Hồng" {
			c.t.Errorf("figures %+v of %d orders", figures, len(list))
		}
		c.whole()
	})
}

func TestParkedMoneyIsBroughtToItsOrderOrGivenBack(t *testing.T) {
	each(t, func(c *till) {
		ctx, d := c.t.Context(), c.receive()
		o := c.open(d)
		c.take(payment.Notice{Source: payment.FromBank, Reference: "B1", Amount: 8000, At: c.now, Text: "nop phi"}, payment.Unknown)
		found := c.unsettled(1)[0]
		c.must(c.Settle(ctx, found.ID, payment.Settle{How: payment.ByRecording, Reason: "hỏi người nộp", Code: o.Code}, c.by(leader)))
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.take(payment.Notice{Source: payment.FromPlatform, Reference: "G9", Code: o.Code, Amount: 8000, At: c.now}, payment.Twice)
		found = c.unsettled(1)[0]
		c.refused(c.Settle(ctx, found.ID, payment.Settle{How: payment.ByRecording, Reason: "x"}, c.by(leader)), refusal.NotNow)
		c.must(c.Settle(ctx, found.ID, payment.Settle{How: payment.ByRefund, Reason: "nộp hai lần"}, c.by(leader)))
		list, err := c.Refunds(ctx, nil, 10)
		c.must(err)
		if len(list) != 1 || list[0].Amount != 8000 || list[0].Credit == 0 {
			c.t.Fatalf("refunds %+v", list)
		}
		c.must(c.DecideRefund(ctx, list[0].ID, payment.Decide{Approve: true}, c.by(clerk)))
		c.must(c.Refunded(ctx, list[0].ID, payment.CarryOut{Reference: "R1"}, c.by(0)))
		c.is(d, dossier.FeePaid, o, payment.Paid)
		c.whole()
	})
}

func TestAUnitWithoutAnAccountUsesTheOneAbove(t *testing.T) {
	each(t, func(c *till) {
		ctx := c.t.Context()
		_, err := c.Beneficiary(ctx, commune)
		c.refused(err, refusal.NotFound)
		c.refused(c.SetBeneficiary(ctx, province, payment.SetBeneficiary{Bank: "97"}, c.by(leader)), refusal.Invalid)
		c.must(c.SetBeneficiary(ctx, province, payment.SetBeneficiary{Bank: "970436", Name: "Vietcombank", Number: "0011", Holder: "Kho bạc"}, c.by(leader)))
		got, err := c.Beneficiary(ctx, commune)
		if err != nil || got.Number != "0011" {
			c.t.Errorf("%+v, %v", got, err)
		}
		c.whole()
	})
}
