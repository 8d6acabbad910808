package layout

import (
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"reflect"
	"strings"

	"cchc/kit/i18n"
)

// speech is what templates can call, in one language.
type speech struct{ lang i18n.Lang }

// t is a Vietnamese sentence in the page's language.
func (s speech) t(format string, args ...any) string { return Translate(s.lang, format, args...) }

func funcs(lang i18n.Lang) template.FuncMap {
	s := speech{lang}
	all := template.FuncMap{
		"t": s.t, "lang": lang.String, "asset": assetPath, "link": link,
		"day": s.day, "dayMonth": s.dayMonth, "instant": s.instant, "clock": s.clock,
		"num": s.num, "money": s.money, "pct": s.pct, "dec": s.decimal,
	}
	maps.Copy(all, template.FuncMap{
		"text": s.text, "area": s.area, "pick": s.pick, "radio": s.radio, "checks": s.checks, "check": s.check,
		"options": s.options, "hint": s.hint, "kind": ofKind, "digits": digits, "complete": complete,
		"optional": optional, "locked": locked, "limit": limit, "id": withID, "rows": rows, "once": once,
		"errorList": s.errorList, "column": s.column, "right": right, "narrow": narrow, "fact": s.fact, "facts": facts,
		"empty": s.empty, "since": since, "next": s.next, "note": s.note, "plural": s.plural, "tagWords": s.tagWords,
	})
	return all
}

// link is a path with a query of name, value, name, value. Empty and zero values are
// left out, so that addresses stay short and one list has one address.
func link(path string, pairs ...any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("link %s: a name without a value", path)
	}
	query := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		value := reflect.ValueOf(pairs[i+1])
		if !value.IsValid() || value.IsZero() {
			continue
		}
		query.Set(fmt.Sprint(pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	if len(query) == 0 {
		return path, nil
	}
	glue := "?"
	if strings.Contains(path, "?") {
		glue = "&"
	}
	return path + glue + query.Encode(), nil
}

// once is the hidden field that makes sending a form twice one act.
func once(form Form) template.HTML {
	return template.HTML(`<input type="hidden" name="` + onceName + `" value="` + template.HTMLEscapeString(form.key()) + `">`)
}

// plural picks the sentence for one thing, without a number in it, or for several,
// which English needs.
func (s speech) plural(n int, one, many string) string {
	if n == 1 {
		return s.t(one)
	}
	return s.t(many, n)
}
