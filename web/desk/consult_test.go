package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/domain/dossier"
)

// twoAsked are the fields that ask the tax office and the building department.
var twoAsked = []string{
	"unit1", fmt.Sprint(int(tax)), "kind1", "part", "content1", "Xác định nghĩa vụ tài chính", "limit1", "2", "must1", "1",
	"unit3", fmt.Sprint(int(building)), "kind3", "opinion", "content3", "Có phù hợp quy hoạch không?", "limit3", "3", "must3", "1",
}

// asking is a dossier at work of which two agencies are asked.
func (h *house) asking() (path string) {
	h.t.Helper()
	path = dossiers + h.received()
	h.now = at("2023-01-03T08:00")
	h.as("bao").send(path+"/take-over", 303)
	h.as("bao").send(path+"/consult", 303, twoAsked...)
	return path
}

func TestTwoAgenciesAreAskedAtOnceAnswerAndTheStepGoesOn(t *testing.T) {
	h := open(t)
	path := h.asking()
	code := strings.TrimPrefix(path, dossiers)
	has(t, h.as("bao").page(path, 200), "Cơ quan phối hợp", "1. Chi cục Thuế khu vực bắt buộc", "2. Sở Xây dựng", "Có phù hợp quy hoạch không?", "chưa trả lời", "Thời gian từng cơ quan")
	_, body := h.as("bao").send(path+"/complete", 409)
	has(t, body, "Im lặng không phải là đồng ý")
	has(t, h.as("thue").page("/desk/work?tab=asked", 200), code, "Xác định nghĩa vụ tài chính", "05/01/2023", "Đinh Thị Hồng Nhung")
	has(t, h.as("thue").page(path, 200), "Đinh Thị Hồng Nhung", "Trả lời yêu cầu phối hợp")
	_, body = h.as("thue").send(path+"/answer", 422, "verdict", "disagree")
	has(t, body, "Phải ghi lý do hoặc kết quả.")
	h.as("thue").send(path+"/answer", 409, "request", "2", "verdict", "agree")
	h.as("thue").send(path+"/answer", 303, "verdict", "result", "text", "Thông báo thuế 12", "once", "a")
	h.as("thue").send(path+"/answer", 303, "verdict", "result", "text", "Thông báo thuế 12", "once", "a")
	hasNot(t, h.as("thue").page(path, 200), "Đinh Thị Hồng Nhung")
	has(t, h.as("thue").page(path, 200), "Thông báo thuế 12")
	hasNot(t, h.as("xa").page(path, 200), "Thông báo thuế 12", "Xác định nghĩa vụ")
	h.now = at("2023-01-09T08:00")
	has(t, h.as("bao").page(path, 200), "Sở Xây dựng chưa trả lời, quá hạn 06/01/2023", "gửi kết quả phối hợp : Thông báo thuế 12")
	h.as("bao").send(path+"/remind", 303, "words", "Đề nghị trả lời")
	has(t, h.as("so").page("/desk/work?tab=asked&due=overdue", 200), code)
	h.as("so").send(path+"/answer", 303, "verdict", "agree")
	h.as("bao").send(path+"/complete", 303)
	h.as("so").send(path+"/answer", 303, "verdict", "disagree", "text", "Xem lại")
	body = h.as("bao").page(path, 200)
	has(t, body, "đôn đốc 1 lần", "bổ sung sau khi bước đã chuyển", "trả lời chậm 1 lần", "Cộng")
	if d := h.file(code); len(d.Requests) != 2 || len(d.Requests[0].Answers) != 1 || d.Open[0].Step != 2 {
		t.Errorf("in the end %+v, open %+v", d.Requests, d.Open)
	}
}

func TestAFormThatAsksWronglyComesBackWithEachFaultAtItsAgency(t *testing.T) {
	h := open(t)
	path := dossiers + h.received()
	h.as("bao").page(path+"/consult", 200)
	has(t, h.as("bao").page(path+"/consult?rows=9", 200), "Cơ quan 9")
	_, body := h.as("bao").send(path+"/consult", 422, "unit1", fmt.Sprint(int(tax)), "kind1", "opinion", "content1", "Hỏi", "limit1", "2", "content3", "Hỏi ai?", "kind3", "opinion", "limit3", "2")
	has(t, body, "Chưa chọn cơ quan")
	if !strings.Contains(body, `href="#f-unit2"`) || !strings.Contains(body, "Hỏi ai?</textarea>") {
		t.Error("the fault is not at the second agency, or what was typed is lost")
	}
	_, body = h.as("bao").send(path+"/consult", 422, "unit1", fmt.Sprint(int(district)), "kind1", "opinion", "content1", "Hỏi", "limit1", "x")
	has(t, body, "Thời hạn phải từ 1 đến 60 ngày làm việc.")
}

