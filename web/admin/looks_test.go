package admin_test

import (
	"testing"

	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/web/layout"
)

func TestPagesOfUnitsCalendarAndLogAreAccessibleInBothLanguages(t *testing.T) {
	s := set(t)
	_, err := s.sealer.Seal(t.Context())
	s.must(err)
	pages := map[string]string{
		"units": "/admin/units", "units-found": "/admin/units?q=tra&ended=1", "units-none": "/admin/units?q=zzz", "unit": "/admin/units/14", "province": "/admin/units/11",
		"establish": "/admin/units/13/establish", "rename": "/admin/units/14/rename", "move": "/admin/units/14/move", "merge": merge, "split": "/admin/units/14/split", "dissolve": "/admin/units/14/dissolve",
		"calendar": "/admin/calendar?year=2025", "calendar-later": "/admin/calendar?year=2031", "calendar-add": "/admin/calendar/change?do=add&day=04/07/2025&effect=off&name=X&year=2025",
		"calendar-wrong": "/admin/calendar/change?do=add&day=06/07/2025&name=X&year=2025", "calendar-hours": "/admin/calendar/change?do=hours&unit=14&year=2025&sessions=07:00-11:00",
		"log": "/admin/log", "log-none": "/admin/log?code=abc", "event": "/admin/log/14/1", "event-dossier": "/admin/log?kind=dossier", "seals": "/admin/log/checkpoints",
	}
	for name, path := range pages {
		for _, lang := range []string{"vi", "en"} {
			_, body := s.ask("GET", path, lang, nil)
			for _, fault := range htmlcheck.Faults(body) {
				t.Errorf("%s in %s: %s", name, lang, fault)
			}
		}
	}
	for _, act := range []string{"rename", "merge", "split"} {
		form := map[string][]string{"name": {"UBND xã Tân Lâm"}, "code": {"H99.28.09"}, "others": {"15"}, "parts": {"H99.28.15 A\nH99.28.16 B"}, "basis": {"QĐ 1"}, "on": {"02/07/2025"}}
		_, body := s.ask("POST", "/admin/units/14/"+act, "en", form)
		htmlcheck.Page(t, body)
	}
	s.must(s.ledger.Ask(t.Context(), by(now)))
	_, _ = s.ask("GET", "/admin/log/checkpoints", "en", nil)
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
	if b, ok := browser.Start(t); ok {
		s.look(b, pages)
	}
}

// look opens every page in both languages, and the answer to a form.
func (s *stage) look(b *browser.Browser, pages map[string]string) {
	for _, lang := range []string{"vi", "en"} {
		tab := b.Tab(s.T, s.base)
		tab.Go("/in")
		tab.Go("/admin/units?lang=" + lang)
		for name, path := range pages {
			tab.Wide(1366)
			tab.Go(path)
			if bytes, requests := tab.Weight(); bytes > 80_000 || requests > 6 {
				s.Errorf("%s takes %d bytes in %d requests", name, bytes, requests)
			}
			tab.Look("admin-" + name + "-" + lang)
		}
		tab.Wide(1366)
		tab.Go(merge)
		tab.Click("#f-others")
		tab.Type("#f-name", "UBND xã Tân Lâm")
		tab.Type("#f-code", "H99.28.05")
		tab.Type("#f-basis", "1656/NQ-UBTVQH15")
		tab.ClickOn("main .go")
		tab.Look("admin-merge-dry-" + lang)
	}
}
