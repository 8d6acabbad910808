package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/web/layout"
)

// Sessions is what the guard asks of whoever keeps them.
type Sessions interface {
	// Enter finds who holds a session's token at an instant, and the units as they stand.
	// It refuses as not found when the session is no more.
	Enter(ctx context.Context, token string, at time.Time) (*account.Account, *orgunit.Map, error)
}

// Room is a place in the header's navigation, shown to who may do its act somewhere.
type Room struct {
	Title string
	Href  string
	Act   account.Act
}

// Entrance is the guard of all routes.
type Entrance struct {
	Sessions Sessions
	Cookie   Cookie
	Rooms    []Room
	Annexes  map[string]string // addresses outside a room's own whose pages belong to it, each with the room's
	Now      func() time.Time  // nil for the machine's clock
}

// Guard lets a request in when its session's account meets the need.
func (e Entrance) Guard(need Need, r *http.Request) (*http.Request, error) {
	visit, err := e.visit(need, r)
	if err != nil {
		return r, err
	}
	r = withWho(r, visit)
	switch {
	case need.Public:
		return r, nil
	case visit.Account == nil:
		return r, layout.ErrSignIn
	case need.On == OwnUnit:
		return r, visit.Must(need.Act, visit.Account.Unit)
	case !visit.MayAnywhere(need.Act):
		return r, refusal.Forbidden("Tài khoản của bạn không có quyền “%s”.", layout.Words(need.Act.Title()))
	}
	return r, nil
}

// visit finds who came. On a public route a session that cannot be looked up is none, so
// that a lost database leaves up what needs none.
func (e Entrance) visit(need Need, r *http.Request) (*Visit, error) {
	visit := &Visit{Visit: layout.VisitOf(r), need: need, At: time.Now()}
	if e.Now != nil {
		visit.At = e.Now()
	}
	token := e.Cookie.Token(r)
	if token == "" {
		return visit, nil
	}
	who, units, err := e.Sessions.Enter(r.Context(), token, visit.At)
	switch {
	case err != nil && (need.Public || refusal.KindOf(err) != 0):
		return visit, nil
	case err != nil:
		return nil, err
	}
	visit.Account, visit.Units, visit.Session = who, units, secret.Digest(token)
	e.frame(visit, r)
	return visit, nil
}

// room is the address of the room that a page is in, "" for none.
func (e Entrance) room(path string) string {
	for annex, room := range e.Annexes {
		if within(path, annex) {
			return room
		}
	}
	for _, room := range e.Rooms {
		if within(path, room.Href) {
			return room.Href
		}
	}
	return ""
}

func within(path, address string) bool {
	return path == address || strings.HasPrefix(path, address+"/")
}

// frame fills in what the header shows.
func (e Entrance) frame(v *Visit, r *http.Request) {
	v.User, v.Visit.Unit, v.Out = v.Account.Name, v.Units.Name(v.Account.Unit), SignOutPath
	here := e.room(r.URL.Path)
	for _, room := range e.Rooms {
		if v.MayAnywhere(room.Act) {
			v.Nav = append(v.Nav, layout.Link{Text: v.T(room.Title), Href: room.Href, Here: room.Href == here})
		}
	}
}
