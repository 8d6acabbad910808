package main

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/job"
	"cchc/store"
	"cchc/store/counter"
	"cchc/store/lateness"
	"cchc/web"
	"cchc/web/admin"
	"cchc/web/desk"
	"cchc/web/entry"
	"cchc/web/layout"
	"cchc/web/lead"
	"cchc/web/paper"
	"cchc/web/portal"
)

// house is the running program: what answers requests and what works beside it.
type house struct {
	pages      http.Handler
	metrics    http.Handler
	background []func(context.Context) error
}

// furnish wires every room to the store. It is the only place that knows them all.
func furnish(ctx context.Context, c *serving, a *app, s *store.Store, log *slog.Logger, url string) (*house, error) {
	signer, err := sealKey(ctx, s, keyFile(c.KeyFile, a.Database))
	if err != nil {
		return nil, err
	}
	site, err := c.site(ctx, s)
	if err != nil {
		return nil, err
	}
	cookie := web.Cookie{Secure: c.Secure}
	entrance := web.Entrance{Sessions: s.Sessions, Cookie: cookie, Rooms: navigation(), Annexes: annexes, Me: web.Me{Account: "/account", Notices: "/notices", Unread: lateness.New(s).Unread}}
	routes := healthRoutes(s)
	verifier := signer.Verifier()
	mint := paper.Mint{Key: signer.Secret("paper"), Base: url}
	all := wing{
		rooms: rooms(s, verifier, cookie, site.Brand, mint),
		jobs:  jobs(s, verifier, log),
	}
	all.join(wing{rooms: []room{atCounter(s, url, ctx.Done())}})
	all.join(qualityWing(s))
	all.join(latenessWing(s, log))
	messages, err := messageWing(s, c.Messages, url, log)
	if err != nil {
		return nil, err
	}
	all.join(messages)
	all.join(designWing(s))
	tills, err := moneyWing(s, c.Platform, log)
	if err != nil {
		return nil, err
	}
	all.join(tills)
	mail, err := postalWing(s, c.Mailing, log)
	if err != nil {
		return nil, err
	}
	all.join(mail)
	filed, kept, err := papersWing(a, s)
	if err != nil {
		return nil, err
	}
	all.join(filed)
	all.join(reviewWing(s, kept))
	next := beside(s)
	next.Held, next.Uploads = filing{kept, s}, filing{kept, s}
	all.join(wing{rooms: []room{officers(s, mint, next)}})
	for _, room := range all.rooms {
		routes = append(routes, room.Routes()...)
	}
	mux := web.Mux(routes, entrance.Guard, web.NewLimiter(20, 100))
	sealer := &store.Sealer{DB: s.DB, Signer: signer, Log: log}
	return &house{
		pages:      web.Handler(mux, web.Options{Site: site, Log: log, Secure: c.Secure, Proxy: c.Proxy}),
		metrics:    metricsHandler(s),
		background: append(all.background, sealer.Run, worker(s, log, all.jobs).Run),
	}, nil
}

// wing is a part of the house that is put together in a file of its own: its pages, what
// its jobs do, what runs beside the pages.
type wing struct {
	rooms      []room
	jobs       map[string]job.Handler
	background []func(context.Context) error
}

// join adds a wing to the house.
func (w *wing) join(other wing) {
	w.rooms = append(w.rooms, other.rooms...)
	maps.Copy(w.jobs, other.jobs)
	w.background = append(w.background, other.background...)
}

// room is a package of pages.
type room interface{ Routes() []web.Route }

// officers is the room of reception and of dossiers, with what stands beside its form.
func officers(s *store.Store, mint paper.Mint, next desk.Beside) *desk.Desk {
	office := store.Desk{Dossiers: s.Dossiers}
	return &desk.Desk{
		Files: s.Dossiers, Acts: office, Lists: office, Counter: office, Trace: s.Trace,
		Rules:   func(ctx context.Context) (desk.Rules, error) { return s.References.Now(ctx) },
		BaseURL: mint.Base, PaperKey: mint.Key, Beside: next,
		Apologised: func(ctx context.Context, id dossier.ID) (bool, error) {
			letter, err := lateness.New(s).LetterOf(ctx, id)
			return letter.ID != 0, err
		},
	}
}

