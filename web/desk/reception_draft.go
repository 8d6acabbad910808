package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"cchc/domain/dossier"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/web"
	"cchc/web/layout"
)

// hold puts the form aside for the next citizen (F4), or keeps what a page that is being
// left has typed in it, which waits for no answer.
func (d *Desk) hold(w http.ResponseWriter, r *http.Request) error {
	page, err := d.filled(r)
	if err != nil {
		return err
	}
	form, leaving := page.Form, page.Form.Get("leaving") != ""
	if d.Beside.Drafts == nil || form.Once() == "" {
		return page.again(w, r, refusal.TooEarlyOrLate("Mẫu này chưa giữ lại được. Hãy tải lại trang."))
	}
	if page.Person.Name == "" && page.Person.IDNo == "" && form.Get("procedure") == "" {
		if leaving {
			w.WriteHeader(http.StatusNoContent)
			return nil
		}
		return page.again(w, r, refusal.Wrong("card", "Mẫu còn trống, không có gì để giữ lại."))
	}
	v := web.VisitOf(r)
	keep := queue.Keep{Form: secret.Digest(form.Once())}
	if page.Chosen != nil {
		keep.Procedure = page.Chosen.Code
	}
	if _, err := d.Beside.Drafts.Keep(r.Context(), v.Account.Unit, keep, page.typed(), v.Stamp("")); err != nil {
		return page.again(w, r, err)
	}
	if leaving {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(w, r, "/desk/receive?done=hold", http.StatusSeeOther)
	return nil
}

// typed is the form as it can be resumed exactly: what was typed, and the person that was
// read or known.
func (p *reception) typed() map[string][]string {
	kept := url.Values{}
	for name, values := range p.Form.Values {
		if name != "leaving" && name != "kept" && name != "draft" {
			kept[name] = slices.Clone(values)
		}
	}
	person := p.Person
	for name, value := range map[string]string{"card": person.IDNo, "for": person.IDNo, "name": person.Name, "born": person.Born,
		"sex": person.Sex, "address": person.Address, "phone": person.Phone, "email": person.Email} {
		if value != "" {
			kept.Set(name, value)
		}
	}
	return kept
}

// comeBack is how long a page that is loaded again waits for what it was left with: the
// two requests of one browser may overtake each other.
const comeBack = time.Second

// resumed is the form that the address asks for: a draft, a page loaded again, or the
// person of the last receipt; an empty one else.
func (d *Desk) resumed(r *http.Request) (layout.Form, error) {
	v, query := web.VisitOf(r), r.URL.Query()
	drafts := d.Beside.Drafts
	switch {
	case drafts == nil:
	case query.Get("draft") != "":
		id, _ := strconv.ParseInt(query.Get("draft"), 10, 64)
		kept, err := drafts.Get(r.Context(), queue.DraftID(id), v.At)
		if err == nil && kept.Desk != v.Account.Unit {
			err = refusal.Missing("Bản nháp này của bộ phận khác.")
		}
		return layout.Form{Values: kept.Typed}, err
	case query.Get("kept") != "":
		return d.reloaded(r, query.Get("kept"))
	}
	if query.Get("same") != "" {
		return d.samePerson(r, query)
	}
	return layout.Form{}, nil
}

func (d *Desk) reloaded(r *http.Request, once string) (layout.Form, error) {
	v := web.VisitOf(r)
	for late := time.Now().Add(comeBack); ; time.Sleep(50 * time.Millisecond) {
		kept, err := d.Beside.Drafts.ByForm(r.Context(), v.Account.Unit, secret.Digest(once), v.At)
		switch {
		case err == nil:
			return layout.Form{Values: kept.Typed}, nil
		case refusal.KindOf(err) != refusal.NotFound:
			return layout.Form{}, err
		case time.Now().After(late) || r.Context().Err() != nil:
			return layout.Form{}, nil
		}
	}
}

// useDraft ends the draft that a received form was kept as, if it was.
func (d *Desk) useDraft(ctx context.Context, v *web.Visit, page *reception, done dossier.Dossier) error {
	if page.Form.Once() == "" {
		return nil
	}
	kept, err := d.Beside.Drafts.ByForm(ctx, v.Account.Unit, secret.Digest(page.Form.Once()), v.At)
	if err != nil {
		if refusal.KindOf(err) == refusal.NotFound {
			return nil
		}
		return err
	}
	return d.Beside.Drafts.End(ctx, kept.ID, queue.Use{Dossier: int64(done.ID)}, v.Stamp(""))
}
