package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/browser"
)

// TestTwoAgenciesAtOnceAndBackInChromium is one dossier with four people: consulted, both
// answer, joined, finished.
func TestTwoAgenciesAtOnceAndBackInChromium(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	code := h.received()
	path := dossiers + code
	bao, thue, so, tri := b.Tab(t, h.base), b.Tab(t, h.base), b.Tab(t, h.base), b.Tab(t, h.base)
	h.now = at("2023-01-03T08:00")
	h.in(bao, "bao", path)
	bao.PressOn("Ctrl+Enter") // take over
	bao.Go(path)
	bao.ClickOn(`a[href$="/consult"]`)
	bao.Look("consult")
	bao.Choose("#f-unit1", fmt.Sprint(int(tax)))
	bao.Type("#f-content1", "Xác định nghĩa vụ tài chính")
	bao.Choose("#f-unit2", fmt.Sprint(int(building)))
	bao.Type("#f-content2", "Có phù hợp quy hoạch không?")
	bao.ClickOn("button.btn.go")
	if d := h.file(code); len(d.Waiting()) != 2 {
		t.Fatalf("asked, and at %s: %s", bao.Path(), bao.Text("main"))
	}
	h.now = at("2023-01-04T08:00")
	for tab, login := range map[*browser.Tab]string{thue: "thue", so: "so"} {
		h.in(tab, login, "/desk/work?tab=asked")
		tab.Look("asked-" + login)
		tab.ClickOn(`th[scope=row] a[href^="` + dossiers + `"]`)
		tab.ClickOn(`a[href$="/answer"]`)
		tab.Type("#f-text", "Đã xem hồ sơ")
		tab.ClickOn("button.btn.go")
	}
	h.now = at("2023-01-05T08:00")
	bao.Go(path)
	bao.Look("answered")
	if said := bao.Text("main"); !strings.Contains(said, "Đã xem hồ sơ") || !strings.Contains(said, "Thời gian từng cơ quan") {
		t.Errorf("after both answers: %s", said)
	}
	bao.PressOn("Ctrl+Enter") // the step joins and goes on
	for range 2 {             // take over and complete the next
		bao.Go(path)
		bao.PressOn("Ctrl+Enter")
	}
	h.in(tri, "tri", "/desk/away")
	tri.Look("away")
	tri.Go(path)
	tri.ClickOn(`a[href$="/finish"]`)
	tri.ClickOn("button.btn.go")
	if d := h.file(code); d.Outcome != dossier.Early || len(d.Requests) != 2 || d.Requests[0].Last() == nil {
		t.Errorf("in the end %s with %+v", d.Outcome, d.Requests)
	}
}
