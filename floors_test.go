// Package cchc_test enforces docs/architecture.md: who may import whom, how large a file
// may be, and that each table is written from one file only.
package cchc_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors lists, for each top folder, the folders it may stand on.
var floors = map[string][]string{
	"kit":    {"kit"},
	"domain": {"domain"},
	"store":  {"store", "domain", "kit"},
	"web":    {"web", "domain", "kit"},
	"link":   {"link", "domain", "kit"},
	"demo":   {"demo", "store", "domain", "kit"},
	"bench":  {"bench", "demo", "store", "domain", "kit"},
	"cmd":    {"cmd", "bench", "demo", "web", "link", "store", "domain", "kit"},
}

// What the rules may use beside the standard library: pure kits, and the log's own maths.
var pure = []string{"cchc/kit/vntext", "cchc/kit/formula", "golang.org/x/mod/sumdb/tlog", "golang.org/x/mod/sumdb/note"}

// world is the part of the standard library that rules do not touch.
var world = []string{"database/sql", "net", "net/http", "os", "os/exec", "html/template", "text/template", "log", "log/slog"}

// base packages are below work, work is below measure; between work packages only
// dossier → procedure → workflow.
var storeys = map[string]int{
	"refusal": 0, "calendar": 1, "intake": 1, "audit": 1, "orgunit": 1, "account": 1,
	"workflow": 2, "procedure": 2, "queue": 2, "certify": 2, "dossier": 3, "review": 4, "rehearsal": 4, "payment": 3, "postal": 4, "notify": 3, "scan": 3, "result": 3, "figure": 2, "lateness": 3, "quality": 4,
}

type listed struct {
	ImportPath, Dir string
	Imports         []string
}

func packages(t *testing.T) (list []listed) {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// inside is a path without the module's name; ok is false for other modules.
func inside(path string) (rest string, ok bool) { return strings.CutPrefix(path, "cchc/") }

func top(path string) string { name, _, _ := strings.Cut(path, "/"); return name }

func TestImportsGoDownOnly(t *testing.T) {
	for _, p := range packages(t) {
		from, ok := inside(p.ImportPath)
		if !ok {
			continue
		}
		for _, imported := range p.Imports {
			to, ours := inside(imported)
			switch {
			case ours && top(from) == "domain" && slices.Contains(pure, imported):
			case ours && !slices.Contains(floors[top(from)], top(to)):
				t.Errorf("%s may not import %s: %s stands on %v", from, to, top(from), floors[top(from)])
			case top(from) == "domain" && slices.Contains(world, imported):
				t.Errorf("%s imports %s: rules do not touch the world", from, imported)
			case top(from) == "domain" && !ours && strings.Contains(imported, ".") && !slices.Contains(pure, imported):
				t.Errorf("%s imports %s: rules need only the standard library", from, imported)
			case ours && top(from) == "domain" && top(to) == "domain":
				below(t, from, to)
			}
		}
	}
}

func below(t *testing.T, from, to string) {
	a, b := top(strings.TrimPrefix(from, "domain/")), top(strings.TrimPrefix(to, "domain/"))
	for _, name := range []string{a, b} {
		if _, known := storeys[name]; !known {
			t.Errorf("domain/%s has no storey: say in floors_test.go where it stands", name)
		}
	}
	if storeys[b] > storeys[a] {
		t.Errorf("domain/%s may not import domain/%s: base ← work ← measure", a, b)
	}
	if a == "figure" && storeys[b] >= 2 {
		t.Errorf("domain/figure may not import domain/%s: measure stands on base", b)
	}
}

// sources are the program's own files, without tests and vendored assets.
func sources(t *testing.T, suffix string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && path != "." || e.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !e.IsDir() && strings.HasSuffix(path, suffix) {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	var lengths []int
	for _, path := range sources(t, ".go") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n := bytes.Count(text, []byte("\n"))
		if n > 600 {
			t.Errorf("%s has %d lines, more than 600", path, n)
		}
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		lengths = append(lengths, n)
		if n > 350 {
			t.Errorf("%s has %d lines, more than 350", path, n)
		}
		functions(t, path, text)
	}
	slices.Sort(lengths)
	if median := lengths[len(lengths)/2]; median > 120 {
		t.Errorf("half of the files have more than %d lines; 120 is the aim", median)
	}
}

func functions(t *testing.T, path string, text []byte) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := set.Position(f.End()).Line - set.Position(f.Pos()).Line; n > 75 {
			t.Errorf("%s: %s has %d lines, more than 75", path, f.Name.Name, n)
		}
		if n := f.Type.Params.NumFields(); n > 6 {
			t.Errorf("%s: %s has %d parameters: make it a struct", path, f.Name.Name, n)
		}
	}
}

var writes = regexp.MustCompile(`(?i)(?:INSERT INTO|UPDATE|DELETE FROM)\s+([a-z_]+)\b`)

// The bulk path fills several tables at once; a test proves it equal to the files that own them.
func TestEachTableIsWrittenFromOneFile(t *testing.T) {
	from := map[string][]string{}
	for _, path := range sources(t, ".go") {
		if strings.HasSuffix(path, "_test.go") || !strings.HasPrefix(path, "store/") || path == filepath.Join("store", "bulk.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range writes.FindAllStringSubmatch(string(text), -1) {
			table := strings.ToLower(m[1])
			if table != "set" && !slices.Contains(from[table], path) {
				from[table] = append(from[table], path)
			}
		}
	}
	for table, files := range from {
		if len(files) > 1 {
			t.Errorf("table %s is written from %v", table, files)
		}
	}
	if len(from) < 5 {
		t.Errorf("only %d tables found: the test has gone blind", len(from))
	}
}
