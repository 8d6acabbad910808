package admin

import (
	"fmt"
	"strings"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/lateness"
	"cchc/domain/notify"
	"cchc/domain/payment"
	"cchc/domain/result"
	"cchc/domain/review"
	"cchc/domain/scan"
)

// subjectKind is a sort of subject: what it is called, where one of it is shown, and what
// can happen to it.
type subjectKind struct {
	kind  audit.Kind
	title string
	page  string      // address of one: %s stands for its label, %d for its number; "" where it has none
	read  account.Act // what opens the page
	acts  string      // "establish Lập đơn vị; …"
}

const drafting = "draft Soạn dự thảo; edit Sửa dự thảo; supersede Thay bằng bản mới; "

// kinds are the sorts of subjects, in the order of the filter.
var kinds = []subjectKind{
	{audit.Dossier, "Hồ sơ", "/desk/dossiers/%s", account.ReadFigures, ""}, // the dossier names its acts itself
	{audit.Unit, "Đơn vị", "/admin/units/%d", account.ReadUnits, "establish Lập đơn vị; rename Đổi tên; move Chuyển cấp trên; merge Sáp nhập; split Chia tách; dissolve Giải thể"},
	{audit.Account, "Tài khoản", "/admin/accounts/%d", account.ReadAccounts, ""}, // and so does the account
	{audit.Calendar, "Lịch làm việc", "/admin/calendar", account.ReadCalendar, "establish Lập lịch làm việc; replace Thay lịch làm việc"},
	{audit.Procedure, "Thủ tục", "", "", drafting + "announce Công bố; repeal Bãi bỏ"},
	{"decision", "Quyết định công bố", "/admin/decisions/%d", account.ReadRules, drafting + "announce Công bố; publish Công bố"},
	{audit.Workflow, "Quy trình", "/admin/workflows/%d", account.ReadRules, drafting + "publish Công bố; submit Trình phê duyệt; return Trả lại người soạn; approve Phê duyệt"},
	{review.KindProposal, "Phương án đơn giản hóa", "/review/proposals/%d", account.ReadRules, drafting + "submit Trình phê duyệt; return Trả lại người soạn; approve Phê duyệt; carry_out Ghi đã thực hiện; measure Ghi kết quả đo; drop Không thực hiện"},
	{scan.Subject, "Giấy tờ điện tử", "", "", "add Nhận tệp; attach Gắn vào hồ sơ; replace Thay bằng bản mới; remove Gỡ bỏ; view Xem; download Tải về; drop Dọn tệp không dùng"},
	{result.Subject, "Kết quả", "/papers/results/%d", account.ReadPaper, "issue Cấp; digitise Số hóa; replace Thay bằng bản mới; revoke Thu hồi"},
	{result.KindSubject, "Loại kết quả", "/papers/kinds/%d", account.ReadRules, drafting},
	{result.UseSubject, "Dùng lại kết quả", "", "", "reuse Dùng lại"},
	{lateness.ApologyKind, "Thư xin lỗi", "/late/apologies/%s", account.ReadLateness, "draft Soạn dự thảo; edit Sửa dự thảo; sign Ký và gửi; withdraw Bỏ dự thảo; report Báo cáo cấp trên"},
	{lateness.RuleKind, "Quy tắc nhắc hạn", "/late/rules", account.ReadLateness, "decide Ban hành"},
	{payment.OrderKind, "Lệnh thu", "/till/orders/%s", account.ReadMoney, "open Lập; offer Gửi mã thanh toán; accept Cổng đã nhận; pay Thu đủ; underpay Thu thiếu; overpay Thu thừa; refund Hoàn tiền; cancel Hủy"},
	{payment.ReceiptKind, "Biên lai", "/till/receipts/%s", account.ReadMoney, "issue Cấp; print In; cancel Hủy"},
	{payment.DrawerKind, "Két tiền", "", "", "open Mở; count Kiểm đếm; hand_in Nộp quỹ"},
	{payment.CreditKind, "Khoản báo có", "", "", "take Nhận; assign Ghi vào lệnh thu"},
	{payment.DifferenceKind, "Chênh lệch đối soát", "/till/differences/%d", account.ReadMoney, "open Ghi nhận; observe Thấy lại; settle Xử lý xong"},
	{payment.RefundKind, "Hoàn tiền", "", "", "ask Đề nghị; approve Phê duyệt; refuse Không duyệt; carry_out Ghi đã thực hiện"},
	{payment.RunKind, "Lần đối soát", "", "", "compare Đối soát"},
	{payment.BeneficiaryKind, "Tài khoản thụ hưởng", "", "", "set Đặt tài khoản"},
	{notify.TemplateKind, "Mẫu tin nhắn", "", "", drafting + "approve Phê duyệt"},
	{notify.WishKind, "Cách nhận thông báo", "", "", "wish Ghi cách nhận"},
	{notify.StopKind, "Ngừng nhận tin", "", "", "stop Ngừng nhận; resume Nhận lại"},
	{notify.DecisionKind, "Quyết định về tin nhắn", "", "", "retry Gửi lại; cancel Hủy"},
	{notify.StaffKind, "Thư báo cho cán bộ", "", "", "set_email Đặt địa chỉ thư"},
	{"hall", "Quầy, lấy số", "", "", "set-up Đặt quầy; open-kiosk Mở máy lấy số"},
	{"ticket", "Số thứ tự", "", "", "take Lấy số; call Gọi; absent Vắng mặt; back Quay lại; skip Bỏ qua; serve Phục vụ; done Xong; received Đã tiếp nhận; transfer Chuyển loại số"},
	{"draft", "Bản nháp tiếp nhận", "", "", "keep Giữ lại; use Đã tiếp nhận; discard Bỏ; expire Hết hạn giữ"},
	{"copy", "Bản sao chứng thực", "/counter/copies/%d", account.ReadCounter, "certify Chứng thực; correct Sửa sai; cancel Hủy"},
	{"postal_list", "Bảng kê giao nhận", "", "", "draw Lập; put Ghi vào bảng kê; drop Bỏ khỏi bảng kê; give Giao; answer Ký nhận; close Xong; abandon Hủy; print In"},
	{"postal_item", "Dòng bảng kê", "", "", "put Ghi vào bảng kê; drop Bỏ khỏi bảng kê; answer Ký nhận"},
	{"postal_order", "Đơn gửi bưu chính", "", "", "open Lập; accept Bưu chính đã nhận; reject Bưu chính không nhận; tell Báo tình trạng; cancel Hủy"},
	{"postal_notice", "Thông báo bưu chính", "", "", "take Nhận"},
	{"postal_run", "Lần đối chiếu sổ bưu chính", "", "", "compare Đối soát"},
	{"desk_service", "Lượt hướng dẫn", "", "", "guide Hướng dẫn"},
}

