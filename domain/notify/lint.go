package notify

import (
	"fmt"
	"slices"
	"strings"

	"cchc/domain/refusal"
)

const (
	longestSubject = 150
	longestBody    = 4000
	// zaloParameter is how many letters a parameter of a Zalo template may have.
	zaloParameter = 90
)

// Check refuses words that cannot be sent: names that are none, texts too long, and
// personal data where strangers may read along. An SMS lies open on a locked screen, so it
// may say who or what about, never both, and no free text.
func (t *Template) Check() error {
	var faults refusal.List
	wrong := func(field, format string, args ...any) {
		faults = append(faults, refusal.Wrong(field, format, args...))
	}
	for _, f := range []struct{ field, text string }{{"subject", t.Subject}, {"body", t.Body}} {
		for _, p := range used(f.text) {
			if about(p) == nil {
				wrong(f.field, "Không có chỗ điền {%s}: hãy chọn trong danh sách.", string(p))
			}
		}
		if rest := braces.ReplaceAllString(f.text, ""); strings.ContainsAny(rest, "{}") {
			wrong(f.field, "Có dấu { hoặc } đứng lẻ.")
		}
	}
	if strings.TrimSpace(t.Body) == "" {
		wrong("body", "Chưa có nội dung.")
	}
	switch t.Channel {
	case Email:
		t.checkEmail(wrong)
	case SMS:
		t.checkSMS(wrong)
	case Zalo:
		t.checkZalo(wrong)
	}
	return faults.OrNil()
}

type fault = func(field, format string, args ...any)

func (t *Template) checkEmail(wrong fault) {
	switch {
	case strings.TrimSpace(t.Subject) == "":
		wrong("subject", "Chưa có tiêu đề thư.")
	case len([]rune(t.Subject)) > longestSubject || strings.ContainsAny(t.Subject, "\r\n"):
		wrong("subject", "Tiêu đề thư phải trên một dòng, tối đa %d chữ.", longestSubject)
	}
	if len([]rune(t.Body)) > longestBody {
		wrong("body", "Nội dung thư tối đa %d chữ.", longestBody)
	}
	if t.Occasion != StaffNotice && !slices.Contains(used(t.Body), StopLink) {
		wrong("body", "Thư cho người dân phải có chỗ điền {%s} để người nhận ngừng nhận thư.", string(StopLink))
	}
}

func (t *Template) checkSMS(wrong fault) {
	t.private(wrong, "SMS")
	if p := CountSMS(t.Write(Samples()).Body); p.Parts > MostParts {
		wrong("body", "Tin SMS dài %d phần, tối đa %d: hãy rút gọn hoặc bỏ dấu.", p.Parts, MostParts)
	}
}

func (t *Template) checkZalo(wrong fault) {
	t.private(wrong, "Zalo")
	if strings.TrimSpace(t.External) == "" {
		wrong("external", "Chưa có mã mẫu ZNS đã được Zalo duyệt.")
	}
	for _, p := range used(t.Body) {
		if a := about(p); a != nil && len([]rune(a.Sample)) > zaloParameter {
			wrong("body", "Tham số {%s} dài hơn %d chữ mà Zalo cho phép.", string(p), zaloParameter)
		}
	}
}

// private refuses a name beside what the dossier is about.
func (t *Template) private(wrong fault, way string) {
	names := used(t.Body)
	if slices.Contains(names, Reason) {
		wrong("body", "Tin %s không được chứa {%s}: lý do là chữ tự do, có thể có dữ liệu cá nhân. Hãy mời người dân tra cứu.", way, string(Reason))
	}
	content := slices.ContainsFunc(names, func(p Placeholder) bool { a := about(p); return a != nil && a.Content })
	if content && slices.Contains(names, Name) {
		wrong("body", "Tin %s không được chứa họ tên cùng với nội dung hồ sơ.", way)
	}
}

// Measure says how long a template's text is, for its page.
func (t *Template) Measure() string {
	text := t.Write(Samples())
	if t.Channel != SMS {
		return fmt.Sprintf("%d", len([]rune(text.Body)))
	}
	p := CountSMS(text.Body)
	return fmt.Sprintf("%d / %d", p.Letters, p.Parts)
}
