package layout

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"cchc/domain/refusal"
)

// onceName is the hidden field that carries the idempotency key of a form.
const onceName = "once"

// Form is what was typed into a form, and what is wrong with it. A page that has
// a Form as an exported field shows it again as it was sent.
type Form struct {
	Values url.Values
	Errors refusal.List
}

// FormOf reads the form of a request, body before address. It refuses what does not
// parse, and passes on a body that is too large.
func FormOf(r *http.Request) (Form, error) {
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return Form{}, err
		}
		return Form{}, refusal.Wrong("", "Biểu mẫu gửi lên không đọc được")
	}
	if !Readable(r.Form) {
		return Form{}, refusal.Wrong("", "Biểu mẫu có ký tự không đọc được. Hãy quay lại và gõ lại.")
	}
	return Form{Values: r.Form}, nil
}

// Readable says whether values are text that a database keeps: UTF-8 without NUL.
func Readable(values url.Values) bool {
	for _, list := range values {
		for _, text := range list {
			if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
				return false
			}
		}
	}
	return true
}

// Filled is a form with first values, as name, value, name, value.
func Filled(pairs ...string) Form {
	form := Form{Values: url.Values{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Values.Add(pairs[i], pairs[i+1])
	}
	return form
}

// Get is what stands in a field, "" for nothing.
func (f Form) Get(name string) string { return f.Values.Get(name) }

// Once is the idempotency key that came with the form, "" for none.
func (f Form) Once() string { return f.Values.Get(onceName) }

// Refused is the form with the refusals of an error at its fields. ok is false when
// the error is a fault, or a refusal that is not about what was typed.
func (f Form) Refused(err error) (form Form, ok bool) {
	switch refusal.KindOf(err) {
	case refusal.Invalid, refusal.Conflict, refusal.NotNow:
		f.Errors = refusal.Of(err)
		return f, true
	}
	return f, false
}

// Mistake is one line of the summary above a form.
type Mistake struct{ Says, Href string }

// errorList is the summary of a form's errors, in the same words as at the fields.
func (s speech) errorList(form Form) []Mistake {
	var list []Mistake
	for _, no := range form.Errors {
		m := Mistake{Says: Sentence(s.lang, no)}
		if no.Field != "" {
			m.Href = "#" + fieldID(no.Field)
		}
		list = append(list, m)
	}
	return list
}

// wrong is the first refusal about a field.
func (f Form) wrong(name string) *refusal.Refusal {
	for _, no := range f.Errors {
		if no.Field == name {
			return no
		}
	}
	return nil
}

// key is the form's idempotency key: the one it came with, so that a corrected form is
// still the same wish, or a fresh one.
func (f Form) key() string {
	if key := f.Once(); key != "" {
		return key
	}
	return rand.Text()
}
