package web

import (
	"context"
	"net/http"
	"strconv"
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
	Title  string
	Href   string
	Act    account.Act
	Unless account.Act // not shown to who may do this, and so comes here by another place; "" for nobody
}

// Me is where the name of who signed in leads, and their unread notices beside it.
type Me struct {
	Account string // address of one's own account
	Notices string // address of one's notices
	// Unread counts somebody's unread notices, up to a limit; nil where there are none.
	Unread func(ctx context.Context, who account.ID, limit int) (int, error)
}

// Entrance is the guard of all routes.
type Entrance struct {
	Sessions Sessions
	Cookie   Cookie
	Rooms    []Room
	Annexes  map[string]string // addresses outside a room's own whose pages belong to it, each with the room's
	Me       Me
	Now      func() time.Time // nil for the machine's clock
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

// room is the address of the room among some that a page is in, "" for none: the longest
// address that the page's begins with tells.
func (e Entrance) room(path string, rooms []Room) (found string) {
	longest := ""
	for _, room := range rooms {
		if within(path, room.Href) && len(room.Href) > len(longest) {
			longest, found = room.Href, room.Href
		}
	}
	for annex, room := range e.Annexes {
		if within(path, annex) && len(annex) > len(longest) {
			longest, found = annex, room
		}
	}
	return found
}

func within(path, address string) bool {
	return path == address || strings.HasPrefix(path, address+"/")
}

// frame fills in what the header shows.
func (e Entrance) frame(v *Visit, r *http.Request) {
	v.User, v.Visit.Unit, v.Out, v.Me = v.Account.Name, v.Units.Name(v.Account.Unit), SignOutPath, e.Me.Account
	e.notices(v, r)
	var shown []Room
	for _, room := range e.Rooms {
		if v.MayAnywhere(room.Act) && !v.MayAnywhere(room.Unless) {
			shown = append(shown, room)
		}
	}
	here := e.room(r.URL.Path, shown)
	for _, room := range shown {
		v.Nav = append(v.Nav, layout.Link{Text: v.T(room.Title), Href: room.Href, Here: room.Href == here})
	}
}

// most is the largest number of notices that is counted out: more are "99+".
const most = 99

// notices says beside the name that something is unread. A page is worth more than its
// count: one that cannot be had is left out.
func (e Entrance) notices(v *Visit, r *http.Request) {
	if e.Me.Unread == nil || r.Method != http.MethodGet {
		return
	}
	n, err := e.Me.Unread(r.Context(), v.Account.ID, most+1)
	if err != nil {
		v.Fault("unread notices", err)
		return
	}
	v.Notices = layout.Link{Href: e.Me.Notices}
	switch {
	case n > most:
		v.Notices.Text = strconv.Itoa(most) + "+"
	case n > 0:
		v.Notices.Text = strconv.Itoa(n)
	}
}
