package papers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/kit/browser"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/papers"
)

func (h *house) contains(body string, wants ...string) {
	h.Helper()
	for _, want := range wants {
		if !strings.Contains(body, want) {
			h.Errorf("%q is not on the page", want)
		}
	}
}

func (h *house) kind() {
	h.Helper()
	h.send("ke", "/papers/kinds/new", http.StatusSeeOther, "once", "k1", "name", "Giấy khai sinh", "pattern", "KS-{unit}-{yyyy}-{n}", "months", "0",
		"procedures", "1.001193", "stands", "giấy khai sinh", "from", "01/01/2020")
}

func (h *house) kindID() string {
	h.Helper()
	kinds, err := h.kept.Kinds(h.Context())
	h.must(err)
	return fmt.Sprint(int64(kinds[0].ID))
}

func TestAnUploadedPaperIsSeenByWhomItConcernsAndEachLookIsWrittenDown(t *testing.T) {
	h := open(t)
	d := h.receive(1, "")
	at := "/desk/dossiers/" + d.Code + "/papers"
	h.contains(h.page("oanh", at), "0 trong 2 thành phần", "chưa có bản điện tử")
	for range 2 { // sent twice is kept once
		h.upload("oanh", at, http.StatusSeeOther, [][]byte{picture(1), picture(2)}, "once", "a", "component", "Tờ khai", "origin", "scanned")
	}
	body := h.page("bao", at+"?done=added")
	h.contains(body, "1 trong 2 thành phần", "giấy tờ 1.png", "Nguyễn Thị Kim Oanh", "Quét tại quầy")
	links := paperLink.FindAllString(body, -1)
	if n := len(links); n != 4 { // view and download of two
		t.Errorf("%d links: %v", n, links)
	}
	answer, content := h.ask("bao", "GET", links[0], "", nil)
	if content != string(picture(1)) || answer.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s, %d bytes", answer.Header.Get("Content-Type"), len(content))
	}
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
	} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := answer.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "inline; filename*=utf-8''") {
		t.Error(got)
	}
	answer, _ = h.ask("tri", "GET", links[0]+"/download", "", nil)
	if got := answer.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Error(got)
	}
	h.refused("xa", at, http.StatusForbidden)
	h.refused("xa", links[0], http.StatusForbidden)
	h.refused("may", links[0], http.StatusForbidden)
	h.refused("oanh", links[0]+"/remove", http.StatusForbidden)
	h.contains(h.page("tri", at+"/looks"), "2 lần xem", "Trần Quốc Bảo", "Võ Minh Trí", "Chuyên viên", "/desk/dossiers/x/papers", "Tải về")
	if answer, _ := h.ask("tri", "GET", at+"/looks.xlsx", "", nil); answer.StatusCode != http.StatusOK {
		t.Error(answer.Status)
	}
}

func TestARefusedFileComesBackWithWhatToDoAndTheOthersAreKept(t *testing.T) {
	h := open(t)
	d := h.receive(1, "")
	at := "/desk/dossiers/" + d.Code + "/papers"
	_, body := h.upload("oanh", at, http.StatusUnprocessableEntity, [][]byte{picture(1), []byte("<svg onload=x>"), {}}, "once", "a", "component", "Tờ khai", "origin", "scanned")
	h.contains(body, "giấy tờ 2.png: Không nhận loại tệp này.", "giấy tờ 3.png: Tệp rỗng", "giấy tờ 1.png", "1 trong 2 thành phần")
	h.upload("oanh", at, http.StatusUnprocessableEntity, nil, "once", "b", "component", "", "origin", "scanned")
	h.send("oanh", at, http.StatusUnprocessableEntity, "once", "c")
}

func TestANewVersionTakesThePlaceOfTheOldOneWhichStaysToBeRead(t *testing.T) {
	h := open(t)
	d := h.receive(1, "")
	at := "/desk/dossiers/" + d.Code + "/papers"
	h.upload("oanh", at, http.StatusSeeOther, [][]byte{picture(1)}, "once", "a", "component", "Tờ khai", "origin", "scanned")
	link := paperLink.FindString(h.page("oanh", at))
	h.upload("oanh", at, http.StatusSeeOther, [][]byte{picture(2)}, "once", "b", "replaces", strings.TrimPrefix(link, "/papers/files/"), "origin", "scanned")
	h.contains(h.page("oanh", at), "Bản đã thay, đã gỡ bỏ", "Đã thay bản mới", "1 trong 2 thành phần")
	if _, content := h.ask("bao", "GET", link, "", nil); content != string(picture(1)) {
		t.Error("the old version cannot be read")
	}
	other := h.receive(1, "")
	h.upload("oanh", "/desk/dossiers/"+other.Code+"/papers", http.StatusUnprocessableEntity, [][]byte{picture(3)}, "once", "c", "replaces", strings.TrimPrefix(link, "/papers/files/"), "origin", "scanned")
}

