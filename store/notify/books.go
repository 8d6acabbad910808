// Package notify keeps messages to people and hands them to providers: what follows from
// an act upon a dossier goes into the queue in the act's own transaction, an attempt is
// written down before a provider is called, and what it answered after.
package notify

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	domain "cchc/domain/notify"
	"cchc/store/book"
)

type (
	template = domain.Template
	wished   = domain.Wished
	stop     = domain.Stop
	decision = domain.Decision
	staff    = domain.Staff
)

var templateBook = book.New(book.Book[template]{
	Kind: domain.TemplateKind, Title: "Mẫu tin nhắn", Label: []string{"occasion", "channel", "lang", "number"}, Table: "message_template",
	ID:      func(t *template) *int64 { return (*int64)(&t.ID) },
	Version: func(t *template) *int { return &t.Version },
	Columns: []book.Column[template]{
		book.Text("occasion", func(t *template) *domain.Occasion { return &t.Occasion }),
		book.Text("channel", func(t *template) *domain.Channel { return &t.Channel }),
		book.Text("lang", func(t *template) *domain.Lang { return &t.Lang }),
		book.Int("number", func(t *template) *int { return &t.Number }),
		book.Text("subject", func(t *template) *string { return &t.Subject }),
		book.Text("body", func(t *template) *string { return &t.Body }),
		book.Text("external", func(t *template) *string { return &t.External }),
		book.Bool("accents", func(t *template) *bool { return &t.Accents }),
		book.Text("status", func(t *template) *domain.Status { return &t.Status }),
		book.Day("from_day", func(t *template) *calendar.Day { return &t.From }),
		book.Day("until_day", func(t *template) *calendar.Day { return &t.Until }),
		book.Int("edited_by", func(t *template) *int64 { return &t.EditedBy }),
		book.Int("approved", func(t *template) *int64 { return &t.Approved }),
	},
})

var wishBook = book.New(book.Book[wished]{
	Kind: domain.WishKind, Title: "Cách nhận thông báo", Table: "message_wish",
	ID:      func(w *wished) *int64 { return &w.ID },
	Version: func(w *wished) *int { return &w.Version },
	Columns: []book.Column[wished]{
		book.Int("dossier", func(w *wished) *dossier.ID { return &w.Dossier }),
		book.Text("way", func(w *wished) *string { return &w.Way }),
	},
})

var stopBook = book.New(book.Book[stop]{
	Kind: domain.StopKind, Title: "Ngừng nhận tin", Label: []string{"channel"}, Table: "message_stop",
	ID:      func(s *stop) *int64 { return &s.ID },
	Version: func(s *stop) *int { return &s.Version },
	Columns: []book.Column[stop]{
		book.Text("channel", func(s *stop) *domain.Channel { return &s.Channel }),
		book.Secret("address", func(s *stop) *string { return &s.Address }),
		book.Bool("active", func(s *stop) *bool { return &s.Active }),
	},
})

var decisionBook = book.New(book.Book[decision]{
	Kind: domain.DecisionKind, Title: "Quyết định về tin nhắn", Table: "message_decision",
	ID:      func(d *decision) *int64 { return &d.ID },
	Version: func(d *decision) *int { return &d.Version },
	Columns: []book.Column[decision]{
		book.Int("message", func(d *decision) *domain.ID { return &d.Message }),
		book.Text("act", func(d *decision) *string { return &d.Act }),
		book.Text("reason", func(d *decision) *string { return &d.Reason }),
	},
})

var staffBook = book.New(book.Book[staff]{
	Kind: domain.StaffKind, Title: "Thư báo cho cán bộ", Table: "message_staff",
	ID:      func(s *staff) *int64 { return &s.ID },
	Version: func(s *staff) *int { return &s.Version },
	Columns: []book.Column[staff]{
		book.Int("account", func(s *staff) *account.ID { return &s.Account }),
		book.Secret("email", func(s *staff) *string { return &s.Email }),
	},
})
