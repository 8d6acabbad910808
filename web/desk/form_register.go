package desk

import (
	"html/template"
	"iter"
	"net/http"
	"slices"
	"strings"

	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// How many lines of the register one print may have: on a page, and as a file. What is
// longer goes by months, or to Excel.
const (
	printedLines = 500
	mostLines    = 3_000
)

// registerForm is the register as a printed book.
type registerForm struct {
	layout.Frame
	Source string
	Query  string
	Sheet  template.HTML
	More   bool // the page shows the first lines only
}

var registerFormPage = layout.Parse[registerForm](files, "register_print.html")

// registerPrint shows the first lines of the filtered register as they will be printed.
func (d *Desk) registerPrint(w http.ResponseWriter, r *http.Request) error {
	b, err := d.registerOf(r, printedLines)
	if err != nil {
		return err
	}
	page := registerForm{Source: paper.SetAt(b.v.At).Source(paper.RegisterForm), Query: without(r.URL.Query(), "before"), Sheet: b.sheet().HTML()}
	page.Kind, page.More = layout.Paper, b.more
	if b.err != nil {
		return b.err
	}
	return registerFormPage.Render(w, r, http.StatusOK, page)
}

// registerPDF gives the filtered register as a file, read from the store page after page
// while it is drawn.
func (d *Desk) registerPDF(w http.ResponseWriter, r *http.Request) error {
	b, err := d.registerOf(r, mostLines)
	if err != nil {
		return err
	}
	out := &lastWord{w: w, book: b}
	return b.sheet().PDF(out)
}

// lastWord sends a file whose rows were all read: broken off, or too long, nothing is sent
// and the visitor gets the problem page.
type lastWord struct {
	w    http.ResponseWriter
	book *printedBook
}

func (l *lastWord) Write(p []byte) (int, error) {
	if l.book.err != nil {
		return 0, l.book.err
	}
	if l.book.more {
		return 0, refusal.Wrong("", "Sổ in một lần không quá 3.000 dòng: hãy thu hẹp khoảng ngày, hoặc xuất Excel.")
	}
	l.w.Header().Set("Content-Type", "application/pdf")
	l.w.Header().Set("Content-Disposition", `inline; filename="so-theo-doi.pdf"`)
	return l.w.Write(p)
}

// printedBook is a register on its way to paper.
type printedBook struct {
	v     *web.Visit
	rules Rules
	lists Lists
	r     *http.Request
	q     dossier.Query
	most  int
	more  bool // there were more lines than may be printed
	err   error
}

func (d *Desk) registerOf(r *http.Request, most int) (*printedBook, error) {
	v := web.VisitOf(r)
	rules, err := d.Rules(r.Context())
	if err != nil {
		return nil, err
	}
	q, err := registerQuery(v, rules, r.URL.Query())
	q.Before, q.Limit = 0, bookPage
	return &printedBook{v: v, rules: rules, lists: d.Lists, r: r, q: q, most: most}, err
}

func (b *printedBook) sheet() paper.Sheet {
	var unit orgunit.ID
	if b.v.Account != nil {
		unit = b.v.Account.Unit
	}
	query := b.r.URL.Query()
	var period []string
	for _, bound := range []struct{ name, word string }{{"from", "từ ngày "}, {"to", "đến ngày "}} {
		if day := query.Get(bound.name); day != "" {
			period = append(period, bound.word+day)
		}
	}
	words := ""
	if len(period) > 0 {
		words = "Tiếp nhận " + strings.Join(period, " ")
	}
	return paper.Register{Giver: giverThen(b.v.Units, unit, b.v.At), At: b.v.At, Period: words, Entries: b.entries()}.Sheet()
}

// entries reads the register page after page.
func (b *printedBook) entries() iter.Seq[paper.Entry] {
	return func(yield func(paper.Entry) bool) {
		n, q := 0, b.q
		for {
			page, err := b.lists.Register(b.r.Context(), q)
			if err != nil {
				b.err = err
				return
			}
			for _, row := range rows(b.v, b.rules, page.Rows) {
				if n++; n > b.most {
					b.more = true
					return
				}
				if !yield(b.entry(row)) {
					return
				}
			}
			if q.Before = page.Next; page.Next == 0 {
				return
			}
		}
	}
}

func (b *printedBook) entry(r row) paper.Entry {
	l := r.listed
	e := paper.Entry{Code: r.Code, Procedure: r.Name, Person: r.Person, Unit: r.Unit, Received: l.Received, Due: l.Due, Ready: l.Closed, Handed: l.Handed, State: l.State.Title()}
	if r.Person == l.Person.Name {
		e.Contact = strings.Join(slices.DeleteFunc([]string{l.Person.Address, l.Person.Phone}, func(s string) bool { return s == "" }), ", ")
	}
	if !l.Handed.IsZero() {
		e.How = l.ResultBy.Title()
	}
	if l.Promised != 0 {
		e.Note = "Hẹn lại " + l.Promised.Vietnamese()
	}
	return e
}
