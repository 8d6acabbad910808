// Package postal keeps lists, orders, notices and comparisons of the public post, and the
// services of contracted desks. A result that the post delivered is handed over in the
// commit in which the notice is taken in.
//
// Who changes a list or an order holds its dossier first: two who come from both sides
// cannot wait for each other.
package postal

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/store/book"
)

// The domain's types, by short names for the columns.
type (
	list    = postal.List
	item    = postal.Item
	order   = postal.Order
	notice  = postal.Notice
	run     = postal.Run
	service = postal.Service
	id      = postal.ID
	instant = time.Time
)

var lists = book.New(book.Book[list]{
	Kind: postal.ListKind, Title: "Bảng kê giao nhận", Label: []string{"number"}, Table: "postal_list",
	ID:      func(l *list) *int64 { return (*int64)(&l.ID) },
	Version: func(l *list) *int { return &l.Version },
	Columns: []book.Column[list]{
		book.Text("number", func(l *list) *string { return &l.Number }),
		book.Text("way", func(l *list) *postal.Way { return &l.Way }),
		book.Int("point", func(l *list) *orgunit.ID { return &l.Point }),
		book.Int("desk", func(l *list) *orgunit.ID { return &l.Desk }),
		book.Text("state", func(l *list) *postal.ListState { return &l.State }),
		book.Int("by_id", func(l *list) *account.ID { return &l.By }),
		book.Instant("opened_at", func(l *list) *instant { return &l.Opened }),
		book.Int("last_item", func(l *list) *int { return &l.Last }),
		book.Int("items", func(l *list) *int { return &l.Items }),
		book.Int("left_over", func(l *list) *int { return &l.Left }),
		book.Int("prints", func(l *list) *int { return &l.Prints }),
		book.Int("given_by", func(l *list) *account.ID { return &l.GivenBy }),
		book.Instant("given_at", func(l *list) *instant { return &l.GivenAt }),
		book.Int("taken_by", func(l *list) *account.ID { return &l.TakenBy }),
		book.Instant("closed_at", func(l *list) *instant { return &l.ClosedAt }),
		book.Text("reason", func(l *list) *string { return &l.Reason }),
	},
})

var items = book.New(book.Book[item]{
	Kind: postal.ItemKind, Title: "Dòng bảng kê", Label: []string{"list", "no"}, Table: "postal_item",
	ID:      func(i *item) *int64 { return (*int64)(&i.ID) },
	Version: func(i *item) *int { return &i.Version },
	Columns: []book.Column[item]{
		book.Int("list", func(i *item) *id { return &i.List }),
		book.Int("no", func(i *item) *int { return &i.No }),
		book.Int("dossier", func(i *item) *dossier.ID { return &i.Dossier }),
		book.Int("order_id", func(i *item) *id { return &i.Order }),
		book.Text("state", func(i *item) *postal.ItemState { return &i.State }),
		book.Text("reason", func(i *item) *string { return &i.Reason }),
		book.Int("by_id", func(i *item) *account.ID { return &i.By }),
		book.Instant("at", func(i *item) *instant { return &i.At }),
	},
})

var orders = book.New(book.Book[order]{
	Kind: postal.OrderKind, Title: "Đơn gửi bưu chính", Label: []string{"number"}, Table: "postal_order",
	ID:      func(o *order) *int64 { return (*int64)(&o.ID) },
	Version: func(o *order) *int { return &o.Version },
	Columns: []book.Column[order]{
		book.Text("number", func(o *order) *string { return &o.Number }),
		book.Int("dossier", func(o *order) *dossier.ID { return &o.Dossier }),
		book.Int("desk", func(o *order) *orgunit.ID { return &o.Desk }),
		book.Text("state", func(o *order) *postal.State { return &o.State }),
		book.Int("cod", func(o *order) *int64 { return &o.COD }),
		book.Text("tracking", func(o *order) *string { return &o.Tracking }),
		book.Int("by_id", func(o *order) *account.ID { return &o.By }),
		book.Instant("opened_at", func(o *order) *instant { return &o.Opened }),
		book.Instant("accepted_at", func(o *order) *instant { return &o.Accepted }),
		book.Instant("status_at", func(o *order) *instant { return &o.StatusAt }),
		book.Int("collected", func(o *order) *int64 { return &o.Collected }),
		book.Secret("taker", func(o *order) *string { return &o.Taker }),
		book.Text("reason", func(o *order) *string { return &o.Reason }),
	},
})

var notices = book.New(book.Book[notice]{
	Kind: postal.NoticeKind, Title: "Thông báo bưu chính", Label: []string{"reference"}, Table: "postal_notice",
	ID:      func(n *notice) *int64 { return (*int64)(&n.ID) },
	Version: func(n *notice) *int { return &n.Version },
	Columns: []book.Column[notice]{
		book.Text("reference", func(n *notice) *string { return &n.Reference }),
		book.Text("number", func(n *notice) *string { return &n.Number }),
		book.Text("tracking", func(n *notice) *string { return &n.Tracking }),
		book.Text("status", func(n *notice) *postal.State { return &n.Status }),
		book.Instant("at", func(n *notice) *instant { return &n.At }),
		book.Secret("taker", func(n *notice) *string { return &n.Taker }),
		book.Text("reason", func(n *notice) *string { return &n.Reason }),
		book.Int("collected", func(n *notice) *int64 { return &n.Collected }),
		book.Int("order_id", func(n *notice) *id { return &n.Order }),
		book.Text("verdict", func(n *notice) *postal.Verdict { return &n.Verdict }),
	},
})

var runs = book.New(book.Book[run]{
	Kind: postal.RunKind, Title: "Lần đối chiếu sổ bưu chính", Label: []string{"day"}, Table: "postal_run",
	ID:      func(r *run) *int64 { return (*int64)(&r.ID) },
	Version: func(r *run) *int { return &r.Version },
	Columns: []book.Column[run]{
		book.Day("day", func(r *run) *calendar.Day { return &r.Day }),
		book.Instant("at", func(r *run) *instant { return &r.At }),
		book.Int("by_id", func(r *run) *account.ID { return &r.By }),
		book.Int("our_count", func(r *run) *int { return &r.OurCount }),
		book.Int("their_count", func(r *run) *int { return &r.TheirCount }),
		book.Int("our_sum", func(r *run) *int64 { return &r.OurSum }),
		book.Int("their_sum", func(r *run) *int64 { return &r.TheirSum }),
		book.Int("equal", func(r *run) *int { return &r.Equal }),
		book.Int("mended", func(r *run) *int { return &r.Mended }),
		book.List("differences", func(r *run) *[]postal.Difference { return &r.Left }),
	},
})

var services = book.New(book.Book[service]{
	Kind: postal.ServiceKind, Title: "Lượt hướng dẫn", Label: []string{"topic"}, Table: "desk_service",
	ID:      func(s *service) *int64 { return (*int64)(&s.ID) },
	Version: func(s *service) *int { return &s.Version },
	Columns: []book.Column[service]{
		book.Int("desk", func(s *service) *orgunit.ID { return &s.Desk }),
		book.Int("by_id", func(s *service) *account.ID { return &s.By }),
		book.Instant("at", func(s *service) *instant { return &s.At }),
		book.Text("topic", func(s *service) *string { return &s.Topic }),
		book.Int("minutes", func(s *service) *int { return &s.Minutes }),
	},
})
