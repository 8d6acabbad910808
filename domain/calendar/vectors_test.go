package calendar_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	. "cchc/domain/calendar"
)

func readTable(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range table[1:] {
		row := map[string]string{}
		for i, name := range table[0] {
			row[strings.TrimSpace(strings.SplitN(name, "(", 2)[0])] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// at reads local wall-clock time.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	instant, err := time.ParseInLocation("2006-01-02T15:04", s, Local)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

func TestEveryWorkedDeadlineComesOut(t *testing.T) {
	rows := readTable(t, "deadline_vectors_dev.csv")
	if len(rows) == 0 {
		t.Fatal("no vectors")
	}
	for _, row := range rows {
		t.Run(row["id"], func(t *testing.T) {
			n, err := strconv.Atoi(row["amount"])
			if err != nil || row["unit"] != "ngày làm việc" {
				t.Fatalf("unknown limit %q %q", row["amount"], row["unit"])
			}
			received := at(t, row["received_at"])
			byDay, _, err := Standard().Due(received, Limit{n, WorkDays})
			if err != nil || byDay.Day.String() != row["due_date_if_day_counting"] || !byDay.At.IsZero() {
				t.Errorf("by days due %v, %v; want %s (%s)", byDay, err, row["due_date_if_day_counting"], row["why"])
			}
			byHour, _, err := Standard().Due(received, Limit{n * 8, WorkHours})
			if want := at(t, row["due_at_if_hour_counting"]); err != nil || !byHour.At.Equal(want) {
				t.Errorf("by hours due %v, %v; want %v (%s)", byHour, err, want, row["why"])
			}
		})
	}
}

// ruleCases are the rows of deadline_rule_cases.csv that the calendar answers. want
// is the due day; words must stand in the row, so that row and case stay together.
var ruleCases = map[string]struct {
	received, limit string
	pause           []string // from, to
	rule            PauseRule
	want, words     string
}{
	"P01": {received: "2026-01-05T14:59", limit: "0 workdays", want: "2026-01-05", words: "14:59"},
	"P02": {received: "2026-01-05T15:01", limit: "0 workdays", want: "2026-01-06", words: "15:01"},
	"P03": {received: "2026-02-13T15:01", limit: "0 workdays", want: "2026-02-23", words: "Fri 13/02/2026"},
	"P04": {received: "2024-03-04T09:00", limit: "5 workdays", pause: []string{"2024-03-06T09:00", "2024-03-12T10:00"}, rule: Restart, want: "2024-03-19", words: "2024-03-12T10:00"},
	"P05": {received: "2024-03-04T09:00", limit: "5 workdays", pause: []string{"2024-03-06T09:00", "2024-03-12T10:00"}, rule: Resume, want: "2024-03-15", words: "same as P04"},
	"P15": {received: "2024-03-02T10:00", limit: "2 workdays", want: "2024-03-05", words: "Saturday 2024-03-02, 2 working days"},
}

// elsewhere are the rows that other packages answer; P08 and P14 are here below.
const elsewhere = "P06 P07 P08 P09 P10 P11 P12 P13 P14 P16"

func TestEveryDecidedRuleCaseComesOut(t *testing.T) {
	for _, row := range readTable(t, "deadline_rule_cases.csv") {
		c, here := ruleCases[row["id"]]
		if !here {
			if !strings.Contains(elsewhere, row["id"]) {
				t.Errorf("nobody answers %s: %s", row["id"], row["situation"])
			}
			continue
		}
		if !strings.Contains(row["situation"], c.words) {
			t.Errorf("%s is about %q now", row["id"], row["situation"])
		}
		limit, err := ParseLimit(c.limit)
		if err != nil {
			t.Fatal(err)
		}
		var pauses []Pause
		if c.pause != nil {
			pauses = append(pauses, Pause{at(t, c.pause[0]), at(t, c.pause[1]), c.rule})
		}
		due, _, err := Standard().Due(at(t, c.received), limit, pauses...)
		if err != nil || due.Day.String() != c.want {
			t.Errorf("%s: due %v, %v; want %s", row["id"], due, err, c.want)
		}
	}
}

func TestThreeOClockSharpIsInTimeAndOneSecondLaterIsNot(t *testing.T) {
	sharp := at(t, "2026-01-05T15:00")
	for after, want := range map[time.Duration]string{0: "2026-01-05", time.Second: "2026-01-06"} {
		if due := Standard().DueOnly(sharp.Add(after), Limit{0, WorkDays}); due.Day.String() != want {
			t.Errorf("%v after 15:00 due %v, want %s", after, due.Day, want)
		}
	}
}

func TestAFinishAfterHoursOnTheDueDayIsOnTime(t *testing.T) { // P08
	due := Due{Day: MustDay("2024-03-07")}
	for finished, want := range map[string]Outcome{
		"2024-03-07T18:05": OnTime, "2024-03-07T23:59": OnTime, "2024-03-07T00:00": OnTime,
		"2024-03-06T23:59": Early, "2024-03-08T00:00": Late,
	} {
		if got := due.Lateness(at(t, finished)); got != want {
			t.Errorf("finished %s: %v, want %v", finished, got, want)
		}
	}
}

func TestASwapDecidedLaterShowsInTheDiffAndMovesTheDue(t *testing.T) { // P14
	var before []Mark
	for _, m := range Standard().Marks() {
		if day := m.Day.String(); day != "2026-01-02" && day != "2026-01-10" {
			before = append(before, m)
		}
	}
	old, err := New(1, before)
	if err != nil {
		t.Fatal(err)
	}
	days := Diff(old, Standard())
	if len(days) != 2 || days[0].String() != "2026-01-02" || days[1].String() != "2026-01-10" {
		t.Errorf("the swap changed %v", days)
	}
	received := at(t, "2025-12-30T09:00")
	if a, b := old.DueOnly(received, Limit{2, WorkDays}), Standard().DueOnly(received, Limit{2, WorkDays}); a.Day.String() != "2026-01-02" || b.Day.String() != "2026-01-05" {
		t.Errorf("due %v before the swap and %v after", a.Day, b.Day)
	}
}
