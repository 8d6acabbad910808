package payment_test

import (
	"testing"

	"cchc/domain/certify"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/store/counter"
)

func TestAFeeForCertifiedCopiesLiesInTheDrawerAndFollowsCorrections(t *testing.T) {
	each(t, func(c *till) {
		ctx, register := c.t.Context(), counter.Register{DB: c.Store.DB, Till: c.Copied}
		content := certify.Content{Person: "Lê Văn An", Kind: "Bằng tốt nghiệp", Signer: "Trần Bình, Phó Chủ tịch", Copies: 2, Pages: 1, Book: 1}
		e, err := register.Certify(ctx, commune, content, c.by(clerk, "press"))
		c.must(err)
		if again, err := register.Certify(ctx, commune, content, c.by(clerk, "press")); err != nil || again.ID != e.ID {
			c.t.Errorf("pressed twice: %d, %v", again.ID, err)
		}
		inDrawer := func(want int64, orders int) []*payment.Order {
			c.t.Helper()
			box, err := c.MyDrawer(ctx, clerk)
			c.must(err)
			list, err := c.OfCopy(ctx, e.ID)
			c.must(err)
			if box.Expected != want || len(list) != orders {
				c.t.Errorf("the drawer holds %d, %d orders; want %d, %d", box.Expected, len(list), want, orders)
			}
			return list
		}
		if o := inDrawer(4000, 1)[0]; o.Reference != "BL-H99.05-2026-0000001" || o.State != payment.Paid || o.Dossier != 0 {
			c.t.Errorf("order %+v", o)
		}
		content.Copies = 3
		_, err = register.Do(ctx, e.ID, certify.Correct{Content: content, Reason: "đếm nhầm"}, c.by(clerk))
		c.must(err)
		list := inDrawer(6000, 2)
		e, err = register.Do(ctx, e.ID, certify.Cancel{Reason: "ghi nhầm"}, c.by(clerk))
		c.must(err)
		inDrawer(6000, 2)
		back := payment.ProposeCopy(&e, list[1], 0)
		if back.Amount != 4000 {
			c.t.Errorf("proposed %+v", back)
		}
		r, err := c.AskRefund(ctx, list[1].ID, back.Amount, back.Reason, c.by(clerk))
		c.must(err)
		c.must(c.DecideRefund(ctx, r.ID, payment.Decide{Approve: true}, c.by(leader)))
		c.must(c.PayRefund(ctx, r.ID, c.by(clerk)))
		inDrawer(2000, 2)
		c.whole()
	})
}

func TestCopiesAreNotEnteredWhenTheirFeeCannotBeKept(t *testing.T) {
	each(t, func(c *till) {
		register := counter.Register{DB: c.Store.DB, Till: c.Copied}
		content := certify.Content{Person: "Lê Văn An", Kind: "Bằng tốt nghiệp", Signer: "Trần Bình, Phó Chủ tịch", Copies: 2, Pages: 1, Book: 1}
		_, err := register.Certify(c.t.Context(), commune, content, c.by(clerk))
		c.must(err)
		c.now = c.now.AddDate(0, 0, 1)
		_, err = register.Certify(c.t.Context(), commune, content, c.by(clerk))
		c.refused(err, refusal.NotNow)
		c.whole()
	})
}
