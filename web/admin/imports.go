package admin

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"

	"cchc/domain/account"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

const (
	largestFile   = 20 << 20 // of an upload through a page; larger ones go by the command line
	largestReturn = 4 << 20  // of a file that the page carries so that its faults can be fetched
	faultsShown   = 200
)

// imported are the kinds of files that pages take in, with the act that allows it.
// Dossiers of other systems come in by the command line.
var imported = []struct {
	kind intake.Kind
	act  account.Act
	back string
}{
	{intake.Procedures, account.ChangeRules, "/admin/procedures"},
	{intake.Workflows, account.ChangeRules, "/admin/workflows"},
	{intake.Units, account.ChangeUnits, "/admin/units"},
	{intake.Calendar, account.ChangeCalendar, "/admin/calendar"},
}

func (p Rules) importRoutes() (list []web.Route) {
	for i := range imported {
		need := web.Need{Act: imported[i].act, On: web.Target}
		address := importPath(imported[i].kind)
		list = append(list,
			web.Route{Method: "GET", Path: address, Needs: need, Handler: p.onKind(i, p.showImport)},
			web.Route{Method: "GET", Path: address + "/template.xlsx", Needs: need, Handler: p.onKind(i, p.template)},
			web.Route{Method: "POST", Path: address, Needs: need, Handler: p.onKind(i, p.takeIn), MaxBody: largestFile + 1<<20},
			web.Route{Method: "POST", Path: address + "/faults", Needs: need, Handler: p.onKind(i, p.faults), MaxBody: largestReturn * 2})
	}
	return list
}

func importPath(kind intake.Kind) string { return "/admin/import/" + string(kind) }

// onKind is a handler for one kind of file, behind the question whether the visitor may.
func (p Rules) onKind(i int, then func(http.ResponseWriter, *http.Request, importPage) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		visit := web.VisitOf(r)
		if err := visit.Must(imported[i].act, p.owner(visit)); err != nil {
			return err
		}
		kind := imported[i].kind
		page := importPage{Kind: kind, Path: importPath(kind), Back: imported[i].back, Title: visit.T("Nhập %s từ Excel", layout.Words(kind.Title())), Draft: imported[i].act == account.ChangeRules}
		page.Frame = layout.Frame{Self: page.Path, Crumbs: []layout.Link{{Text: visit.T("Danh sách"), Href: page.Back}, {Text: page.Title}}}
		for _, other := range imported {
			if visit.May(other.act, p.owner(visit)) {
				page.Kinds = append(page.Kinds, layout.Link{Text: visit.T("Nhập %s từ Excel", layout.Words(other.kind.Title())), Href: importPath(other.kind), Here: other.kind == kind})
			}
		}
		return then(w, r, page)
	}
}

type importPage struct {
	layout.Frame
	Kinds             []layout.Link
	Kind              intake.Kind
	Title, Path, Back string
	Draft             bool
	Form              layout.Form
	Report            *intake.Report
	Faults            []faultRow
	More              int    // faults that are not shown
	File, Data        string // the file again, so that it can come back with its faults
}

type faultRow struct {
	Row           int
	Column, Words string
	Warning       bool
}

var importView = layout.Parse[importPage](ruleFiles, "imports.html", "procedures_tabs.html")

func (p Rules) showImport(w http.ResponseWriter, r *http.Request, page importPage) error {
	return importView.Render(w, r, http.StatusOK, page)
}

func (p Rules) template(w http.ResponseWriter, r *http.Request, page importPage) error {
	var book bytes.Buffer
	if err := p.Files.Template(&book, page.Kind); err != nil {
		return err
	}
	attach(w, "mau-"+string(page.Kind)+".xlsx")
	_, err := w.Write(book.Bytes())
	return err
}

// takeIn reads the file that was sent: all of it, or nothing and its faults.
func (p Rules) takeIn(w http.ResponseWriter, r *http.Request, page importPage) error {
	job, err := upload(r, page)
	var report intake.Report
	if err == nil {
		report, err = p.Files.Import(r.Context(), job, web.VisitOf(r).Stamp(""))
	}
	if bad, ok := (layout.Form{}).Refused(err); ok {
		page.Form = bad
		return importView.Render(w, r, layout.StatusOf(err), page)
	}
	if err != nil {
		return err
	}
	status := http.StatusOK
	page.Report = &report
	page.show(web.VisitOf(r), report)
	if len(report.Faults) > 0 {
		status = http.StatusUnprocessableEntity
		if len(job.Data) <= largestReturn {
			page.File, page.Data = job.File, base64.StdEncoding.EncodeToString(job.Data)
		}
	}
	return importView.Render(w, r, status, page)
}

// upload is the file of a request.
func upload(r *http.Request, page importPage) (intake.Job, error) {
	job := intake.Job{Kind: page.Kind, Draft: page.Draft, From: web.VisitOf(r).Today()}
	if err := r.ParseMultipartForm(4 << 20); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return job, err
		}
		return job, refusal.Wrong("file", "Chưa chọn tệp.")
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return job, refusal.Wrong("file", "Chưa chọn tệp.")
	}
	defer file.Close()
	job.File = path.Base(head.Filename)
	job.Dry = r.FormValue("dry") != ""
	job.Data, err = io.ReadAll(file)
	return job, err
}

func (page *importPage) show(visit *web.Visit, report intake.Report) {
	for i, list := range []refusal.List{report.Faults, report.Warnings} {
		for _, no := range list {
			if len(page.Faults) == faultsShown {
				page.More = len(report.Faults) + len(report.Warnings) - faultsShown
				return
			}
			page.Faults = append(page.Faults, faultRow{no.Row, report.Column(no), layout.Sentence(visit.Lang, no.At(0)), i == 1})
		}
	}
	slices.SortStableFunc(page.Faults, func(a, b faultRow) int { return a.Row - b.Row })
}

// faults gives the file back as it came, its faults beside the rows.
func (p Rules) faults(w http.ResponseWriter, r *http.Request, page importPage) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	data, err := base64.StdEncoding.DecodeString(form.Get("data"))
	if err != nil || len(data) == 0 {
		return refusal.Wrong("file", "Chưa chọn tệp.")
	}
	job := intake.Job{Kind: page.Kind, File: path.Base(form.Get("name")), Data: data, Draft: page.Draft, Dry: true, From: web.VisitOf(r).Today()}
	report, err := p.Files.Import(r.Context(), job, web.VisitOf(r).Stamp(""))
	if err != nil {
		return err
	}
	var book bytes.Buffer
	if err := p.Files.WriteFaults(&book, job, report); err != nil {
		return err
	}
	if bytes.HasPrefix(book.Bytes(), []byte("PK")) {
		attach(w, "loi.xlsx")
	} else {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", `attachment; filename="loi.csv"`)
	}
	_, err = w.Write(book.Bytes())
	return err
}
