package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/store"
)

// importCmd takes a file of another system in, all or nothing.
type importCmd struct {
	Kind   string `arg:"" enum:"orgunits,procedures,workflows,dossiers,calendar" help:"Loại dữ liệu: orgunits, procedures, workflows, dossiers, calendar."`
	File   string `arg:"" type:"existingfile" help:"Tệp XLSX hoặc CSV."`
	DryRun bool   `name:"dry-run" help:"Chỉ kiểm tra, không ghi gì."`
	Draft  bool   `help:"Thủ tục, quy trình vào dạng dự thảo để người thứ hai công bố."`
	From   string `placeholder:"NGÀY" help:"Ngày áp dụng của những quy trình mà tệp không ghi; mặc định là hôm nay."`
	Faults string `placeholder:"TỆP" help:"Ghi lại chính tệp đó với lỗi bên cạnh từng dòng."`
}

// Run imports and reports. Faults are exit 6, and nothing of the file is kept.
func (c *importCmd) Run(a *app) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	now := time.Now()
	job := intake.Job{
		Kind: intake.Kind(c.Kind), File: filepath.Base(c.File), Data: data, Dry: c.DryRun, Draft: c.Draft,
		From: calendar.DayOf(now), Progress: a.importProgress(),
	}
	if c.From != "" {
		if job.From, err = calendar.ParseDay(c.From); err != nil {
			return refusal.Wrong("from", "Ngày “%s” không đọc được; ví dụ đúng: 2026-01-31.", c.From)
		}
	}
	s, err := a.open()
	if err != nil {
		return err
	}
	defer s.Close()
	report, err := s.Imports().Import(a.ctx, job, account.Stamp{At: now})
	if err != nil {
		return err
	}
	if err := c.tell(a, s, job, report); err != nil {
		return err
	}
	if len(report.Faults) > 0 {
		return exitError{exitInvalid, errSaid}
	}
	return nil
}

// tell reports on stdout, and in a workbook where one was asked for.
func (c *importCmd) tell(a *app, s *store.Store, job intake.Job, report intake.Report) error {
	if c.Faults != "" && len(report.Lines()) > 0 {
		var book bytes.Buffer
		if err := s.Imports().WriteFaults(&book, job, report); err != nil {
			return err
		}
		if err := os.WriteFile(c.Faults, book.Bytes(), 0o600); err != nil {
			return err
		}
		a.say("Tệp có lỗi bên cạnh từng dòng: %s", c.Faults)
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(importAnswer(report, c.DryRun))
	}
	for _, title := range report.Unknown {
		a.say("Cột “%s” không dùng đến.", title)
	}
	out := tabwriter.NewWriter(a.Out, 0, 8, 2, ' ', 0)
	for _, part := range []struct {
		what string
		list refusal.List
	}{{"Lỗi", report.Faults}, {"Lưu ý", report.Warnings}} {
		for _, no := range part.list {
			fmt.Fprintf(out, "%s\tdòng %d\t%s\t%s\n", part.what, no.Row, report.Column(no), no.At(0).Error())
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	a.say("%s", importSentence(report, c.DryRun))
	return nil
}

func importSentence(r intake.Report, dry bool) string {
	switch {
	case r.Before:
		return "Tệp này đã được nhập trước đây, không nhập lại."
	case len(r.Faults) > 0:
		return fmt.Sprintf("%d dòng, %d lỗi: không nhập dòng nào.", r.Rows, len(r.Faults))
	case dry:
		return fmt.Sprintf("%d dòng đều đúng: có thể nhập %d %s, %d đã có sẵn.", r.Rows, r.Kept, r.Kind.Title(), r.Known)
	}
	return fmt.Sprintf("Đã nhập %d %s từ %d dòng, %d đã có sẵn.", r.Kept, r.Kind.Title(), r.Rows, r.Known)
}

// importFault is one fault or warning as scripts read it.
type importFault struct {
	Row     int    `json:"row"`
	Column  string `json:"column"` // as the template titles it, "" for the whole row
	Field   string `json:"field"`
	Message string `json:"message"`
}

func importAnswer(r intake.Report, dry bool) map[string]any {
	faults := func(list refusal.List) []importFault {
		all := []importFault{}
		for _, no := range list {
			all = append(all, importFault{no.Row, r.Column(no), no.Field, no.At(0).Error()})
		}
		return all
	}
	return map[string]any{
		"kind": r.Kind, "rows": r.Rows, "kept": r.Kept, "known": r.Known, "already": r.Before, "dry_run": dry,
		"faults": faults(r.Faults), "warnings": faults(r.Warnings), "unknown_columns": append([]string{}, r.Unknown...),
	}
}

// importProgress prints how far a long import is, on stderr, at most once a second.
func (a *app) importProgress() func(done, all int) {
	start := time.Now()
	last := start
	return func(done, all int) {
		if now := time.Now(); now.Sub(last) >= time.Second {
			last = now
			rate := float64(done) / now.Sub(start).Seconds()
			a.say("%d/%d, %.0f dòng/giây, còn khoảng %.0f giây", done, all, rate, float64(all-done)/rate)
		}
	}
}
