// Package entry is the way in and out, and what people see and change of their own
// account.
package entry

import (
	"context"
	"embed"
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/web"
)

//go:embed *.html en.json
var files embed.FS

// Door lets people in and out.
type Door interface {
	SignIn(ctx context.Context, a account.Attempt, at time.Time) (account.Pass, error)
	Confirm(ctx context.Context, token, code string, a account.Attempt, at time.Time) (account.Pass, error)
	SignOut(ctx context.Context, token string) error
}

// Links are one-time links by which people choose a password.
type Links interface {
	Invited(ctx context.Context, token string, at time.Time) (account.Account, error)
	SetUp(ctx context.Context, token string, a account.Attempt, at time.Time) (account.Pass, error)
}

// Safe changes what protects the own account; the attempt carries the current password.
type Safe interface {
	ChangePassword(ctx context.Context, by account.Stamp, a account.Attempt, fresh, keep string) error
	EnableTOTP(ctx context.Context, by account.Stamp, a account.Attempt, key, code string) error
	DisableTOTP(ctx context.Context, by account.Stamp, a account.Attempt) error
}

// Sessions are the browsers in which an account is signed in.
type Sessions interface {
	Of(ctx context.Context, id account.ID, at time.Time) ([]account.Session, error)
	End(ctx context.Context, id account.ID, digest string) error
	EndOthers(ctx context.Context, id account.ID, but string) error
}

// Staff is all of it.
type Staff interface {
	Door
	Links
	Safe
	Sessions
}

// Room is the pages of this package.
type Room struct {
	Staff  Staff
	Cookie web.Cookie
	Issuer string // what an authenticator calls the system
}

var own = web.Need{Act: account.OwnAccount, On: web.OwnUnit}

// Routes of the room.
func (m Room) Routes() []web.Route {
	public := web.Need{Public: true}
	return []web.Route{
		{Method: "GET", Path: "/sign-in", Needs: public, Handler: m.showSignIn},
		{Method: "POST", Path: "/sign-in", Needs: public, Handler: m.signIn},
		{Method: "GET", Path: "/sign-in/code", Needs: public, Handler: m.showCode},
		{Method: "POST", Path: "/sign-in/code", Needs: public, Handler: m.confirm},
		{Method: "POST", Path: web.SignOutPath, Needs: public, Handler: m.signOut}, // also when the session has ended
		{Method: "GET", Path: "/set-up/{token}", Needs: public, Handler: m.showSetUp},
		{Method: "POST", Path: "/set-up/{token}", Needs: public, Handler: m.setUp},
		{Method: "GET", Path: "/start", Needs: own, Handler: start},
		{Method: "GET", Path: "/account", Needs: own, Handler: m.showAccount},
		{Method: "POST", Path: "/account/sessions", Needs: own, Handler: m.endSessions},
		{Method: "GET", Path: "/account/password", Needs: own, Handler: m.showPassword},
		{Method: "POST", Path: "/account/password", Needs: own, Handler: m.changePassword},
		{Method: "GET", Path: "/account/second-factor", Needs: own, Handler: m.showSecondFactor},
		{Method: "POST", Path: "/account/second-factor", Needs: own, Handler: m.enable},
		{Method: "POST", Path: "/account/second-factor/off", Needs: own, Handler: m.disable},
		{Method: "GET", Path: "/account/rights", Needs: own, Handler: showRights},
	}
}

// start leads to the first room that the visitor may enter.
func start(w http.ResponseWriter, r *http.Request) error {
	to := "/account"
	if nav := web.VisitOf(r).Nav; len(nav) > 0 {
		to = nav[0].Href
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// attempt is who asks from where.
func attempt(r *http.Request, login, password string) account.Attempt {
	return account.Attempt{Login: login, Password: password, Remote: web.VisitOf(r).Remote, Agent: agent(r.UserAgent())}
}
