package layout

import (
	"errors"
	"slices"
	"strings"
)

// Field is one question of a form, as its template sees it.
type Field struct {
	ID, Name, Label string
	Hints, Wrong    string
	Kind            string // text, area, select, radio, check or an input type
	Value           string
	Options         []Option
	Mode, Complete  string // inputmode, autocomplete
	Optional        bool
	Locked          bool
	Max, Rows       int
}

// Option is one answer of a list.
type Option struct {
	Value, Label string // shown as it is: unit names are not translated
	Hint         string
	Chosen       bool
}

// options are answers that a template names, as value, label, value, label.
func (s speech) options(pairs ...string) []Option {
	list := make([]Option, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, Option{Value: pairs[i], Label: s.t(pairs[i+1])})
	}
	return list
}

// Described is the aria-describedby of the field: its hint, then its error.
func (f Field) Described() string {
	var ids []string
	if f.Hints != "" {
		ids = append(ids, f.ID+"-hint")
	}
	if f.Wrong != "" {
		ids = append(ids, f.ID+"-err")
	}
	return strings.Join(ids, " ")
}

// fieldID is the id of a field, which its error links to. The first choice of a group
// carries it, because a fieldset cannot take the focus.
func fieldID(name string) string { return "f-" + strings.ReplaceAll(name, ".", "-") }

func (s speech) field(kind string, form Form, name, label string) Field {
	f := Field{ID: fieldID(name), Name: name, Label: s.t(label), Kind: kind, Value: form.Get(name)}
	if no := form.wrong(name); no != nil {
		f.Wrong = Sentence(s.lang, no)
	}
	return f
}

func (s speech) text(form Form, name, label string) Field { return s.field("text", form, name, label) }

func (s speech) area(form Form, name, label string) Field {
	f := s.field("area", form, name, label)
	f.Rows = 3
	return f
}

// choice is a field with a list of answers; chosen are those that the form holds, or
// those that the list marks while nothing was typed yet.
func (s speech) choice(kind string, form Form, name, label string, options []Option) Field {
	f := s.field(kind, form, name, label)
	typed, filled := form.Values[name]
	sent := form.Once() != ""
	f.Options = slices.Clone(options)
	for i := range f.Options {
		if filled || sent {
			f.Options[i].Chosen = slices.Contains(typed, f.Options[i].Value)
		}
	}
	return f
}

func (s speech) pick(form Form, name, label string, options []Option) Field {
	return s.choice("select", form, name, label, options)
}

func (s speech) radio(form Form, name, label string, options []Option) Field {
	return s.choice("radio", form, name, label, options)
}

func (s speech) checks(form Form, name, label string, options []Option) Field {
	return s.choice("checkbox", form, name, label, options)
}

// check is one box that stands alone; ticked it sends "1".
func (s speech) check(form Form, name, label string) Field {
	f := s.field("check", form, name, label)
	f.Options = []Option{{Value: "1", Label: f.Label, Chosen: form.Get(name) == "1"}}
	return f
}

// What follows changes a field inside a pipeline: {{text .Form "a" "…" | hint "…" | digits}}.

func (s speech) hint(hint string, f Field) Field {
	f.Hints = s.t(hint)
	return f
}

func ofKind(kind string, f Field) (Field, error) {
	if !slices.Contains([]string{"text", "search", "tel", "email", "password", "date", "month", "time", "number", "url"}, kind) {
		return f, errors.New("no such kind of input: " + kind)
	}
	f.Kind = kind
	return f, nil
}

// withID is for a field whose name stands in two forms of a page.
func withID(id string, f Field) Field {
	f.ID = id
	return f
}

func digits(f Field) Field {
	f.Mode = "numeric"
	return f
}

func complete(token string, f Field) Field {
	f.Complete = token
	return f
}

func optional(f Field) Field {
	f.Optional = true
	return f
}

func locked(f Field) Field {
	f.Locked = true
	return f
}

func limit(max int, f Field) Field {
	f.Max = max
	return f
}

func rows(n int, f Field) Field {
	f.Rows = n
	return f
}
