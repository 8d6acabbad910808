package web

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"cchc/web/layout"
)

// visits gives every request its visit and one line in the log. The line has the route's
// pattern, never the address: codes and searches are nobody's business there.
func visits(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		visit := &layout.Visit{ID: rand.Text()[:12], Remote: remote(r, o.Proxy), Log: o.Log, Site: o.Site}
		sent := &meter{ResponseWriter: w}
		sent.Header().Set("X-Request-Id", visit.ID)
		defer func() {
			o.Log.Info("request", "id", visit.ID, "method", r.Method, "route", visit.Route,
				"status", sent.status, "bytes", sent.bytes, "ms", time.Since(start).Milliseconds())
		}()
		next.ServeHTTP(sent, layout.WithVisit(r, visit))
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
				problem(w, r, fmt.Errorf("panic: %v\n%s", why, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// problem answers with the problem page. When half an answer is on its way, as of a long
// export, the connection is cut, so that nobody takes the half for the whole.
func problem(w http.ResponseWriter, r *http.Request, err error) {
	if started(w) {
		layout.VisitOf(r).Fault("answer cut off", err)
		panic(http.ErrAbortHandler)
	}
	layout.Problem(w, r, err)
}

// started says whether anything was sent.
func started(w http.ResponseWriter) bool {
	for {
		if m, ok := w.(*meter); ok {
			return m.status != 0
		}
		inner, ok := w.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return false
		}
		w = inner.Unwrap()
	}
}

// meter counts what is sent.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (m *meter) WriteHeader(status int) {
	if m.status == 0 && status >= 200 {
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