func TestOnlyALeaderRemovesAndTheReasonStays(t *testing.T) {
	h := open(t)
	d := h.receive(1, "")
	at := "/desk/dossiers/" + d.Code + "/papers"
	h.upload("oanh", at, http.StatusSeeOther, [][]byte{picture(1)}, "once", "a", "component", "Tờ khai", "origin", "scanned")
	link := paperLink.FindString(h.page("tri", at))
	h.page("tri", link+"/remove")
	h.send("tri", link+"/remove", http.StatusUnprocessableEntity, "once", "r", "reason", " ")
	to, _ := h.send("tri", link+"/remove", http.StatusSeeOther, "once", "r", "reason", "quét nhầm người")
	h.contains(h.page("tri", to), "Đã gỡ bỏ giấy tờ", "quét nhầm người", "0 trong 2 thành phần")
	h.refused("tri", link, http.StatusNotFound)
}

func TestFilesUploadedWhileTypingWaitForTheForm(t *testing.T) {
	h := open(t)
	h.page("oanh", "/papers/upload?form=F1&component="+url.QueryEscape("Tờ khai"))
	to, _ := h.upload("oanh", "/papers/upload", http.StatusSeeOther, [][]byte{picture(1)}, "once", "a", "form", "F1", "component", "Tờ khai", "origin", "scanned")
	link := paperLink.FindString(h.page("oanh", to))
	h.refused("bao", link, http.StatusNotFound)
	_, body := h.upload("oanh json", "/papers/upload", http.StatusOK, [][]byte{picture(2)}, "once", "b", "form", "F1", "component", "")
	var said struct{ Papers []papers.Uploaded }
	if err := json.Unmarshal([]byte(body), &said); err != nil || len(said.Papers) != 1 || said.Papers[0].Kind != "png" {
		t.Errorf("%s, %v", body, err)
	}
	_, body = h.upload("oanh json", "/papers/upload", http.StatusUnprocessableEntity, [][]byte{[]byte("MZ")}, "once", "c", "form", "F1")
	h.contains(body, "Không nhận loại tệp này")
	d := h.receive(1, (&web.Visit{Account: &people()[0]}).Stamp("F1").Key)
	h.contains(h.page("oanh", "/desk/dossiers/"+d.Code+"/papers"), "1 trong 2 thành phần", "Giấy tờ khác")
}

func TestAResultIsIssuedDigitisedFoundReusedAndRevoked(t *testing.T) {
	h := open(t)
	h.kind()
	first := h.receive(1, "")
	h.page("bao", "/desk/dossiers/"+first.Code+"/result")
	h.send("bao", "/desk/dossiers/"+first.Code+"/result", http.StatusUnprocessableEntity, "once", "i0", "kind", "", "issued", "99/99/2026")
	to, _ := h.send("bao", "/desk/dossiers/"+first.Code+"/result", http.StatusSeeOther, "once", "i", "kind", h.kindID(), "symbol", "12/2026", "issued", calendar.DayOf(h.now).Vietnamese())
	h.contains(h.page("bao", to), "Giấy khai sinh", "KS-H99.28.05-", "Chưa số hóa", "Chưa dùng lại lần nào")
	at, _, _ := strings.Cut(to, "?")
	h.upload("bao", at+"/paper", http.StatusSeeOther, [][]byte{picture(3)}, "once", "p")
	link := paperLink.FindString(h.page("bao", at))
	if _, content := h.ask("bao", "GET", link, "", nil); content != string(picture(3)) {
		t.Error("the result's document is another")
	}
	second := h.receive(2, "")
	papersAt := "/desk/dossiers/" + second.Code + "/papers"
	body := h.page("oanh", papersAt)
	h.contains(body, "Nhà nước đã có: Giấy khai sinh", "Bản sao Giấy khai sinh")
	id := strings.TrimPrefix(at, "/papers/results/")
	_, body = h.send("oanh", papersAt+"/reuse", http.StatusUnprocessableEntity, "once", "u0", "result", id, "for", "Bản sao Giấy khai sinh", "purpose", "thường trú")
	h.contains(body, "Chưa có sự đồng ý")
	h.send("oanh", papersAt+"/reuse", http.StatusSeeOther, "once", "u", "result", id, "for", "Bản sao Giấy khai sinh", "purpose", "thường trú", "consent", "1")
	h.contains(h.page("oanh", papersAt), "Đã dùng lại, người dân không phải nộp", "thường trú", "1 trong 2 thành phần", "Dùng lại kết quả đã có")
	h.contains(h.page("bao", at), second.Code)
	for _, q := range []string{idNo, "12/2026", ""} {
		h.contains(h.page("bao", "/papers/results?q="+url.QueryEscape(q)), "1 kết quả", "Đinh Thị Hồng Nhung", "Đã số hóa")
	}
	h.contains(h.page("xa", "/papers/results"), "Không có kết quả nào")
	h.refused("xa", at, http.StatusForbidden)
	h.contains(h.page("may", "/papers/figures"), "1/4", "1/1", "UBND xã Hòa Lâm", "100%")
	for _, m := range result.Measures {
		h.page("may", "/papers/figures/list?measure="+string(m))
		if answer, _ := h.ask("may", "GET", "/papers/figures/list.xlsx?measure="+string(m), "", nil); answer.StatusCode != http.StatusOK {
			t.Error(answer.Status)
		}
	}
	for _, path := range []string{"/papers/results.xlsx", "/papers/figures.xlsx", "/papers/kinds.xlsx"} {
		if answer, _ := h.ask("tri", "GET", path, "", nil); answer.StatusCode != http.StatusOK {
			t.Error(path, answer.Status)
		}
	}
	h.send("tri", at+"/revoke", http.StatusUnprocessableEntity, "once", "v0", "reason", "", "basis", "", "with", "none")
	h.send("tri", at+"/revoke", http.StatusSeeOther, "once", "v", "reason", "cấp sai", "basis", "QĐ 1")
	h.contains(h.page("tri", at), "Đã thu hồi", "cấp sai")
	h.send("oanh", "/papers/results/new", http.StatusUnprocessableEntity, "once", "n0", "kind", h.kindID(), "issued", "01/02/2021")
	to, _ = h.send("oanh", "/papers/results/new", http.StatusSeeOther, "once", "n", "kind", h.kindID(), "issued", "01/02/2021", "name", "Trần An", "symbol", "7/2021")
	at, _, _ = strings.Cut(to, "?")
	h.upload("oanh", at+"/paper", http.StatusSeeOther, [][]byte{picture(4)}, "once", "q")
	if _, content := h.ask("oanh", "GET", paperLink.FindString(h.page("oanh", at)), "", nil); content != string(picture(4)) {
		t.Error("an older result's document is not shown")
	}
}

