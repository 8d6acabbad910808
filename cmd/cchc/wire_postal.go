package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	domain "cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/job"
	carrier "cchc/link/post"
	"cchc/store"
	"cchc/store/postal"
	"cchc/web"
	pages "cchc/web/postal"
)

// mailing is the public post's system of orders; without an address orders wait, and the
// lists work all the same.
type mailing struct {
	URL      string `name:"post-url" env:"CCHC_POST_URL" help:"Địa chỉ hệ thống đơn hàng bưu chính công ích; để trống thì đơn gửi chờ."`
	Customer string `name:"post-customer" env:"CCHC_POST_CUSTOMER" default:"CCHC" help:"Mã khách hàng ở bưu chính."`
	KeyFile  string `name:"post-key-file" env:"CCHC_POST_KEY_FILE" help:"Tệp khóa chung với bưu chính."`
}

// postalWing is lists, parcels and contracted desks and, with a post, what speaks with it.
// Its worker is its own: a post that is away holds up nothing else, and an order is tried
// until the post has answered.
func postalWing(s *store.Store, m mailing, log *slog.Logger) (wing, error) {
	kept := postal.Open(s)
	points := &pages.Room{
		Files: s.Dossiers, Lists: kept, Orders: kept, Books: kept, Desks: kept, Names: store.Desk{Dossiers: s.Dossiers}.Names,
		Rules: func(ctx context.Context) (pages.Rules, error) { return s.References.Now(ctx) },
	}
	if m.URL == "" {
		return wing{rooms: []room{points}}, nil
	}
	key, err := carrier.ReadKey(m.KeyFile)
	if err != nil {
		return wing{}, err
	}
	client := &carrier.Client{URL: m.URL, Customer: m.Customer, Key: key}
	points.Mail = client
	receiver := &carrier.Receiver{Key: key, Log: log, Take: func(ctx context.Context, n domain.Notice) (domain.Verdict, error) {
		return kept.Take(ctx, n, account.Stamp{At: time.Now()})
	}}
	postman := &job.Worker{DB: s.DB, Log: log, Clock: time.Now, Lease: time.Minute, Patience: stopWithin, Parallel: 4, Attempts: 1 << 30,
		Handlers: map[string]job.Handler{postal.SendOrder: func(ctx context.Context, j *job.Leased) error {
			return kept.Send(ctx, j.Payload, client, account.Stamp{At: time.Now()}, rejected)
		}}}
	return wing{rooms: []room{points, postalNotices{receiver}}, background: []func(context.Context) error{postman.Run}}, nil
}

// rejected says whether an error is the post's last word about an order.
func rejected(err error) bool {
	var no *carrier.RejectedError
	return errors.As(err, &no)
}

// postalNotices is the door of the post's notices. Their sign is checked, not who brings them.
type postalNotices struct{ http.Handler }

// Routes is the one door.
func (n postalNotices) Routes() []web.Route {
	return []web.Route{{Method: "POST", Path: carrier.NoticePath, Needs: web.Need{Public: true}, Signed: true, Handler: func(w http.ResponseWriter, r *http.Request) error {
		n.ServeHTTP(w, r)
		return nil
	}}}
}

// parcels tells the citizen's page where a result is that goes by post.
func parcels(s *store.Store) func(context.Context, dossier.ID) (tracking, state string, err error) {
	return func(ctx context.Context, of dossier.ID) (string, string, error) {
		o, err := postal.Post{Dossiers: s.Dossiers}.OrderOf(ctx, of)
		if refusal.KindOf(err) == refusal.NotFound {
			return "", "", nil
		}
		return o.Tracking, o.State.Title(), err
	}
}
