package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

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
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, m := range []struct {
		name, help string
		of         func(db.Stats) int64
	}{
		{"cchc_db_commits_total", "COMMITs that were kept.", func(s db.Stats) int64 { return s.Commits }},
		{"cchc_db_writes_total", "Writes that those commits kept; their quotient is the size of a group.", func(s db.Stats) int64 { return s.Writes }},
		{"cchc_db_retries_total", "Writes run again after a crossing.", func(s db.Stats) int64 { return s.Retries }},
		{"cchc_db_failures_total", "Writes that returned an error.", func(s db.Stats) int64 { return s.Failures }},
		{"cchc_db_unknown_total", "COMMITs without an answer.", func(s db.Stats) int64 { return s.Unknown }},
	} {
		registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: m.name, Help: m.help},
			func() float64 { return float64(m.of(s.DB.Stats())) }))
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return mux
}
