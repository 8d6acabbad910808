package store

import (
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
	"cchc/store/book"
)

type (
	version  = procedure.Version
	decision = procedure.Decision
)

var versionBook = book.New(book.Book[version]{
	Kind: audit.Procedure, Title: "Phiên bản thủ tục", Label: []string{"code", "name"}, Table: "procedure_version",
	ID:      func(v *version) *int64 { return (*int64)(&v.ID) },
	Version: func(v *version) *int { return &v.Version },
	Columns: []book.Column[version]{
		book.Text("code", func(v *version) *string { return &v.Code }),
		book.Int("number", func(v *version) *int { return &v.Number }),
		book.Text("name", func(v *version) *string { return &v.Name }),
		book.Text("field", func(v *version) *string { return &v.Field }),
		book.List("levels", func(v *version) *[]orgunit.Level { return &v.Levels }),
		book.Text("status", func(v *version) *procedure.Status { return &v.Status }),
		book.Day("valid_from", func(v *version) *calendarDay { return &v.From }),
		book.Day("until", func(v *version) *calendarDay { return &v.Until }),
		book.Int("decision", func(v *version) *procedure.DecisionID { return &v.Decision }),
		book.Int("ended", func(v *version) *procedure.DecisionID { return &v.Ended }),
		book.List("offers", func(v *version) *[]procedure.Offer { return &v.Offers }),
		book.List("cases", func(v *version) *[]procedure.Case { return &v.Cases }),
		book.Text("applicants", func(v *version) *string { return &v.Applicants }),
		book.Text("result", func(v *version) *string { return &v.Result }),
		book.Text("conditions", func(v *version) *string { return &v.Conditions }),
		book.List("basis", func(v *version) *[]string { return &v.Basis }),
		book.Text("online_grade", func(v *version) *string { return &v.OnlineGrade }),
		book.Made("on_supplement", func(v *version) *calendar.PauseRule { return &v.OnSupplement }, calendar.PauseRule.String, calendar.ParsePauseRule),
		book.Int("edited_by", func(v *version) *int64 { return &v.EditedBy }),
	},
})

// Decision is the kind of the subjects that announce procedures.
const decisionKind audit.Kind = "decision"

var decisionBook = book.New(book.Book[decision]{
	Kind: decisionKind, Title: "Quyết định", Label: []string{"number"}, Table: "procedure_decision",
	ID:      func(d *decision) *int64 { return (*int64)(&d.ID) },
	Version: func(d *decision) *int { return &d.Version },
	Columns: []book.Column[decision]{
		book.Text("number", func(d *decision) *string { return &d.Number }),
		book.Day("signed", func(d *decision) *calendarDay { return &d.Signed }),
		book.Day("effective", func(d *decision) *calendarDay { return &d.Effective }),
		book.Text("title", func(d *decision) *string { return &d.Title }),
		book.List("changes", func(d *decision) *[]procedure.Change { return &d.Changes }),
		book.Bool("published", func(d *decision) *bool { return &d.Published }),
		book.Int("edited_by", func(d *decision) *int64 { return &d.EditedBy }),
	},
})

// Procedures keeps the versions of procedures and the decisions that announce them.
type Procedures struct {
	DB         *db.DB
	References *References
}
