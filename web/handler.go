package web

import (
	"log/slog"
	"net/http"

	"cchc/web/layout"
)

// Options are what Handler has to know of the installation.
type Options struct {
	Site   *layout.Site
	Log    *slog.Logger
	Secure bool // pages travel by TLS, here or at the proxy: HSTS, Secure cookies
	Proxy  bool // a proxy of ours stands before and sets X-Forwarded-For
}

// Handler puts what every request passes around a mux, outermost first: visit and log,
// headers, compression, panics, language, requests from foreign pages.
func Handler(mux http.Handler, o Options) http.Handler {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Site == nil {
		o.Site = &layout.Site{}
	}
	var origin http.CrossOriginProtection
	origin.SetDenyHandler(http.HandlerFunc(layout.Foreign))
	h := origin.Handler(mux)
	h = languages(h, o)
	h = recovered(h)
	h = compress(h)
	h = headers(h, o.Secure)
	return visits(h, o)
}
