package design_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/web/layout"
)

func TestADiagramIsDrawnSavedApprovedAndLookedAt(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	s := set(t)
	s.did("2022-03-07T08:00")
	at := s.draft()
	tab := b.Tab(t, s.base)
	tab.Go("/as/an")
	tab.Go(at + "/draw")
	tab.Wait("#canvas .djs-palette")
	var warnings, watermark string
	tab.Eval(`document.querySelector("#canvas").dataset.warnings`, &warnings)
	tab.Eval(`String(!!document.querySelector(".bjs-powered-by"))`, &watermark)
	if warnings != "0" || watermark != "true" {
		t.Errorf("%s warnings, watermark %s", warnings, watermark)
	}
	bytes, requests := tab.Weight()
	t.Logf("the designer takes %d bytes in %d requests", bytes, requests)
	rename(tab)
	tab.Look("design-diagram")
	tab.Wide(1366)
	tab.ClickOn("#save")
	if f := s.flow(at); len(f.Steps) != 3 || f.Steps[0].Content != "Thẩm định, kiểm tra thực địa" || f.Steps[0].Minutes != 600 {
		t.Errorf("%+v", f)
	}
	for _, said := range tab.Complaints() {
		t.Error(said)
	}
	s.must(s.plays.Ask(t.Context(), s.flow(at).ID, "2022-03", nil, stamp()))
	s.must(s.plays.Play(t.Context(), strings.TrimPrefix(at, "/admin/workflows/")+" 2022-03", func() time.Time { return now }))
	s.looks(tab, at)
}

// rename changes words and time of the first step, by the fields beside the drawing.
func rename(tab *browser.Tab) {
	tab.Wide(1366)
	tab.Click(`[data-element-id="Step_1"] .djs-hit`)
	for id, text := range map[string]string{"#d-name": "Thẩm định, kiểm tra thực địa", "#d-time": "1,25"} {
		tab.Eval(`(() => { const el = document.querySelector("`+id+`"); el.value = "`+text+`"; el.dispatchEvent(new Event("change", { bubbles: true })); })()`, nil)
	}
}

// looks opens every page in both languages, at both widths.
func (s *stage) looks(tab *browser.Tab, at string) {
	pages := map[string]string{
		"list": "/admin/workflows", "none": "/admin/workflows?q=zzz", "one": at, "edit": at + "/edit", "compare": at + "/compare", "rehearsal": at + "/rehearsal", "draw": at + "/draw",
	}
	for name, path := range pages {
		for _, lang := range []string{"en", "vi"} {
			_, body := s.get("an "+lang, path)
			for _, fault := range htmlcheck.Faults(body) {
				s.Errorf("%s in %s: %s", name, lang, fault)
			}
		}
		if name == "draw" {
			continue // looked at while it was drawn upon
		}
		tab.Wide(1366)
		tab.Go(path)
		if bytes, requests := tab.Weight(); bytes > 80_000 || requests > 8 {
			s.Errorf("%s takes %d bytes in %d requests", name, bytes, requests)
		}
		tab.Look("design-" + name)
	}
	form := table(1, "9", "mai")
	form.Set("asks", "1")
	s.post("an en", at+"/edit", form)
	tab.Wide(1366)
	tab.Go(at + "/edit")
	tab.Type(`[name="steps.0.time"]`, "9")
	tab.ClickOn(`button[name=add][value=asks]`)
	tab.Look("design-edit-over")
	_, body := s.post("binh en", at+"/edit", table(1, "0,25"))
	htmlcheck.Page(s.T, body)
	s.submitted(tab, at)
	for _, missing := range layout.Untranslated() {
		s.Errorf("no English for %q", missing)
	}
}

// submitted shows a version to who approves it.
func (s *stage) submitted(tab *browser.Tab, at string) {
	f := s.flow(at)
	if status, body := s.post("an", at+"/submit", url.Values{"version": {itoa(f.Version)}}); status != 303 {
		s.Fatal(status, body)
	}
	tab.Wide(1366)
	tab.Go("/as/chair")
	tab.Go(at)
	tab.Look("design-judge")
	s.get("chair en", at)
	s.post("chair", at+"/approve", url.Values{"version": {itoa(f.Version + 1)}})
	s.get("chair en", at)
	s.post("chair en", at+"/publish", url.Values{"from": {""}})
	s.get("an en", at)
}
