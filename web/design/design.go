// Package design is the room where officials draw workflows: steps in a table or as a
// diagram, files in and out, a second person's approval, versions side by side, and a
// rehearsal with the dossiers of a month.
package design

import (
	"context"
	"embed"
	"net/http"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/rehearsal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed *.html design.en.json
var files embed.FS

//go:embed assets
var assets embed.FS

func init() { layout.AddAssets(assets, "assets") }

// Catalogue reads procedures.
type Catalogue interface {
	Catalogue(ctx context.Context) (*procedure.Catalogue, error)
}

// Flows reads and writes workflows.
type Flows interface {
	All(ctx context.Context) ([]*workflow.Version, error)
	Draft(ctx context.Context, code string, caseNo int, by account.Stamp) (workflow.Version, error)
	SaveDraft(ctx context.Context, w workflow.Version, by account.Stamp) (workflow.Version, error)
}

// Approval brings a draft into force.
type Approval interface {
	Submit(ctx context.Context, id workflow.ID, read int, by account.Stamp) (workflow.Version, error)
	Return(ctx context.Context, id workflow.ID, reason string, by account.Stamp) (workflow.Version, error)
	Approve(ctx context.Context, id workflow.ID, read int, by account.Stamp) (workflow.Version, error)
	Publish(ctx context.Context, id workflow.ID, from calendar.Day, basis string, by account.Stamp) (workflow.Version, error)
}

// Tables reads the steps of one workflow from a workbook or CSV file.
type Tables interface {
	Steps(ctx context.Context, file string, data []byte, of workflow.Version, on calendar.Day) (workflow.Version, error)
}

// Rehearsals plays drafts with past dossiers.
type Rehearsals interface {
	Ask(ctx context.Context, id workflow.ID, month rehearsal.Month, mapping map[int]string, by account.Stamp) error
	Of(ctx context.Context, id workflow.ID) ([]rehearsal.Asked, error)
}

// Room is the pages of workflows.
type Room struct {
	Catalogue  Catalogue
	Flows      Flows
	Approval   Approval
	Tables     Tables
	Rehearsals Rehearsals
	// Owner is the unit whose rules these are; nil: the province.
	Owner func(*orgunit.Map) orgunit.ID
}

const largestFile = 4 << 20 // of an upload

// Routes of the pages.
func (p Room) Routes() []web.Route {
	read := web.Need{Act: account.ReadRules, On: web.Any}
	change := web.Need{Act: account.ChangeRules, On: web.Target}
	publish := web.Need{Act: account.PublishRules, On: web.Target}
	const one = "/admin/workflows/{id}"
	return []web.Route{
		{Method: "GET", Path: "/admin/workflows", Needs: read, Handler: p.showList},
		{Method: "GET", Path: "/admin/workflows.xlsx", Needs: read, Handler: p.exportList},
		{Method: "POST", Path: "/admin/workflows", Needs: change, Handler: p.draft},
		{Method: "GET", Path: one, Needs: read, Handler: p.showOne},
		{Method: "GET", Path: one + "/compare", Needs: read, Handler: p.compare},
		{Method: "GET", Path: one + "/flow.bpmn", Needs: read, Handler: p.exportBPMN},
		{Method: "GET", Path: one + "/steps.xlsx", Needs: read, Handler: p.exportSteps},
		{Method: "GET", Path: one + "/edit", Needs: change, Handler: p.showTable},
		{Method: "POST", Path: one + "/edit", Needs: change, Handler: p.saveTable},
		{Method: "GET", Path: one + "/draw", Needs: change, Handler: p.showDiagram},
		{Method: "POST", Path: one + "/draw", Needs: change, Handler: p.saveDiagram, MaxBody: largestFile},
		{Method: "POST", Path: one + "/file", Needs: change, Handler: p.takeFile, MaxBody: largestFile},
		{Method: "GET", Path: one + "/rehearsal", Needs: read, Handler: p.showRehearsal},
		{Method: "POST", Path: one + "/rehearsal", Needs: change, Handler: p.askRehearsal},
		{Method: "POST", Path: one + "/submit", Needs: change, Handler: p.submit},
		{Method: "POST", Path: one + "/approve", Needs: publish, Handler: p.approve},
		{Method: "POST", Path: one + "/return", Needs: publish, Handler: p.sendBack},
		{Method: "POST", Path: one + "/publish", Needs: publish, Handler: p.publish},
	}
}

// owner is the unit that the rules belong to.
func (p Room) owner(v *web.Visit) orgunit.ID {
	if p.Owner != nil {
		return p.Owner(v.Units)
	}
	if root := v.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}

// may answers whether the visitor may do an act upon the rules, for showing a button.
func (p Room) may(v *web.Visit, act account.Act) bool { return v.May(act, p.owner(v)) }

// asked is the visit and the form that was sent, once the visitor may do the act.
func (p Room) asked(r *http.Request, act account.Act) (*web.Visit, layout.Form, error) {
	visit := web.VisitOf(r)
	if err := visit.Must(act, p.owner(visit)); err != nil {
		return visit, layout.Form{}, err
	}
	form, err := layout.FormOf(r)
	return visit, form, err
}

// tabs lead between the pages of the rules.
func tabs(v *web.Visit) []layout.Link {
	list := []layout.Link{
		{Text: v.T("Thủ tục"), Href: "/admin/procedures"}, {Text: v.T("Quyết định công bố"), Href: "/admin/decisions"},
		{Text: v.T("Quy trình nội bộ"), Href: "/admin/workflows", Here: true},
	}
	if v.MayAnywhere(account.ChangeRules) {
		list = append(list, layout.Link{Text: v.T("Nhập từ Excel"), Href: "/admin/import/workflows"})
	}
	return list
}

func crumbs(v *web.Visit, f *workflow.Version, here string) []layout.Link {
	list := []layout.Link{{Text: v.T("Quy trình nội bộ"), Href: "/admin/workflows"}, {Text: f.Name}}
	if here != "" {
		list[1].Href = address(f.ID)
		list = append(list, layout.Link{Text: here})
	}
	return list
}

func address(id workflow.ID) string { return "/admin/workflows/" + strconv.FormatInt(int64(id), 10) }

func get(form layout.Form, name string) string { return strings.TrimSpace(form.Get(name)) }
