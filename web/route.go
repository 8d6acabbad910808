// Package web is the way of a request from the socket to a page and back: who may
// enter, what every answer carries, what the log says of it.
package web

import (
	"fmt"
	"net/http"

	"cchc/domain/refusal"
	"cchc/web/layout"
)

// Route is one door: method, pattern as http.ServeMux writes it, who may enter, what
// happens. An error of the handler becomes the problem page.
type Route struct {
	Method  string
	Path    string
	Needs   Need
	Handler func(http.ResponseWriter, *http.Request) error
	MaxBody int64 // bytes of a body, 0 for the usual 1 MiB
	Signed  bool  // public, for a machine that signs what it says: not limited per address
}

// Guard lets a request in or says why not: with a refusal, or with layout.ErrSignIn. The
// request it returns knows who came.
type Guard func(need Need, r *http.Request) (*http.Request, error)

const usualBody = 1 << 20

// Mux joins routes. Public ones are limited per visitor's address when limit is not nil.
// It panics on a route that nobody answered for, so that no test passes with one.
func Mux(routes []Route, guard Guard, limit *Limiter) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+layout.AssetsPrefix, layout.Assets)
	for _, route := range routes {
		if !route.Needs.answered() || route.Method == "" || route.Handler == nil {
			panic(fmt.Sprintf("route %s %s does not say who may enter", route.Method, route.Path))
		}
		mux.Handle(route.Method+" "+route.Path, route.door(guard, limit))
	}
	return unknown(mux)
}

// door is the route's handler behind its checks.
func (route Route) door(guard Guard, limit *Limiter) http.Handler {
	body, handler := route.MaxBody, route.Handler
	if body == 0 {
		body = usualBody
	}
	if route.Needs.On == Target {
		handler = asking(handler)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visit := layout.VisitOf(r)
		visit.Route = r.Pattern
		if route.Needs.Public && !route.Signed && limit != nil && !limit.Take(visit.Remote) {
			w.Header().Set("Retry-After", "60")
			layout.ProblemStatus(w, r, http.StatusTooManyRequests)
			return
		}
		if !layout.Readable(r.URL.Query()) {
			problem(w, r, refusal.Wrong("", "Địa chỉ có ký tự không đọc được. Hãy mở lại trang từ trang chủ."))
			return
		}
		r, err := guard(route.Needs, r)
		if err == nil {
			if visit.User != "" {
				w.Header().Set("Cache-Control", "no-store")
			}
			r.Body = http.MaxBytesReader(w, r.Body, body)
			err = handler(w, r)
		}
		if err != nil {
			problem(w, r, err)
		}
	})
}

// unknown turns the mux's own 404 and 405 into the problem page.
func unknown(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &statusOnly{header: http.Header{}}
		handler.ServeHTTP(probe, r)
		if allow := probe.header.Get("Allow"); allow != "" {
			w.Header().Set("Allow", allow)
		}
		layout.ProblemStatus(w, r, probe.status)
	})
}

// statusOnly is an answer of which only status and headers count.
type statusOnly struct {
	header http.Header
	status int
}

func (s *statusOnly) Header() http.Header         { return s.header }
func (s *statusOnly) Write(b []byte) (int, error) { return len(b), nil }
func (s *statusOnly) WriteHeader(status int)      { s.status = status }
