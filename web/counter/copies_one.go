package counter

import (
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// entryView is one entry: the certification as it is printed on the copies, and what can
// be done about it.
type entryView struct {
	layout.Frame
	Form    layout.Form
	Entry   *certify.Entry
	Unit    string
	Sheet   template.HTML
	Serve   bool
	Correct bool // asks for what is to be mended
}

var entryPage = layout.Parse[entryView](files, "copies_one.html")

func (p *Pages) oneCopy(w http.ResponseWriter, r *http.Request) error {
	page, err := p.entryView(r, account.ReadCounter)
	if err != nil {
		return err
	}
	return entryPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) entryView(r *http.Request, act account.Act) (entryView, error) {
	v := web.VisitOf(r)
	e, err := p.Copies.Get(r.Context(), web.Number[certify.ID](r.PathValue("id")))
	if err != nil {
		return entryView{}, err
	}
	if err := v.Must(act, e.Desk); err != nil {
		return entryView{}, err
	}
	sheet := certification(&e)
	page := entryView{Entry: &e, Unit: v.Units.Name(e.Unit), Sheet: sheet.HTML(), Serve: v.May(account.ServeCounter, e.Desk)}
	page.Kind, page.Self = layout.Paper, fmt.Sprintf("/counter/copies/%d", e.ID)
	page.Crumbs = []layout.Link{{Text: v.T("Sổ chứng thực bản sao"), Href: "/counter/copies/register"}, {Text: strconv.Itoa(e.Number)}}
	return page, nil
}

// certification is the wording of NĐ 23/2015/NĐ-CP, its model of the words for a copy.
func certification(e *certify.Entry) paper.Sheet {
	bold := func(text string) paper.Run { return paper.Run{Text: text, Face: paper.Bold} }
	plain := func(text string) paper.Run { return paper.Run{Text: text} }
	year, month, day := e.Day.Date()
	name, title, _ := strings.Cut(e.Signer, ",")
	s := paper.Sheet{Title: "Lời chứng chứng thực bản sao từ bản chính", Size: paper.A5, At: e.Day.Start()}
	s.Parts = []paper.Part{
		paper.Name("CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH"),
		paper.Centred{plain("Số chứng thực: "), bold(strconv.Itoa(e.Number)), plain("; quyển số: "), bold(e.Symbol())},
		paper.Centred{plain(vntext.Capital(vntext.DateWords(year, month, day)))},
		paper.Signatures{{}, {Office: strings.ToUpper(strings.TrimSpace(title)), Note: "(Ký, ghi rõ họ tên và đóng dấu)", Name: strings.TrimSpace(name)}},
	}
	return s
}

func (p *Pages) correctPage(w http.ResponseWriter, r *http.Request) error {
	page, err := p.entryView(r, account.ServeCounter)
	if err != nil {
		return err
	}
	c := page.Entry.Content()
	page.Correct = true
	page.Form = layout.Filled("person", c.Person, "kind", c.Kind, "copies", strconv.Itoa(c.Copies), "pages", strconv.Itoa(c.Pages), "signer", c.Signer, "book", strconv.Itoa(c.Book))
	return entryPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) correct(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, true, func(f layout.Form) certify.Act {
		return certify.Correct{Content: typedContent(f, nil), Reason: tidy(f.Get("reason"))}
	})
}

func (p *Pages) cancel(w http.ResponseWriter, r *http.Request) error {
	return p.change(w, r, false, func(f layout.Form) certify.Act { return certify.Cancel{Reason: tidy(f.Get("reason"))} })
}

// change does an act upon the entry in the address and leads back to it.
func (p *Pages) change(w http.ResponseWriter, r *http.Request, correct bool, of func(layout.Form) certify.Act) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page, err := p.entryView(r, account.ServeCounter)
	if err != nil {
		return err
	}
	if _, err := p.Copies.Do(r.Context(), page.Entry.ID, of(form), web.VisitOf(r).Stamp(form.Once())); err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		page.Form, page.Correct = refused, correct
		return entryPage.Render(w, r, layout.StatusOf(err), page)
	}
	return seeOther(w, r, page.Self)
}
