package web_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/store"
	"cchc/store/paper"
	"cchc/web/papers"
)

// filed is a paper and a result of the stage's dossier.
type filed struct {
	kept   *paper.Papers
	paper  scan.ID
	result result.ID
}

// thing is what stands in the place of a wildcard.
func (f filed) thing(pattern string) string {
	switch {
	case strings.HasPrefix(pattern, "/papers/results/"):
		return fmt.Sprint(int64(f.result))
	case strings.HasPrefix(pattern, "/papers/kinds/"):
		return "new"
	}
	return fmt.Sprint(int64(f.paper))
}

func (s stage) filing() *papers.Room {
	return &papers.Room{
		Dossiers: s.Dossiers, Papers: s.filed.kept, Results: s.filed.kept, Names: store.Desk{Dossiers: s.Dossiers}.Names,
		Rules: func(ctx context.Context) (papers.Rules, error) { return s.References.Now(ctx) },
		Owner: func(*orgunit.Map) orgunit.ID { return s.unit },
	}
}

// file keeps a paper and a result of the dossier.
func (s stage) file(t *testing.T) filed {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	keys, err := blob.ParseKeys(blob.NewKeys())
	must(err)
	files := &blob.Folder{Dir: filepath.Join(t.TempDir(), "papers"), Keys: keys}
	must(files.Prepare())
	f := filed{kept: paper.New(s.Store, files, func(n string) string { return n })}
	by := account.Stamp{By: theAccount, Unit: s.unit, At: time.Now().Add(-time.Hour)}
	var picture bytes.Buffer
	must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))))
	p, err := f.kept.Take(t.Context(), scan.Add{Dossier: s.dossier, Origin: scan.Scanned, Name: "a.png"}, 0, &picture, by)
	must(err)
	kind, err := f.kept.SaveKind(t.Context(), result.Kind{Name: "Giấy phép", Pattern: "GP-{n}", From: calendar.MustDay("2020-01-01")}, by)
	must(err)
	r, err := f.kept.Issue(t.Context(), result.Entry{Issue: result.Issue{Kind: kind, Dossier: s.dossier, Issued: calendar.DayOf(by.At)}, Unit: s.unit}, by)
	must(err)
	f.paper, f.result = p.ID, r.ID
	return f
}
