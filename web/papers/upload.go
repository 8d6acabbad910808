package papers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/domain/scan"
	"cchc/web"
	"cchc/web/layout"
)

// slowest is how long files may take on their way: ten of 20 MB on a poor line.
const slowest = 15 * time.Minute

// mostField is how long a text field beside the files may be.
const mostField = 4 << 10

// taking reads the parts of a request one by one: texts first, then files, each handed on
// as it comes, so that none lies in memory.
type taking struct {
	form  layout.Form
	taken []scan.Paper
}

// take hands every file of the request to keep. Files that are refused are told by name;
// the others are kept all the same.
func (t *taking) take(w http.ResponseWriter, r *http.Request, keep func(form layout.Form, n int, name string, file io.Reader) (scan.Paper, error)) error {
	t.form = layout.Form{Values: url.Values{}}
	line := http.NewResponseController(w)
	if err := errors.Join(line.SetReadDeadline(time.Now().Add(slowest)), line.SetWriteDeadline(time.Now().Add(2*slowest))); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return refusal.Wrong("", "Biểu mẫu gửi lên không đọc được")
	}
	for n := 0; ; {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return unread(err)
		}
		if part.FileName() == "" && part.FormName() != "file" {
			if err := t.text(part); err != nil {
				return err
			}
			continue
		}
		if part.FileName() == "" { // the field was left empty
			continue
		}
		n++
		if err := t.file(n, part, keep); err != nil {
			return err
		}
	}
	if len(t.taken) == 0 && len(t.form.Errors) == 0 {
		t.form.Errors = append(t.form.Errors, refusal.Wrong("file", "Chưa chọn tệp."))
	}
	return t.form.Errors.OrNil()
}

func (t *taking) text(part *multipart.Part) error {
	var text bytes.Buffer
	if n, err := io.Copy(&text, io.LimitReader(part, mostField+1)); err != nil || n > mostField {
		return errors.Join(refusal.Wrong("", "Biểu mẫu gửi lên không đọc được"), err)
	}
	t.form.Values.Add(part.FormName(), text.String())
	if !layout.Readable(t.form.Values) {
		return refusal.Wrong("", "Biểu mẫu có ký tự không đọc được. Hãy quay lại và gõ lại.")
	}
	return nil
}

func (t *taking) file(n int, part *multipart.Part, keep func(layout.Form, int, string, io.Reader) (scan.Paper, error)) error {
	paper, err := keep(t.form, n, part.FileName(), part)
	switch list := refusal.Of(err); {
	case err == nil:
		t.taken = append(t.taken, paper)
	case list != nil:
		for _, no := range list {
			t.form.Errors = append(t.form.Errors, refusal.Wrong("file", "%s: %s", shortened(part.FileName()), layout.Words(no.Error())))
		}
	default:
		return unread(err)
	}
	return nil
}

// unread tells a visitor who sent too much from a fault.
func unread(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return err
	}
	if strings.Contains(err.Error(), "multipart:") || errors.Is(err, io.ErrUnexpectedEOF) {
		return refusal.Wrong("file", "Tệp tải lên chưa hết: kết nối bị ngắt. Hãy tải lên lần nữa.")
	}
	return err
}

func shortened(name string) string {
	if r := []rune(name); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return name
}

// keyOf is the key of one file of a form that may carry several.
func keyOf(form layout.Form, n int) string {
	if form.Once() == "" {
		return ""
	}
	return fmt.Sprint(form.Once(), ".", n)
}

