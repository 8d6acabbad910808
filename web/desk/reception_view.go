package desk

import (
	"strconv"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/notify"
	"cchc/domain/procedure"
	"cchc/kit/i18n"
	"cchc/web/layout"
)

// What the template of the reception asks beside its fields.

// Wrong is what is wrong with a field, "" for nothing.
func (p reception) Wrong(name string) string {
	for _, no := range p.Form.Errors {
		if no.Field == name {
			return layout.Sentence(p.lang, no)
		}
	}
	return ""
}

// Bad is the class of a field.
func (p reception) Bad(name string) string {
	if p.Wrong(name) != "" {
		return "bad"
	}
	return ""
}

// Inc counts from 1.
func (p reception) Inc(i int) int { return i + 1 }

// Channel is the one the dossier comes in by.
func (p reception) Channel() procedure.Channel { return p.act.Channel }

// Results are the ways to get the result; Hint is the digit that picks one.
func (p reception) Results() []layout.Option {
	return marked(p.Form.Get("result"), []layout.Option{
		{Value: string(dossier.AtCounter), Label: "Tại quầy", Hint: "1"},
		{Value: string(dossier.ByPost), Label: "Bưu chính", Hint: "2"},
		{Value: string(dossier.Electronic), Label: "Điện tử", Hint: "3"},
	})
}

// Ways are how the person may want to be told; without a wish whatever reaches them.
func (p reception) Ways() []layout.Option {
	list := []layout.Option{{Label: "Cách nào cũng được"}}
	for _, c := range notify.Channels {
		list = append(list, layout.Option{Value: string(c), Label: c.Title()})
	}
	return marked(p.Form.Get("tell"), append(list, layout.Option{Value: notify.NoWay, Label: "Không nhận tin"}))
}

// marked chooses the option of a value, the first one when there is none.
func marked(value string, list []layout.Option) []layout.Option {
	found := false
	for i := range list {
		list[i].Chosen = list[i].Value == value
		found = found || list[i].Chosen
	}
	if !found {
		list[0].Chosen = true
	}
	return list
}

// LimitWords is a limit as people say it.
func (p reception) LimitWords(text string) string {
	limit, err := calendar.ParseLimit(text)
	if err != nil {
		return ""
	}
	return limitWords(p.lang, limit)
}

// Say is a step of the explanation.
func (p reception) Say(s calendar.Step) string { return layout.Translate(p.lang, s.Format, s.Args...) }

// Copies is how many of a paper are wanted.
func (p reception) Copies(c procedure.Component) string {
	kind, count := copies(c)
	return layout.Translate(p.lang, kind) + " " + count
}

// limitWords is a limit in a language.
func limitWords(lang i18n.Lang, l calendar.Limit) string {
	if l.SameDay() {
		return layout.Translate(lang, "trong ngày làm việc")
	}
	format := map[calendar.LimitUnit]string{
		calendar.WorkDays: "%d ngày làm việc", calendar.Days: "%d ngày", calendar.WorkHours: "%d giờ làm việc", calendar.Months: "%d tháng",
	}[l.Unit]
	if format == "" {
		return ""
	}
	return layout.Translate(lang, format, l.N)
}

// Shown names the case whose papers the form shows: what is held is ticked when they are
// shown first, and not again after somebody has unticked it.
func (p reception) Shown() string {
	if p.Case == nil {
		return ""
	}
	return p.Chosen.Code + "/" + strconv.Itoa(p.Case.No)
}

// Uploads are the papers that came while the form was typed.
func (p reception) Uploads() []string { return p.Form.Values["upload"] }
