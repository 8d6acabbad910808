package queue

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// DraftID names a draft.
type DraftID int64

// DraftLife is how long a form that was put aside is kept: two days, so that who lacks a
// paper can bring it tomorrow. Then what was typed is erased, as when it was used or
// discarded: the desk has no purpose for it any more.
const DraftLife = 48 * time.Hour

// DraftState of a draft. What was typed exists only while it is open.
type DraftState string

const (
	DraftOpen      DraftState = "open"
	DraftUsed      DraftState = "used"
	DraftDiscarded DraftState = "discarded"
	DraftExpired   DraftState = "expired"
)

// Draft is a reception form put aside. What was typed stands in a row of its own and is
// erased with the end of the draft; the trace tells only that there was one.
type Draft struct {
	ID        DraftID
	Version   int
	Desk      orgunit.ID
	By        account.ID
	Kept      time.Time
	Expires   time.Time
	State     DraftState
	Procedure string // code, "" when none was chosen
	Form      string // digest of the form's key: putting one form aside twice is one draft
	Dossier   int64  // received from it
}

// KeptDraft is an open draft with what was typed, by field.
type KeptDraft struct {
	Draft
	Typed map[string][]string
}

// DraftAct changes a draft.
type DraftAct interface {
	Apply(*Draft, Moment) (Happened, error)
}

// Keep puts a form aside, anew or once more.
type Keep struct{ Procedure, Form string }

// Apply starts the draft's life again.
func (a Keep) Apply(d *Draft, m Moment) (Happened, error) {
	if d.State != "" && d.State != DraftOpen {
		return Happened{}, ended()
	}
	d.Desk, d.State, d.Procedure, d.Form = m.Hall.Desk, DraftOpen, a.Procedure, a.Form
	d.By, d.Kept, d.Expires = m.By, m.At, m.At.Add(DraftLife)
	return Happened{Act: "keep"}, nil
}

// Use ends a draft by the dossier received from it.
type Use struct{ Dossier int64 }

// Apply ends the draft.
func (a Use) Apply(d *Draft, _ Moment) (Happened, error) {
	d.Dossier = a.Dossier
	return Happened{Act: "use"}, d.end(DraftUsed)
}

// Discard ends a draft that nobody needs.
type Discard struct{}

// Apply ends the draft.
func (Discard) Apply(d *Draft, _ Moment) (Happened, error) {
	return Happened{Act: "discard"}, d.end(DraftDiscarded)
}

// Expire ends a draft whose time is over.
type Expire struct{}

// Apply ends the draft, not before its time.
func (Expire) Apply(d *Draft, m Moment) (Happened, error) {
	if m.At.Before(d.Expires) {
		return Happened{}, refusal.TooEarlyOrLate("Bản nháp này chưa hết hạn.")
	}
	return Happened{Act: "expire"}, d.end(DraftExpired)
}

func (d *Draft) end(as DraftState) error {
	if d.State != DraftOpen {
		return ended()
	}
	d.State = as
	return nil
}

func ended() error {
	return refusal.TooEarlyOrLate("Bản nháp này đã dùng, đã bỏ hoặc đã hết hạn.")
}