func TestARequestIsRecalledOrHandedBackWithAReason(t *testing.T) {
	h := open(t)
	path := h.asking()
	h.as("thue").page(path+"/hand-back", 200)
	h.as("thue").send(path+"/hand-back", 303, "reason", "thuộc huyện")
	h.as("bao").send(path+"/recall", 422)
	h.as("bao").send(path+"/recall", 303, "reason", "đã có ý kiến trước")
	has(t, h.as("bao").page(path, 200), "cơ quan được hỏi trả lại thuộc huyện", "đã thu hồi đã có ý kiến trước")
	h.as("bao").send(path+"/complete", 303)
}

func TestALeaderGivesWorkToAnotherAndASubstituteWorksForTheAbsent(t *testing.T) {
	h := open(t)
	code := h.received()
	path := dossiers + code
	bao, dong, tri := h.as("bao"), h.as("dong"), h.as("tri")
	h.now = at("2023-01-03T08:00")
	bao.send(path+"/take-over", 303)
	bao.send(path+"/release", 303, "reason", "quá tải")
	_, body := tri.send(path+"/assign", 422, "holder", "13", "reason", "x")
	has(t, body, "không có vai trò Chuyên viên")
	has(t, bao.page("/desk/work", 200), "Không có việc nào ở đây")
	_, body = tri.send("/desk/work?tab=all", 200, "do", "assign", "row", code+":1", "holder", "12", "opinion", "chia việc")
	has(t, body, "✓ Giao việc", "Trần Quốc Bảo")
	_, body = bao.send("/desk/away", 403, "absent", "13", "to", "19", "from", "03/01/2023", "until", "05/01/2023", "why", "phép")
	has(t, body, "Chỉ người vắng mặt hoặc lãnh đạo")
	_, body = bao.send("/desk/away", 422, "absent", "12", "to", "11", "from", "03/01/2023", "until", "x")
	has(t, body, "“x” không đọc được")
	dong.send(path+"/complete", 409)
	to, _ := bao.send("/desk/away", 303, "absent", "12", "to", "19", "from", "03/01/2023", "until", "05/01/2023", "why", "phép")
	has(t, bao.page(to, 200), "Trần Quốc Bảo 03/01/2023 – 05/01/2023 đang vắng làm thay: Lý Văn Đồng")
	has(t, dong.page("/desk/work", 200), code)
	dong.send(path+"/complete", 303)
	has(t, dong.page(path, 200), "Lý Văn Đồng, thay Trần Quốc Bảo")
	dong.send(path+"/take-over", 303)
	h.now = at("2023-01-06T08:00")
	has(t, bao.page("/desk/away", 200), "Không ai vắng mặt.")
	tri.send("/desk/away", 303, "absent", "12", "to", "19", "from", "09/01/2023", "until", "10/01/2023", "why", "phép")
	tri.send("/desk/away", 303, "absent", "12", "do", "end")
	has(t, tri.page("/desk/away", 200), "Không ai vắng mặt.")
}

func TestRequestsGoToExcelWithTheirOwnTab(t *testing.T) {
	h := open(t)
	h.asking()
	answer, body := h.as("thue").ask("GET", "/desk/work.xlsx?tab=asked", nil)
	if answer.StatusCode != 200 || !strings.HasPrefix(body, "PK") {
		t.Errorf("%s", answer.Status)
	}
}

func TestAStrangerNeitherAnswersNorAsks(t *testing.T) {
	h := open(t)
	path := h.asking()
	for who, act := range map[string]string{"xa": "answer", "thue": "recall", "so": "consult", "oanh": "assign"} {
		if answer, _ := h.as(who).ask("POST", path+"/"+act, values("verdict", "agree", "reason", "x", "request", "1")); answer.StatusCode < 400 {
			t.Errorf("%s may %s: %s", who, act, answer.Status)
		}
	}
	if d := h.file(strings.TrimPrefix(path, dossiers)); len(d.Waiting()) != 2 || d.Requests[0].Last() != (*dossier.Answer)(nil) {
		t.Errorf("waiting %d", len(d.Waiting()))
	}
}
