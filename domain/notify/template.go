package notify

import (
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// TemplateID identifies one version of a template for ever.
type TemplateID int64

// Template is one version of the words for an occasion, a way and a language.
type Template struct {
	ID       TemplateID
	Occasion Occasion
	Channel  Channel
	Lang     Lang
	Number   int    // 1, 2, … of the same words
	Subject  string // e-mail only
	Body     string
	External string // number of the template at Zalo, which approves the words itself
	Accents  bool   // SMS: kept with its accents, which costs parts
	Status   Status
	From     calendar.Day // first day in use
	Until    calendar.Day // first day no longer in use, 0 while open
	EditedBy int64        // who may not approve it
	Approved int64        // by whom
	Version  int
}

// Status of a version of a template.
type Status string

const (
	Draft    Status = "draft"
	Approved Status = "approved"
)

// InUse says whether the version is the one to write by on a day.
func (t *Template) InUse(on calendar.Day) bool {
	return t.Status == Approved && on >= t.From && (t.Until == 0 || on < t.Until)
}

// same says whether two versions are of the same words.
func (t *Template) same(o *Template) bool {
	return t.Occasion == o.Occasion && t.Channel == o.Channel && t.Lang == o.Lang
}

// Find is the template to write by: the version in use, else the standard one in the
// language, else in Vietnamese. nil when the occasion has no words for the way.
func Find(list []*Template, o Occasion, c Channel, l Lang, on calendar.Day) *Template {
	for _, lang := range []Lang{l, Vietnamese} {
		want := &Template{Occasion: o, Channel: c, Lang: lang}
		for _, t := range list {
			if t.same(want) && t.InUse(on) {
				return t
			}
		}
		for _, t := range Standard {
			if t.same(want) {
				return t
			}
		}
	}
	return nil
}

// procedureInSMS is how many letters of a procedure's name stand in an SMS.
const procedureInSMS = 50

// Write fills the template.
func (t *Template) Write(facts Facts) Text {
	if t.Channel == SMS {
		less := Facts{}
		for p, fact := range facts {
			less[p] = fact
		}
		less[Procedure] = short(facts[Procedure], procedureInSMS)
		facts = less
	}
	text := Text{Channel: t.Channel, Lang: t.Lang, Subject: Fill(t.Subject, facts), Body: Fill(t.Body, facts), External: t.External, Template: int64(t.ID)}
	if t.Channel == SMS && !t.Accents {
		text.Body = typographic.Replace(vntext.Unaccented(text.Body))
	}
	return text
}

// Params are the parameters of a Zalo template, the names that its words here have in
// braces; Zalo refuses long ones. nil for other ways.
func (t *Template) Params(facts Facts) map[string]string {
	if t.Channel != Zalo {
		return nil
	}
	list := map[string]string{}
	for _, p := range used(t.Body) {
		list[string(p)] = short(strings.Join(strings.Fields(facts[p]), " "), zaloParameter)
	}
	return list
}

// NewDraft begins the next version of the words of an occasion, a way and a language: a
// copy of what is in use.
func NewDraft(o Occasion, c Channel, l Lang, list []*Template, on calendar.Day, by int64) (Template, error) {
	draft := Template{Occasion: o, Channel: c, Lang: l, Status: Draft, EditedBy: by, Number: 1}
	if o.Title() == "" || c.Title() == "" || l != Vietnamese && l != English {
		return draft, refusal.Missing("Không có mẫu tin nhắn như vậy.")
	}
	for _, t := range list {
		if !t.same(&draft) {
			continue
		}
		if t.Status == Draft {
			return draft, refusal.Clash("Mẫu này đã có một bản dự thảo (phiên bản %d).", t.Number)
		}
		draft.Number = max(draft.Number, t.Number+1)
	}
	if now := Find(list, o, c, l, on); now != nil {
		draft.Subject, draft.Body, draft.External, draft.Accents = now.Subject, now.Body, now.External, now.Accents
	}
	return draft, nil
}

// Edit writes a draft over; who did may not approve it.
func (t *Template) Edit(to Template, by int64) error {
	if t.Status != Draft {
		return refusal.TooEarlyOrLate("Mẫu này đã được duyệt, không sửa được: hãy soạn phiên bản mới.")
	}
	t.Subject, t.Body, t.External, t.Accents, t.EditedBy = to.Subject, to.Body, to.External, to.Accents, by
	return t.Check()
}

// Approve puts a draft in use from a day on, by a second person, and ends the version
// before it; ended is that one as it was, nil for none.
func (t *Template) Approve(list []*Template, from, today calendar.Day, by int64) (ended *Template, err error) {
	switch {
	case t.Status != Draft:
		return nil, refusal.TooEarlyOrLate("Mẫu này đã được duyệt rồi.")
	case t.EditedBy == by:
		return nil, refusal.Forbidden("Người soạn không được tự duyệt mẫu tin nhắn: cần người thứ hai.")
	case from < today:
		return nil, refusal.Wrong("from", "Ngày áp dụng không được ở trong quá khứ.")
	}
	if err := t.Check(); err != nil {
		return nil, err
	}
	for _, old := range list {
		if !old.same(t) || old.Status != Approved || old.Until != 0 {
			continue
		}
		if from <= old.From {
			return nil, refusal.Wrong("from", "Phiên bản %d áp dụng từ %s, không thể thay trước ngày đó.", old.Number, old.From.Vietnamese())
		}
		ended = old
	}
	t.Status, t.From, t.Approved = Approved, from, by
	return ended, nil
}

// BodyLines are the lines of a text, for a page that shows it.
func (t Text) BodyLines() []string { return strings.Split(t.Body, "\n") }

// BodyLines are the lines of the words.
func (t *Template) BodyLines() []string { return strings.Split(t.Body, "\n") }
