package store_test

import (
	"bytes"
	"image"
	"image/png"
	"path/filepath"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/blob"
	"cchc/store/paper"
)

// papers gives the playground some papers, a result and where it served again.
func (p *playground) papers() {
	p.t.Helper()
	keys, err := blob.ParseKeys(blob.NewKeys())
	p.must(err)
	files := &blob.Folder{Dir: filepath.Join(p.t.TempDir(), "papers"), Keys: keys}
	p.must(files.Prepare())
	s := paper.New(p.s, files, func(n string) string { return keys.Digest("holder", n) })
	ctx, by := p.t.Context(), account.Stamp{By: 21, Unit: hillCommune, At: p.now}
	var picture bytes.Buffer
	p.must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 3))))
	d := p.dossiers[0]
	var last scan.Paper
	for range 3 {
		last, err = s.Take(ctx, scan.Add{Dossier: d.ID, Component: "Tờ khai", Name: "tờ khai.png", Origin: scan.Scanned}, last.ID, bytes.NewReader(picture.Bytes()), by)
		p.must(err)
	}
	kind, err := s.SaveKind(ctx, result.Kind{Name: "Giấy khai sinh", Pattern: "KS-{unit}-{n}", Stands: []string{"giấy khai sinh"}, From: calendar.MustDay("2020-01-01")}, by)
	p.must(err)
	for range 2 {
		r, err := s.Issue(ctx, result.Entry{Issue: result.Issue{Kind: kind, Dossier: d.ID, Issued: calendar.DayOf(p.now), Paper: last.ID}, Unit: hillCommune, Holder: result.Holder{Name: "Trần An", IDNo: "999186012345"}}, by)
		p.must(err)
		_, err = s.Reuse(ctx, result.Reuse{Result: r.ID, Component: r.Code, Dossier: d.ID, Purpose: "thử", Consent: true}, "999186012345", by)
		p.must(err)
	}
}
