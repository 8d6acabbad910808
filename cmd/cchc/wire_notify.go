package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	domain "cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/job"
	"cchc/link/message"
	"cchc/store"
	"cchc/store/notify"
	pages "cchc/web/notify"
)

// postClock is the time that messages go by; a test lets it run faster.
var postClock = time.Now

// messageWing is messages to people: what follows from acts, its pages, and, where
// providers are set up, the worker that hands messages to them. It has a worker of its own,
// so that a provider that is slow holds up nothing else. Without providers nobody takes its
// jobs, and they wait.
func messageWing(s *store.Store, providers, url string, log *slog.Logger) (wing, error) {
	var lines []*domain.Line
	if providers != "" {
		var err error
		if lines, err = message.Read(providers); err != nil {
			return wing{}, err
		}
	}
	office := notify.New(s)
	office.Now = postClock
	s.Dossiers.Follow(office.Follow)
	w := wing{
		rooms: []room{pages.Pages{
			Outbox: office, Words: office, Wishes: office, Own: office, State: office, ByCode: s.Dossiers.ByCode, Lines: lines, Hear: hearing(office, lines),
		}},
		background: []func(context.Context) error{func(ctx context.Context) error { return office.Tidy(ctx, log) }},
	}
	if len(lines) > 0 {
		delivery := &notify.Delivery{Messages: office, Lines: lines, BaseURL: url, Log: log}
		// A minute is three times as long as a provider may take. Attempts do not run out:
		// whether a message is given up is decided by what happened to it.
		postman := &job.Worker{DB: s.DB, Log: log, Clock: postClock, Lease: time.Minute, Patience: stopWithin, Parallel: 4, Attempts: 1 << 30,
			Handlers: map[string]job.Handler{notify.Deliver: delivery.Step}}
		w.background = append(w.background, postman.Run)
	}
	return w, nil
}

// hearing leads a provider's report to who can read it.
func hearing(office *notify.Messages, lines []*domain.Line) func(context.Context, string, http.Header, []byte) error {
	return func(ctx context.Context, provider string, head http.Header, body []byte) error {
		for _, l := range lines {
			reporter, reports := l.Provider.(message.Hearing)
			if l.Name != provider || !reports {
				continue
			}
			request, answer, err := reporter.Callback(head, body)
			if err != nil || request == "" {
				return err
			}
			return office.Hear(ctx, provider, request, answer, postClock())
		}
		return refusal.Missing("Không có nơi gửi tin nào báo về đây.")
	}
}
