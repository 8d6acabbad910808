package desk_test

import (
	"strings"
	"testing"

	"cchc/web/layout"
)

// TestNothingIsLeftInVietnameseOnAnEnglishPage walks through everything the room says.
// Names of procedures, steps, units and people are data and stay as they are, and so do
// printed papers.
func TestNothingIsLeftInVietnameseOnAnEnglishPage(t *testing.T) {
	h := open(t)
	in := func(who string) client { return client{h: h, login: who, lang: "en"} }
	oanh, bao, tri := in("oanh"), in("bao"), in("tri")
	oanh.page("/desk/receive", 200)
	oanh.send("/desk/receive/preview", 200, reception...)
	oanh.send("/desk/receive", 422, "card", "1", "born", "x", "phone", "1", "procedure", "1.00")
	oanh.send("/desk/receive", 422, "name", "A", "procedure", "khong")
	oanh.send("/desk/receive", 422, "name", "A", "procedure", "gpxd")
	oanh.send("/desk/receive", 422, "name", "A", "procedure", "gpxd", "case", "2")
	oanh.send("/desk/receive/refuse", 422, reception...)
	to, _ := oanh.send("/desk/receive/refuse", 303, append([]string{"reason", "x"}, reception...)...)
	oanh.page(to, 200)
	code, other := h.received(), h.received()
	bao.page("/desk/work?tab=free", 200)
	bao.page("/desk/work", 200)
	bao.send("/desk/work?tab=free", 200, "do", "take-over", "row", code+":1", "row", "x:1")
	bao.send("/desk/work", 422)
	for _, a := range []string{"complete", "supplement", "pause", "send-back"} {
		bao.page(dossiers+code+"/"+a, 200)
	}
	bao.page(dossiers+code, 200)
	h.now = at("2023-01-03T08:00")
	bao.send(dossiers+code+"/supplement", 303, "reason", "x")
	bao.page(dossiers+code, 200)
	bao.page("/desk/work?due=paused&tab=all", 200)
	h.now = at("2023-01-05T08:00")
	for _, a := range []string{"supply", "withdraw", "hand-over"} {
		oanh.page(dossiers+code+"/"+a, 200)
	}
	oanh.send(dossiers+code+"/supply", 303, "papers", "x")
	tri.send(dossiers+code+"/extend", 422)
	tri.send(dossiers+code+"/extend", 422, "to", "x")
	tri.send(dossiers+code+"/extend", 303, "to", "28/02/2023", "reason", "x")
	bao.send(dossiers+code+"/pause", 422, "amount", "x")
	bao.send(dossiers+code+"/pause", 303, "amount", "5000", "reason", "x")
	tri.page(dossiers+code, 200)
	bao.page(dossiers+code+"/resume", 200)
	bao.send(dossiers+code+"/resume", 303, "receipt", "x")
	h.now = at("2023-03-06T08:00")
	for range 2 {
		bao.send(dossiers+code+"/complete", 303)
	}
	for _, a := range []string{"finish", "extend", "refuse", "stop", "correct"} {
		tri.page(dossiers+code+"/"+a, 200)
	}
	to, _ = tri.send(dossiers+code+"/finish", 303)
	tri.page(to, 200)
	h.asksInEnglish(in)
	oanh.page("/desk/return", 200)
	oanh.page("/desk/return?code=x", 200)
	oanh.send(dossiers+code+"/hand-over", 422)
	oanh.send(dossiers+code+"/hand-over", 303, "identity", "1")
	tri.page(dossiers+code, 200)
	tri.send(dossiers+other+"/refuse", 303, "reason", "x")
	in("kiem").page(dossiers+other+"/erase", 200)
	in("kiem").send(dossiers+other+"/erase", 303, "reason", "x")
	in("kiem").page(dossiers+other, 200)
	in("may").page(dossiers+code, 200)
	bao.page("/desk/register", 200)
	bao.page("/desk/register?q=zz", 200)
	bao.page("/desk/register?from=x", 422)
	bao.ask("GET", "/desk/register.xlsx", nil)
	bao.ask("GET", "/desk/work.xlsx", nil)
	for _, form := range []string{"forms", "receipt", "forms/supplement", "forms/apology", "forms/control", "forms/hand-over"} {
		oanh.page(dossiers+code+"/"+form, 200)
	}
	oanh.page("/desk/register/print", 200)
	in("xa").page("/desk/receive", 403)
	for _, left := range layout.Untranslated() {
		if !strings.Contains(left, "UBND") {
			t.Errorf("no English for %q", left)
		}
	}
}

// asksInEnglish walks through the requests to other agencies.
func (h *house) asksInEnglish(in func(string) client) {
	path := h.asking()
	bao, tri, thue, so := in("bao"), in("tri"), in("thue"), in("so")
	for _, a := range []string{"consult", "remind", "recall", "release"} {
		bao.page(path+"/"+a, 200)
	}
	bao.send(path+"/consult", 422, "unit1", "3", "limit1", "x")
	bao.send(path+"/consult", 422, "unit1", "3", "limit1", "2")
	bao.send(path+"/complete", 409)
	thue.page("/desk/work?tab=asked", 200)
	thue.page(path+"/answer", 200)
	thue.send(path+"/answer", 422)
	thue.send(path+"/answer", 422, "verdict", "disagree")
	thue.send(path+"/answer", 303, "verdict", "disagree", "text", "x")
	so.page(path+"/hand-back", 200)
	h.now = at("2023-01-30T08:00")
	bao.send(path+"/remind", 303)
	bao.page(path, 200)
	so.send(path+"/hand-back", 303, "reason", "x")
	bao.send(path+"/complete", 303)
	thue.send(path+"/answer", 303, "verdict", "agree")
	bao.page(path, 200)
	tri.page(path+"/assign", 200)
	tri.send(path+"/assign", 422, "holder", "13", "reason", "x")
	tri.page("/desk/work?tab=all", 200)
	tri.page("/desk/away", 200)
	tri.send("/desk/away", 422, "absent", "12", "to", "11", "from", "x")
	tri.send("/desk/away", 422, "absent", "12", "to", "11", "from", "30/01/2023", "until", "30/01/2023")
	tri.send("/desk/away", 303, "absent", "12", "to", "19", "from", "30/01/2023", "until", "31/01/2023", "why", "x")
	tri.page("/desk/away?done=1", 200)
}
