package payment_test

import (
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/store"
)

// taken receives a dossier whose fee is settled in a way.
func (c *till) taken(act dossier.Receive, key string) (dossier.Dossier, error) {
	act.Unit, act.Desk, act.Procedure, act.Workflow, act.Channel = commune, commune, 101, 201, procedure.Direct
	return c.Dossiers().Receive(c.t.Context(), act, dossier.Person{Name: "Đinh Thị Hồng"}, store.Moment(c.by(clerk, key)))
}

func (c *till) only(d dossier.Dossier) *payment.Order {
	c.t.Helper()
	list, err := c.Of(c.t.Context(), d.ID)
	c.must(err)
	if len(list) != 1 {
		c.t.Fatalf("%d orders", len(list))
	}
	return list[0]
}

func TestMoneyTakenAtAReceiptLiesInTheDrawerWithItsReceipt(t *testing.T) {
	each(t, func(c *till) {
		ctx := c.t.Context()
		first, err := c.taken(dossier.Receive{Paid: true}, "press")
		c.must(err)
		if again, err := c.taken(dossier.Receive{Paid: true}, "press"); err != nil || again.ID != first.ID {
			c.t.Errorf("pressed twice: %d, %v", again.ID, err)
		}
		half, err := c.taken(dossier.Receive{Paid: true, Grounds: []string{"ngheo"}}, "")
		c.must(err)
		for d, want := range map[*dossier.Dossier]int64{&first: 8000, &half: 4000} {
			o := c.only(*d)
			c.is(*d, dossier.FeePaid, *o, payment.Paid)
			papers, err := c.ReceiptsOf(ctx, o.ID)
			c.must(err)
			if d.Fee != want || o.Total != want || len(papers) != 1 || papers[0].Amount != want || o.Reference != papers[0].Number {
				c.t.Errorf("fee %d, order %+v, receipts %v; want %d", d.Fee, o, papers, want)
			}
		}
		if why := c.only(half).Lines[0].Reason; !strings.Contains(why, "50 %") {
			c.t.Errorf("reduced because of %q", why)
		}
		box, err := c.MyDrawer(ctx, clerk)
		c.must(err)
		if box.Float != 0 || box.Expected != 12_000 {
			c.t.Errorf("the drawer began with %d and should hold %d", box.Float, box.Expected)
		}
		c.whole()
	})
}

func TestWhatIsNotPaidAtAReceiptIsOwedAsTheReceiptSays(t *testing.T) {
	each(t, func(c *till) {
		d, err := c.taken(dossier.Receive{Grounds: []string{"ngheo"}}, "")
		c.must(err)
		o := c.only(d)
		c.is(d, dossier.FeeDue, *o, payment.Open)
		if again := c.open(d); again.ID != o.ID || o.Total != 4000 || o.Lines[0].Full != 8000 {
			c.t.Errorf("order %+v, then %+v", o, again)
		}
		free, err := c.taken(dossier.Receive{Grounds: []string{"ngheo", "tre"}}, "")
		c.must(err)
		if list, err := c.Of(c.t.Context(), free.ID); free.Finance != dossier.Exempt || free.Fee != 0 || len(list) != 0 || err != nil {
			c.t.Errorf("exempt: %s %d, %v %v", free.Finance, free.Fee, list, err)
		}
		_, err = c.taken(dossier.Receive{Grounds: []string{"lạ"}}, "")
		c.refused(err, refusal.Invalid)
		c.whole()
	})
}

func TestAReceiptIsNotKeptWhenItsMoneyCannotBe(t *testing.T) {
	each(t, func(c *till) {
		_, err := c.taken(dossier.Receive{Paid: true}, "")
		c.must(err)
		c.now = c.now.AddDate(0, 0, 1) // yesterday's drawer was never counted
		_, err = c.taken(dossier.Receive{Paid: true}, "next")
		c.refused(err, refusal.NotNow)
		d, err := c.taken(dossier.Receive{}, "next")
		c.must(err)
		if !strings.HasSuffix(d.Code, "-0001") {
			c.t.Errorf("the refused receipt spent a code: %s", d.Code)
		}
		c.whole()
	})
}
