// Package lateness keeps what is done about time that runs out: alarms, notices, apologies
// and the lists of what is late. The rules stand in domain/lateness.
package lateness

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
)

// Lateness keeps it. It follows every act upon a dossier (Follow) and rings once a minute
// (Run).
type Lateness struct {
	DB         *db.DB
	References *store.References
	Dossiers   store.Dossiers
	// Mail sends a notice by e-mail as well, in the transaction that decided it: to whom, for
	// which unit, in words. nil leaves it in the box. (What a citizen is told of an apology
	// follows from the act itself.)
	Mail func(context.Context, *db.Tx, account.ID, orgunit.ID, string) error
}

// New is the room over a store. Let it follow the dossiers: s.Dossiers.Follow(l.Follow).
func New(s *store.Store) *Lateness {
	return &Lateness{DB: s.DB, References: s.References, Dossiers: s.Dossiers}
}

type letter = lateness.Apology

var letterBook = book.New(book.Book[letter]{
	Kind: lateness.ApologyKind, Title: "Thư xin lỗi", Label: []string{"code"}, Table: "apology",
	ID:      func(a *letter) *int64 { return (*int64)(&a.ID) },
	Version: func(a *letter) *int { return &a.Version },
	Columns: []book.Column[letter]{
		book.Int("dossier", func(a *letter) *dossier.ID { return &a.Dossier }),
		book.Text("code", func(a *letter) *string { return &a.Code }),
		book.Int("unit", func(a *letter) *orgunit.ID { return &a.Unit }),
		book.Int("procedure", func(a *letter) *procedure.ID { return &a.Procedure }),
		book.Text("state", func(a *letter) *lateness.State { return &a.State }),
		book.Day("due", func(a *letter) *calendar.Day { return &a.Due }),
		book.Day("new_date", func(a *letter) *calendar.Day { return &a.To }),
		book.Text("reason", func(a *letter) *string { return &a.Reason }),
		book.Instant("drafted_at", func(a *letter) *instant { return &a.Drafted }),
		book.Instant("signed_at", func(a *letter) *instant { return &a.Signed }),
		book.Int("signer", func(a *letter) *account.ID { return &a.Signer }),
		book.Bool("in_time", func(a *letter) *bool { return &a.InTime }),
		book.Instant("reported_at", func(a *letter) *instant { return &a.Reported }),
		book.Int("above", func(a *letter) *orgunit.ID { return &a.Above }),
		book.Text("report", func(a *letter) *string { return &a.Report }),
	},
})

type rule = lateness.Rule

var ruleBook = book.New(book.Book[rule]{
	Kind: lateness.RuleKind, Title: "Quy tắc nhắc hạn", Label: []string{"valid_from"}, Table: "lateness_rule",
	ID:      func(r *rule) *int64 { return (*int64)(&r.ID) },
	Version: func(r *rule) *int { return &r.Version },
	Columns: []book.Column[rule]{
		book.Day("valid_from", func(r *rule) *calendar.Day { return &r.From }),
		book.Text("basis", func(r *rule) *string { return &r.Basis }),
		book.List("stages", func(r *rule) *[]lateness.Stage { return &r.Stages }),
	},
})

// note is the beginning of an event that follows from another: the key belongs to that one.
func note(m store.Moment, act, words string) audit.Event {
	m.Key = ""
	return m.Event(act, words)
}
