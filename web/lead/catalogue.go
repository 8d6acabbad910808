package lead

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// Rules is the catalogue of procedures and workflows.
type Rules interface {
	Versions() []*procedure.Version
	Flows() []*workflow.Version
}

// Addresses of form II.07b, which counts the catalogue of a day and no dossiers.
const (
	cataloguePath     = formsPath + "II.07b"
	catalogueListPath = cataloguePath + "/list"
)

// catalogueBasis stands below the form and in its workbooks.
const (
	catalogueBasis = "TT 01/2020/TT-VPCP, biểu II.07b"
	catalogueNote  = "Tính theo danh mục có hiệu lực trong ngày. Thủ tục làm ở nhiều cấp đếm ở từng cấp. Tiếp nhận tại Bộ phận Một cửa: có cách nộp trực tiếp hoặc bưu chính."
)

// holdings is the catalogue of the day that an address asks for.
type holdings struct {
	day  calendar.Day
	list []procedure.Holding
}

func (p Pages) holdings(ctx context.Context, r *http.Request) (h holdings, err error) {
	h.day = calendar.DayOf(web.VisitOf(r).At)
	if text := r.URL.Query().Get("day"); text != "" {
		y, m, d, err := vntext.ParseDate(text)
		if err != nil {
			return h, refusal.Wrong("day", "“%s” không phải là ngày; viết như 30/12/2022.", text)
		}
		h.day = calendar.On(y, m, d)
	}
	rules, err := p.Rules(ctx)
	if err != nil {
		return h, err
	}
	h.list = procedure.Holdings(rules.Versions(), rules.Flows(), h.day)
	return h, nil
}

// cataloguePage is form II.07b: lines are fields, columns are levels.
type cataloguePage struct {
	layout.Frame
	Form   layout.Form
	Day    calendar.Day
	Levels []string
	Heads  []string // of each level
	Basis  string
	Note   string
	Total  formLine
	Lines  []formLine
	Excel  string
	Others []layout.Link
}

var catalogueView = layout.Parse[cataloguePage](files, "catalogue.html", "parts.html")

func (p Pages) catalogue(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	page := cataloguePage{
		Frame: layout.Frame{AsOf: v.At, Crumbs: []layout.Link{{Text: v.T("Đúng hạn"), Href: punctualityPath}, {Text: "II.07b"}}},
		Form:  layout.Form{Values: r.URL.Query()}, Basis: v.T(catalogueBasis), Note: v.T(catalogueNote), Others: formLinks(v, choice{}, cataloguePath),
	}
	h, err := p.holdings(r.Context(), r)
	if form, no := page.Form.Refused(err); no {
		page.Form = form
		return catalogueView.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	if err != nil {
		return err
	}
	page.Day, page.Excel = h.day, cataloguePath+"/table"+xlsx+"?day="+h.day.String()
	for _, what := range procedure.CountedAll {
		page.Heads = append(page.Heads, v.T(what.Title()))
	}
	levels := h.levels()
	for _, level := range levels {
		page.Levels = append(page.Levels, v.T(level.Name()))
	}
	page.Total = h.line(v.T("Tổng cộng"), "", levels)
	for _, field := range h.fields() {
		page.Lines = append(page.Lines, h.line(field, field, levels))
	}
	return catalogueView.Render(w, r, http.StatusOK, page)
}

// levels that handle anything on the day: there are no districts since 1/7/2025.
func (h holdings) levels() (list []orgunit.Level) {
	for _, level := range orgunit.Levels {
		if slices.ContainsFunc(h.list, func(one procedure.Holding) bool { return slices.Contains(one.Levels, level) }) {
			list = append(list, level)
		}
	}
	return list
}

func (h holdings) fields() (list []string) {
	for _, one := range h.list {
		list = append(list, one.Field)
	}
	return slices.Compact(list) // the list is by field
}

// line is the numbers of a field, "" for all of them.
func (h holdings) line(name, field string, levels []orgunit.Level) formLine {
	line := formLine{Name: name}
	for _, level := range levels {
		for _, what := range procedure.CountedAll {
			cell := formCell{}
			for _, one := range h.list {
				if field == "" || one.Field == field {
					cell.N += int64(one.Counts(what, level))
				}
			}
			if cell.N > 0 {
				cell.Href = h.href(what, level, field)
			}
			line.Cells = append(line.Cells, cell)
		}
	}
	return line
}

func (h holdings) href(what procedure.Counted, level orgunit.Level, field string) string {
	values := url.Values{"day": {h.day.String()}, "what": {string(what)}, "level": {string(level)}}
	if field != "" {
		values["field"] = []string{field}
	}
	return address(catalogueListPath, values)
}

// address is a path with its question.
func address(path string, values url.Values) string { return path + "?" + values.Encode() }

// formTitle is how a form is called among others: numbers are the same in every language.
func formTitle(v *web.Visit, f *figure.Form) string {
	if f.Short() == f.Name {
		return f.Name
	}
	return v.T(f.Short())
}

// formLinks are all the forms, of the same period where they are of one.
func formLinks(v *web.Visit, c choice, here string) (list []layout.Link) {
	for i := range figure.Forms {
		f := &figure.Forms[i]
		list = append(list, layout.Link{Text: formTitle(v, f), Href: c.href(formsPath + f.Name), Here: formsPath+f.Name == here})
	}
	return append(list, layout.Link{Text: "II.07b", Href: cataloguePath, Here: cataloguePath == here})
}
