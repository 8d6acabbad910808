package papers

import (
	"net/http"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/scan"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// looksView is who looked at a dossier's papers.
type looksView struct {
	layout.Frame
	Code string
	Rows []lookRow
	More bool // there are older ones than the page shows
	Page layout.Pager
}

type lookRow struct {
	scan.Look
	Who, Unit, Paper, From, Role string
}

var looksPage = layout.Parse[looksView](files, "looks.html")

const (
	shownLooks = 200
	mostLooks  = 100_000
)

func (p *Room) looks(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.ReadPaper)
	if err != nil {
		return err
	}
	page := looksView{Code: d.Code, Page: layout.Pager{Excel: "/desk/dossiers/" + d.Code + "/papers/looks.xlsx"}}
	page.AsOf = v.At
	page.Crumbs = []layout.Link{{Text: d.Code, Href: "/desk/dossiers/" + d.Code}, {Text: v.T("Giấy tờ điện tử"), Href: "/desk/dossiers/" + d.Code + "/papers"}, {Text: v.T("Ai đã xem")}}
	if page.Rows, err = p.lookRows(r, v, d, shownLooks+1); err != nil {
		return err
	}
	if len(page.Rows) > shownLooks {
		page.Rows, page.More = page.Rows[:shownLooks], true
	}
	return looksPage.Render(w, r, http.StatusOK, page)
}

func (p *Room) lookRows(r *http.Request, v *web.Visit, d *dossier.Dossier, limit int) ([]lookRow, error) {
	list, err := p.Papers.Looks(r.Context(), d.ID, limit)
	if err != nil {
		return nil, err
	}
	var ids []account.ID
	for _, l := range list {
		ids = append(ids, l.By)
	}
	names, err := p.Names(r.Context(), ids)
	rows := make([]lookRow, len(list))
	for i, l := range list {
		role, from, _ := strings.Cut(l.Note, " ")
		rows[i] = lookRow{Look: l, Who: names[l.By], Unit: v.Units.Name(l.Unit), Paper: l.Component, From: from, Role: v.T(account.Role(role).Title())}
		if l.Component == "" {
			rows[i].Paper = v.T("Giấy tờ khác")
		}
	}
	return rows, err
}

func (p *Room) looksBook(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.ReadPaper)
	if err != nil {
		return err
	}
	rows, err := p.lookRows(r, v, d, mostLooks)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: "Lúc", Kind: sheet.Instant}, {Title: "Người xem", Width: 28}, {Title: "Vai trò", Width: 20}, {Title: "Đơn vị", Width: 30}, {Title: "Giấy tờ", Width: 40}, {Title: "Việc"}, {Title: "Từ trang", Width: 40}}
	table := sheet.Sheet{Name: v.T("Ai đã xem"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, l := range rows {
			if !yield([]any{l.At, l.Who, l.Role, l.Unit, l.Paper, v.T(l.Did()), l.From}) {
				return
			}
		}
	}}
	return send(w, v, "ai-da-xem", table, sheet.Pair{Key: v.T("Mã hồ sơ"), Value: d.Code})
}

// Did is what was done, in Vietnamese.
func (l lookRow) Did() string {
	if l.Download {
		return "Tải về"
	}
	return "Xem"
}
