package desk

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// receiptView is form 01 to print: A4 and A5 with the same words.
type receiptView struct {
	layout.Frame
	Code     string
	Form     string // number of the form and its circular
	Size     paper.Size
	Sheet    template.HTML
	Other    paper.Size
	Received bool
}

var receiptPage = layout.Parse[receiptView](files, "receipt.html")

// receipt shows the paper.
func (d *Desk) receipt(w http.ResponseWriter, r *http.Request) error {
	sheet, file, err := d.receiptSheet(r)
	if err != nil {
		return err
	}
	page := receiptView{Code: file.Code, Form: paper.SetAt(file.Received).Source(paper.ReceiptForm), Size: sheet.Size, Sheet: sheet.HTML(), Other: paper.A4}
	if sheet.Size == paper.A4 {
		page.Other = paper.A5
	}
	page.Kind = layout.Paper
	return receiptPage.Render(w, r, http.StatusOK, page)
}

// receiptPDF gives the same paper as a file.
func (d *Desk) receiptPDF(w http.ResponseWriter, r *http.Request) error {
	sheet, file, err := d.receiptSheet(r)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := sheet.PDF(&out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="%s.pdf"`, file.Code))
	_, err = w.Write([]byte(out.String()))
	return err
}

// receiptSheet is form 01 of the dossier in the address, in the size asked for: A5 unless ?size=a4.
func (d *Desk) receiptSheet(r *http.Request) (paper.Sheet, dossier.Dossier, error) {
	v := web.VisitOf(r)
	file, err := d.find(r)
	if err != nil {
		return paper.Sheet{}, file, err
	}
	if err := mustAny(v, account.ReadDossier, file.Concerns()); err != nil {
		return paper.Sheet{}, file, err
	}
	rules, err := d.Rules(r.Context())
	if err != nil {
		return paper.Sheet{}, file, err
	}
	person, err := d.Files.Person(r.Context(), file.ID)
	if err != nil {
		return paper.Sheet{}, file, err
	}
	clerk, err := d.receivedBy(r.Context(), &file)
	if err != nil {
		return paper.Sheet{}, file, err
	}
	receipt := paper.Receipt{Size: paper.A5, Person: person, Giver: giver(rules, file.Desk, clerk), Hotline: v.Site.Phone, Site: host(d.BaseURL)}
	if r.URL.Query().Get("size") == string(paper.A4) {
		receipt.Size = paper.A4
	}
	receipt.Track = strings.TrimSuffix(d.BaseURL, "/") + "/track/" + url.PathEscape(file.Code) + "?s=" + dossier.TrackingSecret(&file)
	fillReceipt(&receipt, rules, &file)
	sheet, err := receipt.Sheet()
	return sheet, file, err
}

// fillReceipt says on the receipt what the dossier promises.
func fillReceipt(p *paper.Receipt, rules Rules, d *dossier.Dossier) {
	p.Code, p.Received, p.Limit, p.Due = d.Code, d.Received, d.Limit, d.FirstDue()
	p.Fee, p.Finance, p.ResultBy = d.Fee, d.Finance, d.ResultBy
	version := rules.Procedure(d.Procedure)
	if version == nil {
		return
	}
	p.Procedure = fmt.Sprintf("%s, bản %d, có hiệu lực từ %s", version.Code, version.Number, version.From.Vietnamese())
	p.Content = p.Person.Content
	if p.Content == "" {
		p.Content = contentOf(version, d.Case)
	}
	p.Papers = documents(version.Case(d.Case), d.Papers)
}

func contentOf(version *procedure.Version, no int) string {
	if c := version.Case(no); c != nil && len(version.Cases) > 1 {
		return version.Name + " (" + c.Name + ")"
	}
	return version.Name
}

// documents are the papers of a dossier: the case's list, or those named where they differ.
func documents(c *procedure.Case, named string) []paper.Document {
	known := map[string]procedure.Component{}
	var names []string
	if c != nil {
		for _, one := range c.Components {
			known[one.Name] = one
			names = append(names, one.Name)
		}
	}
	if named != "" {
		names = strings.Split(named, "\n")
	}
	var list []paper.Document
	for _, name := range names {
		kind, count := copies(known[name])
		list = append(list, paper.Document{Name: name, Kind: kind, Count: count})
	}
	return list
}

func copies(c procedure.Component) (kind, count string) {
	switch {
	case c.Originals > 0 && c.Copies > 0:
		return "Bản chính, bản sao", fmt.Sprintf("%02d, %02d", c.Originals, c.Copies)
	case c.Copies > 0:
		return "Bản sao", fmt.Sprintf("%02d", c.Copies)
	}
	return "Bản chính", fmt.Sprintf("%02d", max(1, c.Originals))
}

func giver(rules Rules, desk orgunit.ID, clerk string) paper.Giver {
	return giverOf(rules.Units(), desk, clerk)
}

// giverOf is an office as its papers' heads name it.
func giverOf(units *orgunit.Map, desk orgunit.ID, clerk string) paper.Giver {
	office := units.Unit(units.Office(desk))
	if office == nil {
		return paper.Giver{Clerk: clerk}
	}
	place := office
	if office.Level == orgunit.Province {
		place = units.Root()
	}
	return paper.Giver{Office: office.Name, Desk: units.Name(desk), Place: placeName(place.Name), Clerk: clerk}
}

// placeName is the name of a unit's place, without what kind of unit it is.
func placeName(name string) string {
	for _, kind := range []string{"UBND ", "Ủy ban nhân dân ", "Tỉnh ", "tỉnh ", "Thành phố ", "thành phố ", "Huyện ", "huyện ", "Thị xã ", "thị xã ", "Xã ", "xã ", "Phường ", "phường ", "Thị trấn ", "thị trấn "} {
		name = strings.TrimPrefix(name, kind)
	}
	return name
}

// host is an address as a person types it.
func host(base string) string {
	at, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return at.Host
}
