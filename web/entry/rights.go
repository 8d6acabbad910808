package entry

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/web"
	"cchc/web/layout"
)

type rightsPage struct {
	layout.Frame
	Relations []string
	Acts      []actRow
	Never     []string // acts that no role of the visitor allows
	Unit      string
	Roles     []string
}

// actRow is one act and, for each relation, the roles that allow it.
type actRow struct {
	Title string
	Why   [][]string
}

var rightsView = layout.Parse[rightsPage](files, "rights.html")

// showRights answers "what may I do, and why": the policy itself, not a text about it.
func showRights(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	page := rightsPage{Frame: layout.Frame{Crumbs: ownCrumbs(visit, "Quyền của tôi")}, Unit: visit.Visit.Unit}
	for _, relation := range orgunit.Relations {
		page.Relations = append(page.Relations, account.RelationTitle(relation))
	}
	for _, role := range visit.Account.Roles {
		page.Roles = append(page.Roles, role.Title())
	}
	for _, act := range account.Acts {
		if !visit.MayAnywhere(act) {
			page.Never = append(page.Never, act.Title())
			continue
		}
		row := actRow{Title: act.Title()}
		for _, relation := range orgunit.Relations {
			var by []string
			for _, role := range visit.Account.Why(act, relation) {
				by = append(by, role.Title())
			}
			row.Why = append(row.Why, by)
		}
		page.Acts = append(page.Acts, row)
	}
	return rightsView.Render(w, r, http.StatusOK, page)
}
