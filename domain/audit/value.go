package audit

import "strconv"

// Value is one column of a subject's row: a text, an integer or a truth value.
// There is no null ("" and 0 are none) and no fraction. Values compare with ==.
type Value struct {
	sort sort
	n    int64
	s    string
}

type sort uint8

const (
	text sort = iota
	integer
	truth
)

// Text is a text; it must be UTF-8.
func Text(s string) Value { return Value{sort: text, s: s} }

// Int is an integer, also money in đồng.
func Int(n int64) Value { return Value{sort: integer, n: n} }

// Bool is a truth value.
func Bool(b bool) Value {
	if b {
		return Value{sort: truth, n: 1}
	}
	return Value{sort: truth}
}

// Text is the text, "" when the value is none.
func (v Value) Text() string { return v.s }

// Int is the integer, 0 or 1 for a truth value, 0 for a text.
func (v Value) Int() int64 { return v.n }

// Bool is the truth value, false when the value is none.
func (v Value) Bool() bool { return v.sort == truth && v.n == 1 }

// Any is the value as string, int64 or bool, the way database/sql takes it.
func (v Value) Any() any {
	switch v.sort {
	case integer:
		return v.n
	case truth:
		return v.n == 1
	}
	return v.s
}

// String is the value for reading.
func (v Value) String() string {
	switch v.sort {
	case integer:
		return strconv.FormatInt(v.n, 10)
	case truth:
		return strconv.FormatBool(v.n == 1)
	}
	return v.s
}
