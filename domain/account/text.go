package account

import "strings"

// EventTitle is what happened to an account, in words.
func EventTitle(act string) string {
	if words, ok := eventTitles[act]; ok {
		return words
	}
	return act
}

var eventTitles = map[string]string{
	"create": "Lập tài khoản", "rename": "Đổi tên, chức danh", "set_roles": "Đặt vai trò", "move": "Chuyển đơn vị",
	"lock": "Khóa", "unlock": "Mở khóa", "set_password": "Đặt mật khẩu", "rehash": "Tăng độ bảo vệ mật khẩu",
	"invite": "Cấp đường dẫn đặt mật khẩu", "enable_totp": "Bật xác thực hai bước", "disable_totp": "Tắt xác thực hai bước",
	"delegate": "Cử người làm thay khi vắng mặt", "come_back": "Kết thúc vắng mặt",
}

// RoleTitles are roles in words, joined.
func RoleTitles(roles []Role) string {
	list := make([]string, len(roles))
	for i, r := range roles {
		list[i] = r.Title()
	}
	return strings.Join(list, ", ")
}
