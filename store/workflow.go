package store

import (
	"cchc/domain/audit"
	"cchc/domain/workflow"
	"cchc/kit/db"
)

type flow = workflow.Version

var workflowBook = newBook(book[flow]{
	kind: audit.Workflow, table: "workflow_version",
	id:      func(w *flow) *int64 { return (*int64)(&w.ID) },
	version: func(w *flow) *int { return &w.Version },
	columns: []column[flow]{
		textColumn("procedure", func(w *flow) *string { return &w.Procedure }),
		intColumn("case_no", func(w *flow) *int { return &w.Case }),
		intColumn("number", func(w *flow) *int { return &w.Number }),
		textColumn("name", func(w *flow) *string { return &w.Name }),
		textColumn("status", func(w *flow) *workflow.Status { return &w.Status }),
		dayColumn("valid_from", func(w *flow) *calendarDay { return &w.From }),
		dayColumn("until", func(w *flow) *calendarDay { return &w.Until }),
		textColumn("basis", func(w *flow) *string { return &w.Basis }),
		listColumn("steps", func(w *flow) *[]workflow.Step { return &w.Steps }),
		intColumn("edited_by", func(w *flow) *int64 { return &w.EditedBy }),
	},
})

// Workflows keeps the versions of workflows.
type Workflows struct {
	DB         *db.DB
	References *References
}
