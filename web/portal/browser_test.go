package portal_test

import (
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/kit/browser"
)

func TestACitizenTracksADossierOnATelephoneWithoutScripts(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	o := furnished(t)
	d := o.lives()["late"]
	tab := b.Tab(t, o.base)
	tab.Wide(360)
	tab.Scripts(false)
	tab.Go("/")
	if bytes, requests := tab.Weight(); bytes > 40_000 || requests > 6 {
		t.Errorf("the first visit takes %d bytes in %d requests", bytes, requests)
	} else {
		t.Logf("first visit: %d bytes, %d requests", bytes, requests)
	}
	tab.Type("#f-code", "h9928 221205 0001")
	tab.PressOn("Enter")
	if tab.Path() != "/track/"+d.Code || tab.Text("h1") != "Cấp đổi Giấy chứng nhận" {
		t.Fatalf("the code led to %s, %q", tab.Path(), tab.Text("h1"))
	}
	if text := tab.Text("main"); !strings.Contains(text, "Lê T. T. H.") || strings.Contains(text, "Thu Hà") {
		t.Error("the name is not masked")
	}
	tab.Shot("track-phone")
	tab.Click("summary")
	if text := tab.Text("details"); !strings.Contains(text, "Hạn trả kết quả: hết ngày 23/12/2022.") {
		t.Errorf("how the date was computed: %s", text)
	}
	tab.Go("/track?code=" + o.base + "/track/" + d.Code + "%3Fs=" + dossier.TrackingSecret(&d))
	if text := tab.Text("main"); !strings.Contains(text, "Lê Thị Thu Hà") {
		t.Error("the pasted address of the QR code does not show the name")
	}
	tab.Go("/")
	tab.Type("#q", "so do")
	tab.PressOn("Enter")
	tab.ClickOn("tbody a")
	if tab.Text("h1") != "Cấp đổi Giấy chứng nhận" {
		t.Errorf("“so do” leads to %q", tab.Text("h1"))
	}
	if bytes, requests := tab.Weight(); bytes > 40_000 || requests > 6 {
		t.Errorf("a procedure takes %d bytes in %d requests", bytes, requests)
	}
}

func TestEveryPageIsAccessibleAtBothWidthsInBothLanguages(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	o := furnished(t)
	all := o.lives()
	pages := map[string]string{
		"home": "/", "on-time": "/on-time", "procedures": "/procedures", "none": "/procedures?q=khong+co+gi", "life": "/procedures?event=dat-dai",
		"procedure": "/procedures/1.012783", "ended": "/procedures/2.000002", "ask": "/track", "no-code": "/track?code=abc", "unknown": "/track/H99.28-221205-9999",
	}
	o.pages.Papers = mint
	late := all["late"]
	pages["verify"], pages["verify-none"] = o.address(&late, "receipt", dossier.TrackingSecret(&late)), "/verify/"+late.Code
	for name, d := range all {
		pages["track-"+name] = "/track/" + d.Code + "?s=" + dossier.TrackingSecret(&d)
	}
	for _, lang := range []string{"vi", "en"} {
		tab := b.Tab(t, o.base)
		tab.Go("/?lang=" + lang)
		for name, path := range pages {
			tab.Go(path)
			tab.Look("portal-" + name + "-" + lang)
		}
	}
	nothing := empty(t)
	tab := b.Tab(t, nothing.base)
	tab.Go("/")
	tab.Look("portal-empty")
}
