package desk

import (
	"net/http"
	"net/url"
	"strings"

	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// workTogether does one act upon every row that was ticked, each for itself: done or
// refused with the reason, and nothing half done.
func (d *Desk) workTogether(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	slug := chosen(form.Get("do"), []layout.Option{{Value: "take-over"}, {Value: "complete"}, {Value: "assign"}})
	var results []result
	for _, pick := range r.PostForm["row"] {
		one, err := d.workOne(r, bySlug(slug), pick, form)
		if err != nil {
			return err
		}
		results = append(results, one)
	}
	page, err := d.workView(r)
	if err != nil {
		return err
	}
	page.Results, page.Self = results, page.Here
	if len(results) == 0 {
		page.Form.Errors = refusal.List{refusal.Wrong("", "Chưa chọn hồ sơ nào.")}
		return workPage.Render(w, r, http.StatusUnprocessableEntity, page)
	}
	return workPage.Render(w, r, http.StatusOK, page)
}

// workOne does the act upon one row. Only a fault is an error.
func (d *Desk) workOne(r *http.Request, a *act, pick string, form layout.Form) (result, error) {
	v := web.VisitOf(r)
	code, step := cutPick(pick)
	done := result{Code: code, Note: layout.Note{Class: "ok", Text: v.T(a.title)}}
	file, err := d.Files.ByCode(r.Context(), code)
	if err == nil {
		err = mustAny(v, a.needs, a.on(&file))
	}
	var s *scene
	if err == nil {
		s, err = d.staged(r, &file)
	}
	if err == nil {
		values := url.Values{"step": {step}, "opinion": {form.Get("opinion")}, "reason": {form.Get("opinion")}, "holder": {form.Get("holder")}}
		if key := form.Once(); key != "" {
			values.Set("once", key+"-"+pick)
		}
		err = d.perform(r, a, s, layout.Form{Values: values})
	}
	if no := refusal.Of(err); len(no) > 0 {
		done.Note = layout.Note{Class: "over", Text: layout.Sentence(v.Lang, no[0])}
		return done, nil
	}
	return done, err
}

// cutPick takes "H99.28-221205-0031:2" apart.
func cutPick(pick string) (code, step string) {
	at := strings.LastIndex(pick, ":")
	if at < 0 {
		return pick, ""
	}
	return pick[:at], pick[at+1:]
}
