package web

import (
	"net"
	"net/http"
	"strings"

	"cchc/kit/i18n"
	"cchc/web/layout"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers are what every answer carries. The reader of a QR code types as a keyboard, and
// the camera is opened by the citizen's own browser: no page asks for a device.
func headers(next http.Handler, secure bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if secure || r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// remote is the visitor's address without its port. Only a proxy of ours is believed,
// and only the entry that it added itself, the last one.
func remote(r *http.Request, proxy bool) string {
	if proxy {
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); last != "" {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// languages reads the visitor's language from its cookie; without one it is Vietnamese,
// because many a Vietnamese office has its browsers in English. ?lang=en on any page sets the
// cookie and leads back to the page without it.
func languages(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked := r.URL.Query().Get("lang"); asked != "" && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
			setLanguage(w, r, asked, o.Secure)
			return
		}
		if cookie, err := r.Cookie(i18n.CookieName); err == nil {
			layout.VisitOf(r).Lang, _ = i18n.ParseLang(cookie.Value) // Vietnamese when it is none of ours
		}
		w.Header().Add("Vary", "Cookie")
		next.ServeHTTP(w, r)
	})
}

func setLanguage(w http.ResponseWriter, r *http.Request, asked string, secure bool) {
	lang, _ := i18n.ParseLang(asked) // Vietnamese when it is none of ours
	http.SetCookie(w, &http.Cookie{Name: i18n.CookieName, Value: lang.String(), Path: "/", MaxAge: 365 * 24 * 3600,
		SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: secure || r.TLS != nil})
	query := r.URL.Query()
	query.Del("lang")
	// Only path and query: "//evil.example" as a path would lead away.
	back := "/" + strings.TrimLeft(r.URL.EscapedPath(), "/\\")
	if len(query) > 0 {
		back += "?" + query.Encode()
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}
