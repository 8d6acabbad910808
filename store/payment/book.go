// Package payment keeps orders, receipts, drawers, notices, refunds and the comparison
// with the books of the platform and the bank. An order is paid in the commit in which
// its dossier's fee is taken.
//
// Who changes an order holds its dossier first: two who come from both sides cannot wait
// for each other.
package payment

import (
	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/store/book"
)

// The domain's types, by short names for the columns.
type (
	order       = payment.Order
	receipt     = payment.Receipt
	drawer      = payment.Drawer
	credit      = payment.Credit
	difference  = payment.Difference
	run         = payment.Run
	refund      = payment.Refund
	beneficiary = payment.Beneficiary
	id          = payment.ID
)

var orders = book.New(book.Book[order]{
	Kind: payment.OrderKind, Title: "Lệnh thu", Label: []string{"code"}, Table: "payment_order",
	ID:      func(o *order) *int64 { return (*int64)(&o.ID) },
	Version: func(o *order) *int { return &o.Version },
	Columns: []book.Column[order]{
		book.Text("code", func(o *order) *string { return &o.Code }),
		book.Int("dossier", func(o *order) *dossier.ID { return &o.Dossier }),
		book.Int("unit", func(o *order) *orgunit.ID { return &o.Unit }),
		book.Int("desk", func(o *order) *orgunit.ID { return &o.Desk }),
		book.List("lines", func(o *order) *[]payment.Line { return &o.Lines }),
		book.Int("total", func(o *order) *int64 { return &o.Total }),
		book.Text("state", func(o *order) *payment.State { return &o.State }),
		book.Text("method", func(o *order) *payment.Method { return &o.Method }),
		book.Instant("opened_at", func(o *order) *instant { return &o.Opened }),
		book.Int("by_id", func(o *order) *account.ID { return &o.By }),
		book.Int("received", func(o *order) *int64 { return &o.Received }),
		book.Instant("paid_at", func(o *order) *instant { return &o.PaidAt }),
		book.Text("reference", func(o *order) *string { return &o.Reference }),
		book.Text("link", func(o *order) *string { return &o.Link }),
		book.Int("refunded", func(o *order) *int64 { return &o.Refunded }),
		book.Text("reason", func(o *order) *string { return &o.Reason }),
		book.Int("copy_id", func(o *order) *certify.ID { return &o.Copy }),
	},
})

var receipts = book.New(book.Book[receipt]{
	Kind: payment.ReceiptKind, Title: "Biên lai", Label: []string{"number"}, Table: "payment_receipt",
	ID:      func(r *receipt) *int64 { return (*int64)(&r.ID) },
	Version: func(r *receipt) *int { return &r.Version },
	Columns: []book.Column[receipt]{
		book.Text("number", func(r *receipt) *string { return &r.Number }),
		book.Int("desk", func(r *receipt) *orgunit.ID { return &r.Desk }),
		book.Int("order_id", func(r *receipt) *id { return &r.Order }),
		book.Int("amount", func(r *receipt) *int64 { return &r.Amount }),
		book.Int("cashier", func(r *receipt) *account.ID { return &r.Cashier }),
		book.Int("drawer", func(r *receipt) *id { return &r.Drawer }),
		book.Instant("issued_at", func(r *receipt) *instant { return &r.Issued }),
		book.Instant("cancelled", func(r *receipt) *instant { return &r.Cancelled }),
		book.Text("reason", func(r *receipt) *string { return &r.Reason }),
		book.Text("instead", func(r *receipt) *string { return &r.Instead }),
		book.Int("prints", func(r *receipt) *int { return &r.Prints }),
	},
})

var drawers = book.New(book.Book[drawer]{
	Kind: payment.DrawerKind, Title: "Két tiền", Label: []string{"day"}, Table: "payment_drawer",
	ID:      func(d *drawer) *int64 { return (*int64)(&d.ID) },
	Version: func(d *drawer) *int { return &d.Version },
	Columns: []book.Column[drawer]{
		book.Int("desk", func(d *drawer) *orgunit.ID { return &d.Desk }),
		book.Int("officer", func(d *drawer) *account.ID { return &d.Officer }),
		book.Day("day", func(d *drawer) *calendar.Day { return &d.Day }),
		book.Text("state", func(d *drawer) *payment.DrawerState { return &d.State }),
		book.Int("change_sum", func(d *drawer) *int64 { return &d.Float }),
		book.Int("expected", func(d *drawer) *int64 { return &d.Expected }),
		book.Int("counted", func(d *drawer) *int64 { return &d.Counted }),
		book.Text("explanation", func(d *drawer) *string { return &d.Explanation }),
		book.Int("to_id", func(d *drawer) *account.ID { return &d.To }),
		book.Instant("opened_at", func(d *drawer) *instant { return &d.OpenedAt }),
		book.Instant("counted_at", func(d *drawer) *instant { return &d.CountedAt }),
		book.Instant("handed_at", func(d *drawer) *instant { return &d.HandedAt }),
	},
})

var beneficiaries = book.New(book.Book[beneficiary]{
	Kind: payment.BeneficiaryKind, Title: "Tài khoản thụ hưởng", Label: []string{"number"}, Table: "payment_beneficiary",
	ID:      func(b *beneficiary) *int64 { return (*int64)(&b.ID) },
	Version: func(b *beneficiary) *int { return &b.Version },
	Columns: []book.Column[beneficiary]{
		book.Int("unit", func(b *beneficiary) *orgunit.ID { return &b.Unit }),
		book.Text("bank", func(b *beneficiary) *string { return &b.Bank }),
		book.Text("name", func(b *beneficiary) *string { return &b.Name }),
		book.Text("number", func(b *beneficiary) *string { return &b.Number }),
		book.Text("holder", func(b *beneficiary) *string { return &b.Holder }),
	},
})
