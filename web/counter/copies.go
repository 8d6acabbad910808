package counter

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// copyView is where copies are entered, one kind of paper after the other.
type copyView struct {
	layout.Frame
	Form    layout.Form
	Habits  []certify.Habit
	Tariff  certify.Tariff
	Done    *certify.Entry   // just entered
	Papers  []*certify.Entry // of the same person, just before
	Total   int64            // what they cost together
	Recent  []*certify.Entry
	Receipt string // address of the receipt for the fee, "" for none
}

// Inc counts from 1.
func (copyView) Inc(i int) int { return i + 1 }

var copyPage = layout.Parse[copyView](files, "copies.html")

// topNine is how many kinds of papers one digit reaches.
const topNine = 9

// lately is how many entries the page looks back on.
const lately = 12

// copyPage is empty, or holds the person of the entry just made: ?same=.
func (p *Pages) copyPage(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page, err := p.copyView(r, v.Units.Office(v.Account.Unit))
	if err != nil {
		return err
	}
	page.Form = layout.Filled("copies", "1", "pages", "1", "book", "1")
	if len(page.Recent) > 0 {
		last := page.Recent[0]
		page.Form.Values.Set("signer", last.Signer)
		if last.Year == yearOf(v) {
			page.Form.Values.Set("book", strconv.Itoa(last.Book))
		}
	}
	page.same(web.Number[certify.ID](r.URL.Query().Get("same")), v.Account.ID)
	if page.Done != nil && p.Receipt != nil {
		if page.Receipt, err = p.Receipt(r.Context(), page.Done.ID); err != nil {
			return err
		}
	}
	return copyPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) copyView(r *http.Request, office orgunit.ID) (page copyView, err error) {
	v := web.VisitOf(r)
	page = copyView{Tariff: certify.TariffOn(v.Today())}
	page.AsOf, page.Self = v.At, "/counter/copies"
	if page.Habits, err = p.Copies.Habits(r.Context(), office, topNine); err != nil {
		return page, err
	}
	page.Recent, err = p.Copies.List(r.Context(), certify.Query{Units: []orgunit.ID{office}, Limit: lately})
	return page, err
}

// same keeps the person of an entry that this officer has just made, with the papers
// entered in a row before.
func (page *copyView) same(id certify.ID, by account.ID) {
	for _, e := range page.Recent {
		if page.Done == nil && e.ID == id && e.By == by {
			page.Done = e
			page.Form.Values.Set("person", e.Person)
		}
		if page.Done == nil || e.By != by {
			continue
		}
		if e.Person != page.Done.Person || e.Day != page.Done.Day {
			return
		}
		if !e.Cancelled {
			page.Papers = append(page.Papers, e)
			page.Total += e.Fee
		}
	}
}

// typedContent is what was typed. A card's text gives the name; a digit the kind of paper
// that it stands at.
func typedContent(f layout.Form, habits []certify.Habit) certify.Content {
	c := certify.Content{
		Person: tidy(f.Get("person")), Kind: tidy(f.Get("kind")), Signer: tidy(f.Get("signer")),
		Copies: web.Number[int](f.Get("copies")), Pages: web.Number[int](f.Get("pages")), Book: cmp.Or(web.Number[int](f.Get("book")), 1),
	}
	if card := strings.Split(f.Get("person"), "|"); len(card) > 5 {
		c.Person = tidy(card[2])
	}
	if at := web.Number[int](c.Kind); len(c.Kind) == 1 && at >= 1 && at <= len(habits) {
		c.Kind = habits[at-1].Kind
	}
	return c
}

func (p *Pages) certify(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	office := v.Units.Office(v.Account.Unit)
	page, err := p.copyView(r, office)
	if err != nil {
		return err
	}
	e, err := p.Copies.Certify(r.Context(), office, typedContent(form, page.Habits), v.Stamp(form.Once()))
	if err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		page.Form = refused
		return copyPage.Render(w, r, layout.StatusOf(err), page)
	}
	return seeOther(w, r, fmt.Sprintf("/counter/copies?same=%d", e.ID))
}

func yearOf(v *web.Visit) int {
	year, _, _ := v.Today().Date()
	return year
}

// words are what a search asks for.
func words(typed string) []string { return vntext.Words(typed) }
