package desk

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// formView is a printed form: A5 and A4 with the same words.
type formView struct {
	layout.Frame
	Name, Source string
	Back, Label  string // where it came from
	At           string // address of the form, without its query
	Size, Other  paper.Size
	Sheet        template.HTML
	Done         bool // it was just made
}

var formPage = layout.Parse[formView](files, "form.html")

// formList is what was or can be printed of a dossier.
type formList struct {
	layout.Frame
	Code, Name string
	Rows       []formRow
}

type formRow struct {
	Name, Source, Number string
	At                   time.Time
	Href                 string
}

var formListPage = layout.Parse[formList](files, "forms.html")

// printing is a dossier with its trace, from which its papers are made.
type printing struct {
	*scene
	events []audit.Event
	past   []dossier.Dossier // after each event
	names  map[account.ID]string
	mint   paper.Mint
	site   string // of the portal, as a person types it
}

// printed gathers what the papers of a dossier are made from, for those who may read it.
func (d *Desk) printed(r *http.Request, file dossier.Dossier) (*printing, error) {
	if err := mustAny(web.VisitOf(r), account.ReadDossier, file.Concerns()); err != nil {
		return nil, err
	}
	s, err := d.staged(r, &file)
	if err != nil {
		return nil, err
	}
	p := &printing{scene: s, mint: paper.Mint{Key: d.PaperKey, Base: d.BaseURL}, site: host(d.BaseURL)}
	if p.events, err = d.Trace.Of(r.Context(), int64(file.ID)); err != nil {
		return nil, err
	}
	if p.past, err = d.Files.Past(p.events); err != nil {
		return nil, err
	}
	p.names, err = d.named(r.Context(), p)
	return p, err
}

// named are the names of everybody who stands on a paper.
func (d *Desk) named(ctx context.Context, p *printing) (map[account.ID]string, error) {
	ids := people(p.file, p.events)
	for i := range p.past {
		for _, w := range p.past[i].Open {
			ids = append(ids, w.Holder)
		}
	}
	return d.Counter.Names(ctx, ids)
}

// forms lists the papers of a dossier, the newest first.
func (d *Desk) forms(w http.ResponseWriter, r *http.Request) error {
	file, err := d.find(r)
	if err != nil {
		return err
	}
	p, err := d.printed(r, file)
	if err != nil {
		return err
	}
	home := "/desk/dossiers/" + file.Code
	page := formList{Code: file.Code, Name: p.procedureName()}
	page.AsOf = p.At
	page.Crumbs = []layout.Link{{Text: file.Code, Href: home}, {Text: p.T("Giấy tờ in")}}
	for _, i := range paper.IssuedBy(p.events) {
		row := formRow{Name: p.T(i.Form.Title), Source: i.Source, Number: i.Number(p.file), At: i.At, Href: home + "/forms/" + i.Ref()}
		page.Rows = append([]formRow{row}, page.Rows...)
	}
	return formListPage.Render(w, r, http.StatusOK, page)
}

// form shows one paper, or gives it as PDF when its name ends so.
func (d *Desk) form(w http.ResponseWriter, r *http.Request) error {
	file, err := d.find(r)
	if err != nil {
		return err
	}
	return d.show(w, r, file, r.PathValue("form"))
}

// receipt is form 01 at the address that it always had.
func (d *Desk) receipt(w http.ResponseWriter, r *http.Request) error {
	file, err := d.find(r)
	if err != nil {
		return err
	}
	return d.show(w, r, file, strings.TrimPrefix(r.URL.Path[strings.LastIndex(r.URL.Path, "/"):], "/"))
}

// refused is the paper of a refusal at intake. There is no dossier, so it goes by its number.
func (d *Desk) refused(w http.ResponseWriter, r *http.Request) error {
	id, pdf := strings.CutSuffix(r.PathValue("id"), ".pdf")
	n, _ := strconv.ParseInt(id, 10, 64)
	file, err := d.Files.Get(r.Context(), dossier.ID(n))
	if err != nil {
		return err
	}
	name := string(paper.RefusalForm)
	if pdf {
		name += ".pdf"
	}
	return d.show(w, r, file, name)
}

func (d *Desk) show(w http.ResponseWriter, r *http.Request, file dossier.Dossier, name string) error {
	p, err := d.printed(r, file)
	if err != nil {
		return err
	}
	name, pdf := strings.CutSuffix(name, ".pdf")
	issued, ok := paper.Find(p.events, name)
	if !ok {
		return noForm(file.Code)
	}
	size := paper.A5
	if r.URL.Query().Get("size") == string(paper.A4) {
		size = paper.A4
	}
	sheet, err := p.sheet(issued, size)
	if err != nil {
		return err
	}
	if pdf {
		return sendPDF(w, fileName(p.file, issued), sheet)
	}
	return formPage.Render(w, r, http.StatusOK, p.view(r, issued, sheet))
}

func (p *printing) view(r *http.Request, i paper.Issued, sheet paper.Sheet) formView {
	page := formView{Name: p.T(i.Form.Title), Source: i.Source, At: strings.TrimSuffix(r.URL.Path, "/"), Size: sheet.Size, Other: paper.A4, Sheet: sheet.HTML()}
	if sheet.Size == paper.A4 {
		page.Other = paper.A5
	}
	page.Kind, page.Back, page.Label = layout.Paper, "/desk/dossiers/"+p.file.Code+"/forms", p.T("Giấy tờ in")
	if p.file.Code == "" {
		page.Back, page.Label = "/desk/register?state=refused_at_intake", p.T("Sổ theo dõi")
	}
	page.Done = r.URL.Query().Get("done") != ""
	return page
}

func fileName(d *dossier.Dossier, i paper.Issued) string {
	return paper.Reference(d) + "-" + i.Ref()
}

// sendPDF answers with a paper as a file, shown by the browser.
func sendPDF(w http.ResponseWriter, name string, sheet paper.Sheet) error {
	var out strings.Builder
	if err := sheet.PDF(&out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="%s.pdf"`, name))
	_, err := w.Write([]byte(out.String()))
	return err
}

// again is what a paper says that is printed on a later day than that of its act, or after
// the person's data were corrected or erased.
func (p *printing) again(at int) string {
	e := p.events[at]
	text := ""
	if today := calendar.DayOf(p.At); today != calendar.DayOf(e.At) {
		text = "Bản in lại ngày " + today.Vietnamese() + "."
	}
	if p.past[at].Seal != p.file.Seal && p.file.Seal != audit.ErasedSeal {
		text += " Thông tin người nộp theo lần sửa sau khi cấp giấy này."
	}
	return strings.TrimSpace(text)
}

// justMade leads to the paper that an act has just made; done says that one was done.
func (s *scene) justMade(done string, events []audit.Event) layout.Link {
	if done == "" || done == "receive" || len(events) == 0 { // the receipt has its own way
		return layout.Link{}
	}
	for _, i := range paper.IssuedBy(events) {
		if i.Version == len(events) && i.Form.Kind != paper.ControlForm {
			return layout.Link{Text: s.T("In: %s", layout.Words(i.Form.Title)), Href: "/desk/dossiers/" + s.file.Code + "/forms/" + i.Ref()}
		}
	}
	return layout.Link{}
}
