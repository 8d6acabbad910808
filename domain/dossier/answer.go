package dossier

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cchc/domain/refusal"
)

// GiveAnswer answers a request. A further answer is a new version; after the asking step
// has gone on it is kept and marked as a late addition.
type GiveAnswer struct {
	Request int
	Verdict Verdict
	Text    string
}

// Apply refuses every unit but the one asked, and requests that were taken or handed back.
func (a GiveAnswer) Apply(d *Dossier, m Moment) (Happened, error) {
	r, err := d.requestOn(a.Request)
	if err != nil {
		return Happened{}, err
	}
	if err := m.sameOffice(r.Unit, "trả lời yêu cầu này"); err != nil {
		return Happened{}, err
	}
	text := strings.TrimSpace(a.Text)
	switch {
	case r.End == Recalled || r.End == HandedBack:
		return Happened{}, refusal.TooEarlyOrLate("Yêu cầu %d của hồ sơ %s %s, không trả lời được nữa.", r.No, d.Code, r.End.Title())
	case a.Verdict.Title() == "":
		return Happened{}, refusal.Wrong("verdict", "Chưa chọn đồng ý, không đồng ý hay gửi kết quả.")
	case text == "" && a.Verdict != Agree:
		return Happened{}, refusal.Wrong("text", "Phải ghi lý do hoặc kết quả.")
	case utf8.RuneCountInString(text) > mostText:
		return Happened{}, refusal.Wrong("text", "Viết không quá %d ký tự.", mostText)
	}
	addition := !slices.ContainsFunc(d.Open, func(w Work) bool { return w.Step == r.Step })
	r.Answers = append(slices.Clone(r.Answers), Answer{At: m.At, By: m.By, Unit: r.Unit, Verdict: a.Verdict, Text: text, Addition: addition})
	d.moveSteps(m) // the step waited for this
	act := "answer"
	if addition {
		act = "answer_addition"
	}
	return Happened{Act: act, Note: text}, nil
}
