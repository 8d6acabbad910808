package desk

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

type openStep struct {
	Title, Unit, Role, Holder string
	Due                       layout.Tag
}

func (s *scene) version() *procedure.Version { return s.rules.Procedure(s.file.Procedure) }

func (s *scene) caseOf() *procedure.Case {
	if v := s.version(); v != nil {
		return v.Case(s.file.Case)
	}
	return nil
}

func (s *scene) procedureName() string {
	if v := s.version(); v != nil {
		return contentOf(v, s.file.Case)
	}
	return ""
}

// ruleNote says under which rules the dossier lives.
func (s *scene) ruleNote() string {
	if v := s.version(); v != nil {
		return s.T("Thủ tục %s, bản %d, hiệu lực từ %s", v.Code, v.Number, v.From.Vietnamese())
	}
	return ""
}

// facts of the dossier; those of the person only when they are there to be seen.
func (s *scene) facts() []layout.Fact {
	d, p := s.file, s.person
	var list []layout.Fact
	add := func(name, value string) {
		if value != "" {
			list = append(list, layout.Fact{Name: s.T(name), Value: value})
		}
	}
	switch {
	case d.Seal == audit.ErasedSeal:
		add("Người nộp", s.T("đã xóa theo yêu cầu"))
	case p.Name == "":
		add("Người nộp", s.T("chỉ người đang giữ hồ sơ xem được"))
	}
	add("Người nộp", p.Name)
	add("Ngày sinh", shownBirth(p.Born))
	add("Số giấy tờ", p.IDNo)
	add("Địa chỉ", p.Address)
	add("Điện thoại", p.Phone)
	add("Nội dung", p.Content)
	add("Cơ quan giải quyết", s.Units.Name(d.Unit))
	if d.Desk != d.Unit {
		add("Nơi tiếp nhận", s.Units.Name(d.Desk))
	}
	add("Kênh nộp", s.T(d.Channel.Title()))
	if !d.Filed.At.IsZero() {
		list = append(list, layout.Fact{Name: s.T("Thời điểm nộp"), Value: s.instant(d.Filed.At), Note: s.T("%d giờ %d phút làm việc trước khi tiếp nhận", d.Filed.Lag/60, d.Filed.Lag%60)})
	}
	list = append(list, layout.Fact{Name: s.T("Tiếp nhận"), Value: s.instant(d.Received)})
	add("Thời hạn", limitWords(s.Lang, d.Limit))
	add("Hẹn trả", d.Due.Vietnamese())
	if !d.Original.IsZero() {
		add("Hẹn ban đầu", d.Original.Vietnamese())
	}
	add("Hẹn lại", d.Promised.Vietnamese())
	if !d.Closed.IsZero() {
		list = append(list, layout.Fact{Name: s.T("Kết thúc"), Value: s.instant(d.Closed)})
	}
	if !d.Handed.IsZero() {
		list = append(list, layout.Fact{Name: s.T("Đã trả"), Value: s.instant(d.Handed)})
	}
	add("Nhận kết quả", s.T(d.ResultBy.Title()))
	add("Phí, lệ phí", s.money())
	if d.Finance == dossier.FeeDue && s.May(account.TakeMoney, d.Desk) {
		list[len(list)-1].Href = "/till/dossiers/" + d.Code
	}
	return list
}

// instant is a moment on the province's clocks.
func (s *scene) instant(t time.Time) string { return vntext.Instant(t.In(calendar.Local)) }

func (s *scene) money() string {
	state := map[dossier.Finance]string{
		dossier.NoFee: "không thu", dossier.FeeDue: "chưa nộp", dossier.FeePaid: "đã nộp", dossier.Exempt: "được miễn", dossier.Refunded: "đã hoàn",
	}[s.file.Finance]
	if s.file.Fee == 0 {
		return s.T("không thu")
	}
	return s.T("%s đ", s.Lang.Number(s.file.Fee)) + ", " + s.T(state)
}

