package desk_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// read is a PDF as another program reads it, "" where there is none.
func read(t *testing.T, body string) string {
	t.Helper()
	if !strings.HasPrefix(body, "%PDF-") {
		t.Fatalf("no PDF: %.200s", body)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Log("not read: no pdftotext here")
		return ""
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

var formLink = regexp.MustCompile(`href="(/desk/dossiers/[^"]+/forms/[^".?]+)"`)

// formsOf are the addresses of a dossier's papers, the newest first.
func (c client) formsOf(code string) (list []string) {
	for _, m := range formLink.FindAllStringSubmatch(c.page(dossiers+code+"/forms", http.StatusOK), -1) {
		list = append(list, strings.TrimPrefix(m[1], dossiers+code+"/forms/"))
	}
	return list
}

func TestEachActBringsItsPaperAndNoOther(t *testing.T) {
	h := open(t)
	oanh, bao, tri := h.as("oanh"), h.as("bao"), h.as("tri")
	code := h.received()
	want := func(list string) {
		t.Helper()
		if got := strings.Join(oanh.formsOf(code), " "); got != list {
			t.Errorf("papers %s, want %s", got, list)
		}
	}
	want("control-1 receipt-1")
	to, _ := bao.send(dossiers+code+"/supplement", 303, "reason", "- Bản vẽ thiếu chữ ký\n- Đơn chưa ghi ngày")
	if body := bao.page(to, http.StatusOK); !strings.Contains(body, `href="`+dossiers+code+`/forms/supplement-2"`) {
		t.Error("after the act its paper is not offered")
	}
	want("control-2 supplement-2 receipt-1")
	oanh.send(dossiers+code+"/supply", 303, "papers", "Bản vẽ, đơn")
	tri.send(dossiers+code+"/extend", 303, "to", "28/02/2023", "reason", "chờ quy hoạch")
	want("control-4 apology-4 supplement-2 receipt-1")
	tri.send(dossiers+code+"/stop", 303, "reason", "không còn đủ điều kiện")
	oanh.send(dossiers+code+"/hand-over", 303, "identity", "1")
	want("control-6 hand-over-6 stop-5 apology-4 supplement-2 receipt-1")

	for form, says := range map[string][]string{
		"receipt":      {"Mã hồ sơ: H99.28-221230-0001", "ngày 30 tháng 01 năm 2023", "Số: 0001/TNHS"},
		"supplement-2": {"Số: 221230-0001.2/YCBS", "Bản vẽ thiếu chữ ký", "Đơn chưa ghi ngày", "Trần Quốc Bảo"},
		"apology-4":    {"Kính gửi bà: Đinh Thị Hồng Nhung", "chờ quy hoạch", "ngày 28 tháng 02 năm 2023", "Võ Minh Trí", "Nơi nhận:"},
		"stop":         {"Về việc dừng giải quyết hồ sơ", "Không còn đủ điều kiện", "75.000 đồng, đã nộp"},
		"hand-over":    {"GIẤY GIAO NHẬN KẾT QUẢ", "Bên giao: Bộ phận Một cửa huyện Tân Bình", "Thông báo và giấy tờ trả lại"},
		"control":      {"PHIẾU KIỂM SOÁT", "Thẩm tra", "UBND huyện Tân Bình"},
	} {
		_, body := oanh.ask("GET", dossiers+code+"/forms/"+form+".pdf", nil)
		text := read(t, body)
		page := plain(oanh.page(dossiers+code+"/forms/"+form+"?size=a4", http.StatusOK))
		for _, word := range says {
			if text != "" && !strings.Contains(text, word) {
				t.Errorf("the file %s does not say %q: %s", form, word, text)
			}
			if !strings.Contains(strings.ReplaceAll(page, " : ", ": "), word) {
				t.Errorf("the page %s does not say %q: %s", form, word, page)
			}
		}
	}
	oanh.page(dossiers+code+"/forms/rejection", http.StatusNotFound)
	oanh.page(dossiers+code+"/forms/supplement-3", http.StatusNotFound)
	oanh.page(dossiers+code+"/forms/control-99", http.StatusNotFound)
}

func TestAPaperPrintedAgainIsTheOneOfItsAct(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	unpaid := append(append([]string{}, reception[:len(reception)-2]...), "fee", "qr")
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, unpaid...)
	code, _, _ := strings.Cut(strings.TrimPrefix(to, dossiers), "?")
	print := func() string {
		_, body := oanh.ask("GET", dossiers+code+"/forms/receipt-1.pdf", nil)
		return body
	}
	first := print()
	h.takeFee(code)
	h.as("bao").send(dossiers+code+"/supplement", 303, "reason", "x")
	if print() != first {
		t.Error("after later acts the receipt is another one")
	}
	h.now = at("2023-01-03T09:00")
	again := read(t, print())
	if again != "" && (!strings.Contains(again, "Bản in lại ngày 03/01/2023.") || !strings.Contains(again, "chưa nộp")) {
		t.Errorf("printed again it says %s", again)
	}
	h.as("tri").send(dossiers+code+"/correct", 303, "name", "Đinh Thị Hồng Nhung An", "reason", "ghi thiếu tên", "how", "counter")
	if again = read(t, print()); again != "" && !strings.Contains(again, "theo lần sửa sau khi cấp giấy này") {
		t.Errorf("after a correction it says %s", again)
	}
}

func TestTheOldAddressesOfTheReceiptStillLeadToIt(t *testing.T) {
	h := open(t)
	code := h.received()
	oanh := h.as("oanh")
	has(t, oanh.page(dossiers+code+"/receipt?size=a4", http.StatusOK), "GIẤY TIẾP NHẬN HỒ SƠ", "Mẫu số 01, TT 01/2018/TT-VPCP", "Bản A5")
	answer, body := oanh.ask("GET", dossiers+code+"/receipt.pdf", nil)
	if answer.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(body, "%PDF-") {
		t.Errorf("%s", answer.Status)
	}
}

func TestWhoMayNotReadADossierDoesNotSeeItsPapers(t *testing.T) {
	h := open(t)
	code := h.received()
	for _, path := range []string{"/forms", "/forms/receipt", "/forms/receipt.pdf", "/forms/control"} {
		h.as("xa").page(dossiers+code+path, http.StatusForbidden)
		h.as("may").page(dossiers+code+path, http.StatusForbidden)
	}
}

func TestARefusalAtIntakeIsPrintedAndOpenedAgain(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh")
	to, _ := oanh.send("/desk/receive/refuse", http.StatusSeeOther, append([]string{"reason", "không thuộc thẩm quyền cấp huyện", "once", "r1"}, reception...)...)
	body := oanh.page(to, http.StatusOK)
	has(t, body, "Đã ghi nhận việc từ chối tiếp nhận.", "PHIẾU TỪ CHỐI", "Không thuộc thẩm quyền cấp huyện.", "Đinh Thị Hồng Nhung", "Mẫu số 03, TT 01/2018/TT-VPCP")
	twice, _ := oanh.send("/desk/receive/refuse", http.StatusSeeOther, append([]string{"reason", "không thuộc thẩm quyền cấp huyện", "once", "r1"}, reception...)...)
	if twice != to {
		t.Errorf("the same form twice is %s and %s", to, twice)
	}
	address, _, _ := strings.Cut(to, "?")
	if list := oanh.page("/desk/register?state=refused_at_intake", http.StatusOK); !strings.Contains(list, `href="`+address+`"`) {
		t.Error("the register does not lead to the refusal")
	}
	_, file := oanh.ask("GET", address+".pdf", nil)
	if text := read(t, file); text != "" && !strings.Contains(text, "TIẾP NHẬN GIẢI QUYẾT HỒ SƠ") {
		t.Errorf("the file says %s", text)
	}
	_, body = oanh.send("/desk/receive/refuse", http.StatusUnprocessableEntity, reception...)
	has(t, body, "Phải ghi lý do.")
	h.as("xa").page(address, http.StatusForbidden)
	oanh.page("/desk/refusals/12", http.StatusNotFound)
}

func TestTheRegisterIsPrintedAsItIsFiltered(t *testing.T) {
	h := open(t)
	for range 3 {
		h.received()
	}
	oanh := h.as("oanh")
	body := oanh.page("/desk/register/print?from=30/12/2022", http.StatusOK)
	has(t, body, "SỔ THEO DÕI HỒ SƠ", "Tiếp nhận từ ngày 30/12/2022", "Mẫu số 06, TT 01/2018/TT-VPCP", "H99.28-221230-0003", "thôn Phú Thạnh")
	answer, file := oanh.ask("GET", "/desk/register.pdf?from=30/12/2022", nil)
	if text := read(t, file); text != "" && !strings.Contains(text, "H99.28- 221230-0001") || answer.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%s: the file says %s", answer.Status, text)
	}
	if _, none := oanh.ask("GET", "/desk/register.pdf?from=31/12/2022", nil); strings.Contains(read(t, none), "H99.28-221230") {
		t.Error("the file is not filtered")
	}
}

func TestTheControlSlipTellsWhomElseWasAskedAndWhetherTheyAnsweredInTime(t *testing.T) {
	h := open(t)
	path := h.asking()
	h.as("thue").send(path+"/answer", 303, "verdict", "result", "text", "Thông báo thuế 12")
	h.now = at("2023-01-09T08:00")
	h.as("so").send(path+"/answer", 303, "verdict", "agree")
	has(t, h.as("bao").page(path+"/forms/control", http.StatusOK), "Cơ quan phối hợp giải quyết hồ sơ: Chi cục Thuế khu vực; Sở Xây dựng.",
		"Đề nghị phối hợp: Xác định nghĩa vụ tài chính", "Đúng hạn Trả lời: gửi kết quả phối hợp", "Quá hạn Trả lời: đồng ý")
	before := h.as("bao").page(path+"/forms/control-3", http.StatusOK)
	if strings.Contains(before, "Trả lời:") {
		t.Error("as of an earlier event the slip tells what came later")
	}
}
