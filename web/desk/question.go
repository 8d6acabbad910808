package desk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// question is one field of an act's form, in Vietnamese words.
type question struct {
	name, label, hint string
	kind              string // "" is a line of text; area, radio, check, select
	value             string // at first
	optional, digits  bool
	options           []layout.Option
}

// field is the question as its template shows it: with what was typed and what is wrong.
func (q question) field(v *layout.Visit, form layout.Form) layout.Field {
	f := layout.Field{ID: "f-" + q.name, Name: q.name, Label: v.T(q.label), Kind: q.kind, Optional: q.optional, Value: q.value, Rows: 3}
	if f.Kind == "" {
		f.Kind = "text"
	}
	if q.digits {
		f.Mode = "numeric"
	}
	if q.hint != "" {
		f.Hints = v.T(q.hint)
	}
	if form.Values.Has(q.name) {
		f.Value = form.Get(q.name)
	}
	f.Options = slices.Clone(q.options)
	for i := range f.Options {
		f.Options[i].Chosen = f.Options[i].Value == f.Value || f.Value == "" && i == 0 && q.kind == "radio"
	}
	for _, no := range form.Errors {
		if no.Field == q.name {
			f.Wrong = layout.Sentence(v.Lang, no)
		}
	}
	return f
}

// words is a text as it was typed, with its lines.
func words(f layout.Form, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(vntext.NFC(f.Get(name)), "\r\n", "\n"))
}

func dong(f layout.Form, name string) (int64, error) {
	n, err := vntext.ParseNumber(f.Get(name))
	if err != nil {
		return 0, refusal.Wrong(name, "Số tiền “%s” không đọc được; viết như 4.610.000.", f.Get(name))
	}
	return n, nil
}

func dayOf(f layout.Form, name string) (calendar.Day, error) {
	if f.Get(name) == "" {
		return 0, refusal.Wrong(name, "Chưa có ngày.")
	}
	y, m, d, err := vntext.ParseDate(f.Get(name))
	if err != nil {
		return 0, refusal.Wrong(name, "Ngày “%s” không đọc được; viết như 30/12/2022.", f.Get(name))
	}
	return calendar.On(y, m, d), nil
}

// stepOf asks which step is meant; the only one is not asked for.
func stepOf(s *scene, steps []dossier.Work) question {
	q := question{name: "step", label: "Bước", kind: "radio"}
	for _, w := range steps {
		q.options = append(q.options, layout.Option{Value: strconv.Itoa(w.Step), Label: s.stepTitle(w.Step)})
	}
	return q
}

// oneOf is the step that was chosen among those that may be.
func oneOf(f layout.Form, steps []dossier.Work) (int, error) {
	asked, _ := strconv.Atoi(f.Get("step"))
	if asked == 0 && len(steps) == 1 {
		return steps[0].Step, nil
	}
	for _, w := range steps {
		if w.Step == asked {
			return asked, nil
		}
	}
	return 0, refusal.TooEarlyOrLate("Bước này không còn ở chỗ bạn: có thể người khác vừa nhận hoặc hoàn thành.")
}

// stepTitle is "2. Thẩm định".
func (s *scene) stepTitle(no int) string {
	if flow := s.flow(); flow != nil {
		if step := flow.Step(no); step != nil {
			return fmt.Sprintf("%d. %s", no, step.Content)
		}
	}
	return strconv.Itoa(no)
}
