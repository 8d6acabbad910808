package portal

import (
	"html/template"
	"net/url"
	"slices"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// trackPage is a dossier as its citizen sees it.
type trackPage struct {
	layout.Frame
	Code, Procedure string
	Tag             layout.Tag
	State           string
	Sorry           []string // sentences of the apology, none when nothing is late
	Lead            string   // what to do now, in a few words
	Now             []string // … and more
	Phone           string
	Pay             string // where the fee can be paid, "" for nowhere
	Time            string // "Đã dùng 14 trong 10 ngày làm việc"
	Wide, Narrow    template.HTML
	TimeNote        string
	Has             []string
	Moments         []layout.Moment
	Facts           []layout.Fact
	Masked          bool
	Computed        []string // how the due date came about
}

var trackTemplate = layout.Parse[trackPage](files, "track.html")

// story tells one dossier to its citizen, in the visitor's language. Without the receipt's
// secret, full is false: names are masked, and what officers wrote is left out, because
// they may have written a name into it.
type story struct {
	*layout.Visit
	t     *dossier.Tracked
	rules dossier.Catalogue
	now   time.Time
	full  bool
}

func (s *story) page() trackPage {
	page := trackPage{Code: s.t.Code, Procedure: s.procedure(), State: s.T(s.t.State.Title()), Phone: phone(s.Visit), Masked: !s.full}
	page.Tag = layout.Standing(&s.t.Dossier, s.calendar(), s.now)
	page.Sorry = s.sorry()
	page.Lead, page.Now = s.todo()
	page.Pay = s.pay()
	page.Time, page.TimeNote, page.Wide, page.Narrow = s.ruler()
	page.Has = s.has()
	page.Moments = s.moments()
	page.Facts = s.facts()
	page.Computed = s.computed()
	return page
}

// pay is where the fee is paid by who has the receipt.
func (s *story) pay() string {
	if !s.full || s.t.Finance != dossier.FeeDue {
		return ""
	}
	return "/pay/" + url.PathEscape(s.t.Code) + "?" + url.Values{"s": {dossier.TrackingSecret(&s.t.Dossier)}}.Encode()
}

func (s *story) procedure() string {
	if v := s.version(); v != nil {
		return v.Name
	}
	return s.T("Hồ sơ")
}

func (s *story) version() *procedure.Version { return s.rules.Procedure(s.t.Procedure) }

// calendar at the hours of the unit with competence.
func (s *story) calendar() *calendar.Calendar { return s.rules.Calendar(s.t.Unit) }

func (s *story) isLate() bool {
	return s.t.Outcome == dossier.Late || s.t.IsOpen() && s.t.Clock == dossier.Running && s.t.Due.Passed(s.now)
}

// sorry is the apology: for being late, and for a date promised anew.
func (s *story) sorry() (list []string) {
	d := s.t
	if !s.isLate() && (d.Promised == 0 || !d.IsOpen()) {
		return nil
	}
	if s.isLate() {
		list = append(list, s.T("Kết quả lẽ ra có ngày %s.", d.Due.Vietnamese()))
	} else {
		list = append(list, s.T("Kết quả hẹn ngày %s sẽ không kịp.", d.Due.Vietnamese()))
	}
	if reason := s.noteOf("extend", "extend_late"); s.full && reason != "" {
		list = append(list, s.T("Lý do: %s.", reason))
	}
	switch {
	case d.Promised == 0 || d.Outcome == dossier.Late:
	case calendar.DayOf(s.now) > d.Promised:
		list = append(list, s.T("Ngày hẹn lại %s cũng đã qua: hồ sơ này đang được lãnh đạo đôn đốc.", d.Promised.Vietnamese()))
	default:
		list = append(list, s.T("Chúng tôi hẹn lại ngày %s và không hẹn lại thêm lần nào nữa.", d.Promised.Vietnamese()))
	}
	return list
}

// noteOf is what was written at the last of some acts.
func (s *story) noteOf(acts ...string) (note string) {
	for _, e := range s.t.Events {
		for _, act := range acts {
			if e.Act == act {
				note = e.Note
			}
		}
	}
	return note
}

// facts are masked unless the receipt's secret was given.
func (s *story) facts() (list []layout.Fact) {
	d := s.t
	add := func(name string, value any) {
		if value != "" {
			list = append(list, layout.Fact{Name: s.T(name), Value: value})
		}
	}
	name := vntext.Mask(d.Person.Name)
	if s.full {
		name = d.Person.Name
	}
	add("Người nộp", name)
	if s.full {
		add("Nội dung", d.Person.Content)
	}
	add("Nộp tại", s.rules.Units().Name(d.Desk))
	add("Cơ quan giải quyết", s.rules.Units().Name(d.Unit))
	add("Ngày nhận", calendar.DayOf(d.Received).Vietnamese())
	add("Hẹn trả", d.Due.Vietnamese())
	if d.FirstDue() != d.Due {
		add("Hẹn lúc đầu", d.FirstDue().Vietnamese())
	}
	add("Trả qua", s.T(d.ResultBy.Title()))
	add("Phí", s.fee())
	return list
}

func (s *story) fee() string {
	money := s.T("%s đ", s.Lang.Number(s.t.Fee))
	switch s.t.Finance {
	case dossier.FeeDue:
		return s.T("%s, chưa nộp", money)
	case dossier.FeePaid:
		return s.T("%s, đã nộp", money)
	case dossier.Exempt:
		return s.T("được miễn")
	case dossier.Refunded:
		return s.T("%s, đã hoàn lại", money)
	}
	return s.T("không thu phí")
}

// computed tells how the due date came about.
func (s *story) computed() (list []string) {
	steps, err := s.t.Explain(s.calendar())
	if err != nil {
		return nil // a dossier of an old register, without a limit
	}
	for _, step := range steps {
		args := slices.Clone(step.Args)
		for i, arg := range args {
			if arg == any(s.t.Limit.Vietnamese()) {
				args[i] = limitWords(s.Visit, s.t.Limit)
			}
		}
		text := s.T(step.Format, args...)
		if step.Law != "" {
			text += " (" + s.T(step.Law) + ")"
		}
		list = append(list, text)
	}
	return list
}
