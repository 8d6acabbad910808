package review

import (
	"fmt"
	"net/url"

	"cchc/domain/review"
	"cchc/kit/sheet"
	"cchc/web"
)

// paperRow is one component as the electronic papers tell of it.
type paperRow struct {
	review.ChartPaper
	Says  string // what it suggests, "" nothing
	Drop  string // address of a proposal to do without it
	Reuse string // address of a proposal to take what the State holds
}

func newPaperRow(v *web.Visit, page *chartPage, p review.ChartPaper) paperRow {
	row := paperRow{ChartPaper: p}
	switch {
	case p.Spare():
		row.Says = v.T("Nhà nước đã có ở %d hồ sơ, mới dùng lại %d", p.Held, p.Reused)
	case p.Same():
		row.Says = v.T("gần như luôn giống nhau: %d nội dung trong %d hồ sơ", p.Distinct, p.Files)
	}
	if page.May && p.Spare() {
		row.Reuse = proposing(page, review.ReusePaper, p)
	}
	if page.May && (p.Spare() || p.Same()) {
		row.Drop = proposing(page, review.DropPaper, p)
	}
	return row
}

// proposing is the address of a proposal that begins with a component.
func proposing(page *chartPage, means review.Means, p review.ChartPaper) string {
	values := url.Values{"procedure": {page.Drawn.Chart.Procedure}, "means": {string(means)}, "paper": {p.Component},
		"span": {page.First + "–" + page.Last}}
	for name, n := range map[string]int{"had": p.Dossiers, "files": p.Files, "distinct": p.Distinct, "held": p.Held, "reused": p.Reused} {
		values.Set(name, fmt.Sprint(n))
	}
	return "/review/proposals/new?" + values.Encode()
}

// paperWords are title and reason of a proposal that begins with a component, "" for none.
func paperWords(v *web.Visit, q url.Values) (title, reason string) {
	name := q.Get("paper")
	if name == "" {
		return "", ""
	}
	title = v.T("Bỏ thành phần “%s”", name)
	if review.Means(q.Get("means")) == review.ReusePaper {
		title = v.T("Dùng lại “%s” Nhà nước đã có", name)
	}
	n := func(key string) int64 { return web.Number[int64](q.Get(key)) }
	return title, v.T("Hồ sơ xong %s: %d hồ sơ có “%s”; %d nội dung khác nhau trong %d bản điện tử; %d lần Nhà nước đã có kết quả còn hiệu lực lúc tiếp nhận, %d lần đã dùng lại.",
		q.Get("span"), n("had"), name, n("distinct"), n("files"), n("held"), n("reused"))
}

func paperSheet(v *web.Visit, c *review.Chart) sheet.Sheet {
	columns := append([]sheet.Column{{Title: v.T("Thành phần hồ sơ"), Width: 44}},
		numbers(v.T("Hồ sơ có"), v.T("Có bản điện tử"), v.T("Nội dung khác nhau"), v.T("Nhà nước đã có"), v.T("Đã dùng lại"))...)
	return sheet.Sheet{Name: v.T("Thành phần hồ sơ"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, p := range c.Papers {
			if !yield([]any{p.Component, p.Dossiers, p.Files, p.Distinct, p.Held, p.Reused}) {
				return
			}
		}
	}}
}
