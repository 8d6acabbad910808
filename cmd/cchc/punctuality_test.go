package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/figure"
	"cchc/kit/db"
	"cchc/store"
)

func TestPunctualityAnswersAsTheContractSays(t *testing.T) {
	lines := []figure.Line{{Key: "tinh", Name: "Cấp tỉnh", Level: "tinh", Tally: figure.Tally{Early: 141, OnDay: 70000, Late: 96}}}
	period, err := figure.Words{Year: "2022"}.Period(time.Date(2023, 1, 5, 9, 0, 0, 0, calendar.Local))
	if err != nil {
		t.Fatal(err)
	}
	table := punctualityTable{figure.FormulaFinished, figure.Published, period, everyLevel(lines)}
	text, err := json.Marshal(table.answer())
	if err != nil {
		t.Fatal(err)
	}
	want := `{"formula":"finished","rounding":"truncate","decimals":1,"from":"2022-01-01","to":"2022-12-31","as_of":"2023-01-05T09:00:00+07:00","rows":[` +
		`{"key":"tinh","name":"Cấp tỉnh","finished":70237,"on_time":70141,"early":141,"late":96,"numerator":70141,"denominator":70237,"percent":"99.8"},` +
		`{"key":"huyen","name":"Cấp huyện","finished":0,"on_time":0,"early":0,"late":0,"numerator":0,"denominator":0,"percent":null},` +
		`{"key":"xa","name":"Cấp xã","finished":0,"on_time":0,"early":0,"late":0,"numerator":0,"denominator":0,"percent":null}]}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestPunctualityOfAnEmptyDatabaseIsNeitherAllNorNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.db")
	s, err := store.Open(t.Context(), file, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--year", "2022"}, exitOK, "không phát sinh"},
		{[]string{"--year", "2022", "--formula", "workload", "--by", "unit"}, exitOK, "Theo khối lượng"},
		{[]string{"--json", "--from", "2022-01-01", "--to", "2022-01-31", "--rounding", "half-up"}, exitOK, `"percent":null`},
		{[]string{"--year", "2022", "--from", "2022-01-01"}, exitUsage, "Chọn một kỳ"},
		{[]string{"--year", "2022", "--decimals", "9"}, exitUsage, "0 đến 6"},
		{[]string{"--year", "2022", "--rounding", "up"}, exitUsage, "rounding"},
	} {
		var out, errOut bytes.Buffer
		code := run(t.Context(), append([]string{"--db", file, "punctuality"}, c.args...), &out, &errOut)
		if code != c.code || !strings.Contains(out.String()+errOut.String(), c.says) {
			t.Errorf("%v = %d, %s%s", c.args, code, &out, &errOut)
		}
	}
}
