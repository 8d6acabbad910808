package desk_test

import (
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/browser"
)

func TestThreePeopleAtThreeWindowsBringADossierToItsEnd(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	code := h.received()
	oanh, bao, tri := b.Tab(t, h.base), b.Tab(t, h.base), b.Tab(t, h.base)
	h.now = at("2023-01-03T08:00")
	h.in(bao, "bao", "/desk/work?tab=free")
	bao.Click(`input[value="` + code + `:1"]`)
	bao.PressOn("N") // take over what is ticked
	if said := bao.Text("main"); !strings.Contains(said, "Nhận xử lý") {
		t.Errorf("taken over: %s", said)
	}
	for range 2 {
		bao.Go(dossiers + code)
		bao.PressOn("Ctrl+Enter")
	}
	if d := h.file(code); d.Open[0].Step != 2 {
		t.Fatalf("completed, and at step %d", d.Open[0].Step)
	}
	bao.Go(dossiers + code)
	bao.PressOn("Ctrl+Enter")
	h.in(tri, "tri", dossiers+code)
	tri.ClickOn(`a[href$="/finish"]`)
	tri.Type("#f-result", "125/GPXD")
	tri.PressOn("Ctrl+Enter")
	h.in(oanh, "oanh", "/desk/return")
	oanh.Type("#f-code", "https://motcua.anson.example/track/"+code+"?s=abc")
	oanh.PressOn("Enter")
	if !strings.HasSuffix(oanh.Path(), code+"/hand-over") {
		t.Fatalf("the code leads to %s", oanh.Path())
	}
	oanh.Click("#f-identity")
	oanh.PressOn("Ctrl+Enter")
	if d := h.file(code); d.State != dossier.Issued || d.Outcome != dossier.Early {
		t.Errorf("in the end %s, %s", d.State, d.Outcome)
	}
}
