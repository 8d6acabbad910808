// Package paper keeps the electronic papers of dossiers, the register of results and what
// served again. Files lie in a store of their own, encrypted; here are their rows.
package paper

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/kit/db"
	"cchc/kit/filecheck"
	"cchc/store"
	"cchc/store/book"
)

// Papers keeps them. It follows every act upon a dossier (Follow).
type Papers struct {
	DB         *db.DB
	References *store.References
	Dossiers   store.Dossiers
	Files      blob.Store
	Digest     func(idNo string) string // keyed: who has the database alone cannot try all numbers
	Limits     filecheck.Limits
}

// New is the room over a store. Let it follow the dossiers: s.Dossiers.Follow(p.Follow).
func New(s *store.Store, files blob.Store, digest func(string) string) *Papers {
	return &Papers{s.DB, s.References, s.Dossiers, files, digest, filecheck.Usual}
}

type sheet = scan.Paper

var sheetBook = book.New(book.Book[sheet]{
	Kind: scan.Subject, Title: "Giấy tờ điện tử", Label: []string{"component"}, Table: "paper",
	ID:      func(p *sheet) *int64 { return (*int64)(&p.ID) },
	Version: func(p *sheet) *int { return &p.Version },
	Columns: []book.Column[sheet]{
		book.Int("dossier", func(p *sheet) *dossier.ID { return &p.Dossier }),
		book.Text("pending", func(p *sheet) *string { return &p.Pending }),
		book.Text("component", func(p *sheet) *string { return &p.Component }),
		book.Secret("name", func(p *sheet) *string { return &p.Name }),
		book.Text("kind", func(p *sheet) *string { return &p.Kind }),
		book.Int("size", func(p *sheet) *int64 { return &p.Size }),
		book.Int("pages", func(p *sheet) *int { return &p.Pages }),
		book.Text("content", func(p *sheet) *string { return &p.Content }),
		book.Text("origin", func(p *sheet) *scan.Origin { return &p.Origin }),
		book.Text("state", func(p *sheet) *scan.State { return &p.State }),
		book.Text("reason", func(p *sheet) *string { return &p.Reason }),
		book.Int("next", func(p *sheet) *scan.ID { return &p.Next }),
		book.Int("result", func(p *sheet) *int64 { return &p.Result }),
		book.Int("by_id", func(p *sheet) *account.ID { return &p.By }),
		book.Int("unit", func(p *sheet) *orgunit.ID { return &p.Unit }),
		book.Instant("at", func(p *sheet) *time.Time { return &p.At }),
	},
})

var kindBook = book.New(book.Book[result.Kind]{
	Kind: result.KindSubject, Title: "Loại kết quả", Label: []string{"name"}, Table: "result_kind",
	ID:      func(k *result.Kind) *int64 { return (*int64)(&k.ID) },
	Version: func(k *result.Kind) *int { return &k.Version },
	Columns: []book.Column[result.Kind]{
		book.Text("name", func(k *result.Kind) *string { return &k.Name }),
		book.Text("pattern", func(k *result.Kind) *string { return &k.Pattern }),
		book.Int("months", func(k *result.Kind) *int { return &k.Months }),
		book.List("procedures", func(k *result.Kind) *[]string { return &k.Procedures }),
		book.List("stands", func(k *result.Kind) *[]string { return &k.Stands }),
		book.Day("valid_from", func(k *result.Kind) *calendar.Day { return &k.From }),
		book.Day("until", func(k *result.Kind) *calendar.Day { return &k.Until }),
	},
})

var resultBook = book.New(book.Book[result.Result]{
	Kind: result.Subject, Title: "Kết quả", Label: []string{"code"}, Table: "result",
	ID:      func(r *result.Result) *int64 { return (*int64)(&r.ID) },
	Version: func(r *result.Result) *int { return &r.Version },
	Columns: []book.Column[result.Result]{
		book.Text("series", func(r *result.Result) *string { return &r.Series }),
		book.Int("number", func(r *result.Result) *int { return &r.Number }),
		book.Text("code", func(r *result.Result) *string { return &r.Code }),
		book.Int("kind", func(r *result.Result) *result.KindID { return &r.Kind }),
		book.Int("dossier", func(r *result.Result) *dossier.ID { return &r.Dossier }),
		book.Text("procedure", func(r *result.Result) *string { return &r.Procedure }),
		book.Int("unit", func(r *result.Result) *orgunit.ID { return &r.Unit }),
		book.Text("symbol", func(r *result.Result) *string { return &r.Symbol }),
		book.Text("holder", func(r *result.Result) *string { return &r.Holder }),
		book.Text("seal", func(r *result.Result) *string { return &r.Seal }),
		book.Day("issued", func(r *result.Result) *calendar.Day { return &r.Issued }),
		book.Day("from_day", func(r *result.Result) *calendar.Day { return &r.From }),
		book.Day("until", func(r *result.Result) *calendar.Day { return &r.Until }),
		book.Text("state", func(r *result.Result) *result.State { return &r.State }),
		book.Text("reason", func(r *result.Result) *string { return &r.Reason }),
		book.Text("basis", func(r *result.Result) *string { return &r.Basis }),
		book.Int("next", func(r *result.Result) *result.ID { return &r.Next }),
		book.Int("paper", func(r *result.Result) *scan.ID { return &r.Paper }),
		book.Int("by_id", func(r *result.Result) *account.ID { return &r.By }),
		book.Instant("at", func(r *result.Result) *time.Time { return &r.At }),
	},
})

var useBook = book.New(book.Book[result.Use]{
	Kind: result.UseSubject, Title: "Dùng lại kết quả", Label: []string{"component"}, Table: "result_use",
	ID:      func(u *result.Use) *int64 { return (*int64)(&u.ID) },
	Version: func(u *result.Use) *int { return &u.Version },
	Columns: []book.Column[result.Use]{
		book.Int("result", func(u *result.Use) *result.ID { return &u.Result }),
		book.Int("dossier", func(u *result.Use) *dossier.ID { return &u.Dossier }),
		book.Text("pending", func(u *result.Use) *string { return &u.Pending }),
		book.Text("component", func(u *result.Use) *string { return &u.Component }),
		book.Text("purpose", func(u *result.Use) *string { return &u.Purpose }),
		book.Bool("consent", func(u *result.Use) *bool { return &u.Consent }),
		book.Int("by_id", func(u *result.Use) *account.ID { return &u.By }),
		book.Int("unit", func(u *result.Use) *orgunit.ID { return &u.Unit }),
		book.Instant("at", func(u *result.Use) *time.Time { return &u.At }),
		book.Int("paper", func(u *result.Use) *scan.ID { return &u.Paper }),
		book.Bool("dropped", func(u *result.Use) *bool { return &u.Dropped }),
	},
})
