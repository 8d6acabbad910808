package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/kit/db"
	"cchc/kit/pgserver"
	"cchc/store"
)

// told runs a command line and gives its exit code and both streams together.
func told(t *testing.T, args ...string) (code int, text string) {
	t.Helper()
	var both bytes.Buffer
	code = run(t.Context(), args, &both, &both)
	return code, both.String()
}

// visit is a doctor's visit, with the state of each thing.
func visit(t *testing.T, database string) (code int, of map[string]finding) {
	t.Helper()
	var out, errOut bytes.Buffer
	code = run(t.Context(), []string{"--db", database, "--json", "doctor"}, &out, &errOut)
	var answer struct{ Findings []finding }
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatalf("%q, %q: %v", out.String(), errOut.String(), err)
	}
	of = map[string]finding{}
	for _, f := range answer.Findings {
		of[f.Name] = f
		if f.State != well && f.Mend == "" {
			t.Errorf("%s is %s and has no mend", f.Name, f.State)
		}
	}
	return code, of
}

func migrated(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "khỏe.db")
	if code, text := told(t, "--db", file, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	return file
}

func TestAHealthyDatabaseHasNothingWrong(t *testing.T) {
	file := migrated(t)
	if err := os.WriteFile(strings.TrimSuffix(file, ".db")+"-20240304.db", []byte("copy"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, of := visit(t, file)
	if code != exitOK {
		t.Errorf("exit %d", code)
	}
	for name, f := range of {
		if f.State != well && name != "Dung lượng đĩa" {
			t.Errorf("%s: %s, %s", name, f.State, f.Found)
		}
	}
	for _, name := range []string{"Lược đồ", "Thiết đặt journal_mode", "Thiết đặt synchronous", "Khóa ký nhật ký", "Phông chữ", "Múi giờ", "Sao lưu"} {
		if of[name].State != well {
			t.Errorf("%s: %+v", name, of[name])
		}
	}
}

func TestWhatIsWrongIsNamedWithItsMend(t *testing.T) {
	file := migrated(t)
	open := filepath.Join(t.TempDir(), "mới.db")
	handle, err := db.Open(t.Context(), open, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	handle.Close()
	key := file + ".key"
	if err := makeKey(key); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(filepath.Dir(file), "khỏe.db.bak")
	if err := os.WriteFile(old, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(old, time.Time{}, time.Now().AddDate(0, 0, -3)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		database, name, mend string
		how                  state
		code                 int
	}{
		{open, "Lược đồ", "cchc migrate", wrong, exitFailure},
		{file, "Khóa ký nhật ký", "chmod 600", wrong, exitFailure},
		{file, "Sao lưu", "mỗi ngày", notice, exitFailure},
		{file + ".none", "Cơ sở dữ liệu", "cchc serve", notice, exitOK},
		{"host=" + t.TempDir() + " password=bí-mật", "Cơ sở dữ liệu", "CCHC_DB", wrong, exitAway},
	} {
		code, of := visit(t, c.database)
		if f := of[c.name]; code != c.code || f.State != c.how || !strings.Contains(f.Mend, c.mend) {
			t.Errorf("%s, %s: exit %d, %+v", c.database, c.name, code, f)
		}
		for _, f := range of {
			if strings.Contains(f.Found, "bí-mật") {
				t.Errorf("the password is printed: %+v", f)
			}
		}
	}
}

func TestAServerThatForgetsInACrashIsWrong(t *testing.T) {
	server := startServer(t, pgserver.Options{})
	if server == nil {
		return
	}
	address := server.Address("postgres")
	if code, text := told(t, "--db", address, "migrate"); code != exitOK {
		t.Fatal(text)
	}
	code, of := visit(t, address)
	if code != exitFailure || of["Thiết đặt fsync"].State != wrong || of["Thiết đặt synchronous_commit"].State != wrong || of["Đồng hồ cơ sở dữ liệu"].State != well {
		t.Errorf("exit %d, %+v", code, of)
	}
}

func TestEventsThatWaitLongAreNoticed(t *testing.T) {
	file := migrated(t)
	s, err := store.Open(t.Context(), file, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Furnish(t.Context(), office(), store.Moment{At: time.Now().AddDate(0, 0, -1)}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, of := visit(t, file); of["Niêm phong nhật ký"].State != notice {
		t.Errorf("%+v", of["Niêm phong nhật ký"])
	}
}
