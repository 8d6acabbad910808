package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/refusal"
	"cchc/store"
)

// verifyCmd looks for everything that was changed behind the program's back. It only reads,
// and work may go on meanwhile.
type verifyCmd struct {
	KeyFile   string   `name:"key-file" env:"CCHC_KEY_FILE" help:"Tệp khóa ký nhật ký; mặc định nằm cạnh tệp SQLite."`
	PublicKey []string `name:"public-key" sep:"none" placeholder:"KEY" help:"Khóa công khai của nhật ký, thay cho tệp khóa. Có thể ghi nhiều lần nếu đã thay khóa."`
	Against   []string `type:"existingfile" placeholder:"FILE" help:"Điểm niêm phong đã giữ ở nơi khác: chỉ nó cho thấy nhật ký bị cắt cụt. Có thể ghi nhiều lần."`
	Keep      string   `type:"path" placeholder:"FILE" help:"Khi không có gì sai, chép điểm niêm phong cuối ra tệp này để giữ ở nơi khác."`
}

// Run verifies and tells what was found; then the exit code is 3.
func (c *verifyCmd) Run(a *app) error {
	s, err := a.openReading()
	if err != nil {
		return err
	}
	defer s.Close()
	verifier, err := c.verifier(a, s)
	if err != nil {
		return err
	}
	held, err := c.held(verifier)
	if err != nil {
		return err
	}
	report, err := store.Verify(a.ctx, s, store.Verification{Verifier: verifier, Held: held, Progress: a.progress})
	if err != nil {
		return err
	}
	if err := a.checkPapers(a.ctx, s, &report); err != nil {
		return err
	}
	if a.JSON {
		err = json.NewEncoder(a.Out).Encode(verifyJSON(report))
	} else {
		err = printReport(a, report)
	}
	if err == nil && !report.OK() {
		return exitError{exitTampered, errSaid}
	}
	if err == nil && c.Keep != "" {
		err = keepCheckpoint(a, s, c.Keep)
	}
	return err
}

func keepCheckpoint(a *app, s *store.Store, file string) error {
	note, err := s.LastCheckpoint(a.ctx)
	if err != nil {
		return err
	}
	if note == nil {
		return refusal.Missing("Nhật ký chưa có điểm niêm phong nào để giữ.")
	}
	return os.WriteFile(file, note, 0o644)
}

// verifier takes the public keys given, or the key file's. A log without a checkpoint
// needs neither.
func (c *verifyCmd) verifier(a *app, s *store.Store) (*audit.Verifier, error) {
	if len(c.PublicKey) > 0 {
		name, _, _ := strings.Cut(c.PublicKey[0], "+")
		verifier, err := audit.NewVerifier(name, c.PublicKey...)
		if err != nil {
			return nil, refusal.Wrong("public-key", "Khóa công khai không đọc được: %v.", err)
		}
		return verifier, nil
	}
	file := keyFile(c.KeyFile, a.Database)
	signer, err := readKey(file)
	if err == nil {
		if !a.JSON {
			a.say("Khóa công khai của nhật ký: %s", signer.PublicKey())
		}
		return signer.Verifier(), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	sealed, err := s.HasCheckpoint(a.ctx)
	if err == nil && sealed {
		err = missingKey(file)
	}
	if err != nil {
		return nil, err
	}
	return audit.NewVerifier(logName)
}

// held reads the checkpoints that were kept elsewhere.
func (c *verifyCmd) held(verifier *audit.Verifier) ([]audit.Checkpoint, error) {
	var list []audit.Checkpoint
	for _, name := range c.Against {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		point, err := verifier.Open(text)
		if err != nil {
			return nil, refusal.Wrong("against", "Tệp %s không phải điểm niêm phong của nhật ký này.", name)
		}
		list = append(list, point)
	}
	return list, nil
}

func (a *app) progress(events int64) {
	const often = 250_000
	if !a.JSON && events%often == 0 {
		a.say("Đã đọc %d sự kiện …", events)
	}
}

func printReport(a *app, r store.Report) error {
	for _, f := range r.Findings {
		if _, err := fmt.Fprintf(a.Out, "%s: %s\n", f.Table, f.Text); err != nil {
			return err
		}
	}
	if more := r.Found - int64(len(r.Findings)); more > 0 {
		fmt.Fprintf(a.Out, "… và %d điều nữa.\n", more)
	}
	end := "không có gì bị sửa, xóa hay chèn thêm"
	if !r.OK() {
		end = fmt.Sprintf("%d điều không khớp", r.Found)
	}
	_, err := fmt.Fprintf(a.Out, "Đã kiểm tra %d sự kiện, %d trong nhật ký đã niêm phong, %d điểm niêm phong: %s.\n", r.Events, r.Leaves, r.Checkpoints, end)
	return err
}

// verifyAnswer is the JSON of a report. Found counts what is beyond the findings listed.
type verifyAnswer struct {
	OK          bool            `json:"ok"`
	Events      int64           `json:"events"`
	Leaves      int64           `json:"leaves"`
	Checkpoints int64           `json:"checkpoints"`
	Found       int64           `json:"found"`
	Findings    []verifyFinding `json:"findings"`
}

type verifyFinding struct {
	Table string `json:"table"`
	Row   string `json:"row"`
	Text  string `json:"text"`
}

func verifyJSON(r store.Report) verifyAnswer {
	answer := verifyAnswer{r.OK(), r.Events, r.Leaves, r.Checkpoints, r.Found, []verifyFinding{}}
	for _, f := range r.Findings {
		answer.Findings = append(answer.Findings, verifyFinding(f))
	}
	return answer
}
