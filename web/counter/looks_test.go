package counter_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/kit/browser"
	"cchc/kit/htmlcheck"
	"cchc/kit/secret"
	kept "cchc/store/counter"
	"cchc/web/layout"
)

// morning fills the hall: numbers called, waiting, absent; drafts; copies; a kiosk.
func (h *house) morning() (kiosk string) {
	h.Helper()
	ctx := h.Context()
	by := func(minutes int) account.Stamp {
		return account.Stamp{By: 21, Unit: desk, At: h.now.Add(time.Duration(minutes) * time.Minute)}
	}
	must := func(err error) {
		h.Helper()
		if err != nil {
			h.Fatal(err)
		}
	}
	must(h.queue.Change(ctx, desk, 0, queue.OpenKiosk{Digest: secret.Digest("kiosk")}, by(-60)))
	for i := range 14 {
		class := ""
		if i%5 == 4 {
			class = "old"
		}
		_, err := h.queue.Take(ctx, desk, string("ABC"[i%3]), class, by(-50+2*i))
		must(err)
	}
	for i := range 6 {
		t, err := h.queue.CallNext(ctx, desk, 1+i%3, by(-20+i))
		must(err)
		acts := []queue.Act{queue.Serve{}, queue.Finish{}}
		if i == 2 {
			acts = []queue.Act{queue.Leave{Absent: true}}
		}
		if i > 3 {
			acts = nil
		}
		for _, a := range acts {
			_, err := h.queue.Do(ctx, t.ID, a, by(-18+i))
			must(err)
		}
	}
	_, err := h.drafts.Keep(ctx, desk, queue.Keep{Form: "f"}, map[string][]string{"name": {"Công Tằng Tôn Nữ Thị Hồng Nhung"}}, by(-5))
	must(err)
	for i, kind := range []string{"Căn cước công dân", "Bằng tốt nghiệp trung học phổ thông", "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"} {
		_, err := h.register().Certify(ctx, district, certify.Content{Person: "Công Tằng Tôn Nữ Thị Hồng Nhung", Kind: kind, Signer: "Nguyễn Đức Trí, Phó Chủ tịch", Copies: 3 + i, Pages: 2 + i, Book: 1}, by(-4))
		must(err)
	}
	return "/counter/kiosk/kiosk"
}

func (h *house) register() kept.Register { return kept.Register{DB: h.store.DB} }

func TestThePagesAreAccessibleInBothLanguagesAtBothWidths(t *testing.T) {
	h := open(t)
	kiosk := h.morning()
	list, err := h.register().List(t.Context(), certify.Query{Units: []orgunit.ID{district}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	one := fmt.Sprintf("/counter/copies/%d", list[0].ID)
	pages := []struct{ name, who, path string }{
		{"today", "oanh", "/counter"}, {"today-leader", "tri", "/counter"}, {"queue", "oanh", "/counter/queue?station=2"}, {"queue-free", "oanh", "/counter/queue?station=1"},
		{"figures", "tri", "/counter/figures"}, {"set-up", "tri", "/counter/set-up"}, {"copies", "oanh", fmt.Sprintf("/counter/copies?same=%d", list[0].ID)},
		{"copies-register", "tri", "/counter/copies/register"}, {"copy", "oanh", one}, {"copy-correct", "oanh", one + "/correct"},
		{"screen", "", "/counter/screen/13"}, {"kiosk", "", kiosk}, {"kiosk-first", "", kiosk + "?first=1"},
	}
	for _, p := range pages {
		answer, body := h.ask(p.who+"; lang=en", "GET", p.path, nil)
		if answer.StatusCode != 200 {
			t.Fatalf("%s: %s", p.path, answer.Status)
		}
		for _, fault := range htmlcheck.Faults(body) {
			t.Errorf("%s in English: %s", p.path, fault)
		}
	}
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	for _, lang := range []string{"vi", "en"} {
		tab := b.Tab(t, h.base)
		for _, p := range pages {
			to := p.path + map[bool]string{true: "&", false: "?"}[strings.Contains(p.path, "?")] + "lang=" + lang
			if p.who != "" {
				to = "/as/" + p.who + "?to=" + url.QueryEscape(to)
			}
			tab.Wide(1366)
			tab.Go(to)
			if bytes, requests := tab.Weight(); bytes > 80_000 || requests > 12 { // the stream of calls counts with every reconnection
				t.Errorf("%s takes %d bytes in %d requests", p.name, bytes, requests)
			}
			tab.Look("counter-" + p.name + "-" + lang)
		}
	}
	wall := b.Tab(t, h.base)
	wall.Wide(1920)
	wall.Go("/counter/screen/13")
	wall.Shot("counter-screen-1920")
}
