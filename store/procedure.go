package store

import (
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/db"
)

type (
	version  = procedure.Version
	decision = procedure.Decision
)

var versionBook = newBook(book[version]{
	kind: audit.Procedure, table: "procedure_version",
	id:      func(v *version) *int64 { return (*int64)(&v.ID) },
	version: func(v *version) *int { return &v.Version },
	columns: []column[version]{
		textColumn("code", func(v *version) *string { return &v.Code }),
		intColumn("number", func(v *version) *int { return &v.Number }),
		textColumn("name", func(v *version) *string { return &v.Name }),
		textColumn("field", func(v *version) *string { return &v.Field }),
		listColumn("levels", func(v *version) *[]orgunit.Level { return &v.Levels }),
		textColumn("status", func(v *version) *procedure.Status { return &v.Status }),
		dayColumn("valid_from", func(v *version) *calendarDay { return &v.From }),
		dayColumn("until", func(v *version) *calendarDay { return &v.Until }),
		intColumn("decision", func(v *version) *procedure.DecisionID { return &v.Decision }),
		intColumn("ended", func(v *version) *procedure.DecisionID { return &v.Ended }),
		listColumn("offers", func(v *version) *[]procedure.Offer { return &v.Offers }),
		listColumn("cases", func(v *version) *[]procedure.Case { return &v.Cases }),
		textColumn("applicants", func(v *version) *string { return &v.Applicants }),
		textColumn("result", func(v *version) *string { return &v.Result }),
		textColumn("conditions", func(v *version) *string { return &v.Conditions }),
		listColumn("basis", func(v *version) *[]string { return &v.Basis }),
		textColumn("online_grade", func(v *version) *string { return &v.OnlineGrade }),
		madeColumn("on_supplement", func(v *version) *calendar.PauseRule { return &v.OnSupplement }, calendar.PauseRule.String, calendar.ParsePauseRule),
		intColumn("edited_by", func(v *version) *int64 { return &v.EditedBy }),
	},
})

// Decision is the kind of the subjects that announce procedures.
const decisionKind audit.Kind = "decision"

var decisionBook = newBook(book[decision]{
	kind: decisionKind, table: "procedure_decision",
	id:      func(d *decision) *int64 { return (*int64)(&d.ID) },
	version: func(d *decision) *int { return &d.Version },
	columns: []column[decision]{
		textColumn("number", func(d *decision) *string { return &d.Number }),
		dayColumn("signed", func(d *decision) *calendarDay { return &d.Signed }),
		dayColumn("effective", func(d *decision) *calendarDay { return &d.Effective }),
		textColumn("title", func(d *decision) *string { return &d.Title }),
		listColumn("changes", func(d *decision) *[]procedure.Change { return &d.Changes }),
		boolColumn("published", func(d *decision) *bool { return &d.Published }),
		intColumn("edited_by", func(d *decision) *int64 { return &d.EditedBy }),
	},
})

// Procedures keeps the versions of procedures and the decisions that announce them.
type Procedures struct {
	DB         *db.DB
	References *References
}
