package store

import (
	"cchc/domain/audit"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store/book"
)

type flow = workflow.Version

var workflowBook = book.New(book.Book[flow]{
	Kind: audit.Workflow, Title: "Quy trình", Label: []string{"procedure", "name"}, Table: "workflow_version",
	ID:      func(w *flow) *int64 { return (*int64)(&w.ID) },
	Version: func(w *flow) *int { return &w.Version },
	Columns: []book.Column[flow]{
		book.Text("procedure", func(w *flow) *string { return &w.Procedure }),
		book.Int("case_no", func(w *flow) *int { return &w.Case }),
		book.Int("number", func(w *flow) *int { return &w.Number }),
		book.Text("name", func(w *flow) *string { return &w.Name }),
		book.Text("status", func(w *flow) *workflow.Status { return &w.Status }),
		book.Day("valid_from", func(w *flow) *calendarDay { return &w.From }),
		book.Day("until", func(w *flow) *calendarDay { return &w.Until }),
		book.Text("basis", func(w *flow) *string { return &w.Basis }),
		book.List("steps", func(w *flow) *[]workflow.Step { return &w.Steps }),
		book.Int("edited_by", func(w *flow) *int64 { return &w.EditedBy }),
		book.Text("returned", func(w *flow) *string { return &w.Returned }),
		book.Int("approved_by", func(w *flow) *int64 { return &w.ApprovedBy }),
	},
})

// Workflows keeps the versions of workflows.
type Workflows struct {
	DB         *db.DB
	References *References
}
