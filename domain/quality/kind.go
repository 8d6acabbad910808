// Package quality says which dossiers have data that cannot be right, or that look as if
// they were entered long after what they tell of. It judges no one: it leads to the dossier
// and says what to do.
package quality

import "cchc/domain/refusal"

// Kind is one sort of fault. The numbers are stored and never change their meaning.
type Kind int

const (
	NoDue       Kind = 1 // no day on which the result was promised
	OutOfOrder  Kind = 2 // instants contradict each other
	FiledLong   Kind = 3 // received long after it was filed
	SameInstant Kind = 4 // finished in the second of its receipt, though it takes days
	FeeOwed     Kind = 5 // the result was handed over, the fee is still due
	NoPerson    Kind = 6 // nobody's name, though nothing was erased
	EndedUnit   Kind = 7 // a step waits at a unit that is no more
)

// Kinds in the order of pages.
var Kinds = []Kind{NoDue, OutOfOrder, FiledLong, SameInstant, FeeOwed, NoPerson, EndedUnit}

var words = map[Kind]struct{ name, title, remedy string }{
	NoDue: {"no-due", "Không có ngày hẹn trả",
		"Ghi thời hạn cho thủ tục ở trang Quy định để hồ sơ sau có ngày hẹn. Hồ sơ này không có hạn để tính trễ: báo người nộp ngày trả và giải quyết ngay."},
	OutOfOrder: {"out-of-order", "Các mốc thời gian ngược nhau",
		"Mốc đã ghi không sửa được. Đối chiếu giấy tờ với nhật ký hồ sơ; nếu do tệp nhập, sửa ở hệ thống cũ trước lần nhập sau; nếu phát sinh ở đây, người quản trị kiểm tra đồng hồ máy chủ."},
	FiledLong: {"filed-long", "Tiếp nhận lâu sau khi nộp",
		"Hỏi nơi tiếp nhận vì sao để hồ sơ chờ, nhắc tiếp nhận ngay trong ngày. Hạn trả vẫn tính từ lúc tiếp nhận."},
	SameInstant: {"same-instant", "Xong ngay giây tiếp nhận",
		"Kiểm tra hồ sơ có được nhập sau khi đã giải quyết xong không; nhắc nơi tiếp nhận ghi hồ sơ ngay khi nhận."},
	FeeOwed: {"fee-owed", "Đã trả kết quả, phí chưa nộp",
		"Người thu phí ghi phiếu thu, hoặc ghi căn cứ miễn, giảm; hồ sơ rời danh sách ngay sau đó."},
	NoPerson: {"no-person", "Thiếu người nộp",
		"Người đang giữ hồ sơ mở hồ sơ, chọn “Sửa sai” và ghi họ tên theo giấy tờ; cần quyền sửa hồ sơ của đơn vị."},
	EndedUnit: {"ended-unit", "Bước nằm ở đơn vị đã kết thúc",
		"Người quản trị ghi đơn vị kế thừa ở trang Đơn vị, hoặc lãnh đạo mở hồ sơ và giao lại bước này."},
}

// Name is the kind in addresses.
func (k Kind) Name() string { return words[k].name }

// Title is the kind on pages.
func (k Kind) Title() string { return words[k].title }

// Remedy says what to do, and by which act.
func (k Kind) Remedy() string { return words[k].remedy }

// ParseKind reads a kind of an address.
func ParseKind(name string) (Kind, error) {
	for _, k := range Kinds {
		if k.Name() == name {
			return k, nil
		}
	}
	return 0, refusal.Missing("Không có loại lỗi dữ liệu “%s”.", name)
}
