package layout

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/kit/i18n"
	"cchc/kit/vntext"
)

// none stands where there is no value.
const none = "–"

// day is a date as people write it, 26/12/2022, – for none.
func (s speech) day(d calendar.Day) string {
	if d == 0 {
		return none
	}
	return d.Vietnamese()
}

// dayMonth is a date without its year, for narrow columns: 26/12.
func (s speech) dayMonth(d calendar.Day) string {
	if d == 0 {
		return none
	}
	_, month, day := d.Date()
	return fmt.Sprintf("%02d/%02d", day, int(month))
}

// instant is a moment on the province's clocks: 14:20 30/12/2022.
func (s speech) instant(t time.Time) template.HTML {
	return stamp(t, "15:04 02/01/2006")
}

// clock is only the time of day of a moment: 14:20.
func (s speech) clock(t time.Time) template.HTML { return stamp(t, "15:04") }

func stamp(t time.Time, format string) template.HTML {
	if t.IsZero() {
		return none
	}
	at := t.In(calendar.Local)
	return template.HTML(`<time datetime="` + at.Format(time.RFC3339) + `">` + at.Format(format) + `</time>`)
}

// num is a whole number with its thousands apart: 462.569, in English 462,569.
func (s speech) num(value any) (string, error) {
	switch n := value.(type) {
	case int:
		return s.lang.Number(int64(n)), nil
	case int64:
		return s.lang.Number(n), nil
	}
	return "", fmt.Errorf("num: %T is not a whole number", value)
}

// money is an amount in đồng.
func (s speech) money(dong int64) string { return s.t("%s đ", s.lang.Number(dong)) }

// decimal is a number written as 1234.5 with the marks of the language: 1.234,5.
func (s speech) decimal(text any) string {
	whole, fraction, cut := strings.Cut(fmt.Sprint(text), ".")
	point := ","
	sep := byte('.')
	if s.lang == i18n.EN {
		point, sep = ".", ','
	}
	whole = vntext.Group(whole, sep)
	if cut {
		whole += point + fraction
	}
	return whole
}

// pct is a share that was rounded where its rule is known, such as "96.5"; nothing
// happened is said in words, because it is neither 0 % nor 100 %.
func (s speech) pct(rounded any) string {
	text := fmt.Sprint(rounded)
	if text == "" {
		return s.t("không phát sinh")
	}
	if s.lang == i18n.EN {
		return s.decimal(text) + "%"
	}
	return s.decimal(text) + "\u00a0%"
}
