package notify

import (
	"regexp"
	"strings"

	"cchc/web"
)

// before are what stands before a word that is an officer's or a provider's own, or that
// is repeated.
var before = []string{"Sẽ thử lại", "Gửi lại", "Hủy", "Nhà mạng từ chối", "Không lập được yêu cầu gửi"}

var (
	coded = regexp.MustCompile(` \(mã (\d+)\)`)
	zalo  = regexp.MustCompile(`^Zalo trả lỗi (-?\d+): (.*)$`)
)

// said is the last word about a message in the visitor's language: the program's own
// sentences are kept in Vietnamese, with what a provider or an officer said beside them.
func said(visit *web.Visit, text string) string {
	if m := zalo.FindStringSubmatch(text); m != nil {
		return visit.T("Zalo trả lỗi %s", m[1]) + ": " + m[2]
	}
	for i, prefix := range before {
		if rest, ok := strings.CutPrefix(text, prefix+": "); ok {
			if i == 0 {
				rest = said(visit, rest)
			}
			return visit.T(prefix) + ": " + rest
		}
	}
	if text == "" {
		return ""
	}
	m := coded.FindStringSubmatch(text)
	if m == nil {
		return visit.T(text)
	}
	return visit.T(coded.ReplaceAllString(text, "")) + " " + visit.T("(mã %s)", m[1])
}
