package notify

// Standard is the words that come with the program, for as long as the province has none
// of its own. Zalo has none: it numbers templates itself.
var Standard = standard()

const (
	greeting = "Kính gửi {ho_ten},\n\n"
	closing  = "\n\nTra cứu hồ sơ: {tra_cuu}\n\nThư này gửi tự động, xin không trả lời.\nKhông muốn nhận thư nữa: {ngung_nhan}\n"
	dear     = "Dear {ho_ten},\n\n"
	yours    = "\n\nTrack your application: {tra_cuu}\n\nThis message was sent automatically; please do not reply.\nTo stop these e-mails: {ngung_nhan}\n"
)

type words struct {
	occasion                        Occasion
	subject, body, sms, title, text string
}

var citizens = []words{
	{Received, "Đã tiếp nhận hồ sơ {ma_ho_so}",
		"{noi_nhan} đã tiếp nhận hồ sơ {ma_ho_so}, thủ tục “{thu_tuc}”, ngày {ngay_nhan}.\nNgày hẹn trả kết quả: {ngay_hen}.",
		"{noi_nhan}: da tiep nhan ho so {ma_ho_so}, hen tra {ngay_hen}. Tra cuu: {tra_cuu}",
		"Application {ma_ho_so} received", "{noi_nhan} received application {ma_ho_so} on {ngay_nhan}.\nThe result is due on {ngay_hen}."},
	{SupplementAsked, "Hồ sơ {ma_ho_so} cần bổ sung",
		"Hồ sơ {ma_ho_so}, thủ tục “{thu_tuc}”, cần bổ sung:\n{ly_do}\nThời gian giải quyết tạm dừng cho đến khi hồ sơ được bổ sung.",
		"{noi_nhan}: ho so {ma_ho_so} can bo sung giay to. Xem chi tiet: {tra_cuu}",
		"Application {ma_ho_so} needs more papers", "Application {ma_ho_so} needs:\n{ly_do}\nThe time limit pauses until they are supplied."},
	{SupplementReminder, "Nhắc bổ sung hồ sơ {ma_ho_so}",
		"Hồ sơ {ma_ho_so} vẫn đang chờ bổ sung giấy tờ:\n{ly_do}",
		"{noi_nhan}: ho so {ma_ho_so} van cho bo sung giay to. Xem chi tiet: {tra_cuu}",
		"Application {ma_ho_so} is still waiting for papers", "Application {ma_ho_so} is still waiting for:\n{ly_do}"},
	{PaymentAsked, "Hồ sơ {ma_ho_so}: yêu cầu nộp phí, lệ phí",
		"Hồ sơ {ma_ho_so} chờ thực hiện nghĩa vụ tài chính.\nSố tiền: {so_tien}.",
		"{noi_nhan}: ho so {ma_ho_so} cho nop {so_tien}. Xem chi tiet: {tra_cuu}",
		"Application {ma_ho_so}: payment due", "Application {ma_ho_so} is waiting for a payment.\nAmount: {so_tien}."},
	{Paid, "Hồ sơ {ma_ho_so}: đã nộp phí, lệ phí",
		"Đã ghi nhận nghĩa vụ tài chính của hồ sơ {ma_ho_so}.\nSố tiền: {so_tien}.\nNgày hẹn trả kết quả: {ngay_hen}.",
		"{noi_nhan}: da ghi nhan tien nop cua ho so {ma_ho_so}, hen tra {ngay_hen}.",
		"Application {ma_ho_so}: payment received", "The payment for application {ma_ho_so} was received.\nThe result is due on {ngay_hen}."},
	{Apology, "Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {ma_ho_so}",
		"{noi_nhan} xin lỗi vì chưa giải quyết xong hồ sơ {ma_ho_so} đúng ngày hẹn {ngay_hen}.\nLý do: {ly_do}.\nNgày hẹn mới: {hen_lai}.",
		"{noi_nhan} xin loi vi ho so {ma_ho_so} chua xong dung hen. Hen lai: {hen_lai}. Xem: {tra_cuu}",
		"Apology and new date for application {ma_ho_so}", "{noi_nhan} apologises: application {ma_ho_so} is not finished by {ngay_hen}.\nReason: {ly_do}.\nThe new date is {hen_lai}."},
	{ResultReady, "Hồ sơ {ma_ho_so} đã có kết quả",
		"Hồ sơ {ma_ho_so}, thủ tục “{thu_tuc}”, đã có kết quả.\nNơi nhận: {noi_nhan}.",
		"{noi_nhan}: ho so {ma_ho_so} da co ket qua, moi den nhan. Tra cuu: {tra_cuu}",
		"The result of application {ma_ho_so} is ready", "The result of application {ma_ho_so} is ready at {noi_nhan}."},
	{HandedOver, "Đã trả kết quả hồ sơ {ma_ho_so}",
		"Kết quả hồ sơ {ma_ho_so} đã được trả. Nếu không phải Ông/Bà hoặc người được ủy quyền nhận, xin báo ngay cho {noi_nhan}.",
		"{noi_nhan}: da tra ket qua ho so {ma_ho_so}. Neu khong phai ban nhan, xin bao ngay.",
		"The result of application {ma_ho_so} was handed over", "The result of application {ma_ho_so} was handed over. If it was not you who took it, please tell {noi_nhan} at once."},
	{Posted, "Đã gửi kết quả hồ sơ {ma_ho_so} qua bưu chính",
		"Kết quả hồ sơ {ma_ho_so} đã được gửi qua bưu chính công ích.\nMã vận đơn: {ma_van_don}.",
		"{noi_nhan}: da gui ket qua ho so {ma_ho_so} qua buu dien. {ma_van_don}",
		"The result of application {ma_ho_so} was posted", "The result of application {ma_ho_so} was posted.\nTracking number: {ma_van_don}."},
	{Refused, "Hồ sơ {ma_ho_so}: từ chối giải quyết",
		"Hồ sơ {ma_ho_so} không được giải quyết.\nLý do: {ly_do}.\nMời nhận lại hồ sơ và văn bản trả lời tại {noi_nhan}.",
		"{noi_nhan}: ho so {ma_ho_so} khong duoc giai quyet. Xem ly do: {tra_cuu}",
		"Application {ma_ho_so} was refused", "Application {ma_ho_so} was refused.\nReason: {ly_do}.\nPlease collect the papers and the written answer at {noi_nhan}."},
	{Stopped, "Hồ sơ {ma_ho_so}: dừng giải quyết",
		"Việc giải quyết hồ sơ {ma_ho_so} đã dừng.\nLý do: {ly_do}.",
		"{noi_nhan}: ho so {ma_ho_so} dung giai quyet. Xem ly do: {tra_cuu}",
		"Application {ma_ho_so} was stopped", "Work on application {ma_ho_so} has stopped.\nReason: {ly_do}."},
	{Withdrawn, "Hồ sơ {ma_ho_so} đã rút",
		"Hồ sơ {ma_ho_so} đã được rút theo yêu cầu. Mời nhận lại giấy tờ tại {noi_nhan}.",
		"{noi_nhan}: ho so {ma_ho_so} da rut theo yeu cau. Neu khong phai ban yeu cau, xin bao ngay.",
		"Application {ma_ho_so} was withdrawn", "Application {ma_ho_so} was withdrawn at your request. Please collect the papers at {noi_nhan}."},
}

func standard() (list []*Template) {
	for _, w := range citizens {
		list = append(list,
			&Template{Occasion: w.occasion, Channel: Email, Lang: Vietnamese, Status: Approved, Subject: w.subject, Body: greeting + w.body + closing},
			&Template{Occasion: w.occasion, Channel: Email, Lang: English, Status: Approved, Subject: w.title, Body: dear + w.text + yours},
			&Template{Occasion: w.occasion, Channel: SMS, Lang: Vietnamese, Status: Approved, Body: w.sms})
	}
	return append(list, &Template{Occasion: StaffNotice, Channel: Email, Lang: Vietnamese, Status: Approved, Subject: "Thông báo từ hệ thống một cửa", Body: "{noi_dung}\n"})
}
