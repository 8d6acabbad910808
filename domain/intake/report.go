package intake

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Kind is what a file holds.
type Kind string

const (
	Units      Kind = "orgunits"
	Procedures Kind = "procedures"
	Workflows  Kind = "workflows"
	Dossiers   Kind = "dossiers"
	Calendar   Kind = "calendar"
)

// Title is what the rows of the file are.
func (k Kind) Title() string {
	return map[Kind]string{
		Units: "đơn vị", Procedures: "thủ tục", Workflows: "quy trình", Dossiers: "hồ sơ", Calendar: "ngày của lịch",
	}[k]
}

// Job is a file to take in.
type Job struct {
	Kind     Kind
	File     string // its name, for messages and the trace
	Data     []byte
	Dry      bool         // look, keep nothing
	Draft    bool         // procedures and workflows become drafts that a second person publishes
	From     calendar.Day // from when workflows apply whose rows do not say
	Progress func(done, all int)
}

// Report is what became of a file. Nothing of it was kept when there are faults.
type Report struct {
	Kind     Kind
	Rows     int
	Kept     int  // new subjects
	Known    int  // subjects that were there already, word for word
	Before   bool // this very file was taken in before: nothing was done again
	Faults   refusal.List
	Warnings refusal.List
	Unknown  []string          // titles that belong to no column
	Titles   map[string]string // of columns, as the template writes them
}

// Column is the title of the column that a refusal is about, "" for the row.
func (r *Report) Column(no *refusal.Refusal) string { return r.Titles[no.Field] }

// Lines are the sentences by row for the workbook that goes back: faults, then warnings.
func (r *Report) Lines() map[int][]string {
	lines := map[int][]string{}
	for _, list := range []refusal.List{r.Faults, r.Warnings} {
		for _, no := range list {
			text := no.At(0).Error()
			if title := r.Column(no); title != "" {
				text = title + ": " + text
			}
			lines[no.Row] = append(lines[no.Row], text)
		}
	}
	return lines
}
