package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

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
	var origin http.CrossOriginProtection
	origin.SetDenyHandler(http.HandlerFunc(layout.Foreign))
	h := origin.Handler(mux)
	h = languages(h, o)
	h = recovered(h)
	h = compress(h)
	h = headers(h, o.Secure)
	return visits(h, o)
}

// visits gives every request its visit and one line in the log. The line has the route's
// pattern, never the address: codes and searches are nobody's business there.
func visits(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		visit := &layout.Visit{ID: rand.Text()[:12], Remote: remote(r, o.Proxy), Site: o.Site}
		counted := &meter{ResponseWriter: w}
		counted.Header().Set("X-Request-Id", visit.ID)
		next.ServeHTTP(counted, layout.WithVisit(r, visit))
		o.Log.Info("request", "id", visit.ID, "method", r.Method, "route", visit.Route,
			"status", counted.status, "bytes", counted.bytes, "ms", time.Since(start).Milliseconds())
	})
}

// recovered turns a panic into a fault with a reference number.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch why := recover(); why {
			case nil:
			case http.ErrAbortHandler:
				panic(why)
			default:
				layout.Problem(w, r, panicked(why))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func panicked(why any) error {
	if err, ok := why.(error); ok {
		return fmt.Errorf("panic: %w\n%s", errors.Join(err), stack())
	}
	return fmt.Errorf("panic: %v\n%s", why, stack())
}

// meter counts what is sent.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (m *meter) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
	m.ResponseWriter.WriteHeader(status)
}

func (m *meter) Write(b []byte) (int, error) {
	if m.status == 0 {
		m.status = http.StatusOK
	}
	n, err := m.ResponseWriter.Write(b)
	m.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }
