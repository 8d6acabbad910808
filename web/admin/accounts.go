// Package admin is the operator's pages.
package admin

import (
	"context"
	"embed"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/web"
)

//go:embed accounts*.html accounts.en.json
var accountFiles embed.FS

// Roll reads accounts.
type Roll interface {
	List(ctx context.Context, q account.Query) (account.Listing, error)
	Get(ctx context.Context, id account.ID) (account.Account, error)
	Names(ctx context.Context, ids ...account.ID) (map[account.ID]string, error)
}

// Hiring makes and changes accounts.
type Hiring interface {
	Create(ctx context.Context, act account.Create, by account.Stamp) (account.Account, error)
	Change(ctx context.Context, id account.ID, by account.Stamp, changes ...account.Change) (account.Account, error)
	Invite(ctx context.Context, id account.ID, by account.Stamp) (token string, err error)
}

// Staff is all of it.
type Staff interface {
	Roll
	Hiring
}

// Trail reads what happened to one subject.
type Trail interface {
	Of(ctx context.Context, subject int64) ([]audit.Event, error)
}

// Accounts is the pages of the accounts.
type Accounts struct {
	Staff   Staff
	Trail   Trail
	BaseURL string // before the path of a one-time link, without a slash at the end
}

// Routes of the pages.
func (m Accounts) Routes() []web.Route {
	list := web.Need{Act: account.ReadAccounts, On: web.Any}
	read := web.Need{Act: account.ReadAccounts, On: web.Target}
	begin := web.Need{Act: account.ChangeAccounts, On: web.Any}
	change := web.Need{Act: account.ChangeAccounts, On: web.Target}
	return []web.Route{
		{Method: "GET", Path: "/admin/accounts", Needs: list, Handler: m.showList},
		{Method: "GET", Path: "/admin/accounts.xlsx", Needs: list, Handler: m.exportList},
		{Method: "GET", Path: "/admin/accounts/new", Needs: begin, Handler: m.showNew},
		{Method: "POST", Path: "/admin/accounts", Needs: change, Handler: m.create},
		{Method: "GET", Path: "/admin/accounts/{id}", Needs: read, Handler: m.showOne},
		{Method: "POST", Path: "/admin/accounts/{id}", Needs: change, Handler: m.edit},
		{Method: "POST", Path: "/admin/accounts/{id}/lock", Needs: change, Handler: m.lock},
		{Method: "POST", Path: "/admin/accounts/{id}/unlock", Needs: change, Handler: m.unlock},
		{Method: "POST", Path: "/admin/accounts/{id}/link", Needs: change, Handler: m.invite},
		{Method: "POST", Path: "/admin/accounts/{id}/second-factor", Needs: change, Handler: m.disableSecondFactor},
	}
}
