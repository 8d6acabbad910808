package layout

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

//go:embed problem.html
var problemFiles embed.FS

// problem is the page that says why there is no other.
type problem struct {
	Frame
	Heading string
	Says    []string // sentences, already in the visitor's language
	Ref     string   // number of a fault, also in the log
	Reload  bool     // asking again may help, and resends nothing
}

var problemPage = Parse[problem](problemFiles, "problem.html")

// ErrSignIn asks to sign in first: the visitor is sent there and comes back.
var ErrSignIn = errors.New("sign in first")

// SignInPath is the page to which ErrSignIn leads; it gets the way back as ?next=.
const SignInPath = "/sign-in"

// Problem is the one place that picks status and page of an error. A refusal is shown in
// its own words; a fault gets a reference number, which the log has beside its text.
func Problem(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, ErrSignIn) {
		next := "/"
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			next = r.URL.RequestURI()
		}
		http.Redirect(w, r, SignInPath+"?next="+url.QueryEscape(next), http.StatusSeeOther)
		return
	}
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the visitor left: nobody reads the answer
	}
	v := VisitOf(r)
	status, page := describe(v, err)
	if status >= http.StatusInternalServerError {
		v.Fault("fault", err, "ref", page.Ref)
	}
	show(w, r, status, page)
}

// ProblemStatus shows the problem page of a status that no error stands for, as 405.
func ProblemStatus(w http.ResponseWriter, r *http.Request, status int) {
	show(w, r, status, bare(VisitOf(r), status))
}

// Foreign is the answer to a form that was sent from a page of somebody else.
func Foreign(w http.ResponseWriter, r *http.Request) {
	show(w, r, http.StatusForbidden, fromElsewhere.page(VisitOf(r)))
}

func show(w http.ResponseWriter, r *http.Request, status int, page problem) {
	if VisitOf(r).User == "" {
		page.Kind = Citizen
	}
	page.Reload = r.Method == http.MethodGet && (status >= 500 || status == http.StatusConflict || status == http.StatusTooManyRequests)
	w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	if err := problemPage.send(w, r, status, page); err != nil {
		VisitOf(r).Fault("problem page", err)
		http.Error(w, fmt.Sprint(status, " ", http.StatusText(status)), status)
	}
}
