package papers

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// kindsView is the kinds of results: how their codes are made, what they stand for.
type kindsView struct {
	layout.Frame
	Kinds     []*result.Kind
	MayChange bool
	Pager     layout.Pager
}

var kindsPage = layout.Parse[kindsView](files, "kinds.html")

func (p *Room) kinds(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page := kindsView{MayChange: v.May(account.ChangeRules, p.owner(v)), Pager: layout.Pager{Excel: "/papers/kinds.xlsx"}}
	page.AsOf = v.At
	var err error
	if page.Kinds, err = p.Results.Kinds(r.Context()); err != nil {
		return err
	}
	return kindsPage.Render(w, r, http.StatusOK, page)
}

// Joined is a list in one cell.
func (kindsView) Joined(list []string) string { return strings.Join(list, "; ") }

func (p *Room) kindsBook(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: "Loại kết quả", Width: 36}, {Title: "Mẫu mã", Width: 26}, {Title: "Hiệu lực (tháng)", Kind: sheet.Number}, {Title: "Thủ tục cấp", Width: 30}, {Title: "Thay cho thành phần", Width: 50}, {Title: "Từ ngày", Kind: sheet.Date}, {Title: "Đến ngày", Kind: sheet.Date}}
	table := sheet.Sheet{Name: v.T("Loại kết quả"), Columns: columns, Rows: func(yield func([]any) bool) {
		for _, k := range kinds {
			var until any
			if k.Until != 0 {
				until = k.Until
			}
			if !yield([]any{k.Name, k.Pattern, k.Months, strings.Join(k.Procedures, "; "), strings.Join(k.Stands, "; "), k.From, until}) {
				return
			}
		}
	}}
	return send(w, v, "loai-ket-qua", table)
}

// kindView edits one kind.
type kindView struct {
	layout.Frame
	Form  layout.Form
	Title string
}

var kindPage = layout.Parse[kindView](files, "kind.html")

func (p *Room) kindForm(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	if err := v.Must(account.ChangeRules, p.owner(v)); err != nil {
		return err
	}
	k, err := p.oneKind(r)
	if err != nil {
		return err
	}
	form := layout.Filled("from", v.Today().Vietnamese(), "pattern", "KQ-{unit}-{yyyy}-{n}", "months", "0")
	if k.ID != 0 {
		form = layout.Filled("name", k.Name, "pattern", k.Pattern, "months", strconv.Itoa(k.Months), "from", k.From.Vietnamese(), "version", strconv.Itoa(k.Version),
			"procedures", strings.Join(k.Procedures, "\n"), "stands", strings.Join(k.Stands, "\n"))
		if k.Until != 0 {
			form.Values.Set("until", k.Until.Vietnamese())
		}
	}
	return p.showKind(w, r, v, form, http.StatusOK)
}

// oneKind is the kind of the address, a new one for "new".
func (p *Room) oneKind(r *http.Request) (result.Kind, error) {
	if r.PathValue("id") == "new" {
		return result.Kind{}, nil
	}
	kinds, err := p.Results.Kinds(r.Context())
	id := number[result.KindID](r.PathValue("id"))
	if at := slices.IndexFunc(kinds, func(k *result.Kind) bool { return k.ID == id }); at >= 0 {
		return *kinds[at], err
	}
	if err == nil {
		err = refusal.Missing("Không tìm thấy loại kết quả này.")
	}
	return result.Kind{}, err
}

func (p *Room) showKind(w http.ResponseWriter, r *http.Request, v *web.Visit, form layout.Form, status int) error {
	page := kindView{Form: form, Title: v.T("Loại kết quả")}
	page.Self = "/papers/kinds/" + r.PathValue("id")
	page.Crumbs = []layout.Link{{Text: v.T("Loại kết quả"), Href: "/papers/kinds"}, {Text: v.T("Sửa")}}
	return kindPage.Render(w, r, status, page)
}

func (p *Room) saveKind(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	if err := v.Must(account.ChangeRules, p.owner(v)); err != nil {
		return err
	}
	k, err := p.oneKind(r)
	if err != nil {
		return err
	}
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	typed, faults := readKind(form)
	typed.ID, typed.Version = k.ID, number[int](form.Get("version"))
	if err = faults.OrNil(); err == nil {
		_, err = p.Results.SaveKind(r.Context(), typed, v.Stamp(form.Once()))
	}
	if err != nil {
		if again, ok := form.Refused(err); ok {
			return p.showKind(w, r, v, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, "/papers/kinds", http.StatusSeeOther)
	return nil
}

func readKind(form layout.Form) (k result.Kind, faults refusal.List) {
	k.Name, k.Pattern = tidy(form.Get("name")), tidy(form.Get("pattern"))
	k.Procedures, k.Stands = lines(form.Get("procedures")), lines(form.Get("stands"))
	months, err := strconv.Atoi(strings.TrimSpace(form.Get("months")))
	if err != nil {
		faults = append(faults, refusal.Wrong("months", "Số tháng có hiệu lực phải từ 0 (vô thời hạn) đến 1200."))
	}
	k.Months = months
	var ok bool
	for _, day := range []string{"from", "until"} {
		at := &k.From
		if day == "until" {
			at = &k.Until
		}
		if *at, ok = dayOr(form.Get(day), 0); !ok {
			faults = append(faults, refusal.Wrong(day, "Ngày “%s” không đọc được; viết như 26/12/2022.", form.Get(day)))
		}
	}
	return k, faults
}

// lines are the lines of a field that have something in them.
func lines(text string) (list []string) {
	for _, line := range strings.Split(text, "\n") {
		if line = tidy(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// Lasts is how long results of a kind hold, in words.
func (kindsView) Lasts(k *result.Kind) string {
	if k.Months == 0 {
		return "∞"
	}
	return fmt.Sprint(k.Months)
}
