package notify

import (
	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
)

// The kinds of subjects here.
const (
	TemplateKind audit.Kind = "message_template"
	WishKind     audit.Kind = "message_wish"
	StopKind     audit.Kind = "message_stop"
	DecisionKind audit.Kind = "message_decision"
	StaffKind    audit.Kind = "message_staff"
)

// Wished is how the person of a dossier wants to be told, as it is kept.
type Wished struct {
	ID      int64
	Dossier dossier.ID
	Way     string // as ParseWish reads it
	Version int
}

// Stop is an address that wants nothing more.
type Stop struct {
	ID      int64
	Channel Channel
	Address string // digest
	Active  bool   // false: the person has changed their mind
	Version int
}

// Staff is where an officer gets notices.
type Staff struct {
	ID      int64
	Account account.ID
	Email   string
	Version int
}
