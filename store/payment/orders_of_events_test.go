package payment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/store"
)

// chance does things to dossiers and their money in a random order.
type chance struct {
	*till
	dice  *rand.Rand
	files []dossier.ID
	count int
}

func (c *chance) one() dossier.ID { return c.files[c.dice.IntN(len(c.files))] }

// order is one of a dossier's orders, an empty one for none.
func (c *chance) order(of dossier.ID) payment.Order {
	list, err := c.Of(c.t.Context(), of)
	c.must(err)
	if len(list) == 0 {
		return payment.Order{}
	}
	return *list[c.dice.IntN(len(list))]
}

// deeds are all that may happen; a refusal is as good an answer as any.
func (c *chance) deeds() []func() error {
	ctx := c.t.Context()
	do := func(act dossier.Act) func() error {
		return func() error {
			_, err := c.Dossiers().Do(ctx, c.one(), act, store.Moment(c.by(clerk)))
			return err
		}
	}
	told := func(source payment.Source) func() error {
		return func() error {
			o := c.order(c.one())
			c.count++
			amount := []int64{o.Total, o.Total, 3000, 9000}[c.dice.IntN(4)]
			n := payment.Notice{Source: source, Reference: fmt.Sprint("N", c.count), Code: o.Code, Amount: max(amount, 1), At: c.now}
			_, err := c.Take(ctx, n, c.by(0))
			return err
		}
	}
	return []func() error{
		func() error {
			_, err := c.Payments.Open(ctx, c.one(), [][]string{nil, nil, {"ngheo"}}[c.dice.IntN(3)], c.by(clerk))
			return err
		},
		func() error { _, err := c.TakeCash(ctx, c.order(c.one()).ID, c.by(clerk)); return err },
		told(payment.FromPlatform), told(payment.FromBank), told(payment.FromBank),
		func() error { return c.Accept(ctx, c.order(c.one()).ID, "nhận đủ", c.by(leader)) },
		func() error { _, err := c.Payments.Cancel(ctx, c.order(c.one()).ID, "nhầm", c.by(clerk)); return err },
		c.askBack, c.askBack, c.sendBack, c.sendBack, c.sendBack,
		do(dossier.Withdraw{Reason: "thôi"}), do(dossier.Refuse{Reason: "không đủ điều kiện"}), do(dossier.RequestSupplement{Missing: "tờ khai"}), do(dossier.Supply{Papers: "tờ khai"}),
	}
}

// askBack asks for what the rule proposes, or for any amount.
func (c *chance) askBack() error {
	ctx := c.t.Context()
	file, err := c.Dossiers().Get(ctx, c.one())
	c.must(err)
	o := c.order(file.ID)
	waiting, err := c.Asked(ctx, o.ID)
	c.must(err)
	amount := payment.Propose(&file, &o, waiting).Amount
	if amount == 0 {
		amount = 1 + c.dice.Int64N(9000)
	}
	_, err = c.AskRefund(ctx, o.ID, amount, "hoàn", c.by(clerk))
	return err
}

// sendBack decides or carries out some refund.
func (c *chance) sendBack() error {
	ctx := c.t.Context()
	list, err := c.Refunds(ctx, nil, 1000)
	c.must(err)
	if len(list) == 0 {
		return nil
	}
	r := list[c.dice.IntN(len(list))]
	switch {
	case r.State == payment.RefundAsked:
		return c.DecideRefund(ctx, r.ID, payment.Decide{Approve: c.dice.IntN(4) > 0, Reason: "x"}, c.by(leader))
	case r.Way == payment.Cash:
		return c.PayRefund(ctx, r.ID, c.by(clerk))
	}
	return c.Refunded(ctx, r.ID, payment.CarryOut{Reference: fmt.Sprint("R", int64(r.ID))}, c.by(account.ID(clerk)))
}

// agrees wants the dossier to say of its fee what the till says.
func (c *chance) agrees(of dossier.ID) {
	c.t.Helper()
	file, err := c.Dossiers().Get(c.t.Context(), of)
	c.must(err)
	list, err := c.Of(c.t.Context(), of)
	c.must(err)
	paid, left := 0, int64(0)
	for _, o := range list {
		if o.Refunded > o.Received || o.Refunded < 0 {
			c.t.Errorf("%s: %d given back of %d", o.Code, o.Refunded, o.Received)
		}
		waiting, err := c.Asked(c.t.Context(), o.ID)
		c.must(err)
		if waiting > o.Left() {
			c.t.Errorf("%s: %d asked for of %d", o.Code, waiting, o.Left())
		}
		if o.State == payment.Open && !payment.Owes(&file) {
			c.t.Errorf("%s waits for money of a dossier that is %s, %s", o.Code, file.State, file.Finance)
		}
		left += o.Left()
		if o.State == payment.Paid || o.State == payment.PartRefunded {
			paid++
		}
	}
	want := map[dossier.Finance]bool{dossier.FeePaid: paid == 1, dossier.FeeDue: paid == 0, dossier.Refunded: left == 0 && paid == 0, dossier.Exempt: left == 0}
	if !want[file.Finance] {
		c.t.Errorf("dossier %s: %s, orders paid %d, left %d", file.Code, file.Finance, paid, left)
	}
}

func TestWhateverTheOrderOfEventsTheDossierSaysWhatTheTillSays(t *testing.T) {
	each(t, func(c *till) {
		for seed := range uint64(4) {
			r := &chance{till: c, dice: rand.New(rand.NewPCG(seed, 7))}
			for range 3 {
				r.files = append(r.files, c.receive().ID)
			}
			deeds := r.deeds()
			for range 60 {
				err := deeds[r.dice.IntN(len(deeds))]()
				if err != nil && refusal.KindOf(err) == 0 {
					t.Fatal(err)
				}
				for _, id := range r.files {
					r.agrees(id)
				}
			}
		}
		c.whole()
	})
}
