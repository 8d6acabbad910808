package store

import (
	"context"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

// Steps reads name and steps of one workflow from a workbook or CSV file in the columns of
// the import, for a draft that somebody looks at before keeping it; nothing is kept here. The
// file may call the procedure as it likes, but it must be one. Units are those of the day.
func (s Imports) Steps(ctx context.Context, file string, data []byte, of workflow.Version, on calendar.Day) (workflow.Version, error) {
	table, err := readFile(intake.Job{Kind: intake.Workflows, File: file, Data: data})
	if err != nil {
		return workflow.Version{}, err
	}
	refs, err := s.store.References.Now(ctx)
	if err != nil {
		return workflow.Version{}, err
	}
	rows, cases := rowsOf(table), map[string]int{}
	for _, row := range rows {
		if name := row.Get(workflow.ColumnCase); name != "" && cases[name] == 0 {
			cases[name] = len(cases) + 1
		}
	}
	list, err := workflow.Import(workflow.Surroundings{
		Units: refs.Units(), From: on,
		// Whatever procedure and cases are called, and however long the steps take: the
		// draft's own page says what does not fit.
		Code:  func(text string) (string, error) { return text, nil },
		Cases: func(string, calendar.Day) (map[string]int, bool) { return cases, true },
		Legal: func(string, int, calendar.Day) int { return 0 },
		NewID: func() workflow.ID { return 0 },
	}, rows)
	switch {
	case err != nil:
		return workflow.Version{}, err
	case len(list) != 1:
		return workflow.Version{}, refusal.Wrong("file", "Tệp có %d quy trình: mỗi lần chỉ nhập một quy trình vào dự thảo này, hoặc nhập cả tệp ở trang Nhập từ Excel.", len(list))
	}
	v := *list[0]
	if v.Name == "Quy trình "+v.Procedure {
		v.Name = of.Name
	}
	return workflow.Version{Name: v.Name, Basis: v.Basis, Steps: v.Steps}, nil
}
