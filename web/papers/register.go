package papers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// registerView is the register of results.
type registerView struct {
	layout.Frame
	Form    layout.Form
	Units   []layout.Option
	Kinds   []layout.Option
	States  []layout.Option
	Papers  []layout.Option
	Rows    []resultRow
	Count   int64
	Pager   layout.Pager
	MayAdd  bool
	Figures bool
}

type resultRow struct {
	result.Listed
	KindName, Unit string
	Tag            layout.Tag
}

var registerPage = layout.Parse[registerView](files, "results.html")

const registerLimit = 50

func (p *Room) register(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	page := registerView{Form: layout.Form{Values: query}, MayAdd: v.MayAnywhere(account.IssueResult), Figures: v.MayAnywhere(account.ReadFigures)}
	page.AsOf = v.At
	page.choices(v, kinds)
	q, err := p.registerQuery(v, query)
	if err != nil {
		page.Form, _ = page.Form.Refused(err)
		return registerPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	if page.Count, err = p.Results.Count(r.Context(), q); err != nil {
		return err
	}
	q.Limit++
	list, err := p.Results.Register(r.Context(), q)
	if err != nil {
		return err
	}
	if len(list) == q.Limit {
		list = list[:q.Limit-1]
		page.Pager.Next = "/papers/results?" + with(query, "before", strconv.FormatInt(int64(list[len(list)-1].ID), 10))
	}
	if q.Before != 0 {
		page.Pager.First = "/papers/results?" + with(query, "before", "")
	}
	page.Pager.Excel = "/papers/results.xlsx?" + with(query, "before", "")
	page.Rows = resultRows(v, kinds, list)
	return registerPage.Render(w, r, http.StatusOK, page)
}

func (page *registerView) choices(v *web.Visit, kinds []*result.Kind) {
	marked := func(name, none string, list ...layout.Option) []layout.Option {
		list = append([]layout.Option{{Label: v.T(none)}}, list...)
		for i := range list {
			list[i].Chosen = list[i].Value == page.Form.Get(name)
		}
		return list
	}
	var units, all, states []layout.Option
	reach, _ := v.Reach(account.ReadPaper)
	for _, id := range reach {
		if u := v.Units.Unit(id); u != nil && u.Block != orgunit.Within {
			units = append(units, layout.Option{Value: strconv.FormatInt(int64(id), 10), Label: u.Name})
		}
	}
	for _, k := range kinds {
		all = append(all, layout.Option{Value: strconv.FormatInt(int64(k.ID), 10), Label: k.Name})
	}
	for _, s := range []result.State{result.Valid, result.Revoked, result.Replaced} {
		states = append(states, layout.Option{Value: string(s), Label: v.T(s.Title())})
	}
	page.Units, page.Kinds, page.States = marked("unit", "Mọi đơn vị", units...), marked("kind", "Mọi loại", all...), marked("state", "Mọi trạng thái", states...)
	page.Papers = marked("paper", "Cả hai", layout.Option{Value: "yes", Label: v.T("Đã số hóa")}, layout.Option{Value: "no", Label: v.T("Chưa số hóa")})
}

// registerQuery is the address as a query, never beyond the visitor's reach.
func (p *Room) registerQuery(v *web.Visit, query url.Values) (result.Query, error) {
	q := result.Query{
		Kind: number[result.KindID](query.Get("kind")), State: result.State(query.Get("state")), Paper: query.Get("paper"),
		Code: tidy(query.Get("q")), Before: number[result.ID](query.Get("before")), Limit: registerLimit,
	}
	if n := len(q.Code); n == 12 || n == 9 {
		if _, err := strconv.ParseInt(q.Code, 10, 64); err == nil { // an identity number
			q.Code, q.Holder = "", p.Results.DigestOf(q.Code)
		}
	}
	reach, all := v.Reach(account.ReadPaper)
	if !all {
		q.Units = slices.Concat([]orgunit.ID{0}, reach) // never nil: nil is everything
	}
	if unit := number[orgunit.ID](query.Get("unit")); unit != 0 {
		q.Units = []orgunit.ID{0}
		if slices.Contains(reach, unit) {
			q.Units = []orgunit.ID{unit}
		}
	}
	var faults refusal.List
	var ok bool
	if q.From, ok = dayOr(query.Get("from"), 0); !ok {
		faults = append(faults, refusal.Wrong("from", "Ngày “%s” không đọc được; viết như 26/12/2022.", query.Get("from")))
	}
	if q.To, ok = dayOr(query.Get("to"), 0); !ok {
		faults = append(faults, refusal.Wrong("to", "Ngày “%s” không đọc được; viết như 26/12/2022.", query.Get("to")))
	}
	return q, faults.OrNil()
}

func resultRows(v *web.Visit, kinds []*result.Kind, list []result.Listed) []resultRow {
	names := map[result.KindID]string{}
	for _, k := range kinds {
		names[k.ID] = k.Name
	}
	rows := make([]resultRow, len(list))
	for i, l := range list {
		rows[i] = resultRow{Listed: l, KindName: names[l.Kind], Unit: v.Units.Name(l.Unit), Tag: standing(&l.Result, v)}
	}
	return rows
}

func standing(r *result.Result, v *web.Visit) layout.Tag {
	tag := layout.Plain(r.Standing(v.Today()))
	if !r.Holds(v.Today()) {
		tag.Class, tag.Sign = "over", "✕"
	}
	return tag
}

func with(query url.Values, name, value string) string {
	next := url.Values{}
	for k, list := range query {
		if k != name && k != "lang" {
			next[k] = list
		}
	}
	if value != "" {
		next.Set(name, value)
	}
	return next.Encode()
}

// registerBook is the filtered register as a workbook, page after page.
func (p *Room) registerBook(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	q, err := p.registerQuery(v, query)
	if err != nil {
		return err
	}
	kinds, err := p.Results.Kinds(r.Context())
	if err != nil {
		return err
	}
	q.Before, q.Limit = 0, 500
	columns := []sheet.Column{{Title: "Mã kết quả", Width: 26}, {Title: "Loại kết quả", Width: 30}, {Title: "Số, ký hiệu", Width: 18}, {Title: "Người được cấp", Width: 28}, {Title: "Số giấy tờ"},
		{Title: "Đơn vị", Width: 30}, {Title: "Mã hồ sơ", Width: 22}, {Title: "Ngày cấp", Kind: sheet.Date}, {Title: "Hết hiệu lực", Kind: sheet.Date}, {Title: "Trạng thái"}, {Title: "Số hóa"}}
	var failed error
	table := sheet.Sheet{Name: v.T("Sổ kết quả"), Columns: columns, Rows: func(yield func([]any) bool) {
		for {
			list, err := p.Results.Register(r.Context(), q)
			if failed = err; err != nil {
				return
			}
			for _, row := range resultRows(v, kinds, list) {
				if !yield(row.cells(v)) {
					return
				}
			}
			if len(list) < q.Limit {
				return
			}
			q.Before = list[len(list)-1].ID
		}
	}}
	guard := &stopped{ResponseWriter: w, err: &failed}
	return send(guard, v, "so-ket-qua", table, sheet.Pair{Key: v.T("Bộ lọc"), Value: with(query, "before", "")})
}

func (r resultRow) cells(v *web.Visit) []any {
	var until any
	if r.Until != 0 {
		until = r.Until
	}
	digitised := "Chưa số hóa"
	if r.Paper != 0 {
		digitised = "Đã số hóa"
	}
	return []any{r.Code, r.KindName, r.Symbol, r.Holder.Name, r.Holder.IDNo, r.Unit, r.File, r.Issued, until, v.T(r.Standing(v.Today())), v.T(digitised)}
}

// stopped lets nothing of a workbook pass when its rows broke off: the workbook is written
// only when all rows are there.
type stopped struct {
	http.ResponseWriter
	err *error
}

func (s *stopped) Write(b []byte) (int, error) {
	if *s.err != nil {
		s.Header().Del("Content-Disposition")
		return 0, *s.err
	}
	return s.ResponseWriter.Write(b)
}
