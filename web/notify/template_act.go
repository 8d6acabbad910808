package notify

import (
	"net/http"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

func draftForm(t *notify.Template) layout.Form {
	form := layout.Filled("version", strconv.Itoa(t.Version), "subject", t.Subject, "body", t.Body, "external", t.External)
	if t.Accents {
		form.Values.Set("accents", "1")
	}
	return form
}

// asked is the words of the address and the form, once the visitor may do an act on them.
func (p Pages) asked(r *http.Request, act account.Act) (k wording, form layout.Form, err error) {
	visit := web.VisitOf(r)
	if err := visit.Must(act, p.owner(visit)); err != nil {
		return k, form, err
	}
	if k, err = wordingOf(r); err != nil {
		return k, form, err
	}
	form, err = layout.FormOf(r)
	return k, form, err
}

// draft is the draft of some words.
func (p Pages) draft(r *http.Request, k wording) (*notify.Template, error) {
	list, err := p.Words.Templates(r.Context())
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		if t.Occasion == k.o && t.Channel == k.c && t.Lang == k.l && t.Status == notify.Draft {
			return t, nil
		}
	}
	return nil, refusal.TooEarlyOrLate("Mẫu này không còn bản dự thảo: đã được duyệt.")
}

func (p Pages) draftTemplate(w http.ResponseWriter, r *http.Request) error {
	k, form, err := p.asked(r, account.ChangeTemplates)
	if err != nil {
		return err
	}
	if _, err := p.Words.DraftTemplate(r.Context(), k.o, k.c, k.l, web.VisitOf(r).Stamp(form.Once())); err != nil {
		return err
	}
	return done(w, r, k)
}

func done(w http.ResponseWriter, r *http.Request, k wording) error {
	http.Redirect(w, r, wordsPath(k.o, k.c, k.l), http.StatusSeeOther)
	return nil
}

func (p Pages) saveTemplate(w http.ResponseWriter, r *http.Request) error {
	k, form, err := p.asked(r, account.ChangeTemplates)
	if err != nil {
		return err
	}
	t, err := p.draft(r, k)
	if err == nil {
		to := *t
		to.Version = web.Number[int](form.Get("version"))
		to.Subject, to.External, to.Accents = vntext.NFC(strings.TrimSpace(form.Get("subject"))), strings.TrimSpace(form.Get("external")), form.Get("accents") == "1"
		to.Body = vntext.NFC(strings.ReplaceAll(form.Get("body"), "\r\n", "\n"))
		_, err = p.Words.SaveTemplate(r.Context(), to, web.VisitOf(r).Stamp(form.Once()))
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderTemplate(w, r, layout.StatusOf(err), k, templatePage{Form: bad})
	}
	if err != nil {
		return err
	}
	return done(w, r, k)
}

func (p Pages) approveTemplate(w http.ResponseWriter, r *http.Request) error {
	k, form, err := p.asked(r, account.ApproveTemplates)
	if err != nil {
		return err
	}
	t, err := p.draft(r, k)
	if err == nil {
		from, bad := dayOf(form.Get("from"))
		if err = bad; err == nil {
			_, err = p.Words.ApproveTemplate(r.Context(), t.ID, from, web.VisitOf(r).Stamp(form.Once()))
		}
	}
	if bad, ok := form.Refused(err); ok {
		return p.renderTemplate(w, r, layout.StatusOf(err), k, templatePage{Approval: bad})
	}
	if err != nil {
		return err
	}
	return done(w, r, k)
}

func dayOf(text string) (calendar.Day, error) {
	year, month, day, err := vntext.ParseDate(text)
	if err != nil {
		return 0, refusal.Wrong("from", "“%s” không phải là ngày: hãy gõ dạng 05/12/2026.", text)
	}
	return calendar.On(year, month, day), nil
}
