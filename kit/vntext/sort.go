package vntext

import (
	"encoding/hex"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// A Collator and its buffer must not be shared between goroutines.
var sorters = sync.Pool{New: func() any {
	return &sorter{Collator: collate.New(language.Vietnamese, collate.Numeric)}
}}

type sorter struct {
	*collate.Collator
	buf collate.Buffer
}

// SortKey is a text that sorts, byte by byte, as a Vietnamese dictionary sorts s: letters first (a ă â, d đ),
// then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case; numbers inside by their value, so that "Phường 2"
// comes before "Phường 10". It is stored beside s, because the engines' own collations differ from each other.
func SortKey(s string) string {
	c := sorters.Get().(*sorter)
	defer sorters.Put(c)
	c.buf.Reset()
	return hex.EncodeToString(c.KeyFromString(&c.buf, NFC(s)))
}

// NameKey sorts people as a Vietnamese list does: by given name, then family name, then the names between.
// It does not see case, as half of all lists are typed in capitals.
func NameKey(fullName string) string {
	family, middle, given := nameParts(lower(fullName))
	// A blank is below every hexadecimal digit: a given name that ends sorts before one that goes on.
	return SortKey(given) + " " + SortKey(family) + " " + SortKey(middle)
}