func TestADossierOf435PapersOpensWithin200Milliseconds(t *testing.T) {
	h := open(t)
	d := h.receive(1, "")
	for i := range 435 {
		_, err := h.kept.Take(t.Context(), scan.Add{Dossier: d.ID, Component: "Tờ khai", Name: fmt.Sprintf("trang %d.png", i), Origin: scan.Scanned}, 0, strings.NewReader(string(picture(i%9))), account.Stamp{By: 11, Unit: commune, At: h.now})
		h.must(err)
	}
	h.page("oanh", "/desk/dossiers/"+d.Code+"/papers")
	took := time.Hour
	for range 3 { // the shortest: others work on the machine too
		start := time.Now()
		answer, body := h.ask("oanh", "GET", "/desk/dossiers/"+d.Code+"/papers", "", nil)
		if took = min(took, time.Since(start)/slower); answer.StatusCode != http.StatusOK || !strings.Contains(body, "trang 434.png") {
			t.Fatal(answer.Status)
		}
	}
	if took > 200*time.Millisecond {
		t.Errorf("435 papers after %v", took)
	}
	t.Logf("435 papers after %v", took)
}

func TestEveryPageIsReadableInBothLanguagesAndLooksRight(t *testing.T) {
	h := open(t)
	h.kind()
	first, second := h.receive(1, ""), h.receive(2, "")
	at := "/desk/dossiers/" + first.Code + "/papers"
	h.upload("oanh", at, http.StatusSeeOther, [][]byte{picture(1), picture(2)}, "once", "a", "component", "Tờ khai", "origin", "scanned")
	link := paperLink.FindString(h.page("tri", at))
	h.ask("bao", "GET", link, "", nil)
	to, _ := h.send("bao", "/desk/dossiers/"+first.Code+"/result", http.StatusSeeOther, "once", "i", "kind", h.kindID(), "symbol", "12/2026", "issued", calendar.DayOf(h.now).Vietnamese())
	h.upload("oanh", "/papers/upload", http.StatusSeeOther, [][]byte{picture(1)}, "once", "a1", "form", "F1", "component", "Tờ khai", "origin", "scanned")
	pages := map[string][2]string{
		"dossier": {"tri", at}, "held": {"oanh", "/desk/dossiers/" + second.Code + "/papers"}, "looks": {"tri", at + "/looks"}, "remove": {"tri", link + "/remove"},
		"pending": {"oanh", "/papers/upload?form=F1"}, "register": {"tri", "/papers/results"}, "none": {"tri", "/papers/results?state=revoked"}, "result": {"tri", to}, "issue": {"bao", "/desk/dossiers/" + first.Code + "/result"},
		"older": {"bao", "/papers/results/new"}, "kinds": {"ke", "/papers/kinds"}, "kind": {"ke", "/papers/kinds/new"}, "figures": {"tri", "/papers/figures"}, "behind": {"tri", "/papers/figures/list?measure=components"},
	}
	for _, page := range pages {
		h.page(page[0], page[1])
		h.page(page[0]+" en", page[1])
	}
	h.upload("oanh en", at, http.StatusUnprocessableEntity, [][]byte{[]byte("MZ")}, "once", "w", "component", "Tờ khai", "origin", "scanned")
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	for name, page := range pages {
		tab := b.Tab(t, h.base)
		tab.Go("/as/" + page[0] + "?to=" + url.QueryEscape(page[1]))
		tab.Look("papers-" + name)
	}
}