// eventActs are the acts of the log, in the order of the filter.
var eventActs = allActs()

func allActs() (list []eventAct) {
	for _, a := range dossier.Acts {
		list = append(list, eventAct{audit.Dossier, a.Name, a.Title})
	}
	list = append(list, accountActs("create", "rename", "set_roles", "move", "lock", "unlock", "set_password", "rehash", "invite", "enable_totp", "disable_totp", "delegate", "come_back")...)
	for _, k := range kinds {
		for act := range strings.SplitSeq(k.acts, ";") {
			if name, title, ok := strings.Cut(strings.TrimSpace(act), " "); ok {
				list = append(list, eventAct{k.kind, name, title})
			}
		}
	}
	return list
}

// kindNamed is a sort of subject; one that is not known is its own title.
func kindNamed(kind audit.Kind) subjectKind {
	for _, k := range kinds {
		if k.kind == kind {
			return k
		}
	}
	return subjectKind{kind: kind, title: string(kind)}
}

// at is the address of one of the kind, "" where it has none.
func (k subjectKind) at(id int64, label string) string {
	switch {
	case strings.Contains(k.page, "%s") && label == "" && k.kind == audit.Dossier:
		return fmt.Sprintf("/desk/refusals/%d", id) // only a refusal at intake has no code
	case strings.Contains(k.page, "%s") && label == "":
		return ""
	case strings.Contains(k.page, "%s"):
		return fmt.Sprintf(k.page, label)
	case strings.Contains(k.page, "%d"):
		return fmt.Sprintf(k.page, id)
	}
	return k.page
}
