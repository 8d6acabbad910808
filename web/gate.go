package web

import (
	"fmt"
	"maps"
	"net/http"
)

// gate holds back every answer of a route On Target below 400 until the handler has asked
// Visit.Must: who forgets to ask gets a fault, not a page.
type gate struct {
	http.ResponseWriter
	visit   *Visit
	shut    bool
	written bool
}

func (g *gate) WriteHeader(status int) {
	g.written = true
	if status >= 200 && status < 400 && !g.visit.allowed {
		g.shut = true
		return
	}
	g.ResponseWriter.WriteHeader(status)
}

func (g *gate) Write(b []byte) (int, error) {
	if !g.written {
		g.WriteHeader(http.StatusOK)
	}
	if g.shut {
		return len(b), nil
	}
	return g.ResponseWriter.Write(b)
}

// Flush lets answers that grow pass.
func (g *gate) Flush() {
	if !g.shut {
		http.NewResponseController(g.ResponseWriter).Flush()
	}
}

// Unwrap lets http.ResponseController reach the connection once the gate is open.
func (g *gate) Unwrap() http.ResponseWriter { return g.ResponseWriter }

// asking is a handler behind a gate.
func asking(handler func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		before := maps.Clone(w.Header())
		g := &gate{ResponseWriter: w, visit: VisitOf(r)}
		err := handler(g, r)
		if err == nil && !g.written && !g.visit.allowed {
			g.shut = true // the server would send 200
		}
		if !g.shut {
			return err
		}
		clear(w.Header())
		maps.Copy(w.Header(), before)
		return fmt.Errorf("route %s answered without asking whether %q is allowed on its unit", g.visit.Route, g.visit.need.Act)
	}
}
