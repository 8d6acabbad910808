package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/scan"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/paper"
)

// withPapers makes a database with two papers, and tells how their files are called.
func withPapers(t *testing.T, database string) (files []string) {
	t.Helper()
	s, err := store.Open(t.Context(), database, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := &app{Database: database, ctx: t.Context()}
	folder, err := a.files(s)
	if err != nil {
		t.Fatal(err)
	}
	papers := paper.New(s, folder, func(n string) string { return n })
	for n := range 2 {
		var picture bytes.Buffer
		png.Encode(&picture, image.NewGray(image.Rect(0, 0, n+1, 1)))
		p, err := papers.Take(t.Context(), scan.Add{Pending: "k", Origin: scan.Scanned}, 0, &picture, account.Stamp{By: 1, At: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(p.Content[:2], p.Content))
	}
	return files
}

func TestACopyTakesPapersAlongAndNamesThoseThatAreMissingOrChanged(t *testing.T) {
	dir := t.TempDir()
	database, copied, back := filepath.Join(dir, "a.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "b.db")
	command := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := run(t.Context(), args, &out, &out); got != want {
			t.Fatalf("%v = %d, want %d: %s", args, got, want, &out)
		}
		return out.String()
	}
	command(exitOK, "migrate", "--db", database)
	files := withPapers(t, database)
	command(exitOK, "backup", copied, "--db", database)
	command(exitOK, "drill", "--db", database)
	keys := []string{"--paper-keys", database + ".papers.key"}
	command(exitNotFound, "restore", copied+"x", "--db", back)
	command(exitOK, "restore", copied, "--db", back)
	command(exitOK, append(keys, "verify", "--db", back)...)
	command(exitNotFound, "verify", "--db", back) // without its keys
	here := filepath.Join(back+".papers", files[0])
	raw, _ := os.ReadFile(here)
	raw[len(raw)-1] ^= 1
	if err := os.WriteFile(here, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(back+".papers", files[1])); err != nil {
		t.Fatal(err)
	}
	said := command(exitTampered, append(keys, "verify", "--db", back)...)
	if !strings.Contains(said, "đã bị thay đổi: "+filepath.Base(files[0])) || !strings.Contains(said, "không còn: "+filepath.Base(files[1])) {
		t.Error(said)
	}
	if err := os.WriteFile(filepath.Join(copied+".papers", files[0]), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	command(exitInvalid, "restore", copied, "--db", filepath.Join(dir, "c.db"))
	if left, _ := filepath.Glob(filepath.Join(dir, "c.db*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := os.Remove(database + ".papers.key"); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), database, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := (&app{Database: database, ctx: t.Context()}).files(s); exitCode(t.Context(), err) != exitNotFound {
		t.Errorf("made new keys although papers are kept: %v", err)
	}
}
