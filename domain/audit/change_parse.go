package audit

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Fold puts the change's new values into state. Folding all changes of a subject
// in order, from nothing, gives its row. On error state is unchanged.
func Fold(state map[string]Value, c Change) error {
	fields, err := c.fields()
	if err != nil {
		return err
	}
	for _, f := range fields {
		state[f.name] = f.value
	}
	return nil
}

// Values is the change as a map. Texts that are not canonical are refused: they
// were not written by a Builder.
func (c Change) Values() (map[string]Value, error) {
	values := map[string]Value{}
	err := Fold(values, c)
	return values, err
}

type field struct {
	name  string
	value Value
}

func (c Change) fields() ([]field, error) {
	p := parser{rest: string(c)}
	fields := p.object()
	if p.err == nil && p.rest != "" {
		p.fail("text after the end")
	}
	if p.err != nil {
		return nil, fmt.Errorf("audit: change, byte %d: %w", len(c)-len(p.rest), p.err)
	}
	return fields, nil
}

// parser reads canonical text from the front of rest. After the first error it
// goes nowhere.
type parser struct {
	rest string
	err  error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
}

func (p *parser) accept(s string) bool {
	rest, ok := strings.CutPrefix(p.rest, s)
	if ok && p.err == nil {
		p.rest = rest
		return true
	}
	return false
}

func (p *parser) expect(s string) {
	if !p.accept(s) {
		p.fail("%s expected", s)
	}
}

func (p *parser) object() []field {
	p.expect("{")
	if p.accept("}") {
		return nil
	}
	fields := make([]field, 0, 8)
	for last := ""; p.err == nil; {
		f := field{name: p.quoted()}
		if !isColumn(f.name) || f.name <= last {
			p.fail("%q is no column name, or out of order", f.name)
		}
		p.expect(":")
		f.value = p.value()
		fields, last = append(fields, f), f.name
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	return fields
}

func (p *parser) value() Value {
	switch {
	case strings.HasPrefix(p.rest, `"`):
		return Text(p.quoted())
	case p.accept("true"):
		return Bool(true)
	case p.accept("false"):
		return Bool(false)
	}
	end := strings.IndexAny(p.rest, ",}")
	if end < 0 {
		p.fail("value expected")
		return Value{}
	}
	digits := p.rest[:end]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != digits {
		p.fail("%q is not a canonical integer", digits)
		return Value{}
	}
	p.rest = p.rest[end:]
	return Int(n)
}

// quoted reads a string. Most have no escape and are a part of the text as they are.
func (p *parser) quoted() string {
	p.expect(`"`)
	var before []byte // the string so far, when an escape was in it
	for p.err == nil {
		run := p.run()
		if p.accept(`"`) {
			if before == nil {
				return run
			}
			return string(append(before, run...))
		}
		before = append(append(before, run...), p.escape())
	}
	return ""
}

// run reads up to what ends a string or has to be escaped in it.
func (p *parser) run() string {
	stop := 0
	for stop < len(p.rest) && shortEscape(p.rest[stop]) == 0 && p.rest[stop] >= ' ' {
		stop++
	}
	run := p.rest[:stop]
	if !utf8.ValidString(run) {
		p.fail("not UTF-8")
		return ""
	}
	p.rest = p.rest[stop:]
	return run
}

// escape reads a byte that must be escaped, in the one way in which it may be.
func (p *parser) escape() byte {
	for _, c := range escaped {
		if p.accept(c.as) {
			return c.plain
		}
	}
	p.fail("string without end, or a byte not escaped canonically")
	return 0
}

type escape struct {
	plain byte
	as    string
}

// escaped is every byte that appendQuoted does not write as it is.
var escaped = func() []escape {
	var all []escape
	for _, c := range []byte("\n\"\\") { // by far the most frequent first
		all = append(all, escape{c, quotedByte(c)})
	}
	for c := range byte(' ') {
		all = append(all, escape{c, quotedByte(c)})
	}
	return all
}()

func quotedByte(c byte) string {
	q := string(appendQuoted(nil, string(rune(c))))
	return q[1 : len(q)-1]
}
