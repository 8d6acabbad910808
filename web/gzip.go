package web

import (
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// smallest is the length from which compressing pays.
const smallest = 512

// compress sends text compressed to who accepts it. No page holds both a secret and a
// text that a stranger can choose, so lengths tell nothing (BREACH): the idempotency
// keys of forms are random and used once.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipper{ResponseWriter: w, head: r.Method == http.MethodHead}
		defer z.close()
		next.ServeHTTP(z, r)
	})
}

var zips = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.DefaultCompression)
	return w
}}

// zipper compresses from the first header on, when type and length ask for it.
type zipper struct {
	http.ResponseWriter
	head    bool
	decided bool
	zip     *gzip.Writer
}

func (z *zipper) WriteHeader(status int) {
	if !z.decided && status >= 200 {
		z.decided = true
		if z.worth(status) {
			z.Header().Set("Content-Encoding", "gzip")
			z.Header().Del("Content-Length")
			z.zip = zips.Get().(*gzip.Writer)
			z.zip.Reset(z.ResponseWriter)
		}
	}
	z.ResponseWriter.WriteHeader(status)
}

// worth says whether an answer is text, long enough or of unknown length, and not
// compressed already.
func (z *zipper) worth(status int) bool {
	h := z.Header()
	if z.head || status == http.StatusNoContent || status == http.StatusNotModified || h.Get("Content-Encoding") != "" {
		return false
	}
	if length, err := strconv.Atoi(h.Get("Content-Length")); err == nil && length < smallest {
		return false
	}
	kind := h.Get("Content-Type")
	for _, text := range []string{"text/html", "text/css", "text/csv", "text/plain", "application/json", "image/svg+xml"} {
		if strings.HasPrefix(kind, text) {
			return true
		}
	}
	return false
}

func (z *zipper) Write(b []byte) (int, error) {
	if !z.decided {
		z.WriteHeader(http.StatusOK)
	}
	if z.zip != nil {
		return z.zip.Write(b)
	}
	return z.ResponseWriter.Write(b)
}

// Flush sends what there is, for answers that grow.
func (z *zipper) Flush() {
	if z.zip != nil {
		z.zip.Flush()
	}
	http.NewResponseController(z.ResponseWriter).Flush()
}

func (z *zipper) close() {
	if z.zip == nil {
		return
	}
	z.zip.Close()
	z.zip.Reset(nil)
	zips.Put(z.zip)
}

// Unwrap lets http.ResponseController reach the connection.
func (z *zipper) Unwrap() http.ResponseWriter { return z.ResponseWriter }
