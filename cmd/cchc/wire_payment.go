package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/job"
	"cchc/link/pay"
	"cchc/store"
	money "cchc/store/payment"
	"cchc/web"
	"cchc/web/till"
)

// platform is how the program finds the payment platform; without a URL there is none.
type platform struct {
	URL     string `name:"pay-url" env:"CCHC_PAY_URL" help:"Địa chỉ cổng thanh toán; để trống thì chỉ thu tiền mặt và chuyển khoản."`
	Partner string `name:"pay-partner" env:"CCHC_PAY_PARTNER" default:"CCHC" help:"Mã đối tác ở cổng thanh toán."`
	KeyFile string `name:"pay-key-file" env:"CCHC_PAY_KEY_FILE" help:"Tệp khóa chung với cổng thanh toán."`
}

// noticePath is where the platform tells of payments.
const noticePath = "/pay/notices"

// moneyWing is the till and, with a platform, what speaks with it.
func moneyWing(s *store.Store, p platform, log *slog.Logger) (wing, error) {
	kept := money.Payments{Dossiers: s.Dossiers}
	s.Dossiers.Follow(kept.Follow)
	pages := &till.Till{
		Files: s.Dossiers, Orders: kept, Cash: kept, Refunds: kept, Books: kept, Staff: s.Accounts, Copies: copiesOf(s),
		Rules: func(ctx context.Context) (till.Rules, error) { return s.References.Now(ctx) },
	}
	if p.URL == "" {
		return wing{rooms: []room{pages}}, nil
	}
	key, err := pay.ReadKey(p.KeyFile)
	if err != nil {
		return wing{}, err
	}
	client := &pay.Client{URL: p.URL, Partner: p.Partner, Key: key}
	pages.Platform = client
	receiver := &pay.Receiver{Partner: p.Partner, Key: key, Log: log, Take: func(ctx context.Context, n payment.Notice) (payment.Verdict, error) {
		return kept.Take(ctx, n, account.Stamp{At: time.Now()})
	}}
	return wing{
		rooms: []room{pages, notices{receiver}},
		jobs: map[string]job.Handler{money.SendRefund: func(ctx context.Context, j *job.Leased) error {
			return sendRefund(ctx, kept, client, j.Payload)
		}},
	}, nil
}

// notices is the door of the platform's notices. Their sign is checked, not who brings them.
type notices struct{ http.Handler }

// Routes is the one door.
func (n notices) Routes() []web.Route {
	return []web.Route{{Method: "POST", Path: noticePath, Needs: web.Need{Public: true}, Signed: true, Handler: func(w http.ResponseWriter, r *http.Request) error {
		n.ServeHTTP(w, r)
		return nil
	}}}
}

// sendRefund has the platform give money back. Done again it is the same refund; one that
// the platform refuses is tried again until somebody looks into the queue.
func sendRefund(ctx context.Context, kept money.Payments, client *pay.Client, which string) error {
	r, paid, err := kept.ToSend(ctx, which)
	if err != nil || r.State != payment.RefundApproved {
		return err
	}
	reference, at, err := client.Refund(ctx, r, paid)
	if err != nil {
		return err
	}
	err = kept.Refunded(ctx, r.ID, payment.CarryOut{Reference: reference, At: at}, account.Stamp{Unit: r.Unit, At: time.Now(), Key: "refund/" + r.Code()})
	if refusal.KindOf(err) == refusal.NotNow {
		return nil // done meanwhile
	}
	return err
}
