// Package counter keeps what the one-stop counter has besides dossiers: the queue, forms
// put aside, the register of certified copies.
package counter

import (
	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/store/book"
)

// The kinds of subjects of the counter.
const (
	hallKind   audit.Kind = "hall"
	ticketKind audit.Kind = "ticket"
	draftKind  audit.Kind = "draft"
	copyKind   audit.Kind = "copy"
)

type (
	hall   = queue.Hall
	ticket = queue.Ticket
	draft  = queue.Draft
	entry  = certify.Entry
)

var hallBook = book.New(book.Book[hall]{
	Kind: hallKind, Title: "Quầy, lấy số", Label: []string{"desk"}, Table: "queue_hall",
	ID:      func(h *hall) *int64 { return (*int64)(&h.ID) },
	Version: func(h *hall) *int { return &h.Version },
	Columns: []book.Column[hall]{
		book.Int("desk", func(h *hall) *orgunit.ID { return &h.Desk }),
		book.List("series", func(h *hall) *[]queue.Series { return &h.Series }),
		book.List("classes", func(h *hall) *[]queue.Class { return &h.Classes }),
		book.List("stations", func(h *hall) *[]queue.Station { return &h.Stations }),
		book.Secret("kiosk", func(h *hall) *string { return &h.Kiosk }),
	},
})

var ticketBook = book.New(book.Book[ticket]{
	Kind: ticketKind, Title: "Số thứ tự", Label: []string{"day", "series", "number"}, Table: "queue_ticket",
	ID:      func(t *ticket) *int64 { return (*int64)(&t.ID) },
	Version: func(t *ticket) *int { return &t.Version },
	Columns: []book.Column[ticket]{
		book.Int("desk", func(t *ticket) *orgunit.ID { return &t.Desk }),
		book.Day("day", func(t *ticket) *day { return &t.Day }),
		book.Text("series", func(t *ticket) *string { return &t.Series }),
		book.Int("number", func(t *ticket) *int { return &t.Number }),
		book.Text("class", func(t *ticket) *string { return &t.Class }),
		book.Text("state", func(t *ticket) *queue.State { return &t.State }),
		book.Int("station", func(t *ticket) *int { return &t.Station }),
		book.Int("wanted", func(t *ticket) *int { return &t.Wanted }),
		book.Int("calls", func(t *ticket) *int { return &t.Calls }),
		book.Int("officer", func(t *ticket) *account.ID { return &t.Officer }),
		book.Instant("taken_at", func(t *ticket) *instant { return &t.Taken }),
		book.Instant("first_at", func(t *ticket) *instant { return &t.First }),
		book.Instant("last_at", func(t *ticket) *instant { return &t.Last }),
		book.Instant("served_at", func(t *ticket) *instant { return &t.Served }),
		book.Instant("ended_at", func(t *ticket) *instant { return &t.Ended }),
		book.List("dossiers", func(t *ticket) *[]int64 { return &t.Dossiers }),
	},
})

var draftBook = book.New(book.Book[draft]{
	Kind: draftKind, Title: "Bản nháp tiếp nhận", Label: []string{"kept_at"}, Table: "counter_draft",
	ID:      func(d *draft) *int64 { return (*int64)(&d.ID) },
	Version: func(d *draft) *int { return &d.Version },
	Columns: []book.Column[draft]{
		book.Int("desk", func(d *draft) *orgunit.ID { return &d.Desk }),
		book.Int("by_id", func(d *draft) *account.ID { return &d.By }),
		book.Instant("kept_at", func(d *draft) *instant { return &d.Kept }),
		book.Instant("expires", func(d *draft) *instant { return &d.Expires }),
		book.Text("state", func(d *draft) *queue.DraftState { return &d.State }),
		book.Text("procedure", func(d *draft) *string { return &d.Procedure }),
		book.Text("form", func(d *draft) *string { return &d.Form }),
		book.Int("dossier", func(d *draft) *int64 { return &d.Dossier }),
	},
})

// The name of a person is in the row, as the paper register has it, and in the trace only
// as a seal.
var copyBook = book.New(book.Book[entry]{
	Kind: copyKind, Title: "Bản sao chứng thực", Label: []string{"year", "number"}, Table: "certified_copy",
	ID:      func(e *entry) *int64 { return (*int64)(&e.ID) },
	Version: func(e *entry) *int { return &e.Version },
	Columns: []book.Column[entry]{
		book.Int("unit", func(e *entry) *orgunit.ID { return &e.Unit }),
		book.Int("desk", func(e *entry) *orgunit.ID { return &e.Desk }),
		book.Int("year", func(e *entry) *int { return &e.Year }),
		book.Int("number", func(e *entry) *int { return &e.Number }),
		book.Int("book", func(e *entry) *int { return &e.Book }),
		book.Day("day", func(e *entry) *day { return &e.Day }),
		book.Secret("person", func(e *entry) *string { return &e.Person }),
		book.Text("kind", func(e *entry) *string { return &e.Kind }),
		book.Int("copies", func(e *entry) *int { return &e.Copies }),
		book.Int("pages", func(e *entry) *int { return &e.Pages }),
		book.Int("fee", func(e *entry) *int64 { return &e.Fee }),
		book.Text("signer", func(e *entry) *string { return &e.Signer }),
		book.Int("by_id", func(e *entry) *account.ID { return &e.By }),
		book.Bool("cancelled", func(e *entry) *bool { return &e.Cancelled }),
		book.Text("note", func(e *entry) *string { return &e.Note }),
		book.Secret("search", func(e *entry) *string { return &e.Search }),
	},
})
