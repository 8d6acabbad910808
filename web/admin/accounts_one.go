package admin

import (
	"net/http"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type accountPage struct {
	layout.Frame
	Account account.Account
	Row     accountRow
	Form    layout.Form // to edit
	Why     layout.Form // to lock, unlock, switch off
	Units   []layout.Option
	Roles   []layout.Option
	Change  bool   // the visitor may change it
	Mine    bool   // it is the visitor's own
	Link    string // one-time link made a moment ago
	Done    string
	Trail   []layout.Moment
}

// Open says whether the form with a field came back with errors.
func (p accountPage) Open(field string) bool {
	return slices.ContainsFunc(p.Why.Errors, func(no *refusal.Refusal) bool { return no.Field == field })
}

var accountView = layout.Parse[accountPage](accountFiles, "accounts_one.html")

var accountDone = map[string]string{
	"create": "Đã lập tài khoản. Hãy cấp đường dẫn để người dùng tự đặt mật khẩu.",
	"edit":   "Đã lưu.",
	"lock":   "Đã khóa. Mọi phiên của tài khoản này đã kết thúc.",
	"unlock": "Đã mở khóa.",
	"off":    "Đã tắt xác thực hai bước.",
}

func (m Accounts) showOne(w http.ResponseWriter, r *http.Request) error {
	a, err := m.target(r, account.ReadAccounts)
	if err != nil {
		return err
	}
	return m.render(w, r, a, http.StatusOK, accountPage{Done: accountDone[r.URL.Query().Get("done")]})
}

// target is the account of the address; nothing is told of it before the policy was asked.
func (m Accounts) target(r *http.Request, act account.Act) (account.Account, error) {
	a, err := m.Staff.Get(r.Context(), web.Number[account.ID](r.PathValue("id")))
	if err != nil {
		return a, err
	}
	return a, web.VisitOf(r).Must(act, a.Unit)
}

// render fills in what every view of the page shows.
func (m Accounts) render(w http.ResponseWriter, r *http.Request, a account.Account, status int, page accountPage) (err error) {
	visit := web.VisitOf(r)
	page.Frame = layout.Frame{Crumbs: accountCrumbs(visit, a.Name), Self: accountPath(a.ID)}
	page.Account, page.Row = a, newAccountRow(visit, &a)
	page.Change, page.Mine = visit.May(account.ChangeAccounts, a.Unit), visit.Account.ID == a.ID
	page.Units, page.Roles = withUnit(visit, unitOptions(visit, account.ChangeAccounts), a.Unit), roleOptions(visit, a.Roles)
	if page.Form.Values == nil {
		page.Form = layout.Filled("name", a.Name, "title", a.Title, "unit", strconv.FormatInt(int64(a.Unit), 10), "version", strconv.Itoa(a.Version))
	}
	if page.Trail, err = m.trail(r, a); err != nil {
		return err
	}
	return accountView.Render(w, r, status, page)
}