// upload adds files to a dossier.
func (p *Room) upload(w http.ResponseWriter, r *http.Request) error {
	v, d, err := p.find(r, account.AddPaper)
	if err != nil {
		return err
	}
	var t taking
	err = t.take(w, r, func(form layout.Form, n int, name string, file io.Reader) (scan.Paper, error) {
		a := scan.Add{Dossier: d.ID, Component: form.Get("component"), Name: name, Origin: origin(form)}
		return p.Papers.Take(r.Context(), a, number[scan.ID](form.Get("replaces")), file, v.Stamp(keyOf(form, n)))
	})
	if err != nil {
		if again, ok := t.form.Refused(err); ok {
			again.Values.Del("once") // the files that were taken are done
			return p.showDossier(w, r, v, d, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, "/desk/dossiers/"+d.Code+"/papers?done=added", http.StatusSeeOther)
	return nil
}

// origin is one of those that a counter may say.
func origin(form layout.Form) scan.Origin {
	if o := scan.Origin(form.Get("origin")); o == scan.Uploaded {
		return o
	}
	return scan.Scanned
}

// pendingView is what was uploaded for a form that is not sent yet.
type pendingView struct {
	layout.Frame
	Form    layout.Form
	For     string // key of that form
	Rows    []paperRow
	Origins []layout.Option
	Choices []layout.Option
}

var pendingPage = layout.Parse[pendingView](files, "pending.html", "upload.html")

// pending shows the papers of a form: ?form=KEY, and the component they are for.
func (p *Room) pending(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	form := layout.Filled("form", r.URL.Query().Get("form"), "component", r.URL.Query().Get("component"), "origin", string(scan.Scanned))
	return p.showPending(w, r, v, form, http.StatusOK)
}

func (p *Room) showPending(w http.ResponseWriter, r *http.Request, v *web.Visit, form layout.Form, status int) error {
	page := pendingView{Form: form, For: form.Get("form")}
	page.AsOf, page.Self = v.At, "/papers/upload"
	if page.For == "" {
		return refusal.Missing("Không tìm thấy biểu mẫu này. Hãy mở lại trang tiếp nhận.")
	}
	list, err := p.Papers.Pending(r.Context(), v.Stamp(page.For).Key)
	if err != nil {
		return err
	}
	for _, one := range list {
		page.Rows = append(page.Rows, newRow(v, one, nil))
	}
	page.Choices = []layout.Option{{Label: v.T("Giấy tờ khác")}}
	if c := form.Get("component"); c != "" {
		page.Choices = append(page.Choices, layout.Option{Value: c, Label: c})
	}
	for _, o := range scan.Origins[:2] {
		page.Origins = append(page.Origins, layout.Option{Value: string(o), Label: v.T(o.Title())})
	}
	return pendingPage.Render(w, r, status, page)
}

// uploadPending takes files for a form that is still being filled in. Scripts ask for JSON.
func (p *Room) uploadPending(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	var t taking
	err := t.take(w, r, func(form layout.Form, n int, name string, file io.Reader) (scan.Paper, error) {
		if form.Get("form") == "" {
			return scan.Paper{}, refusal.Missing("Không tìm thấy biểu mẫu này. Hãy mở lại trang tiếp nhận.")
		}
		a := scan.Add{Pending: v.Stamp(form.Get("form")).Key, Component: form.Get("component"), Name: name, Origin: origin(form)}
		return p.Papers.Take(r.Context(), a, number[scan.ID](form.Get("replaces")), file, v.Stamp(keyOf(form, n)))
	})
	if r.Header.Get("Accept") == "application/json" && (err == nil || refusal.Of(err) != nil) {
		return answer(w, v, t, err)
	}
	if err != nil {
		if again, ok := t.form.Refused(err); ok {
			again.Values.Del("once")
			return p.showPending(w, r, v, again, http.StatusUnprocessableEntity)
		}
		return err
	}
	http.Redirect(w, r, "/papers/upload?form="+url.QueryEscape(t.form.Get("form")), http.StatusSeeOther)
	return nil
}

// Uploaded is a paper as scripts see it.
type Uploaded struct {
	ID    scan.ID `json:"id,string"`
	Name  string  `json:"name"`
	Kind  string  `json:"kind"`
	Pages int     `json:"pages"`
	Size  string  `json:"size"`
}

func answer(w http.ResponseWriter, v *web.Visit, t taking, err error) error {
	said := struct {
		Papers []Uploaded `json:"papers"`
		Errors []string   `json:"errors"`
	}{[]Uploaded{}, []string{}}
	for _, one := range t.taken {
		said.Papers = append(said.Papers, Uploaded{one.ID, one.Name, one.Kind, one.Pages, sizeOf(one.Size)})
	}
	for _, no := range refusal.Of(err) {
		said.Errors = append(said.Errors, layout.Sentence(v.Lang, no))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err != nil {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	return json.NewEncoder(w).Encode(said)
}
