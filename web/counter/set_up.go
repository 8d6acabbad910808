package counter

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/queue"
	"cchc/kit/secret"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// setUpView is where somebody decides about a desk's queue. Each list has its rows and
// some empty ones, so that it works without a script.
type setUpView struct {
	layout.Frame
	place
	Form     layout.Form
	Version  int
	Series   []seriesRow
	Classes  []queue.Class
	Stations []stationRow
	Kiosk    bool   // there is one
	Address  string // of a kiosk just opened, told once
	Saved    bool
}

type seriesRow struct{ Letter, Title, Fields, Procedures string }

type stationRow struct {
	No            string
	Title, Series string
	First, Shut   bool
}

// Inc counts from 1.
func (setUpView) Inc(i int) int { return i + 1 }

var setUpPage = layout.Parse[setUpView](files, "set_up.html")

// spare is how many empty rows a list offers.
const spare = 3

func (p *Pages) setUpPage(w http.ResponseWriter, r *http.Request) error {
	page, err := p.setUpView(r)
	if err != nil {
		return err
	}
	page.Saved = r.URL.Query().Get("done") == "set-up"
	return setUpPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) setUpView(r *http.Request) (setUpView, error) {
	at, err := placeOf(r, account.SetUpCounter)
	if err != nil {
		return setUpView{}, err
	}
	h, err := p.Halls.Hall(r.Context(), at.Desk)
	if err != nil {
		return setUpView{}, err
	}
	page := setUpView{place: at, Version: h.Version, Kiosk: h.Kiosk != ""}
	page.Self = "/counter/set-up?desk=" + strconv.FormatInt(int64(at.Desk), 10)
	page.fill(queue.SetUp{Series: h.Series, Classes: h.Classes, Stations: h.Stations})
	return page, nil
}

// fill shows what was decided, or what was typed.
func (page *setUpView) fill(a queue.SetUp) {
	page.Series, page.Classes, page.Stations = nil, slices.Clone(a.Classes), nil
	for _, s := range a.Series {
		page.Series = append(page.Series, seriesRow{s.Letter, s.Title, strings.Join(s.Fields, "; "), strings.Join(s.Procedures, "; ")})
	}
	for _, s := range a.Stations {
		page.Stations = append(page.Stations, stationRow{strconv.Itoa(s.No), s.Title, strings.Join(s.Series, " "), s.First, s.Shut})
	}
	for range spare {
		page.Series = append(page.Series, seriesRow{})
		page.Classes = append(page.Classes, queue.Class{})
		page.Stations = append(page.Stations, stationRow{})
	}
}

// typedSetUp reads the rows that have something in them.
func typedSetUp(f layout.Form) (a queue.SetUp) {
	cell := func(name string, i int) string {
		if list := f.Values[name]; i < len(list) {
			return tidy(list[i])
		}
		return ""
	}
	for i := range f.Values["letter"] {
		if letter, title := strings.ToUpper(cell("letter", i)), cell("series-title", i); letter+title != "" {
			a.Series = append(a.Series, queue.Series{Letter: letter, Title: title, Fields: parted(cell("fields", i)), Procedures: parted(cell("procedures", i))})
		}
	}
	for i := range f.Values["class"] {
		if title := cell("class", i); title != "" {
			code := cell("class-code", i)
			if code == "" {
				code = strings.Join(vntext.Words(title), "-")
			}
			a.Classes = append(a.Classes, queue.Class{Code: code, Title: title})
		}
	}
	for i := range f.Values["station"] {
		if no, title := cell("station", i), cell("station-title", i); no+title != "" {
			row := strconv.Itoa(i)
			letters := strings.FieldsFunc(strings.ToUpper(cell("serves", i)), func(r rune) bool { return !('A' <= r && r <= 'Z') })
			a.Stations = append(a.Stations, queue.Station{No: web.Number[int](no), Title: title, Series: letters,
				First: slices.Contains(f.Values["first"], row), Shut: slices.Contains(f.Values["shut"], row)})
		}
	}
	return a
}

// parted is a list as people write it: parts between semicolons.
func parted(text string) (list []string) {
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

func (p *Pages) setUp(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page, err := p.setUpView(r)
	if err != nil {
		return err
	}
	act := typedSetUp(form)
	read := web.Number[int](form.Get("version"))
	if err := p.Halls.Change(r.Context(), page.Desk, read, act, web.VisitOf(r).Stamp(form.Once())); err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		page.Form, page.Version = refused, read
		page.fill(act)
		return setUpPage.Render(w, r, layout.StatusOf(err), page)
	}
	return seeOther(w, r, page.Self+"&done=set-up")
}

// openKiosk makes the kiosk a new address and tells it once. It is shown by the answer to
// the POST itself: an address of this page must not carry it.
func (p *Pages) openKiosk(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page, err := p.setUpView(r)
	if err != nil {
		return err
	}
	token := secret.Token()
	if err := p.Halls.Change(r.Context(), page.Desk, page.Version, queue.OpenKiosk{Digest: secret.Digest(token)}, web.VisitOf(r).Stamp("")); err != nil {
		refused, ok := form.Refused(err)
		if !ok {
			return err
		}
		page.Form = refused
		return setUpPage.Render(w, r, layout.StatusOf(err), page)
	}
	if page, err = p.setUpView(r); err != nil {
		return err
	}
	page.Address = strings.TrimSuffix(p.BaseURL, "/") + "/counter/kiosk/" + token
	return setUpPage.Render(w, r, http.StatusOK, page)
}
