package layout

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Pager leads through a list by key. Empty addresses are not offered.
type Pager struct {
	Prev, Next string // addresses
	First      string // back to the top, when far down
	From, To   int    // rows shown, counted from 1; 0 when unknown
	Total      int    // rows in all, 0 when not counted
	Excel      string // address of the same list as a workbook
}

// Sort is the order of a table as its address says it.
type Sort struct {
	By   string
	Desc bool
	at   url.URL
}

// SortOf reads ?sort=name or ?sort=-name. Only the columns named are taken, the first
// when there is none.
func SortOf(r *http.Request, columns ...string) Sort {
	s := Sort{By: columns[0], at: url.URL{Path: r.URL.Path, RawQuery: r.URL.RawQuery}}
	asked, desc := strings.CutPrefix(r.URL.Query().Get("sort"), "-")
	for _, name := range columns {
		if name == asked {
			s.By, s.Desc = name, desc
		}
	}
	return s
}

// Column is a table's header cell that can be pressed to sort by it.
type Column struct {
	Label, Href string
	Aria, Arrow string // "" while another column sorts
	Class       string
}

// column is the header cell of a column. Pressing it sorts by it, pressing again turns
// the order; the page of the old order is left.
func (s speech) column(sort Sort, name, label string) Column {
	c := Column{Label: s.t(label)}
	query, _ := url.ParseQuery(sort.at.RawQuery)
	query.Del("after")
	query.Del("before")
	query.Set("sort", name)
	if sort.By == name {
		c.Aria, c.Arrow = "ascending", "↑"
		if sort.Desc {
			c.Aria, c.Arrow = "descending", "↓"
		} else {
			query.Set("sort", "-"+name)
		}
	}
	c.Href = sort.at.Path + "?" + query.Encode()
	return c
}

// right sets a column's numbers to the right.
func right(c Column) Column {
	c.Class = strings.TrimSpace(c.Class + " n")
	return c
}

// narrow drops a column on narrow screens.
func narrow(c Column) Column {
	c.Class = strings.TrimSpace(c.Class + " m-hide")
	return c
}

// Empty is what a list says when nothing is in it: since when, and what next.
type Empty struct {
	Title string // "Hôm nay không có hồ sơ quá hạn"
	Since string // "Lần cuối có: 12/12/2022"
	Next  Link
}

func (s speech) empty(title string, args ...any) Empty { return Empty{Title: s.t(title, args...)} }

func since(words string, e Empty) Empty {
	e.Since = words
	return e
}

func (s speech) next(href, text string, e Empty) Empty {
	e.Next = Link{Text: s.t(text), Href: href}
	return e
}

// Note is a message in the flow of a page.
type Note struct{ Class, Text string }

// note is a message: "ok" done, "soon" mind this, "over" wrong, "" to know.
func (s speech) note(class, format string, args ...any) Note {
	return Note{Class: class, Text: s.t(format, args...)}
}

// Moment is one entry of a timeline, newest first.
type Moment struct {
	State string // "next", "now", "late", "" for done
	Title string
	Text  string
	When  string    // words before the instant, as "hẹn"
	At    time.Time // zero for none
	Href  string
}

// Fact is one line of a list of facts.
type Fact struct {
	Name  string
	Value any    // text, or what instant gives
	Href  string // leads on, "" for plain text
	Note  string
}

func (s speech) fact(name string, value any) Fact { return Fact{Name: s.t(name), Value: value} }

func facts(list ...Fact) []Fact { return list }

func tenths(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }
