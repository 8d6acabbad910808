package account

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// SetPassword keeps the hash of a password that CheckPassword has let through.
type SetPassword struct{ Hash string }

// Apply always succeeds.
func (c SetPassword) Apply(a *Account, _ Moment) (Happened, error) {
	a.Password = c.Hash
	return Happened{Act: "set_password"}, nil
}

// Rehash keeps the same password under a dearer hash; nobody chose anything.
type Rehash struct{ Hash string }

// Apply always succeeds.
func (c Rehash) Apply(a *Account, _ Moment) (Happened, error) {
	a.Password = c.Hash
	return Happened{Act: "rehash"}, nil
}

const (
	shortestPassword = 12
	longestPassword  = 256 // letters; more would only cost time
	fewestLetters    = 5   // different ones
)

// CheckPassword refuses a password that is guessed first: short, the login or name, one of
// the common ones, digits alone. Length counts, not a mixture of signs.
func CheckPassword(password, login, name string) error {
	no := func(format string, args ...any) error { return refusal.Wrong("password", format, args...) }
	letters := utf8.RuneCountInString(vntext.NFC(password))
	plain := vntext.Fold(password)
	switch {
	case letters < shortestPassword:
		return no("Mật khẩu phải có ít nhất %d ký tự. Nên dùng một câu ngắn dễ nhớ.", shortestPassword)
	case letters > longestPassword:
		return no("Mật khẩu dài quá %d ký tự.", longestPassword)
	case strings.Contains(plain, NormalLogin(login)) && login != "":
		return no("Mật khẩu không được chứa tên đăng nhập.")
	case bare(plain) == bare(vntext.Fold(name)) && bare(plain) != "":
		return no("Mật khẩu không được là họ tên.")
	case different(plain) < fewestLetters:
		return no("Mật khẩu lặp lại quá ít ký tự, rất dễ đoán.")
	case bare(plain) == "":
		return no("Mật khẩu chỉ có chữ số dễ bị đoán từ số căn cước, điện thoại hoặc ngày tháng.")
	case slices.Contains(common, bare(plain)) || slices.Contains(common, spelt(plain)):
		return no("Mật khẩu này quá phổ biến, kẻ xấu sẽ thử đầu tiên.")
	}
	return nil
}

// common are the stems of what people type when they must think of a password: whatever
// digits and signs stand around them.
var common = []string{
	"password", "passwordpassword", "passw", "passwd", "pass", "admin", "administrator", "adminadmin", "root", "user", "test", "guest", "welcome",
	"letmein", "iloveyou", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "zxcvbnm", "qwertyqwerty", "qazwsxedc", "qazwsx",
	"abc", "abcd", "abcdef", "abcdefgh", "abcdefghijkl", "abcabc", "changeme", "secret", "dragon", "football", "monkey", "sunshine", "superman",
	"matkhau", "matkhaumatkhau", "matkhaumoi", "matkhaumacdinh", "khongcomatkhau", "khongbiet", "dangnhap", "quantri", "quantrivien", "quantrihethong",
	"motcua", "motcuadientu", "hanhchinhcong", "dichvucong", "ubnd", "uybannhandan", "hosomotcua", "canbo", "vietnam", "vietnamvodich", "toiyeuvietnam",
	"anhyeuem", "emyeuanh", "yeuem", "yeuanh", "giadinh", "hanhphuc", "xinchao", "hanoi", "saigon", "tphochiminh", "hochiminh", "bacho",
	"anson", "motcuaanson", "cchc", "caicachhanhchinh",
}

// bare is a folded text with its letters alone, so that "Mật khẩu @2024!" is "matkhau".
func bare(folded string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, folded)
}

// spelt undoes the signs that stand for letters: "p@ssw0rd-12345" is "password".
func spelt(folded string) string {
	return bare(signs.Replace(strings.TrimFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) })))
}

var signs = strings.NewReplacer("@", "a", "0", "o", "$", "s", "1", "i", "3", "e", "!", "i", "5", "s", "4", "a")

func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}
