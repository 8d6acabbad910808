package result

import (
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
)

// Query asks for a piece of the register, the newest first.
type Query struct {
	Units  []orgunit.ID // nil: every unit
	Kind   KindID       // 0: every kind
	State  State        // "": every state
	Paper  string       // "yes", "no" digitised, "" both
	From   calendar.Day // issued, 0 open
	To     calendar.Day
	Code   string // code or symbol as typed, "" all
	Holder string // digest of an identity number, "" all
	Before ID     // the page ends before it, 0 the first page
	Limit  int
}

// Listed is a row of the register with whose it is.
type Listed struct {
	Result
	Holder Holder
	File   string // code of the dossier, "" none
}

// Share is a part of a whole, per unit: digitised of to be digitised, reused of reusable.
type Share struct {
	Unit    orgunit.ID
	Part    int64
	Whole   int64
	Measure Measure
}

// Measure is one of the figures on papers.
type Measure string

const (
	Components Measure = "components" // components digitised of those handed in
	Results    Measure = "results"    // results digitised of those issued
	Reuses     Measure = "reuses"     // components reused of those that could be
)

// Measures in the order of pages.
var Measures = []Measure{Components, Results, Reuses}

// Title of a measure on pages.
func (m Measure) Title() string {
	return map[Measure]string{Components: "Thành phần hồ sơ đã số hóa", Results: "Kết quả đã số hóa", Reuses: "Thành phần dùng lại được đã dùng lại"}[m]
}

// Span asks for figures: of dossiers received, or results issued, from a day to a day.
type Span struct {
	Measure  Measure
	Units    []orgunit.ID // nil: every unit
	From, To calendar.Day
}

// Behind is a row behind a share: a dossier with its components, or one result.
type Behind struct {
	ID          int64
	Dossier     dossier.ID
	Code        string
	Unit        orgunit.ID
	Day         string // of receipt, or of issue
	Part, Whole int64
}

// Entry is a result to be entered, and whose it is.
type Entry struct {
	Issue
	Unit   orgunit.ID
	Holder Holder
}