func rooms(s *store.Store, verifier *audit.Verifier, cookie web.Cookie, brand string, mint paper.Mint) []room {
	return []room{
		&portal.Pages{Office: store.Portal{DB: s.DB, References: s.References}, Figures: s.Figures, Codes: web.NewLimiter(1, 30), Papers: mint, Parcels: parcels(s)},
		entry.Room{Staff: s.Sessions, Cookie: cookie, Issuer: brand},
		lead.Pages{Figures: s.Figures, Lists: s.Figures, Rules: func(ctx context.Context) (lead.Rules, error) { return s.References.Now(ctx) }},
		admin.Accounts{Staff: s.Accounts, Trail: s.Trace, BaseURL: mint.Base},
		admin.Units{Tree: s.Units, Trail: s.Trace},
		admin.Calendar{Diary: store.Diary{Calendars: s.Calendars, Dossiers: s.Dossiers}},
		admin.Log{Ledger: store.Ledger{DB: s.DB, Verifier: verifier}},
		admin.Rules{Catalogue: s.Procedures, Drafting: s.Procedures, Flows: s.Workflows, Files: s.Imports()},
	}
}

// worker does what follows from acts, in the background.
func worker(s *store.Store, log *slog.Logger, handlers map[string]job.Handler) *job.Worker {
	return &job.Worker{DB: s.DB, Log: log, Clock: time.Now, Lease: 10 * time.Minute, Patience: stopWithin, Parallel: 2, Handlers: handlers}
}

// jobs of the rooms that the house began with.
func jobs(s *store.Store, verifier *audit.Verifier, log *slog.Logger) map[string]job.Handler {
	return map[string]job.Handler{
		store.CalendarReplaced: func(ctx context.Context, j *job.Leased) error {
			moved, err := s.Dossiers.MoveDeadlines(ctx, j.Payload, store.Moment{At: time.Now()})
			log.Info("deadlines moved after a change of the calendar", "dossiers", moved)
			if err != nil {
				return err
			}
			return lateness.New(s).Recalculate(ctx, time.Now())
		},
		counter.DraftExpiry: func(ctx context.Context, j *job.Leased) error {
			return counter.Drafts{DB: s.DB}.Expire(ctx, j.Payload, time.Now())
		},
		store.LogInspection: func(ctx context.Context, j *job.Leased) error {
			return store.Ledger{DB: s.DB, Verifier: verifier}.Inspect(ctx, j.Payload, time.Now)
		},
	}
}

// site is what pages say of the installation. The province's own name is data: the root
// of its tree of units.
func (c *serving) site(ctx context.Context, s *store.Store) (*layout.Site, error) {
	refs, err := s.References.Now(ctx)
	if err != nil {
		return nil, err
	}
	site := &layout.Site{Brand: "Một cửa", Motto: "Dịch vụ công", Phone: c.Phone, Address: c.Address}
	if root := refs.Units().Root(); root != nil {
		name := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(root.Name, "Tỉnh"), "UBND tỉnh"))
		site.Brand, site.Motto = fmt.Sprintf("Một cửa %s", name), fmt.Sprintf("Dịch vụ công tỉnh %s", name)
		site.Sample = strings.HasPrefix(root.Basis, "Bản mẫu")
	}
	return site, nil
}

// firstLink prints the one-time link by which the first operator of a new installation
// chooses a password.
func firstLink(a *app, s *store.Store, url string) error {
	token, err := s.Accounts.SetUpLink(a.ctx, time.Now())
	if err != nil || token == "" {
		return err
	}
	fmt.Fprintf(a.Out, "Chưa có tài khoản nào. Người quản trị đầu tiên đặt mật khẩu tại (một lần, trong 72 giờ):\n%s/set-up/%s\n", url, token)
	return nil
}
