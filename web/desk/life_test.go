package desk_test

import (
	"strings"
	"testing"

	"cchc/domain/dossier"
)

const dossiers = "/desk/dossiers/"

func TestThreePeopleBringADossierToItsEnd(t *testing.T) {
	h := open(t)
	code := h.received()
	bao, tri, oanh := h.as("bao"), h.as("tri"), h.as("oanh")
	h.now = at("2023-01-03T08:00")
	has(t, bao.page("/desk/work?tab=free", 200), code, "1. Thẩm tra", "Đinh Thị Hồng Nhung")
	bao.send(dossiers+code+"/take-over", 303)
	has(t, bao.page("/desk/work", 200), code, "Trần Quốc Bảo")
	bao.send(dossiers+code+"/complete", 303, "opinion", "Đủ điều kiện")
	bao.send(dossiers+code+"/complete", 303)
	tri.page(dossiers+code+"/finish", 200)
	to, _ := tri.send(dossiers+code+"/finish", 303, "result", "125/GPXD")
	has(t, tri.page(to, 200), "Đã ghi: Kết thúc, có kết quả.", "Trước hạn 14 ngày", "125/GPXD", "Đủ điều kiện", "Mỗi đơn vị đã làm trong thời gian của mình")
	has(t, oanh.page("/desk/return", 200), code, "Đã có kết quả")
	answer, _ := oanh.ask("GET", "/desk/return?code="+strings.ToLower(strings.ReplaceAll(code, "-", "%20")), nil)
	if answer.Header.Get("Location") != dossiers+code+"/hand-over" {
		t.Fatalf("the code leads to %q", answer.Header.Get("Location"))
	}
	_, body := oanh.send(dossiers+code+"/hand-over", 422, "to", "Nguyễn Văn Đông, giấy ủy quyền 12")
	has(t, body, "Phải đối chiếu giấy tờ của người nhận trước khi trả.")
	if !strings.Contains(body, `value="Nguyễn Văn Đông, giấy ủy quyền 12"`) {
		t.Error("who takes it is lost")
	}
	oanh.send(dossiers+code+"/hand-over", 303, "identity", "1", "how", "counter")
	if d := h.file(code); d.State != dossier.Issued || d.Outcome != dossier.Early {
		t.Errorf("in the end %s, %s", d.State, d.Outcome)
	}
}

func TestAnActThatWasDoneIsNotRefusedWhenItsFormComesAgain(t *testing.T) {
	h := open(t)
	code := h.received()
	for range 2 {
		h.as("bao").send(dossiers+code+"/take-over", 303, "once", "a")
	}
	for range 2 {
		h.as("bao").send(dossiers+code+"/complete", 303, "once", "b")
	}
	h.as("bao").send(dossiers+code+"/complete", 303, "once", "c")
	for range 2 {
		h.as("tri").send(dossiers+code+"/finish", 303, "once", "d")
	}
	if events, _ := h.store.Trace.Of(t.Context(), int64(h.file(code).ID)); len(events) != 5 {
		t.Errorf("%d events, want 5", len(events))
	}
}

func TestAReasonIsAskedForAndARefusedActComesBackWithItsWords(t *testing.T) {
	h := open(t)
	code := h.received()
	_, body := h.as("bao").send(dossiers+code+"/supplement", 422, "reason", " ")
	has(t, body, "Phải ghi đủ giấy tờ cần bổ sung và lý do.")
	_, body = h.as("tri").send(dossiers+code+"/extend", 422, "to", "01/01/2023", "reason", "chờ đo đạc")
	has(t, body, "Ngày hẹn lại phải sau ngày hẹn 30/01/2023.")
	if !strings.Contains(body, "chờ đo đạc</textarea>") {
		t.Error("the reason is lost")
	}
	_, body = h.as("tri").send(dossiers+code+"/finish", 409)
	has(t, body, "Chưa thể kết thúc: sau bước 1 còn bước 2")
	_, body = h.as("bao").send(dossiers+code+"/pause", 422, "amount", "nhiều", "reason", "thuế")
	has(t, body, "Số tiền “nhiều” không đọc được")
}

func TestPausesAndExtensionsAreExplainedOnThePage(t *testing.T) {
	h := open(t)
	code := h.received()
	h.now = at("2023-01-04T09:00")
	h.as("bao").send(dossiers+code+"/supplement", 303, "reason", "thiếu bản vẽ móng")
	has(t, h.as("bao").page(dossiers+code, 200), "Tạm dừng – chờ bổ sung", "Chờ bổ sung", "thiếu bản vẽ móng")
	has(t, h.as("bao").page("/desk/work?tab=all&due=paused", 200), code)
	h.now = at("2023-01-06T09:00")
	h.as("oanh").send(dossiers+code+"/supply", 303, "papers", "bản vẽ móng")
	body := h.as("tri").page(dossiers+code, 200)
	has(t, body, "Hẹn ban đầu 30/01/2023", "Hẹn đổi 30/01/2023 → "+h.file(code).Due.Vietnamese(), "Hẹn lúc tiếp nhận: 30/01/2023")
	h.as("tri").send(dossiers+code+"/extend", 303, "to", "28/02/2023", "reason", "mưa lũ")
	has(t, h.as("tri").page(dossiers+code, 200), "Đã xin lỗi và hẹn lại một lần, đến 28/02/2023.", "Vẫn tính trễ theo")
	_, body = h.as("tri").send(dossiers+code+"/extend", 409, "to", "31/03/2023", "reason", "mưa nữa")
	has(t, body, "đã hẹn lại một lần")
	h.as("bao").send(dossiers+code+"/pause", 303, "amount", "4.610.000", "reason", "thông báo thuế 12")
	h.as("oanh").send(dossiers+code+"/resume", 303, "receipt", "BL 7")
}

