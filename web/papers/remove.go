package papers

import (
	"fmt"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/scan"
	"cchc/web"
	"cchc/web/layout"
)

// removeView asks for the reason to take a paper away.
type removeView struct {
	layout.Frame
	Form layout.Form
	Row  paperRow
	Code string
}

var removePage = layout.Parse[removeView](files, "remove.html")

func (p *Room) removing(w http.ResponseWriter, r *http.Request) error {
	v, one, err := p.paper(r, account.CorrectDossier)
	if err != nil {
		return err
	}
	return p.showRemove(w, r, v, &one, layout.Form{}, http.StatusOK)
}

func (p *Room) showRemove(w http.ResponseWriter, r *http.Request, v *web.Visit, one *scan.Paper, form layout.Form, status int) error {
	names, err := p.namesOf(r.Context(), []*scan.Paper{one})
	if err != nil {
		return err
	}
	page := removeView{Form: form, Row: newRow(v, one, names)}
	if page.Code, err = p.codeOf(r, one.Dossier); err != nil {
		return err
	}
	page.Crumbs = []layout.Link{{Text: v.T("Giấy tờ điện tử"), Href: "/desk/dossiers/" + page.Code + "/papers"}, {Text: v.T("Gỡ bỏ")}}
	page.Self = fmt.Sprintf("/papers/files/%d/remove", one.ID)
	return removePage.Render(w, r, status, page)
}

func (p *Room) codeOf(r *http.Request, id dossier.ID) (string, error) {
	if id == 0 {
		return "", nil
	}
	d, err := p.Dossiers.Get(r.Context(), id)
	return d.Code, err
}

func (p *Room) remove(w http.ResponseWriter, r *http.Request) error {
	v, one, err := p.paper(r, account.CorrectDossier)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	if _, err = p.Papers.Do(r.Context(), one.ID, scan.Remove{Reason: tidy(form.Get("reason"))}, v.Stamp(form.Once())); err != nil {
		if again, ok := form.Refused(err); ok {
			return p.showRemove(w, r, v, &one, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	code, err := p.codeOf(r, one.Dossier)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/desk/dossiers/"+code+"/papers?done=removed", http.StatusSeeOther)
	return nil
}
