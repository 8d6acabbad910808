package entry

import (
	"net/http"

	"cchc/domain/account"
	"cchc/web"
	"cchc/web/layout"
)

type accountPage struct {
	layout.Frame
	Account   *account.Account
	Unit      string
	Roles     []string
	Sessions  []session
	MayBeAway bool   // somebody can stand in
	Done      string // what was done a moment ago, as a sentence
}

// session is one line of the list.
type session struct {
	account.Session
	Here bool
}

var accountView = layout.Parse[accountPage](files, "account.html")

// done are the sentences that follow a change, by the word in the address.
var done = map[string]string{
	"password": "Đã đổi mật khẩu. Các phiên khác đã đăng xuất.",
	"on":       "Đã bật xác thực hai bước. Từ lần đăng nhập sau, hệ thống hỏi mã trên điện thoại.",
	"off":      "Đã tắt xác thực hai bước.",
	"sessions": "Đã đăng xuất phiên được chọn.",
}

func (m Room) showAccount(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	list, err := m.Staff.Of(r.Context(), visit.Account.ID, visit.At)
	if err != nil {
		return err
	}
	page := accountPage{Account: visit.Account, Unit: visit.Visit.Unit, MayBeAway: visit.MayAnywhere(account.ProcessDossier), Done: done[r.URL.Query().Get("done")]}
	for _, role := range visit.Account.Roles {
		page.Roles = append(page.Roles, role.Title())
	}
	for _, s := range list {
		page.Sessions = append(page.Sessions, session{s, s.Digest == visit.Session})
	}
	return accountView.Render(w, r, http.StatusOK, page)
}

// endSessions ends one session, or with "others" all but this one.
func (m Room) endSessions(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	if which := form.Get("session"); which == "others" {
		err = m.Staff.EndOthers(r.Context(), visit.Account.ID, visit.Session)
	} else {
		err = m.Staff.End(r.Context(), visit.Account.ID, which)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/account?done=sessions", http.StatusSeeOther)
	return nil
}

// ownCrumbs is the way to a page below the own account.
func ownCrumbs(v *web.Visit, here string) []layout.Link {
	return []layout.Link{{Text: v.T("Tài khoản của tôi"), Href: "/account"}, {Text: v.T(here)}}
}
