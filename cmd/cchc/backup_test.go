package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestACopyIsRestoredAndRehearsed(t *testing.T) {
	dir := t.TempDir()
	database, copied, back := filepath.Join(dir, "a.db"), filepath.Join(dir, "copy.db"), filepath.Join(dir, "b.db")
	command := func(want int, args ...string) {
		t.Helper()
		var out, errOut bytes.Buffer
		if got := run(t.Context(), args, &out, &errOut); got != want {
			t.Fatalf("%v = %d, want %d: %s%s", args, got, want, &out, &errOut)
		}
	}
	command(exitOK, "migrate", "--db", database)
	command(exitOK, "backup", copied, "--db", database)
	command(exitConflict, "backup", copied, "--db", database)
	command(exitConflict, "restore", copied, "--db", database)
	command(exitOK, "restore", copied, "--db", back)
	command(exitOK, "verify", "--db", back)
	command(exitNotFound, "restore", filepath.Join(dir, "none.db"), "--db", filepath.Join(dir, "c.db"))
	torn := filepath.Join(dir, "torn.db")
	if err := os.WriteFile(torn, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	command(exitFailure, "restore", torn, "--db", filepath.Join(dir, "d.db"))
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	command(exitOK, "drill", "--db", database)
	if left, _ := filepath.Glob(filepath.Join(dir, "cchc-drill-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
