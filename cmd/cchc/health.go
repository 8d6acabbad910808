package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/VictoriaMetrics/metrics"

	"cchc/kit/db"
	"cchc/store"
	"cchc/web"
)

// healthRoutes answer a load balancer: alive as long as the process runs, ready as long
// as the database answers.
func healthRoutes(s *store.Store) []web.Route {
	public := web.Need{Public: true}
	return []web.Route{
		{Method: "GET", Path: "/health/live", Needs: public, Handler: func(w http.ResponseWriter, _ *http.Request) error {
			return plain(w, http.StatusOK, "ok")
		}},
		{Method: "GET", Path: "/health/ready", Needs: public, Handler: func(w http.ResponseWriter, r *http.Request) error {
			ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
			defer cancel()
			if err := s.DB.Ping(ctx); err != nil {
				return plain(w, http.StatusServiceUnavailable, "database away")
			}
			return plain(w, http.StatusOK, "ready")
		}},
	}
}

func plain(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err := fmt.Fprintln(w, text)
	return err
}

// metricsHandler tells what the process and its database handle do. It listens apart
// from the pages, on an address for operators.
func metricsHandler(s *store.Store) http.Handler {
	set := metrics.NewSet()
	for _, m := range []struct {
		name string
		of   func(db.Stats) int64
	}{
		{"cchc_db_commits_total", func(s db.Stats) int64 { return s.Commits }},   // COMMITs that were kept.
		{"cchc_db_writes_total", func(s db.Stats) int64 { return s.Writes }},     // Writes that those commits kept; their quotient is the size of a group.
		{"cchc_db_retries_total", func(s db.Stats) int64 { return s.Retries }},   // Writes run again after a crossing.
		{"cchc_db_failures_total", func(s db.Stats) int64 { return s.Failures }}, // Writes that returned an error.
		{"cchc_db_unknown_total", func(s db.Stats) int64 { return s.Unknown }},   // COMMITs without an answer.
	} {
		set.NewGauge(m.name, func() float64 { return float64(m.of(s.DB.Stats())) })
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		set.WritePrometheus(w)
		metrics.WriteProcessMetrics(w)
	})
	return mux
}
