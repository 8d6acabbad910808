package layout

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"sync"

	"cchc/kit/i18n"
)

//go:embed parts/*.html *.json
var parts embed.FS

// Page is a template with the type of its data. It is parsed once for each language, so
// that functions know theirs and a request copies nothing.
type Page[P framed] struct{ *sheet }

// sheet is a page whatever its data are: there are a hundred pages and more, and only the
// type of the data is compiled for each.
type sheet struct {
	name  string
	plain map[i18n.Lang]*template.Template
}

// Parse reads the page name of files, which defines the blocks "title" and "main", and
// may define "head" (more of <head>). More files are partials
// of the room. Every .json of files is a catalogue and joins the
// program's. It panics on a bad
// template: the program does not start with one.
func Parse[P framed](files fs.FS, name string, more ...string) Page[P] {
	return Page[P]{parse(files, name, more)}
}

func parse(files fs.FS, name string, more []string) *sheet {
	AddWords(files)
	page := &sheet{name: name, plain: map[i18n.Lang]*template.Template{}}
	for _, lang := range []i18n.Lang{i18n.VI, i18n.EN} {
		set := template.Must(frameIn(lang).Clone())
		page.plain[lang] = template.Must(set.ParseFS(files, append([]string{name}, more...)...))
		for _, block := range []string{"title", "main"} {
			if set.Lookup(block) == nil {
				panic(fmt.Sprintf("%s does not define %q", name, block))
			}
		}
	}
	return page
}

// Render writes the page, or the problem page when the template fails: nothing is sent
// before all of it is there.
func (p Page[P]) Render(w http.ResponseWriter, r *http.Request, status int, data P) error {
	return p.render(w, r, status, data)
}

func (p *sheet) render(w http.ResponseWriter, r *http.Request, status int, data framed) error {
	if err := p.send(w, r, status, data); err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	return nil
}

func (p *sheet) send(w http.ResponseWriter, r *http.Request, status int, data framed) error {
	at := newScene(r, data)
	set := p.plain[at.Lang]
	body := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(body)
	body.Reset()
	if err := set.ExecuteTemplate(body, "frame", at); err != nil {
		return err
	}
	head := w.Header()
	head.Set("Content-Type", "text/html; charset=utf-8")
	head.Set("Content-Language", at.Lang.String())
	head.Set("Content-Length", strconv.Itoa(body.Len()))
	if head.Get("Cache-Control") == "" {
		head.Set("Cache-Control", "no-cache")
	}
	w.WriteHeader(status)
	if _, err := w.Write(body.Bytes()); err != nil {
		at.log().Debug("page not taken", "page", p.name, "err", err) // the visitor left
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// frames is the frame with its components, in each language.
var frames sync.Map

func frameIn(lang i18n.Lang) *template.Template {
	if set, ok := frames.Load(lang); ok {
		return set.(*template.Template)
	}
	set := template.New("frame.html").Funcs(funcs(lang)).Option("missingkey=error")
	template.Must(set.ParseFS(parts, "parts/*.html"))
	frames.Store(lang, set)
	return set
}
