package portal

import (
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web/layout"
)

// limitWords is a time limit in the visitor's language.
func limitWords(v *layout.Visit, l calendar.Limit) string {
	switch {
	case l.SameDay():
		return v.T("trong ngày làm việc")
	case l.Unit == calendar.WorkDays:
		return v.T("%d ngày làm việc", l.N)
	case l.Unit == calendar.Days:
		return v.T("%d ngày", l.N)
	case l.Unit == calendar.WorkHours:
		return v.T("%d giờ làm việc", l.N)
	case l.Unit == calendar.Months:
		return v.T("%d tháng", l.N)
	}
	return ""
}

// limitText reads a procedure's limit; one that cannot be read stands as it is.
func limitText(v *layout.Visit, text string) string {
	l, err := calendar.ParseLimit(text)
	if err != nil {
		return text
	}
	return limitWords(v, l)
}

// feeText is a fee, with its note.
func feeText(v *layout.Visit, o procedure.Offer) string {
	text := v.T("%s đ", v.Lang.Number(o.Fee))
	if o.Fee == 0 {
		text = v.T("không thu phí")
	}
	if o.Note != "" {
		text += " (" + o.Note + ")"
	}
	return text
}

// places says at which levels a procedure is handed in.
func places(v *layout.Visit, levels []orgunit.Level) string {
	if len(levels) == 0 {
		return v.T("chưa có nơi tiếp nhận")
	}
	words := make([]string, len(levels))
	for i, level := range levels {
		words[i] = lowerFirst(v.T(level.Name()))
	}
	return v.T("Bộ phận Một cửa %s", strings.Join(words, ", "))
}

// phone is the hotline, kept on one line.
func phone(v *layout.Visit) string { return strings.ReplaceAll(v.Site.Phone, " ", "\u00a0") }

// lowerFirst makes "Cấp huyện" fit inside a sentence.
func lowerFirst(s string) string {
	letters := []rune(s)
	return strings.ToLower(string(letters[:1])) + string(letters[1:])
}
