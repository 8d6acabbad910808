// Package exchange is one question to a neighbour over HTTP: sent once, waited for so
// long, read so far.
package exchange

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"
)

// Question is what is asked.
type Question struct {
	Method, URL string
	Header      map[string]string // besides the type of the body
	Body        []byte            // JSON; nil for none
	Patience    time.Duration
	Most        int64 // bytes of the answer that are read
}

// Answer is what came back, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Ask sends the question. After an error the neighbour may have done what it was asked.
func Ask(ctx context.Context, q Question) (a Answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, q.Patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, q.Method, q.URL, bytes.NewReader(q.Body))
	if err != nil {
		return a, err
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range q.Header {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return a, err
	}
	defer answer.Body.Close()
	a = Answer{Status: answer.StatusCode, Header: answer.Header}
	a.Body, err = io.ReadAll(io.LimitReader(answer.Body, q.Most))
	return a, err
}
