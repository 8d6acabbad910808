package portal

import (
	"net/http"
	"time"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web/layout"
	"cchc/web/paper"
)

// verifyPage says of a paper whether this system issued it, and what is true today.
type verifyPage struct {
	layout.Frame
	Issued bool
	Name   string
	Facts  []layout.Fact // as the paper says
	Today  []layout.Fact // as it is now
	Later  []string      // papers about the same dossier that came afterwards
	Track  string        // where the holder of a receipt follows the dossier, "" for nobody else
	Phone  string
}

var verifyTemplate = layout.Parse[verifyPage](files, "verify.html", "parts.html")

// verify answers whoever scanned the QR code of a paper. Whatever is wrong with the address,
// the answer is the same: nothing can be learnt by trying.
func (p *Pages) verify(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store") // the address of a receipt holds its secret
	w.Header().Set("Referrer-Policy", "no-referrer")
	if p.Codes != nil && !p.Codes.Take(layout.VisitOf(r).Remote) {
		w.Header().Set("Retry-After", "60")
		layout.ProblemStatus(w, r, http.StatusTooManyRequests)
		return nil
	}
	t, issued, err := p.issued(r)
	if err != nil && refusal.KindOf(err) != refusal.NotFound {
		return err
	}
	page, status := verifyPage{Phone: phone(layout.VisitOf(r))}, http.StatusNotFound
	if err == nil {
		if page, err = p.confirmed(r, t, issued); err != nil {
			return err
		}
		status = http.StatusOK
	}
	page.Frame = p.frame(r, layout.Link{Text: layout.VisitOf(r).T("Kiểm tra giấy tờ")})
	if page.AsOf = p.now(); !page.Issued {
		page.Self = "/track" // the language is changed there: what was tried is not told
	}
	return verifyTemplate.Render(w, r, status, page)
}

// issued finds the paper that the address names, when its code is right.
func (p *Pages) issued(r *http.Request) (t dossier.Tracked, found paper.Issued, err error) {
	unknown := refusal.Missing("Không xác nhận được giấy này.")
	reference, query := r.PathValue("code"), r.URL.Query()
	id, refused := paper.RefusedID(reference)
	if !refused {
		d, err := p.Office.ByCode(r.Context(), reference)
		if err != nil {
			return t, found, err
		}
		id = d.ID
	}
	if t, err = p.Office.Track(r.Context(), id); err != nil {
		return t, found, err
	}
	found, ok := paper.Find(t.Events, query.Get("p"))
	if !ok || found.Ref() != query.Get("p") || !p.Papers.Fits(reference, found, query.Get("k")) {
		return t, found, unknown
	}
	return t, found, nil
}

// confirmed is the page of a paper that is real.
func (p *Pages) confirmed(r *http.Request, t dossier.Tracked, i paper.Issued) (verifyPage, error) {
	v := layout.VisitOf(r)
	c, err := p.Office.Catalogue(r.Context())
	if err != nil {
		return verifyPage{}, err
	}
	page := verifyPage{Issued: true, Name: v.T(i.Form.Title), Phone: phone(v)}
	said, err := columnsAt(t.Events[:i.Version])
	if err != nil {
		return page, err
	}
	now, err := columnsAt(t.Events)
	if err != nil {
		return page, err
	}
	page.Facts = facts(v, "Mẫu", i.Source, "Số", i.Number(&t.Dossier), "Mã hồ sơ", t.Code,
		"Nơi tiếp nhận", unitThen(c.Units(), orgunit.ID(said["desk"].Int()), i.At), "Ban hành", instantOf(i.At), "Người nộp", vntext.Initials(t.Person.Name),
		"Hẹn trả", dueOf(said["due"]), "Hẹn lại", dueOf(said["promised"]))
	page.Today = facts(v, "Trạng thái", v.T(t.State.Title()), "Hẹn trả", dueOf(now["due"]), "Hẹn lại", dueOf(now["promised"]), "Đã trả", instantOf(t.Handed))
	for _, other := range paper.IssuedBy(t.Events) {
		if other.Version > i.Version && other.Form.Kind != paper.ControlForm {
			page.Later = append(page.Later, v.T(other.Form.Title)+", "+instantOf(other.At))
		}
	}
	if s := r.URL.Query().Get("s"); s != "" && s == dossier.TrackingSecret(&t.Dossier) && t.Seal != audit.ErasedSeal {
		page.Track = trackPath(t.Code, s)
	}
	return page, nil
}

// columnsAt is what a dossier's row held after some events.
func columnsAt(events []audit.Event) (map[string]audit.Value, error) {
	columns := map[string]audit.Value{}
	for _, e := range events {
		if err := audit.Fold(columns, e.Change); err != nil {
			return nil, err
		}
	}
	return columns, nil
}

// facts are names and values in turn; what has no value is left out.
func facts(v *layout.Visit, pairs ...string) (list []layout.Fact) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, layout.Fact{Name: v.T(pairs[i]), Value: pairs[i+1]})
		}
	}
	return list
}

func instantOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return vntext.Instant(t.In(calendar.Local))
}

// dueOf is a date of the trace as people write it.
func dueOf(value audit.Value) string {
	due, err := dossier.ParseDue(value.Text())
	if err != nil {
		return ""
	}
	return due.Vietnamese()
}
