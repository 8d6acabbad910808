package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryLookUpByKeyIsSaidInTheWordsOfItsIndex(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if _, asked, found := strings.Cut(line, "FROM event "+"WHERE key = $1"); found && !strings.HasPrefix(asked, " AND key <> ''") {
				t.Errorf("%s reads every event: %s", name, strings.TrimSpace(line))
			}
		}
	}
}
