package scan

import (
	"cchc/domain/refusal"
)

// sentences say why a file is refused and what to do, by reason.
var sentences = map[string]string{
	"empty":     "Tệp rỗng (0 byte). Hãy quét hoặc chụp lại rồi tải lên lần nữa.",
	"too-large": "Tệp lớn hơn %d MB. Hãy quét ở 200–300 dpi, đen trắng hoặc xám, hoặc tách thành nhiều tệp.",
	"foreign":   "Không nhận loại tệp này. Hãy lưu thành PDF, JPEG, PNG, DOCX hoặc XLSX rồi tải lên.",
	"broken":    "Tệp hỏng hoặc tải lên chưa hết. Hãy mở thử trên máy, lưu lại rồi tải lên lần nữa.",
	"double":    "Tệp chứa thêm dữ liệu lạ ngoài giấy tờ. Hãy in ra PDF mới hoặc quét lại từ bản giấy.",
	"too-many":  "Tệp có quá nhiều trang hoặc mục (nhiều nhất %d). Hãy tách thành nhiều tệp.",
	"too-broad": "Ảnh quá rộng (nhiều nhất %d triệu điểm ảnh). Hãy quét ở 200–300 dpi.",
	"bomb":      "Tệp nén bất thường, mở ra sẽ quá lớn. Hãy in ra PDF mới hoặc quét lại từ bản giấy.",
	"active":    "Tệp có chương trình hoặc macro tự chạy. Hãy in ra PDF mới, hoặc lưu lại không kèm macro.",
	"locked":    "Tệp đặt mật khẩu hoặc mã hóa. Hãy bỏ mật khẩu rồi tải lên lần nữa.",
	"within":    "Trong tệp có tệp khác đính kèm. Hãy tải từng tệp lên riêng.",
}

// RefuseFile says no to a file for a reason of those that files are looked at for; most is
// the limit that it is beyond, where there is one.
func RefuseFile(reason string, most int64) *refusal.Refusal {
	switch reason {
	case "too-large":
		return refusal.Wrong("file", sentences[reason], most>>20)
	case "too-many", "too-broad":
		return refusal.Wrong("file", sentences[reason], most)
	}
	if sentence, ok := sentences[reason]; ok {
		return refusal.Wrong("file", sentence)
	}
	return refusal.Wrong("file", sentences["broken"])
}
