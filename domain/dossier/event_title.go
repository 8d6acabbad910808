package dossier

// Acts are the acts of the trace in words, in the order of a dossier's life.
var Acts = []struct{ Name, Title string }{
	{"receive", "Tiếp nhận"}, {"refuse_at_intake", "Từ chối tiếp nhận"}, {"take_over", "Nhận xử lý"}, {"complete_step", "Chuyển bước"},
	{"send_back", "Trả lại bước trước"}, {"release", "Trả lại việc đã nhận"}, {"assign", "Giao việc"},
	{"consult", "Gửi yêu cầu phối hợp"}, {"answer", "Trả lời yêu cầu phối hợp"}, {"answer_addition", "Trả lời bổ sung sau khi bước đã chuyển"},
	{"remind_request", "Đôn đốc trả lời"}, {"recall_request", "Thu hồi yêu cầu phối hợp"}, {"hand_back_request", "Trả lại yêu cầu phối hợp"}, {"request_supplement", "Yêu cầu bổ sung"}, {"request_supplement_late", "Yêu cầu bổ sung, quá 3 ngày làm việc"},
	{"supply", "Nhận bổ sung"}, {"pause_for_payment", "Tạm dừng chờ nộp tiền"}, {"resume", "Đã nộp tiền, tiếp tục"},
	{"extend", "Xin lỗi, hẹn lại"}, {"extend_late", "Xin lỗi, hẹn lại khi đã đến hạn"}, {"finish", "Kết thúc, có kết quả"},
	{"refuse", "Từ chối giải quyết"}, {"stop", "Dừng giải quyết"}, {"withdraw", "Người nộp rút hồ sơ"}, {"take_fee", "Thu phí, lệ phí"}, {"assess_fee", "Miễn, giảm phí, lệ phí"}, {"refund_fee", "Hoàn phí, lệ phí"},
	{"bring_back", "Nhận kết quả về nơi tiếp nhận"}, {"hand_over", "Trả kết quả"}, {"correct", "Sửa sai"}, {"erase_person", "Xóa dữ liệu cá nhân"}, {"move_deadline", "Ngày hẹn đổi theo lịch"},
	{"transfer", "Chuyển sang đơn vị kế thừa"}, {"press", "Đôn đốc hồ sơ trễ"},
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
