// Package refusal is how the rules say no.
//
// A refusal carries a sentence that an officer or a citizen can read and act on,
// in Vietnamese, as a format with arguments so that a catalogue can translate it.
// Every error that is not a refusal is a fault of the program or of its machine:
// the reader gets a reference number, never its text.
package refusal

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of no it is. One place picks the HTTP status and the exit
// code from it.
type Kind int

const (
	Invalid    Kind = iota + 1 // what was entered is wrong: 422, exit 6
	NotFound                   // no such thing, or not for these eyes: 404, exit 4
	Conflict                   // already there, or changed meanwhile: 409, exit 5
	NotAllowed                 // this account may not: 403, exit 1
	NotNow                     // the act exists, but not in this state: 409, exit 5
)

// Refusal is one no. Field names the form field or column that it is about, ""
// for the whole; Row is the line of an imported file, counted from 1, 0 for none.
type Refusal struct {
	Kind   Kind
	Field  string
	Row    int
	Format string // the Vietnamese sentence, with fmt verbs; also the catalogue's key
	Args   []any
}

// Error is the Vietnamese sentence.
func (r *Refusal) Error() string {
	text := r.Format
	if len(r.Args) > 0 {
		text = fmt.Sprintf(r.Format, r.Args...)
	}
	if r.Row > 0 {
		return fmt.Sprintf("dòng %d: %s", r.Row, text)
	}
	return text
}

// At is the same refusal, about the row of a file.
func (r *Refusal) At(row int) *Refusal {
	at := *r
	at.Row = row
	return &at
}

// Wrong refuses what was entered in a field.
func Wrong(field, format string, args ...any) *Refusal {
	return &Refusal{Kind: Invalid, Field: field, Format: format, Args: args}
}

// Missing refuses because the thing asked for is not there.
func Missing(format string, args ...any) *Refusal {
	return &Refusal{Kind: NotFound, Format: format, Args: args}
}

// Clash refuses because the same is there already, or was changed meanwhile.
func Clash(format string, args ...any) *Refusal {
	return &Refusal{Kind: Conflict, Format: format, Args: args}
}

// Forbidden refuses because of who asks.
func Forbidden(format string, args ...any) *Refusal {
	return &Refusal{Kind: NotAllowed, Format: format, Args: args}
}

// TooEarlyOrLate refuses because of the state the thing is in.
func TooEarlyOrLate(format string, args ...any) *Refusal {
	return &Refusal{Kind: NotNow, Format: format, Args: args}
}

// List is several refusals at once: every fault of a form or of a file.
type List []*Refusal

// Error lists the sentences, one to a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, r := range l {
		lines[i] = r.Error()
	}
	return strings.Join(lines, "\n")
}

// OrNil is the list as an error, nil when it is empty.
func (l List) OrNil() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Of returns the refusals in an error, nil when it is a fault.
func Of(err error) List {
	var list List
	var one *Refusal
	switch {
	case errors.As(err, &list):
		return list
	case errors.As(err, &one):
		return List{one}
	}
	return nil
}

// KindOf is the kind of the first refusal in an error, 0 when it is a fault or nil.
func KindOf(err error) Kind {
	if list := Of(err); len(list) > 0 {
		return list[0].Kind
	}
	return 0
}
