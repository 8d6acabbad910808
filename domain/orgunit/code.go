package orgunit

import (
	"regexp"
	"slices"
	"strings"

	"cchc/domain/refusal"
)

var codePart = regexp.MustCompile(`^[A-Z]?[0-9]{2,3}$`)

// NormalCode brings both orders of a unit's code to the newer one, level 1 first:
// "H99.17.05" (QĐ 20/2020/QĐ-TTg) and "000.05.17.H99" (QCVN 102:2016), which is
// still printed on papers, name the same unit. It is for comparing; an issued code
// is never rewritten.
func NormalCode(code string) (string, error) {
	parts := strings.Split(strings.ToUpper(strings.TrimSpace(code)), ".")
	for _, p := range parts {
		if !codePart.MatchString(p) {
			return "", refusal.Wrong("code", "Mã đơn vị “%s” không đúng dạng, ví dụ H99.17.05 hoặc 000.05.17.H99.", code)
		}
	}
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case isRoot(first):
	case isRoot(last):
		slices.Reverse(parts)
	default:
		return "", refusal.Wrong("code", "Mã đơn vị “%s” không có mã cấp 1, ví dụ H99.", code)
	}
	for len(parts) > 1 && strings.Trim(parts[len(parts)-1], "0") == "" {
		parts = parts[:len(parts)-1] // the older order fills unused levels with zeros
	}
	return strings.Join(parts, "."), nil
}

// OldOrder writes a normalised code the older way, four parts, level 1 last.
func OldOrder(normal string) string {
	parts := strings.Split(normal, ".")
	for len(parts) < 4 {
		fill := "00"
		if len(parts) == 3 {
			fill = "000"
		}
		parts = append(parts, fill)
	}
	slices.Reverse(parts)
	return strings.Join(parts, ".")
}

func isRoot(part string) bool { return part[0] >= 'A' && part[0] <= 'Z' }
