package paper_test

import (
	"net/url"
	"testing"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/web/paper"
)

func TestACodeProvesOnePaperAndNoOther(t *testing.T) {
	mint := paper.Mint{Key: []byte("0123456789abcdef0123456789abcdef"), Base: "https://motcua.anson.example/"}
	events := []audit.Event{{Act: "receive", Version: 1, At: in2022}, {Act: "request_supplement", Version: 2, At: in2022}, {Act: "extend", Version: 3, At: in2026}}
	seen := map[string]bool{}
	for _, reference := range []string{"H99.28-221230-0047", "H99.28-221230-0048"} {
		for _, i := range paper.IssuedBy(events) {
			code := mint.Code(reference, i)
			if len(code) != 16 || seen[code] {
				t.Errorf("%s %s: code %q", reference, i.Ref(), code)
			}
			seen[code] = true
			found, ok := paper.Find(events, i.Ref())
			if !ok || found != i || !mint.Fits(reference, i, code) {
				t.Errorf("%s %s is not found again", reference, i.Ref())
			}
			later := i
			later.At = later.At.Add(1e9)
			if mint.Fits(reference, later, code) || mint.Fits(reference+"1", i, code) || mint.Fits(reference, i, code[:15]) || mint.Fits(reference, i, "") {
				t.Errorf("the code of %s fits another paper", i.Ref())
			}
			if other := (paper.Mint{Key: []byte("another secret")}); other.Fits(reference, i, code) {
				t.Error("another secret makes the same code")
			}
		}
	}
	first, _ := paper.Find(events, "receipt")
	at, err := url.Parse(mint.Address("H99.28-221230-0047", first, "abc"))
	if err != nil || at.Path != "/verify/H99.28-221230-0047" || at.Query().Get("p") != "receipt-1" || at.Query().Get("s") != "abc" {
		t.Errorf("%s, %v", at, err)
	}
	nothing := paper.Mint{}
	if nothing.Address("H99.28-221230-0047", first, "") != "" || nothing.Fits("H99.28-221230-0047", first, "") {
		t.Error("without a secret there are codes")
	}
}

func TestAPaperIsFoundByItsKindAndItsEvent(t *testing.T) {
	events := []audit.Event{{Act: "receive", Version: 1, At: in2022}, {Act: "request_supplement_late", Version: 2, At: in2022}, {Act: "supply", Version: 3, At: in2022}}
	for ref, version := range map[string]int{"receipt": 1, "receipt-1": 1, "supplement": 2, "control": 3, "control-2": 2,
		"receipt-2": 0, "apology": 0, "supplement-1": 0, "control-4": 0, "": 0, "-": 0, "control--1": 0, "hand-over": 0, "x-1": 0} {
		found, ok := paper.Find(events, ref)
		if ok != (version > 0) || found.Version != version {
			t.Errorf("%q is %+v, %t", ref, found, ok)
		}
	}
	if _, ok := paper.Find(nil, "control"); ok {
		t.Error("of nothing there is a paper")
	}
}

func TestAPaperIsNumberedByItsDossierAndItsEvent(t *testing.T) {
	d := dossier.Dossier{ID: 777_777_777_777, Code: "H99.28-221230-0047"}
	number := func(kind paper.Kind, version int) string {
		form, _ := paper.SetAt(in2022).Form(kind)
		return paper.Issued{Form: form, Version: version}.Number(&d)
	}
	if got := number(paper.ReceiptForm, 1) + " " + number(paper.SupplementForm, 5); got != "0047/TNHS 221230-0047.5/YCBS" {
		t.Error(got)
	}
	d.Code = ""
	reference := paper.Reference(&d)
	if id, ok := paper.RefusedID(reference); !ok || id != d.ID || number(paper.RefusalForm, 1) != reference[1:]+"/TCTN" {
		t.Errorf("%s is %d", reference, id)
	}
	for _, other := range []string{"H99.28-221230-0047", "R", "R-5", "R!", "r1", ""} {
		if _, ok := paper.RefusedID(other); ok {
			t.Errorf("%q is taken for a refusal", other)
		}
	}
}
