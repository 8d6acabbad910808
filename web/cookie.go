package web

import "net/http"

// SignOutPath is where the header's button signs out.
const SignOutPath = "/sign-out"

// Cookie carries a session's token. With Secure its name has the prefix __Host-, by which
// browsers refuse it from anywhere but this very host over TLS.
type Cookie struct{ Secure bool }

func (c Cookie) name(r *http.Request) string {
	if c.secure(r) {
		return "__Host-cchc"
	}
	return "cchc"
}

func (c Cookie) secure(r *http.Request) bool { return c.Secure || r.TLS != nil }

// Token is the token that a request brings, "" for none.
func (c Cookie) Token(r *http.Request) string {
	cookie, err := r.Cookie(c.name(r))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// Put gives the browser a token; "" takes it away. The browser forgets it when it closes.
func (c Cookie) Put(w http.ResponseWriter, r *http.Request, token string) {
	cookie := &http.Cookie{Name: c.name(r), Value: token, Path: "/", HttpOnly: true, Secure: c.secure(r), SameSite: http.SameSiteLaxMode}
	if token == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(w, cookie)
}
