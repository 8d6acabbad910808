package design

import (
	"net/http"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

type diagramPage struct {
	layout.Frame
	Tabs    []layout.Link
	Flow    *workflow.Version
	Form    layout.Form
	BPMN    string
	Picture *picture
	Roles   []layout.Option
	Places  []layout.Option
}

var diagramView = layout.Parse[diagramPage](files, "diagram.html", "parts.html")

// codes turn units into codes for files, and back.
func codes(visit *web.Visit) workflow.Codes {
	return workflow.Codes{Units: visit.Units, On: visit.Today()}
}

func bpmnOf(visit *web.Visit, f *workflow.Version) ([]byte, error) {
	return f.BPMN(codes(visit), func(w workflow.Who) string { return laneWords(visit, w) })
}

func (p Room) showDiagram(w http.ResponseWriter, r *http.Request) error {
	visit, _, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, _, err := p.editable(r)
	if err != nil {
		return err
	}
	data, err := bpmnOf(visit, f)
	if refusal.Of(err) != nil { // steps that cannot be drawn are mended in the table, which says where
		http.Redirect(w, r, address(f.ID)+"/edit", http.StatusSeeOther)
		return nil
	}
	if err != nil {
		return err
	}
	return p.diagram(w, r, http.StatusOK, diagramPage{Flow: f, BPMN: string(data), Form: layout.Form{}})
}

func (p Room) diagram(w http.ResponseWriter, r *http.Request, status int, page diagramPage) error {
	visit := web.VisitOf(r)
	page.Frame = layout.Frame{Self: address(page.Flow.ID) + "/draw", Crumbs: crumbs(visit, page.Flow, visit.T("Sửa trên sơ đồ"))}
	page.Tabs, page.Roles, page.Places = tabs(visit), roleOptions(visit), placeOptions(visit)
	page.Picture = draw(visit, "flow", page.Flow, nil)
	return diagramView.Render(w, r, status, page)
}

// saveDiagram keeps what was drawn. Steps are numbered anew in the order of their work.
func (p Room) saveDiagram(w http.ResponseWriter, r *http.Request) error {
	visit, form, err := p.asked(r, account.ChangeRules)
	if err != nil {
		return err
	}
	f, _, err := p.editable(r)
	if err != nil {
		return err
	}
	v, err := workflow.ReadBPMN([]byte(form.Get("bpmn")), codes(visit))
	if err == nil {
		v.Sorted()
		v.ID, v.Version, v.Name, v.Basis = f.ID, web.Number[int](form.Get("version")), f.Name, f.Basis
		err = p.save(w, r, f, v, form)
	}
	if bad, ok := form.Refused(err); ok {
		return p.diagram(w, r, layout.StatusOf(err), diagramPage{Flow: f, BPMN: form.Get("bpmn"), Form: onField(bad, "")})
	}
	return err
}
