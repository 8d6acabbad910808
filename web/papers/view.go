package papers

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/filecheck"
	"cchc/web"
)

// paper loads the paper of the address, once the visitor may do an act upon it: it is of
// a dossier in their hands, of a result of their unit, or was just uploaded by themselves.
func (p *Room) paper(r *http.Request, act account.Act) (*web.Visit, scan.Paper, error) {
	v := web.VisitOf(r)
	one, err := p.Papers.Get(r.Context(), number[scan.ID](r.PathValue("id")))
	if err != nil {
		return v, one, err
	}
	units, err := p.concerned(r, v, &one)
	if err != nil {
		return v, one, err
	}
	return v, one, mustAny(v, act, units)
}

func (p *Room) concerned(r *http.Request, v *web.Visit, one *scan.Paper) ([]orgunit.ID, error) {
	switch {
	case one.Dossier != 0:
		d, err := p.Dossiers.Get(r.Context(), one.Dossier)
		return d.Concerns(), err
	case one.Pending != "":
		if one.By != v.Account.ID {
			return nil, refusal.Missing("Không tìm thấy giấy tờ này.")
		}
		return []orgunit.ID{v.Account.Unit}, nil
	}
	found, err := p.Results.Result(r.Context(), result.ID(one.Result))
	return []orgunit.ID{found.Unit}, err
}

func (p *Room) view(w http.ResponseWriter, r *http.Request) error { return p.serve(w, r, false) }

func (p *Room) download(w http.ResponseWriter, r *http.Request) error { return p.serve(w, r, true) }

// serve sends a paper's content, and notes who looked at it before it does. What a program
// other than the browser would open is always sent as a file.
func (p *Room) serve(w http.ResponseWriter, r *http.Request, asFile bool) error {
	v, one, err := p.paper(r, account.ReadPaper)
	if err != nil {
		return err
	}
	kind := filecheck.Kind(one.Kind)
	shown := kind == filecheck.PDF || kind == filecheck.JPEG || kind == filecheck.PNG
	asFile = asFile || !shown
	look := scan.View{Download: asFile, Role: roleOf(v), From: cameFrom(r)}
	one, content, err := p.Papers.Open(r.Context(), one.ID, look, v.Stamp(""))
	if err != nil {
		return err
	}
	defer content.Close()
	guarded(w.Header(), kind)
	how := "inline"
	if asFile {
		how = "attachment"
	}
	w.Header().Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": fileName(&one)}))
	w.Header().Set("Content-Type", kind.Mime())
	w.Header().Set("Content-Length", fmt.Sprint(content.Size()))
	w.WriteHeader(http.StatusOK)
	_, err = io.Copy(w, io.NewSectionReader(content, 0, content.Size()))
	return err
}

// guarded keeps a stranger's file from doing anything in the name of this site, and from
// staying behind on the machine. The browser's own viewer of PDF does not start in a
// sandbox; scripts were looked for when the file was taken in, and it may load nothing.
func guarded(h http.Header, kind filecheck.Kind) {
	policy := "default-src 'none'; frame-ancestors 'none'; sandbox"
	if kind == filecheck.PDF {
		policy = "default-src 'none'; frame-ancestors 'none'; form-action 'none'"
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
}

func fileName(p *scan.Paper) string {
	if p.Name != "" {
		return p.Name
	}
	return fmt.Sprintf("giay-to-%d.%s", p.ID, p.Kind)
}

// roleOf is the first role in which the visitor may read papers.
func roleOf(v *web.Visit) account.Role {
	for _, role := range v.Account.Roles {
		if account.Allowed(role, account.ReadPaper, orgunit.Own) {
			return role
		}
	}
	return ""
}

// cameFrom is the path of the page that led to a paper, "" when the browser does not say.
func cameFrom(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host {
		return ""
	}
	return from.Path
}
