package layout

import (
	"errors"
	"net/http"
)

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

func asLarge(err error, large **http.MaxBytesError) bool { return errors.As(err, large) }
