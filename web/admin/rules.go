package admin

import (
	"context"
	"embed"
	"io"
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed procedures*.html decisions*.html imports.html rules.en.json
var ruleFiles embed.FS

// Catalogue reads procedures and the decisions about them.
type Catalogue interface {
	Catalogue(ctx context.Context) (*procedure.Catalogue, error)
	Decisions(ctx context.Context) ([]*procedure.Decision, error)
	Decision(ctx context.Context, id procedure.DecisionID) (procedure.Decision, error)
	Impact(ctx context.Context, id procedure.DecisionID, today calendar.Day) (procedure.Impact, error)
}

// Drafting writes procedures and decisions, and publishes them.
type Drafting interface {
	Draft(ctx context.Context, code string, by account.Stamp) (procedure.Version, error)
	SaveDraft(ctx context.Context, v procedure.Version, by account.Stamp) (procedure.Version, error)
	SaveDecision(ctx context.Context, d procedure.Decision, by account.Stamp) (procedure.Decision, error)
	Publish(ctx context.Context, id procedure.DecisionID, by account.Stamp) (procedure.Decision, error)
}

// Flows reads workflows.
type Flows interface {
	All(ctx context.Context) ([]*workflow.Version, error)
}

// Files takes in workbooks of other systems.
type Files interface {
	Import(ctx context.Context, job intake.Job, by account.Stamp) (intake.Report, error)
	Template(w io.Writer, kind intake.Kind) error
	WriteFaults(w io.Writer, job intake.Job, report intake.Report) error
}

// Rules is the pages of procedures, decisions and imports.
type Rules struct {
	Catalogue Catalogue
	Drafting  Drafting
	Flows     Flows
	Files     Files
	// Owner is the unit whose rules these are; nil: the province. Its people write and
	// publish them, those of units below it do not.
	Owner func(*orgunit.Map) orgunit.ID
}

// Routes of the pages.
func (p Rules) Routes() []web.Route {
	read := web.Need{Act: account.ReadRules, On: web.Any}
	change := web.Need{Act: account.ChangeRules, On: web.Target}
	publish := web.Need{Act: account.PublishRules, On: web.Target}
	return append([]web.Route{
		{Method: "GET", Path: "/admin/procedures", Needs: read, Handler: p.showProcedures},
		{Method: "GET", Path: "/admin/procedures.xlsx", Needs: read, Handler: p.exportProcedures},
		{Method: "POST", Path: "/admin/procedures", Needs: change, Handler: p.draftProcedure},
		{Method: "GET", Path: "/admin/procedures/{code}", Needs: read, Handler: p.showProcedure},
		{Method: "GET", Path: "/admin/procedures/{code}/compare", Needs: read, Handler: p.compareProcedure},
		{Method: "GET", Path: "/admin/procedures/{code}/edit", Needs: change, Handler: p.showProcedureForm},
		{Method: "POST", Path: "/admin/procedures/{code}/edit", Needs: change, Handler: p.saveProcedure},
		{Method: "GET", Path: "/admin/decisions", Needs: read, Handler: p.showDecisions},
		{Method: "GET", Path: "/admin/decisions/new", Needs: change, Handler: p.showDecisionForm},
		{Method: "POST", Path: "/admin/decisions/new", Needs: change, Handler: p.saveDecision},
		{Method: "GET", Path: "/admin/decisions/{id}", Needs: read, Handler: p.showDecision},
		{Method: "GET", Path: "/admin/decisions/{id}/edit", Needs: change, Handler: p.showDecisionForm},
		{Method: "POST", Path: "/admin/decisions/{id}/edit", Needs: change, Handler: p.saveDecision},
		{Method: "POST", Path: "/admin/decisions/{id}/publish", Needs: publish, Handler: p.publishDecision},
	}, p.importRoutes()...)
}

// owner is the unit that the rules belong to.
func (p Rules) owner(v *web.Visit) orgunit.ID {
	if p.Owner != nil {
		return p.Owner(v.Units)
	}
	if root := v.Units.Root(); root != nil {
		return root.ID
	}
	return 0
}

// may answers whether the visitor may do an act upon the rules, for showing a button.
func (p Rules) may(v *web.Visit, act account.Act) bool { return v.May(act, p.owner(v)) }

// asked is the visit and the form that was sent, once the visitor may do the act.
func (p Rules) asked(r *http.Request, act account.Act) (*web.Visit, layout.Form, error) {
	visit := web.VisitOf(r)
	if err := visit.Must(act, p.owner(visit)); err != nil {
		return visit, layout.Form{}, err
	}
	form, err := layout.FormOf(r)
	return visit, form, err
}

// dayField reads a day of a date input, or as people write it; 0 for none.
func dayField(form layout.Form, name string) calendar.Day {
	var faults intake.Faults
	return intake.Reader{Row: formRow{form}, Faults: &faults}.Day(name)
}

// formRow lets the cells of a form be read as those of a file.
type formRow struct{ form layout.Form }

func (r formRow) Line() int              { return 0 }
func (r formRow) Get(name string) string { return strings.TrimSpace(r.form.Get(name)) }

func attach(w http.ResponseWriter, file string) {
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+file+`"`)
}

// ruleTabs lead between the pages of this room.
func ruleTabs(v *web.Visit, here string) []layout.Link {
	tabs := []layout.Link{
		{Text: v.T("Thủ tục"), Href: "/admin/procedures"}, {Text: v.T("Quyết định công bố"), Href: "/admin/decisions"},
		{Text: v.T("Quy trình nội bộ"), Href: "/admin/workflows"}, {Text: v.T("Rà soát, đơn giản hóa"), Href: "/review"},
	}
	if v.MayAnywhere(account.ChangeRules) {
		tabs = append(tabs, layout.Link{Text: v.T("Nhập từ Excel"), Href: "/admin/import/procedures"})
	}
	for i := range tabs {
		tabs[i].Here = tabs[i].Href == here
	}
	return tabs
}
