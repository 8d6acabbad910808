package papers

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/scan"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// paperRow is a paper as a list shows it.
type paperRow struct {
	*scan.Paper
	Title string
	Size  string
	Kind  string
	From  string // how it came
	Tag   layout.Tag
	Who   string
}

// At is when the paper came.
func (r paperRow) At() time.Time { return r.Paper.At }

func newRow(v *web.Visit, p *scan.Paper, names map[account.ID]string) paperRow {
	r := paperRow{Paper: p, Title: p.Name, Size: sizeOf(p.Size), Kind: strings.ToUpper(p.Kind), From: v.T(p.Origin.Title()), Who: names[p.By]}
	if r.Title == "" {
		r.Title = v.T("Giấy tờ")
	}
	if p.State != scan.Kept {
		r.Tag = layout.Plain(p.State.Title())
	}
	return r
}

// sizeOf is a number of bytes as people read it.
func sizeOf(n int64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d KB", max(1, n/1000))
	}
	return fmt.Sprintf("%d,%d MB", n/1_000_000, n%1_000_000/100_000)
}

// namesOf are the people of some papers.
func (p *Room) namesOf(ctx context.Context, list []*scan.Paper) (map[account.ID]string, error) {
	ids := make([]account.ID, 0, len(list))
	seen := map[account.ID]bool{}
	for _, one := range list {
		if !seen[one.By] {
			seen[one.By] = true
			ids = append(ids, one.By)
		}
	}
	return p.Names(ctx, ids)
}

func number[T ~int | ~int64](s string) T {
	n, _ := strconv.ParseInt(s, 10, 64)
	return T(n)
}

// send answers with a table as a workbook and its source.
func send(w http.ResponseWriter, v *web.Visit, name string, list sheet.Sheet, about ...sheet.Pair) error {
	for i := range list.Columns {
		list.Columns[i].Title = v.T(list.Columns[i].Title)
	}
	about = append(about, sheet.Pair{Key: v.T("Thời điểm"), Value: vntext.Instant(v.At.In(calendar.Local))}, sheet.Pair{Key: v.T("Người xuất"), Value: v.User + ", " + v.Visit.Unit})
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.xlsx"`)
	return sheet.Write(w, sheet.Book{Sheets: []sheet.Sheet{list, sheet.Source(about...)}})
}

// dayOr reads a day of a form or an address, and what to take when nothing was typed.
func dayOr(typed string, usual calendar.Day) (calendar.Day, bool) {
	if strings.TrimSpace(typed) == "" {
		return usual, true
	}
	y, m, d, err := vntext.ParseDate(typed)
	if err != nil {
		return 0, false
	}
	return calendar.On(y, m, d), true
}

func tidy(s string) string { return strings.Join(strings.Fields(vntext.NFC(s)), " ") }

// bornAs is a date of birth as people write it; kept is "1986-08-14" or a year.
func bornAs(kept string) string {
	if y, m, d, err := vntext.ParseDate(kept); err == nil {
		return vntext.Date(y, m, d)
	}
	return kept
}
