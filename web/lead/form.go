package lead

import (
	"net/http"

	"cchc/domain/figure"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// formPage is one report form: every number opens to its list.
type formPage struct {
	layout.Frame
	controls
	Form   layout.Form
	Report *figure.Form
	Title  string
	Note   string
	Heads  []formHead
	What   string
	Forms  []layout.Link
	Views  []layout.Link
	Total  formLine
	Lines  []formLine
	Action string
	Excel  string
}

type formHead struct {
	Title   string
	Columns []string
}

type formLine struct {
	Name  string
	Cells []formCell
}

// formCell is a count with its list, or a share in print; both empty: nothing happened.
type formCell struct {
	number
	Percent string
	Share   bool
}

var formView = layout.Parse[formPage](files, "form.html", "parts.html")

// formsPath is where report forms live.
const formsPath = "/lead/forms/"

// reported is the form of the address, with the lines of the choice.
func (p Pages) reported(r *http.Request) (*figure.Form, choice, []figure.Line, error) {
	f := figure.FormNamed(r.PathValue("form"))
	if f == nil {
		return nil, choice{}, nil, refusal.Missing("Không có biểu này.")
	}
	c, err := choose(r.URL.Query(), web.VisitOf(r))
	if err != nil {
		return f, c, nil, err
	}
	lines, err := p.Figures.Table(r.Context(), c.query(true), c.lines())
	return f, c, lines, err
}

func (p Pages) form(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	f, c, lines, err := p.reported(r)
	if err != nil {
		return err
	}
	by := c.lines()
	path := formsPath + f.Name
	page := formPage{
		Frame: layout.Frame{AsOf: c.period.LastSecond(), Note: v.T("Nguồn: nhật ký hồ sơ"), Crumbs: []layout.Link{{Text: v.T("Đúng hạn"), Href: c.href(punctualityPath)}, {Text: f.Name}}},
		Form:  layout.Form{Values: r.URL.Query()}, Report: f, Title: v.T(f.Title), Note: v.T(f.Note), What: v.T(lineTitles[by]), controls: c.controls(v),
		Total: c.formLine(f, figure.Line{Name: v.T("Tổng cộng"), Tally: figure.Sum(lines)}), Action: path, Excel: c.href(path + "/table" + xlsx),
	}
	for _, head := range f.Heads {
		titles := formHead{Title: v.T(head.Title)}
		for _, column := range head.Columns {
			titles.Columns = append(titles.Columns, v.T(column.Title))
		}
		page.Heads = append(page.Heads, titles)
	}
	for _, line := range lines {
		page.Lines = append(page.Lines, c.formLine(f, line, below(line, by)...))
	}
	page.Forms = formLinks(v, c, path)
	for _, view := range []figure.By{figure.ByUnit, figure.ByField, figure.ByProcedure} {
		page.Views = append(page.Views, layout.Link{Text: v.T(lineTitles[view]), Href: c.href(path, "by", string(view)), Here: view == by})
	}
	return formView.Render(w, r, http.StatusOK, page)
}

// formLine is the columns of a form for one line.
func (c choice) formLine(f *figure.Form, line figure.Line, where ...string) formLine {
	out := formLine{Name: line.Name}
	for _, column := range f.Columns() {
		if column.Of != "" {
			out.Cells = append(out.Cells, formCell{Percent: c.rounding.Percent(column.Share(line.Tally)), Share: true})
			continue
		}
		out.Cells = append(out.Cells, formCell{number: c.number(column.Number(line.Tally), column.Shows, where)})
	}
	return out
}

// formSheet is the form as a workbook, with its columns in order.
func (p Pages) formSheet(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	f, c, lines, err := p.reported(r)
	if err != nil {
		return err
	}
	columns := []sheet.Column{{Title: v.T("TT"), Kind: sheet.Number}, {Title: v.T(lineTitles[c.lines()]), Width: 48}}
	for _, head := range f.Heads {
		for _, column := range head.Columns {
			kind := sheet.Column{Title: v.T(head.Title) + ": " + v.T(column.Title), Kind: sheet.Number}
			if column.Of != "" {
				kind.Kind, kind.Decimals = sheet.Decimal, c.rounding.Decimals
			}
			columns = append(columns, kind)
		}
	}
	lines = append(lines, figure.Line{Name: v.T("Tổng cộng"), Tally: figure.Sum(lines)})
	table := sheet.Sheet{Name: f.Name, Columns: columns, Rows: func(yield func([]any) bool) {
		for i, line := range lines {
			row := []any{i + 1, line.Name}
			if i == len(lines)-1 {
				row[0] = nil
			}
			for _, column := range f.Columns() {
				if column.Of != "" {
					row = append(row, c.rounding.Percent(column.Share(line.Tally)))
				} else {
					row = append(row, column.Number(line.Tally))
				}
			}
			if !yield(row) {
				return
			}
		}
	}}
	source := append(c.source(v), sheet.Pair{Key: v.T("Biểu"), Value: f.Name + ": " + v.T(f.Title)}, sheet.Pair{Key: v.T("Căn cứ"), Value: v.T(f.Basis)})
	return sheet.Write(&download{ResponseWriter: w, name: "bieu-" + f.Name}, sheet.Book{Sheets: []sheet.Sheet{table, sheet.Source(source...)}})
}
