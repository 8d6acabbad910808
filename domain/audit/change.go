package audit

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Change is the columns that an event gave new values, as canonical JSON: one
// object without spaces, names in ascending order, values strings, integers,
// true or false. One change has one text only, so it may be hashed.
type Change string

// NoChange is the change of an event that leaves its subject's row as it is.
const NoChange Change = "{}"

// Builder writes a Change from columns given in ascending order of their names.
// The zero Builder is ready; after Change it is ready for the next one.
type Builder struct {
	buf  []byte
	last string
	err  error
}

// Text adds a text column.
func (b *Builder) Text(name, value string) {
	b.name(name)
	if !utf8.ValidString(value) {
		b.fail(fmt.Errorf("audit: column %s: %q is not UTF-8", name, value))
	}
	b.buf = appendQuoted(b.buf, value)
}

// Int adds an integer column.
func (b *Builder) Int(name string, value int64) {
	b.name(name)
	b.buf = strconv.AppendInt(b.buf, value, 10)
}

// Bool adds a truth column.
func (b *Builder) Bool(name string, value bool) {
	b.name(name)
	b.buf = strconv.AppendBool(b.buf, value)
}

// Value adds a column of any sort.
func (b *Builder) Value(name string, v Value) {
	switch v.sort {
	case integer:
		b.Int(name, v.n)
	case truth:
		b.Bool(name, v.n == 1)
	default:
		b.Text(name, v.s)
	}
}

// Change returns what was added and empties the builder. It fails when a name was
// no column name or out of order, or a text was not UTF-8.
func (b *Builder) Change() (Change, error) {
	c, err := NoChange, b.err
	if len(b.buf) > 0 {
		c = Change(append(b.buf, '}'))
	}
	b.buf, b.last, b.err = b.buf[:0], "", nil
	if err != nil {
		return "", err
	}
	return c, nil
}

func (b *Builder) name(name string) {
	switch {
	case !isColumn(name):
		b.fail(fmt.Errorf("audit: %q is not a column name", name))
	case name <= b.last:
		b.fail(fmt.Errorf("audit: column %s after %s", name, b.last))
	}
	b.last = name
	if len(b.buf) == 0 {
		b.buf = append(b.buf, '{', '"')
	} else {
		b.buf = append(b.buf, ',', '"')
	}
	b.buf = append(b.buf, name...)
	b.buf = append(b.buf, '"', ':')
}

func (b *Builder) fail(err error) { b.err = errors.Join(b.err, err) }

// isColumn allows a-z, 0-9 and _, beginning with a letter: names need no escape.
func isColumn(name string) bool {
	for i := range len(name) {
		c := name[i]
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || c != '_' && (c < '0' || '9' < c)) {
			return false
		}
	}
	return name != ""
}

const hexDigits = "0123456789abcdef"

// appendQuoted writes a JSON string with the fewest escapes, those of RFC 8785.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		if short := shortEscape(c); short != 0 {
			b = append(b, '\\', short)
		} else {
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		from = i + 1
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// shortEscape is the letter after the backslash, 0 when the byte has none.
func shortEscape(c byte) byte {
	switch c {
	case '"', '\\':
		return c
	case '\b':
		return 'b'
	case '\t':
		return 't'
	case '\n':
		return 'n'
	case '\f':
		return 'f'
	case '\r':
		return 'r'
	}
	return 0
}
