package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store"
)

func TestADemoIsBuiltOnceAndTakenAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "demo.db")
	demo := func(scale string) (out, said string) {
		t.Helper()
		var o, e bytes.Buffer
		if code := run(t.Context(), []string{"--db", file, "demo", "--scale", scale, "--serve=false"}, &o, &e); code != exitOK {
			t.Fatalf("exit %d: %s", code, e.String())
		}
		return o.String(), e.String()
	}
	first, said := demo("0.0005")
	if !strings.Contains(said, "Đã dựng") || !strings.Contains(first, "quantri") {
		t.Errorf("the first run says %q, %q", first, said)
	}
	again, said := demo("0.0005")
	if strings.Contains(said, "Đã dựng") || again == first {
		t.Errorf("the second run says %q, %q", again, said)
	}
	var table, trouble bytes.Buffer
	if code := run(t.Context(), []string{"--db", file, "punctuality", "--year", "2022"}, &table, &trouble); code != exitOK || !strings.Contains(table.String(), "231") {
		t.Errorf("exit %d: %s%s", code, table.String(), trouble.String())
	}
	if code := run(t.Context(), []string{"--db", file, "verify"}, &table, &trouble); code != exitOK {
		t.Errorf("verify ends with %d: %s", code, trouble.String())
	}
}

func TestTheDemoNeverWritesIntoAnotherProvince(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tinh.db")
	s, err := store.Open(t.Context(), file, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.DB.Migrate(t.Context(), store.Migrations()); err != nil {
		t.Fatal(err)
	}
	root := orgunit.Unit{ID: 5, Code: "H56", Name: "Tỉnh khác", Level: orgunit.Province, Block: orgunit.Whole, From: calendar.MustDay("2020-01-01")}
	if err := s.Furnish(t.Context(), store.Furniture{Units: []orgunit.Unit{root}}, store.Moment{At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	var out, said bytes.Buffer
	if code := run(t.Context(), []string{"--db", file, "demo", "--serve=false"}, &out, &said); code != exitConflict || !strings.Contains(said.String(), "không phải bản mẫu") {
		t.Errorf("exit %d: %s", code, said.String())
	}
}
