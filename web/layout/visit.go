package layout

import (
	"context"
	"log/slog"
	"net/http"

	"cchc/kit/i18n"
)

// Site is what all pages of one installation say of themselves.
type Site struct {
	Brand   string // "Một cửa An Sơn"
	Motto   string // below the brand on the citizen's pages
	Phone   string // hotline, digits with blanks, "" for none
	Address string // foot of the citizen's pages
	Sample  bool   // the data is invented: every page says so
}

// Link is a way to another page. Here marks the page that is open.
type Link struct {
	Text string // as it is shown: Visit.T translates
	Href string
	Here bool
}

// Visit is one request as the pages see it. The middleware of package web makes it; the
// guard fills in who came. It belongs to its request and is not safe to share.
type Visit struct {
	ID     string // request number, also in the log
	Lang   i18n.Lang
	Remote string // address of the visitor's machine, for limits, never logged
	Route  string // pattern of the route, "" before routing

	Log     *slog.Logger // nil is the usual one
	Site    *Site
	User    string // name of who signed in, "" for nobody
	Me      string // address of one's own account, "" for none
	Unit    string // name of the unit of who signed in
	Nav     []Link // rooms open to this visitor
	Notices Link   // one's notices, the text how many are unread; no address where there are none
	Out     string // address that signs out by POST, "" for none
}

type visitKey struct{}

// WithVisit is the request with its visit.
func WithVisit(r *http.Request, v *Visit) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
}

// VisitOf is the visit of a request; a request that passed no middleware gets a plain
// Vietnamese one.
func VisitOf(r *http.Request) *Visit {
	if v, ok := r.Context().Value(visitKey{}).(*Visit); ok {
		return v
	}
	return &Visit{Site: &Site{}}
}

func (v *Visit) log() *slog.Logger {
	if v.Log == nil {
		return slog.Default()
	}
	return v.Log
}

// Fault writes what went wrong into the log, beside the number of the request.
func (v *Visit) Fault(what string, err error, more ...any) {
	v.log().Error(what, append([]any{"request", v.ID, "route", v.Route, "err", err}, more...)...)
}

// T is a sentence in the visitor's language, for texts that are not in a template.
func (v *Visit) T(format string, args ...any) string {
	return Translate(v.Lang, format, args...)
}
