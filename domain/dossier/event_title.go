package dossier

// Acts are the acts of the trace in words, in the order of a dossier's life.
var Acts = []struct{ Name, Title string }{
	{"receive", "Tiếp nhận"}, {"refuse_at_intake", "Từ chối tiếp nhận"}, {"take_over", "Nhận xử lý"}, {"complete_step", "Chuyển bước"},
	{"send_back", "Trả lại bước trước"}, {"request_supplement", "Yêu cầu bổ sung"}, {"request_supplement_late", "Yêu cầu bổ sung, quá 3 ngày làm việc"},
	{"supply", "Nhận bổ sung"}, {"pause_for_payment", "Tạm dừng chờ nộp tiền"}, {"resume", "Đã nộp tiền, tiếp tục"},
	{"extend", "Xin lỗi, hẹn lại"}, {"extend_late", "Xin lỗi, hẹn lại khi đã đến hạn"}, {"finish", "Kết thúc, có kết quả"},
	{"refuse", "Từ chối giải quyết"}, {"stop", "Dừng giải quyết"}, {"withdraw", "Người nộp rút hồ sơ"}, {"take_fee", "Thu phí, lệ phí"},
	{"hand_over", "Trả kết quả"}, {"correct", "Sửa sai"}, {"erase_person", "Xóa dữ liệu cá nhân"}, {"move_deadline", "Ngày hẹn đổi theo lịch"},
	{"transfer", "Chuyển sang đơn vị kế thừa"},
}

// EventTitle is an act of the trace in words; one that is not known is its own title.
func EventTitle(act string) string {
	for _, a := range Acts {
		if a.Name == act {
			return a.Title
		}
	}
	return act
}
