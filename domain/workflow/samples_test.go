package workflow_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/intake/intaketest"
	"cchc/domain/workflow"
)

// samples are seven real internal procedures, 62 steps, by procedure: the rows as a file of
// the import, and the time that the law allows in working days.
func samples(t *testing.T) (rows map[string]string, legal map[string]int) {
	f, err := os.Open("testdata/sample_internal_processes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows, legal = map[string]string{}, map[string]int{}
	for _, r := range all[1:] {
		days, _, _ := strings.Cut(r[2], " ")
		n, _ := strconv.Atoi(days)
		legal[r[0]] = n * workflow.WorkdayMinutes
		rows[r[0]] += strings.Join([]string{r[0], "", r[3], r[4], "", r[5], r[6], "", r[7], r[8], ""}, "|") + "\n"
	}
	return rows, legal
}

// tooLong are those whose steps add up to more than the law allows.
var tooLong = map[string]string{
	"TTHC-TINH-04": "1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → 9: 8,5 ngày làm việc", // of 7
	"TTHC-TINH-09": "1 → 2 → 3 → 4: 12 ngày làm việc",                      // of 10
}

func TestTheRealInternalProceduresAreReadAndThoseOverTheLegalTimeRefusedWithTheirPath(t *testing.T) {
	rows, legal := samples(t)
	if len(rows) != 7 {
		t.Fatalf("%d samples", len(rows))
	}
	for code, text := range rows {
		around := surroundings()
		around.Cases = func(string, calendar.Day) (map[string]int, bool) { return nil, true }
		around.Legal = func(string, int, calendar.Day) int { return legal[code] }
		list, err := workflow.Import(around, intaketest.Table(head+text))
		if err == nil {
			if data, err := list[0].BPMN(codes, laneName); err != nil {
				t.Errorf("%s cannot be drawn: %v", code, err)
			} else if back, err := workflow.ReadBPMN(data, codes); err != nil || len(back.Steps) != len(list[0].Steps) {
				t.Errorf("%s: %v", code, err)
			}
		}
		path, over := tooLong[code]
		if over != (err != nil) || over && !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", code, err)
		}
	}
}
