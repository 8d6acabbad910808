package main

import (
	"context"
	"log/slog"
	"net/http"

	"cchc/store"
	"cchc/web"
	"cchc/web/layout"
)

// house is the running program: what answers requests and what works beside it.
type house struct {
	pages      http.Handler
	metrics    http.Handler
	background []func(context.Context) error
}

// furnish wires every room to the store. It is the only place that knows them all.
func furnish(ctx context.Context, c *serving, a *app, s *store.Store, log *slog.Logger, url string) (*house, error) {
	site := &layout.Site{Brand: "Một cửa An Sơn", Motto: "Dịch vụ công tỉnh An Sơn", Phone: "1800 0000"}
	routes := healthRoutes(s)
	mux := web.Mux(routes, nil, web.NewLimiter(20, 60))
	return &house{
		pages:   web.Handler(mux, web.Options{Site: site, Log: log, Secure: c.Secure, Proxy: c.Proxy}),
		metrics: metricsHandler(s),
	}, nil
}
