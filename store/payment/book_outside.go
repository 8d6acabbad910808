package payment

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/store/book"
)

type instant = time.Time

var credits = book.New(book.Book[credit]{
	Kind: payment.CreditKind, Title: "Khoản báo có", Label: []string{"reference"}, Table: "payment_credit",
	ID:      func(c *credit) *int64 { return (*int64)(&c.ID) },
	Version: func(c *credit) *int { return &c.Version },
	Columns: []book.Column[credit]{
		book.Text("source", func(c *credit) *payment.Source { return &c.Source }),
		book.Text("reference", func(c *credit) *string { return &c.Reference }),
		book.Text("code", func(c *credit) *string { return &c.Code }),
		book.Int("amount", func(c *credit) *int64 { return &c.Amount }),
		book.Instant("at", func(c *credit) *instant { return &c.At }),
		book.Secret("purpose", func(c *credit) *string { return &c.Text }), // people write names into it
		book.Int("order_id", func(c *credit) *id { return &c.Order }),
		book.Text("verdict", func(c *credit) *payment.Verdict { return &c.Verdict }),
	},
})

var differences = book.New(book.Book[difference]{
	Kind: payment.DifferenceKind, Title: "Chênh lệch", Label: []string{"reference"}, Table: "payment_difference",
	ID:      func(d *difference) *int64 { return (*int64)(&d.ID) },
	Version: func(d *difference) *int { return &d.Version },
	Columns: []book.Column[difference]{
		book.Text("source", func(d *difference) *payment.Source { return &d.Source }),
		book.Day("day", func(d *difference) *calendar.Day { return &d.Day }),
		book.Text("reference", func(d *difference) *string { return &d.Reference }),
		book.Text("kind", func(d *difference) *payment.Mismatch { return &d.Kind }),
		book.Int("order_id", func(d *difference) *id { return &d.Order }),
		book.Int("unit", func(d *difference) *orgunit.ID { return &d.Unit }),
		book.Text("code", func(d *difference) *string { return &d.Code }),
		book.Int("ours", func(d *difference) *int64 { return &d.Ours }),
		book.Int("theirs", func(d *difference) *int64 { return &d.Theirs }),
		book.Instant("at", func(d *difference) *instant { return &d.At }),
		book.Int("credit", func(d *difference) *id { return &d.Credit }),
		book.Instant("opened_at", func(d *difference) *instant { return &d.Opened }),
		book.Instant("settled", func(d *difference) *instant { return &d.Settled }),
		book.Int("by_id", func(d *difference) *account.ID { return &d.By }),
		book.Text("how", func(d *difference) *payment.Settlement { return &d.How }),
		book.Text("reason", func(d *difference) *string { return &d.Reason }),
	},
})

var runs = book.New(book.Book[run]{
	Kind: payment.RunKind, Title: "Lần đối soát", Label: []string{"day"}, Table: "payment_run",
	ID:      func(r *run) *int64 { return (*int64)(&r.ID) },
	Version: func(r *run) *int { return &r.Version },
	Columns: []book.Column[run]{
		book.Text("source", func(r *run) *payment.Source { return &r.Source }),
		book.Day("day", func(r *run) *calendar.Day { return &r.Day }),
		book.Instant("at", func(r *run) *instant { return &r.At }),
		book.Int("by_id", func(r *run) *account.ID { return &r.By }),
		book.Int("our_count", func(r *run) *int { return &r.OurCount }),
		book.Int("our_sum", func(r *run) *int64 { return &r.OurSum }),
		book.Int("their_count", func(r *run) *int { return &r.TheirCount }),
		book.Int("their_sum", func(r *run) *int64 { return &r.TheirSum }),
		book.Int("equal", func(r *run) *int { return &r.Equal }),
		book.Int("differ", func(r *run) *int { return &r.Differ }),
		book.Int("explained", func(r *run) *int { return &r.Explained }),
	},
})

var refunds = book.New(book.Book[refund]{
	Kind: payment.RefundKind, Title: "Hoàn tiền", Label: []string{"amount"}, Table: "payment_refund",
	ID:      func(r *refund) *int64 { return (*int64)(&r.ID) },
	Version: func(r *refund) *int { return &r.Version },
	Columns: []book.Column[refund]{
		book.Int("order_id", func(r *refund) *id { return &r.Order }),
		book.Int("credit", func(r *refund) *id { return &r.Credit }),
		book.Int("unit", func(r *refund) *orgunit.ID { return &r.Unit }),
		book.Int("desk", func(r *refund) *orgunit.ID { return &r.Desk }),
		book.Int("amount", func(r *refund) *int64 { return &r.Amount }),
		book.Text("reason", func(r *refund) *string { return &r.Reason }),
		book.Text("way", func(r *refund) *payment.Method { return &r.Way }),
		book.Text("state", func(r *refund) *payment.RefundState { return &r.State }),
		book.Int("asked_by", func(r *refund) *account.ID { return &r.AskedBy }),
		book.Instant("asked_at", func(r *refund) *instant { return &r.Asked }),
		book.Int("decided_by", func(r *refund) *account.ID { return &r.DecidedBy }),
		book.Instant("decided_at", func(r *refund) *instant { return &r.Decided }),
		book.Text("answer", func(r *refund) *string { return &r.Answer }),
		book.Text("reference", func(r *refund) *string { return &r.Reference }),
		book.Int("drawer", func(r *refund) *id { return &r.Drawer }),
		book.Instant("done_at", func(r *refund) *instant { return &r.Done }),
	},
})
