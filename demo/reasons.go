package demo

// What people of the demo write.
var (
	lateReasons = []string{
		"Chờ ý kiến cơ quan phối hợp", "Chờ ý kiến cơ quan phối hợp", "Công chức phụ trách vắng, chưa bố trí người thay",
		"Phải kiểm tra thực địa thêm", "Phần mềm gián đoạn", "Hồ sơ phức tạp, cần thẩm tra thêm",
	}
	missingPapers   = []string{"Bản sao giấy chứng nhận kết hôn", "Giấy tờ về thửa đất", "Bản vẽ có xác nhận", "Văn bản ủy quyền", "Tờ khai chưa ký"}
	withdrawReasons = []string{"Người nộp xin rút để bổ sung", "Thay đổi nhu cầu", "Nộp nhầm thủ tục"}
	refuseReasons   = []string{"Không đủ điều kiện theo quy định", "Nội dung không phù hợp quy hoạch", "Thông tin kê khai không đúng"}
	stopReasons     = []string{"Quá thời hạn bổ sung", "Có đơn tranh chấp", "Theo văn bản của cơ quan tố tụng"}
	intakeReasons   = []string{"Không thuộc thẩm quyền", "Thiếu giấy tờ bắt buộc", "Nộp trùng"}
	backReasons     = []string{"Dự thảo chưa đúng mẫu", "Thiếu căn cứ pháp lý", "Số liệu chưa khớp"}
)
