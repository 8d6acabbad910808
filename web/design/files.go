package design

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"path"
	"strings"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/kit/sheet"
	"cchc/web"
	"cchc/web/layout"
)

// takeFile fills the table from a BPMN file, a workbook or a CSV file. Nothing is saved
// yet: who sent it sees first what was read, with the faults at the rows.
func (p Room) takeFile(w http.ResponseWriter, r *http.Request) error {
	name, data, err := upload(r)
	visit := web.VisitOf(r)
	if no := visit.Must(account.ChangeRules, p.owner(visit)); no != nil {
		return no
	}
	f, legal, failed := p.editable(r)
	if failed != nil {
		return failed
	}
	var v workflow.Version
	if err == nil {
		v, err = p.read(r, name, data, f)
	}
	page := tablePage{Flow: f, File: name, Form: formOf(visit, *f)}
	if refusal.Of(err) != nil {
		page.File = ""
		page.Form.Errors = fileFaults(name, refusal.Of(err))
		return p.table(w, r, layout.StatusOf(err), page, legal)
	}
	if err != nil {
		return err
	}
	v.Version = f.Version
	page.Form = formOf(visit, v)
	return p.table(w, r, http.StatusOK, page, legal)
}

// fileFaults stand above the table, with the line of the file.
func fileFaults(name string, list refusal.List) (faults refusal.List) {
	const most = 30
	for _, no := range list[:min(len(list), most)] {
		at := no.At(0)
		if at.Field = ""; no.Row > 0 {
			at.Format, at.Args = "%s, dòng %d: %s", []any{name, no.Row, no.At(0).Error()}
		}
		faults = append(faults, at)
	}
	return faults
}

// read tells files apart by what is in them.
func (p Room) read(r *http.Request, name string, data []byte, f *workflow.Version) (v workflow.Version, err error) {
	if bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("<")) {
		if v, err = workflow.ReadBPMN(bytes.TrimPrefix(data, []byte("\ufeff")), codes(web.VisitOf(r))); err == nil {
			v.Sorted()
		}
	} else {
		v, err = p.Tables.Steps(r.Context(), name, data, *f, web.VisitOf(r).Today())
	}
	if v.Name == "" {
		v.Name = f.Name
	}
	if v.Basis == "" {
		v.Basis = f.Basis
	}
	return v, err
}

func upload(r *http.Request) (name string, data []byte, err error) {
	if err := r.ParseMultipartForm(largestFile); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return "", nil, refusal.Wrong("", "Tệp lớn quá %d MB.", largestFile>>20)
		}
		return "", nil, refusal.Wrong("", "Chưa chọn tệp.")
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return "", nil, refusal.Wrong("", "Chưa chọn tệp.")
	}
	defer file.Close()
	data, err = io.ReadAll(file)
	return path.Base(head.Filename), data, err
}

// exportBPMN sends the workflow as other tools read it.
func (p Room) exportBPMN(w http.ResponseWriter, r *http.Request) error {
	f, _, _, err := p.flow(r)
	if err != nil {
		return err
	}
	data, err := bpmnOf(web.VisitOf(r), f)
	if err != nil {
		return err
	}
	attach(w, "application/bpmn+xml; charset=utf-8", fileName(f)+".bpmn")
	_, err = w.Write(data)
	return err
}

func fileName(f *workflow.Version) string {
	return "quy-trinh-" + strings.Map(func(r rune) rune {
		if r < 0x80 && r != '"' && r != '/' && r > ' ' {
			return r
		}
		return '-'
	}, f.Procedure)
}

func attach(w http.ResponseWriter, kind, file string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+file+`"`)
}

// exportSteps is the steps in the columns of the import, so that they can come back.
func (p Room) exportSteps(w http.ResponseWriter, r *http.Request) error {
	f, _, all, err := p.flow(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	one := newRow(visit, all, f)
	return web.Workbook(w, visit, fileName(f)+".xlsx", []sheet.Sheet{stepSheet("Quy trình", []row{one}, visit)}, sheet.Pair{Key: visit.T("Quy trình"), Value: f.Name})
}

// exportList is the list on the screen with every step.
func (p Room) exportList(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	visit := web.VisitOf(r)
	found, err := p.find(r.Context(), visit, form)
	if err != nil {
		return err
	}
	return web.Workbook(w, visit, "quy-trinh.xlsx", []sheet.Sheet{stepSheet(visit.T("Quy trình nội bộ"), found, visit)},
		sheet.Pair{Key: visit.T("Tìm"), Value: form.Get("q")}, sheet.Pair{Key: visit.T("Tình trạng"), Value: form.Get("standing")})
}

// stepSheet has the titles that the import reads, in Vietnamese in every language.
func stepSheet(name string, flows []row, visit *web.Visit) sheet.Sheet {
	columns := []sheet.Column{
		{Title: "Mã TTHC"}, {Title: "Trường hợp", Width: 20}, {Title: "Tên quy trình", Width: 40}, {Title: "Phiên bản", Kind: sheet.Number},
		{Title: "Bước", Kind: sheet.Number}, {Title: "Sau bước"}, {Title: "Nội dung", Width: 40}, {Title: "Vai trò", Width: 20},
		{Title: "Đơn vị", Width: 30}, {Title: "Thời gian"}, {Title: "Đơn vị tính"}, {Title: "Sản phẩm", Width: 24}, {Title: "Quyết định phê duyệt", Width: 20},
		{Title: "Hiệu lực từ", Kind: sheet.Date}, {Title: "Cơ quan được hỏi", Width: 40}, {Title: "Tình trạng", Width: 18},
	}
	rows := func(yield func([]any) bool) {
		for _, f := range flows {
			for _, s := range f.Steps {
				if !yield(stepCells(visit, f, s)) {
					return
				}
			}
		}
	}
	return sheet.Sheet{Name: name, Columns: columns, Rows: rows}
}

func stepCells(visit *web.Visit, f row, s workflow.Step) []any {
	caseName, after := "", workflow.Numbers(s.After)
	if f.Case != 0 {
		caseName = f.CaseName
	}
	if after == "" {
		after = "0" // empty would mean: after the row above
	}
	number, measure := workflow.TimeText(s.Minutes), "ngày"
	if hours, ok := strings.CutSuffix(number, " giờ"); ok {
		number, measure = hours, "giờ"
	}
	return []any{f.Procedure, caseName, f.Name, f.Number, s.No, after, s.Content, s.Role.Title(), placeCell(visit, s), number, measure, s.Product, f.Basis, f.From, codes(visit).AskCell(s.Asks), visit.T(f.Standing)}
}

// placeCell is the place as the import reads it: a unit's code, else the place's title.
func placeCell(visit *web.Visit, s workflow.Step) string {
	switch s.Place {
	case workflow.AtNamed:
		return target(visit, s.Place, s.Unit, s.Block)
	case workflow.AtNearest:
		return workflow.NearestPrefix + s.Block.Title()
	case workflow.AtDesk:
		return "một cửa"
	}
	return s.Place.Title()
}
