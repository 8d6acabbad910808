package admin

import (
	"context"
	"embed"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed units*.html units.en.json
var unitFiles embed.FS

// Tree changes units.
type Tree interface {
	// Rearrange does an act upon the tree; with dry it only tells what would happen.
	Rearrange(ctx context.Context, act orgunit.Act, by account.Stamp, dry bool) (orgunit.Reorganisation, error)
}

// Units is the pages of the units. Who has come brings the tree along.
type Units struct {
	Tree  Tree
	Trail Trail
}

// Routes of the pages.
func (m Units) Routes() []web.Route {
	change := web.Need{Act: account.ChangeUnits, On: web.Target}
	return []web.Route{
		{Method: "GET", Path: "/admin/units", Needs: web.Need{Act: account.ReadUnits, On: web.Any}, Handler: m.showTree},
		{Method: "GET", Path: "/admin/units.xlsx", Needs: web.Need{Act: account.ReadUnits, On: web.Any}, Handler: m.exportUnits},
		{Method: "GET", Path: "/admin/units/{id}", Needs: web.Need{Act: account.ReadUnits, On: web.Target}, Handler: m.showUnit},
		{Method: "GET", Path: "/admin/units/{id}/{act}", Needs: change, Handler: m.askAct},
		{Method: "POST", Path: "/admin/units/{id}/{act}", Needs: change, Handler: m.doAct},
	}
}

// unitsPage is the tree, or what a search finds in it.
type unitsPage struct {
	layout.Frame
	Form   layout.Form
	Levels []layout.Option
	Blocks []layout.Option
	Rows   []unitRow
	Excel  string // address of the same list as a workbook
	Import bool   // the visitor may take in units from a file
}

// unitRow is a unit in the tree.
type unitRow struct {
	*orgunit.Unit
	Indent          string
	Old             string // the code in the older order
	LevelText, Kind string
	Last            calendar.Day // last day, 0 while it lives
	Under           string       // where it hangs, in a list that is no tree
}

var unitsView = layout.Parse[unitsPage](unitFiles, "units.html")

var blocks = []orgunit.Block{orgunit.Department, orgunit.Vertical, orgunit.Districts, orgunit.Communes, orgunit.Branch, orgunit.Within, orgunit.Postal, orgunit.Hired}

func (m Units) showTree(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	page := unitsPage{Form: layout.Form{Values: r.URL.Query()}, Levels: []layout.Option{{Label: visit.T("Mọi cấp")}}, Blocks: []layout.Option{{Label: visit.T("Mọi khối")}}}
	for _, level := range orgunit.Levels {
		page.Levels = append(page.Levels, layout.Option{Value: string(level), Label: visit.T(level.Name())})
	}
	for _, block := range blocks {
		page.Blocks = append(page.Blocks, layout.Option{Value: string(block), Label: visit.T(block.Title())})
	}
	page.Rows = listed(visit, page.Form)
	page.Excel = "/admin/units.xlsx?" + r.URL.Query().Encode()
	if root := visit.Units.Root(); root != nil {
		page.Import = visit.May(account.ChangeUnits, root.ID)
	}
	page.Frame = layout.Frame{Crumbs: []layout.Link{{Text: visit.T("Đơn vị")}}}
	return unitsView.Render(w, r, http.StatusOK, page)
}

// unitTree walks from the province down; units that ended stand where they were.
func unitTree(visit *web.Visit, ended bool) (rows []unitRow) {
	on := visit.Today()
	var walk func(id orgunit.ID, depth int)
	walk = func(id orgunit.ID, depth int) {
		for _, u := range visit.Units.Children(id) {
			if u.Lives(on) || ended {
				rows = append(rows, newUnitRow(visit, u, depth))
				walk(u.ID, depth+1)
			}
		}
	}
	walk(0, 0)
	return rows
}

// findUnits lists the units whose words and codes, in either order, fit.
func findUnits(visit *web.Visit, form layout.Form) (rows []unitRow) {
	words, normal := vntext.Words(form.Get("q")), ""
	if code, err := orgunit.NormalCode(form.Get("q")); err == nil {
		normal, words = code, nil
	}
	for _, u := range visit.Units.All() {
		level, block := form.Get("level"), form.Get("block")
		switch {
		case level != "" && string(u.Level) != level, block != "" && string(u.Block) != block,
			!u.Lives(visit.Today()) && form.Get("ended") == "":
			continue
		}
		code, _ := orgunit.NormalCode(u.Code) // "" finds nothing
		if normal != "" && code != normal && !strings.HasPrefix(code, normal+".") || !holdsWords(u, words) {
			continue
		}
		row := newUnitRow(visit, u, 0)
		row.Under = visit.Units.Name(u.Parent)
		rows = append(rows, row)
	}
	return rows
}

// holdsWords says whether each word begins one of the unit's names, of today or of the past.
func holdsWords(u *orgunit.Unit, words []string) bool {
	names := u.Name
	for _, n := range u.Names {
		names += " " + n.Name
	}
	have := vntext.Words(names)
	for _, word := range words {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, word) }) {
			return false
		}
	}
	return true
}

func newUnitRow(visit *web.Visit, u *orgunit.Unit, depth int) unitRow {
	row := unitRow{Unit: u, Indent: strings.Repeat("– ", depth), Old: oldOrder(u), LevelText: visit.T(u.Level.Name()), Kind: visit.T(u.Block.Title())}
	if u.Until != 0 {
		row.Last = u.Until - 1
	}
	return row
}

// oldOrder is the unit's code as papers before QĐ 20/2020 write it.
func oldOrder(u *orgunit.Unit) string {
	normal, err := orgunit.NormalCode(u.Code)
	if err != nil {
		return ""
	}
	return orgunit.OldOrder(normal)
}

func unitPath(id orgunit.ID) string { return "/admin/units/" + strconv.FormatInt(int64(id), 10) }

// targetUnit is the unit of the address, after the policy was asked for it.
func targetUnit(r *http.Request, act account.Act) (*orgunit.Unit, error) {
	visit := web.VisitOf(r)
	id := web.Number[orgunit.ID](r.PathValue("id"))
	if err := visit.Must(act, id); err != nil {
		return nil, err
	}
	u := visit.Units.Unit(id)
	if u == nil {
		return nil, refusal.Missing("Không có đơn vị này.")
	}
	return u, nil
}
