// Package i18n shows the program in English beside its Vietnamese. The source text is Vietnamese and stands
// in the code and the pages; catalogues of English texts stand beside it. Only the frame is translated, never data.
package i18n

import (
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"cchc/kit/vntext"

	"golang.org/x/text/language"
)

// Lang is a language of the program. Its zero value is Vietnamese.
type Lang uint8

// The languages, the first being the source of all texts.
const (
	VI Lang = iota
	EN
)

// CookieName is the cookie in which a browser keeps the language its person chose: "vi" or "en".
const CookieName = "lang"

// Both lists are in the order of the constants.
var (
	names   = [...]string{VI: "vi", EN: "en"}
	matcher = language.NewMatcher([]language.Tag{VI: language.Vietnamese, EN: language.English})
)

// String is the tag of the language, as the attribute lang of a page wants it.
func (l Lang) String() string { return names[l] }

// ParseLang reads "vi" or "en".
func ParseLang(s string) (Lang, error) {
	for l, name := range names {
		if s == name {
			return Lang(l), nil
		}
	}
	return VI, fmt.Errorf("no language %q", s)
}

// FromRequest is the language to answer in: the one chosen before, else the one the browser asks for, else Vietnamese.
func FromRequest(r *http.Request) Lang {
	if cookie, err := r.Cookie(CookieName); err == nil {
		if lang, err := ParseLang(cookie.Value); err == nil {
			return lang
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wanted) == 0 {
		return VI
	}
	_, index, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return VI
	}
	return Lang(index)
}

// Number groups a whole number: 462.569 in Vietnamese, 462,569 in English.
func (l Lang) Number(n int64) string {
	if l == EN {
		return vntext.Group(fmt.Sprint(n), ',')
	}
	return vntext.Number(n)
}

// Decimal prints an exact value with its digits after the mark: 1.234,5 or 1,234.5.
func (l Lang) Decimal(value *big.Rat, decimals int, r vntext.Rounding) string {
	if l == EN {
		whole, fraction, _ := strings.Cut(vntext.Plain(value, decimals, r), ".")
		if fraction == "" {
			return vntext.Group(whole, ',')
		}
		return vntext.Group(whole, ',') + "." + fraction
	}
	return vntext.Decimal(value, decimals, r)
}

// Percent prints a share: 96,5 % or 96.5%.
func (l Lang) Percent(share *big.Rat, decimals int, r vntext.Rounding) string {
	if l == EN {
		return l.Decimal(new(big.Rat).Mul(share, big.NewRat(100, 1)), decimals, r) + "%"
	}
	return vntext.Percent(share, decimals, r)
}

// Date is 30/12/2022 in both: a page that is compared with a Vietnamese paper must not swap day and month.
func (l Lang) Date(year int, month time.Month, day int) string { return vntext.Date(year, month, day) }
