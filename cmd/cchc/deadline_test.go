package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"cchc/domain/refusal"
)

// deadline runs `cchc deadline` with flags; parse is an error of the flags, run of the rule.
func deadline(t *testing.T, inJSON bool, flags ...string) (out string, parse, run error) {
	t.Helper()
	var root struct {
		Deadline deadlineCmd `cmd:""`
	}
	parser, err := kong.New(&root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(append([]string{"deadline"}, flags...)); err != nil {
		return "", err, nil
	}
	var text bytes.Buffer
	err = root.Deadline.Run(&app{Out: &text, JSON: inJSON})
	return text.String(), nil, err
}

func answerOf(t *testing.T, flags ...string) dueAnswer {
	t.Helper()
	out, parse, run := deadline(t, true, flags...)
	var answer dueAnswer
	if parse != nil || run != nil || json.Unmarshal([]byte(out), &answer) != nil {
		t.Fatalf("%v: %q, %v, %v", flags, out, parse, run)
	}
	return answer
}

func TestTheCommandGivesEveryWorkedDeadline(t *testing.T) {
	file, err := os.Open("../../domain/calendar/testdata/deadline_vectors_dev.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	hours := map[string]string{"1": "8", "2": "16", "3": "24"}
	for _, row := range rows[1:] {
		id, received, n, day, at := row[0], row[1], row[2], row[4], row[5]
		a := answerOf(t, "--received", received, "--limit", n+" workdays")
		if *a.DueDay != day || a.DueAt != nil || len(a.Steps) < 3 {
			t.Errorf("%s: %+v", id, a)
		}
		a = answerOf(t, "--received", received, "--limit", hours[n]+" workhours")
		if *a.DueDay != day || *a.DueAt != at+":00+07:00" {
			t.Errorf("%s: due at %v, want %s", id, *a.DueAt, at)
		}
	}
}

func TestAPauseRestartsUnlessItSaysResume(t *testing.T) {
	for pause, want := range map[string]string{"": "2024-03-19", ":restart": "2024-03-19", ":resume": "2024-03-15"} {
		a := answerOf(t, "--received", "2024-03-04T02:00:00Z", "--limit", "5 workdays", "--pause", "2024-03-06T09:00/2024-03-12T10:00"+pause)
		if *a.DueDay != want {
			t.Errorf("%q: due %s, want %s", pause, *a.DueDay, want)
		}
	}
	if a := answerOf(t, "--received", "2024-03-04T09:00", "--limit", "5 workdays", "--pause", "2024-03-06T09:00/"); a.DueDay != nil || a.DueAt != nil {
		t.Errorf("an open pause has the due %v", *a.DueDay)
	}
}

func TestFlagsThatCannotBeReadAreErrorsOfUse(t *testing.T) {
	for _, flags := range [][]string{
		{"--limit", "5 workdays"},
		{"--received", "07/02/2024", "--limit", "5 workdays"},
		{"--received", "2024-02-07T16:00", "--limit", "5 weeks"},
		{"--received", "2024-02-07T16:00", "--limit", "5 days", "--pause", "2024-02-08T16:00"},
		{"--received", "2024-02-07T16:00", "--limit", "5 days", "--pause", "2024-02-08T16:00/now"},
	} {
		if _, parse, _ := deadline(t, false, flags...); parse == nil {
			t.Errorf("%v were taken", flags)
		}
	}
	_, _, run := deadline(t, false, "--received", "2024-02-07T16:00", "--limit", "5 days", "--pause", "2024-02-01T16:00/2024-02-02T16:00")
	if refusal.KindOf(run) != refusal.Invalid {
		t.Errorf("a pause before the receipt: %v", run)
	}
}

func TestACalendarFileTakesThePlaceOfTheNationalOne(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lich.csv")
	if err := os.WriteFile(name, []byte("date,effect,name_vi\n2024-03-05,OFF,Ngày hội làng\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, parse, run := deadline(t, false, "--received", "2024-03-04T09:00", "--limit", "1 workday", "--calendar", name)
	if parse != nil || run != nil || !strings.Contains(out, "Ngày hội làng") || !strings.Contains(out, "hết ngày 06/03/2024") {
		t.Errorf("%s%v, %v", out, parse, run)
	}
}