// notes are what nobody may overlook.
func (s *scene) notes(done string) []layout.Note {
	var list []layout.Note
	d := s.file
	if done == "receive" {
		list = append(list, layout.Note{Class: "ok", Text: s.T("Đã tiếp nhận %s. Hẹn trả %s.", d.Code, d.Due.Vietnamese())})
	} else if a := bySlug(done); a != nil {
		list = append(list, layout.Note{Class: "ok", Text: s.T("Đã ghi: %s.", layout.Words(a.title))})
	}
	if d.Promised != 0 && d.IsOpen() {
		list = append(list, layout.Note{Class: "over", Text: s.T("Đã xin lỗi và hẹn lại một lần, đến %s. Không được hẹn lần nữa: nếu vẫn chậm, báo cáo lãnh đạo.", d.Promised.Vietnamese())})
	}
	if d.IsOpen() && d.Due.IsZero() {
		list = append(list, layout.Note{Class: "over", Text: s.T("Hồ sơ không có ngày hẹn trả: dữ liệu sai, cần sửa trước khi kết thúc.")})
	}
	return list
}

func bySlug(slug string) *act {
	for _, a := range acts {
		if a.slug == slug {
			return a
		}
	}
	return nil
}

// openSteps are the steps that somebody has to do now, side by side when there are several.
func (s *scene) openSteps() []openStep {
	var list []openStep
	for _, w := range s.file.Open {
		o := openStep{Title: s.stepTitle(w.Step), Unit: s.Units.Name(w.Unit), Role: s.T(w.Role.Title())}
		if n := len(s.file.HoldsUp(w.Step)); n > 0 {
			o.Due = layout.Tag{Class: "pause", Sign: "‖", Format: "Chờ %d cơ quan trả lời", Args: []any{n}}
		} else if !w.Due.IsZero() && s.file.Clock == dossier.Running {
			o.Due = stepTag(s.rules.Calendar(w.Unit), w.Due, s.At)
		}
		list = append(list, o)
	}
	return list
}

// workday is how many minutes of work are told as a day.
const workday = 8 * 60

// stepTag says how a step stands to its own time.
func stepTag(cal *calendar.Calendar, due, now time.Time) layout.Tag {
	left, late := cal.WorkMinutes(now, due), cal.WorkMinutes(due, now)
	switch {
	case now.After(due):
		return lateBy(late)
	case left >= workday:
		return layout.DaysLeft(left / workday)
	}
	return layout.HoursLeft(left / 60)
}

// explain tells how the date came about, and what became of it since.
func (s *scene) explain(page *dossierView) {
	d := s.file
	if d.Received.IsZero() || d.Limit.String() == "" {
		return
	}
	var stops []calendar.Pause
	for _, p := range d.Pauses {
		stops = append(stops, p.Pause)
	}
	due, steps, err := s.rules.Calendar(d.Unit).Due(d.Received, d.Limit, stops...)
	if err != nil {
		page.Changes = append(page.Changes, s.T("Không tính lại được ngày hẹn: %s", err.Error()))
		return
	}
	page.Why = steps
	if !due.IsZero() && due != d.Due {
		page.Changes = append(page.Changes, s.T("Theo lịch hiện nay sẽ là %s; hồ sơ giữ ngày đã hẹn %s.", due.Vietnamese(), d.Due.Vietnamese()))
	}
	if !d.Original.IsZero() {
		page.Changes = append(page.Changes, s.T("Hẹn lúc tiếp nhận: %s; hẹn hiện nay: %s.", d.Original.Vietnamese(), d.Due.Vietnamese()))
	}
	if d.Promised != 0 {
		page.Changes = append(page.Changes, s.T("Xin lỗi, hẹn lại một lần: %s. Vẫn tính trễ theo %s.", d.Promised.Vietnamese(), d.Due.Vietnamese()))
	}
}

// Say is a step of the explanation.
func (p dossierView) Say(s calendar.Step) string {
	return layout.Translate(p.lang, s.Format, s.Args...)
}