func TestStepsSideBySideAreShownAndChosen(t *testing.T) {
	h := open(t)
	to, _ := h.as("oanh").send("/desk/receive", 303, "name", "Nguyễn Văn Đông", "procedure", "khai sinh", "paper", "1")
	body := h.as("bao").page(to, 200)
	has(t, body, "Các bước đang song song", "1. Thẩm tra", "2. Xác minh")
	path, _, _ := strings.Cut(to, "?")
	has(t, h.as("bao").page(path+"/take-over", 200), "1. Thẩm tra", "2. Xác minh")
	h.as("bao").send(path+"/take-over", 303, "step", "2")
	h.as("bao").send(path+"/complete", 303, "step", "2")
	h.as("bao").send(path+"/complete", 303, "step", "1")
	h.as("tri").send(path+"/send-back", 303, "to", "1", "reason", "thiếu chữ ký")
}

func TestAnEntryIsCorrectedAndAPersonErased(t *testing.T) {
	h := open(t)
	code := h.received()
	form := []string{"name", "Đinh Thị Hồng Nhụng", "card", "999186012345", "born", "14/08/1986", "address", "thôn Phú Thạnh", "phone", "0600000123", "how", "post", "reason", "ghi nhầm dấu"}
	h.as("bao").send(dossiers+code+"/correct", 403, form...)
	h.as("tri").send(dossiers+code+"/correct", 303, form...)
	has(t, h.as("tri").page(dossiers+code, 200), "Đinh Thị Hồng Nhụng", "bưu chính", "ghi nhầm dấu")
	_, body := h.as("kiem").send(dossiers+code+"/erase", 409, "reason", "đơn ngày 1/3")
	has(t, body, "đang giải quyết, chưa thể xóa dữ liệu cá nhân")
	h.as("oanh").send(dossiers+code+"/withdraw", 303, "reason", "đổi ý")
	h.as("kiem").send(dossiers+code+"/erase", 303, "reason", "đơn ngày 1/3")
	body = h.as("tri").page(dossiers+code, 200)
	has(t, body, "đã xóa theo yêu cầu")
	hasNot(t, body, "Hồng Nhụng")
}

func TestWhoHasNothingToDoWithADossierSeesOnlyWhereItStands(t *testing.T) {
	h := open(t)
	code := h.received("note", "việc riêng của tôi")
	h.as("bao").send(dossiers+code+"/supplement", 303, "reason", "chị Nhung nộp thiếu")
	for _, who := range []string{"xa", "may"} {
		body := h.as(who).page(dossiers+code, 200)
		has(t, body, "Chờ bổ sung", "chỉ người đang giữ hồ sơ xem được")
		hasNot(t, body, "Nhung", "999186012345", "0600000123", "việc riêng của tôi", "Phú Thạnh")
		h.as(who).page(dossiers+code+"/receipt", 403)
		for _, act := range []string{"take-over", "complete", "finish", "supply", "refuse", "correct", "erase", "hand-over"} {
			h.as(who).page(dossiers+code+"/"+act, 403)
			h.as(who).send(dossiers+code+"/"+act, 403, "reason", "x")
		}
	}
	has(t, h.as("kiem").page(dossiers+code, 200), "Đinh Thị Hồng Nhung")
	h.as("bao").page(dossiers+"H99.28-221230-9999", 404)
	h.as("bao").page(dossiers+"vớ vẩn", 404)
}

func TestSeveralRowsAreDoneTogetherEachForItself(t *testing.T) {
	h := open(t)
	one, two, three := h.received(), h.received(), h.received()
	h.as("bao").send(dossiers+three+"/supplement", 303, "reason", "thiếu")
	bao := h.as("bao")
	_, body := bao.send("/desk/work?tab=free", 200, "do", "take-over", "row", one+":1", "row", two+":1", "row", three+":1", "row", "H99.28-221230-0099:1", "once", "k")
	has(t, body, one+" ✓ Nhận xử lý", two+" ✓ Nhận xử lý", three+" Không thể nhận xử lý", "H99.28-221230-0099 Không tìm thấy hồ sơ.")
	if d := h.file(three); d.State != dossier.WaitSupplement || d.Open[0].Holder != 0 {
		t.Errorf("the refused row changed: %+v", d)
	}
	_, body = bao.send("/desk/work", 200, "do", "complete", "row", one+":1", "row", two+":1", "opinion", "đủ", "once", "k2")
	has(t, body, one+" ✓ Chuyển bước")
	_, body = bao.send("/desk/work", 422, "do", "complete", "once", "k3")
	has(t, body, "Chưa chọn hồ sơ nào.")
}
