// Package audit is the trace: the events of every subject, the chain that ties
// the events of one subject together, and the one log over all of them, which
// shows when anything was changed, removed or put in afterwards.
//
// The people measured by the index have accounts in the system that measures
// them, so the trace must not rest on trust in whoever runs the database.
// docs/log-format.md says for a third party how every byte is made.
package audit

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Kind says what sort of thing a subject is.
type Kind string

// The subjects of the system. Further ones need no change here.
const (
	Dossier   Kind = "dossier"
	Unit      Kind = "unit"
	Account   Kind = "account"
	Calendar  Kind = "calendar"
	Procedure Kind = "procedure"
	Workflow  Kind = "workflow"
)

// Unsealed is the Leaf of an event that is not in the log yet.
const Unsealed = -1

// Event is one act upon one subject.
type Event struct {
	Kind    Kind
	Subject int64
	Version int       // 1, 2, … without gap within the subject
	Act     string    // "receive", "finish", …
	At      time.Time // whole seconds: when the act took effect
	By      int64     // account, 0 the system itself
	Unit    int64     // unit on whose behalf, 0 none
	Note    string    // the reason, in the words of the person
	Change  Change    // the columns that differ, with their new values
	Key     string    // idempotency key, "" none
	Leaf    int64     // position in the log from 0, Unsealed until it has one
}

// Check tells what makes the event unfit for the trace: a fault of the program,
// never something a person entered. It does not read the change.
func (e *Event) Check() error {
	switch {
	case e.Kind == "" || e.Act == "":
		return errors.New("audit: an event needs a kind and an act")
	case e.Version < 1:
		return fmt.Errorf("audit: version %d of %s %d", e.Version, e.Kind, e.Subject)
	case e.At.Nanosecond() != 0:
		return fmt.Errorf("audit: %s of %s %d at a fraction of a second", e.Act, e.Kind, e.Subject)
	case e.Change == "":
		return fmt.Errorf("audit: %s of %s %d without a change; none is %q", e.Act, e.Kind, e.Subject, NoChange)
	}
	for _, text := range [...]string{string(e.Kind), e.Act, e.Note, string(e.Change), e.Key} {
		if !utf8.ValidString(text) {
			return fmt.Errorf("audit: %s of %s %d: %q is not UTF-8", e.Act, e.Kind, e.Subject, text)
		}
	}
	return nil
}

const eventTag = "cchc/event/v1\n"

// appendEvent adds the event's canonical bytes. Leaf is left out: it is given
// later, by the sealing that the commitment has to come before.
func appendEvent(b []byte, e *Event) []byte {
	b = append(b, eventTag...)
	b = appendText(b, string(e.Kind))
	b = appendInt(b, e.Subject)
	b = appendInt(b, int64(e.Version))
	b = appendText(b, e.Act)
	b = appendInt(b, e.At.Unix())
	b = appendInt(b, e.By)
	b = appendInt(b, e.Unit)
	b = appendText(b, e.Note)
	b = appendText(b, string(e.Change))
	return appendText(b, e.Key)
}

// appendText puts the length before the text, so that no two lists of fields
// give the same bytes.
func appendText(b []byte, s string) []byte {
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
	return append(b, s...)
}

func appendInt(b []byte, n int64) []byte {
	return binary.BigEndian.AppendUint64(b, uint64(n))
}
