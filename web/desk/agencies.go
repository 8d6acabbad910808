package desk

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// What other agencies were asked, and what each agency used of the time.

type requestRow struct {
	No           int
	Unit, Asked  string // who, and by whom
	Kind         string
	Content      string // "" for eyes that may not read it
	Sent, Due    string
	Compulsory   bool
	Tag          layout.Tag
	Why          string // it ended without an answer
	Reminded     int
	Answers      []answerRow
	Hidden, Open bool
}

type answerRow struct {
	Verdict, Text, By, At string
	Addition              bool
}

// requestRows tells the requests, the content only to those who read the dossier and, of
// their own, to those asked: also afterwards.
func (s *scene) requestRows(names map[account.ID]string) []requestRow {
	var list []requestRow
	for i := range s.file.Requests {
		r := &s.file.Requests[i]
		row := requestRow{
			No: r.No, Unit: s.Units.Name(r.Unit), Asked: s.Units.Name(r.By), Kind: s.T(r.Kind.Title()), Sent: s.instant(r.Sent),
			Due: r.DueAt().Vietnamese(), Compulsory: r.Compulsory, Tag: requestTag(s.rules, r, s.At), Reminded: r.Reminded, Open: r.Waits(),
		}
		if row.Hidden = !s.reads() && !s.May(account.ReadDossier, r.Unit); !row.Hidden {
			row.Content, row.Why = r.Content, r.Why
		}
		for _, a := range r.Answers {
			answer := answerRow{Verdict: s.T(a.Verdict.Title()), By: names[a.By], At: s.instant(a.At), Addition: a.Addition}
			if !row.Hidden {
				answer.Text = vntext.NFC(a.Text)
			}
			row.Answers = append(row.Answers, answer)
		}
		list = append(list, row)
	}
	return list
}

// requestTag says how a request stands to its own due date.
func requestTag(rules Rules, r *dossier.Request, now time.Time) layout.Tag {
	cal, due := rules.Calendar(r.Unit), r.DueAt()
	until := r.Until()
	switch {
	case until.IsZero():
		return stepTag(cal, due.Last(), now)
	case len(r.Answers) == 0:
		return layout.Plain(r.End.Title())
	case r.IsLate(now):
		return lateBy(cal.WorkMinutes(due.Last(), until))
	}
	return layout.InTime()
}

// shareRow is one agency's part of a dossier's time.
type shareRow struct {
	Unit, Part, Percent, Gross string
	Late                       string
}

// shareRows divides the time among the agencies; the minutes shown add up to the whole.
func (s *scene) shareRows(events []audit.Event) (list []shareRow, whole string, err error) {
	shares, total, err := dossier.Shares(s.file, events, s.rules, s.At)
	if err != nil || len(shares) < 2 {
		return nil, "", err
	}
	for i, minutes := range dossier.WholeMinutes(shares, total) {
		share := shares[i]
		row := shareRow{Unit: s.Units.Name(share.Unit), Part: s.exact(minutes), Gross: s.exact(share.Gross), Percent: percent(minutes, total)}
		if share.Late > 0 {
			row.Late = s.T("trả lời chậm %d lần, tổng %s", share.Late, s.exact(share.Over))
		}
		list = append(list, row)
	}
	return list, s.exact(total), nil
}

// exact is working minutes to the minute: parts that are shown add up.
func (s *scene) exact(minutes int) string {
	if minutes < workday {
		return s.T("%d giờ %d phút", minutes/60, minutes%60)
	}
	return s.T("%d ngày %d giờ %d phút", minutes/workday, minutes%workday/60, minutes%60)
}

// percent is a part in tenths, cut off.
func percent(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return fmt.Sprintf("%d,%d %%", part*100/whole, part*1000/whole%10)
}

// waitsFor names the agencies without whose answer a step does not go on.
func (s *scene) waitsFor() []layout.Note {
	var list []layout.Note
	for _, r := range s.file.Waiting() {
		if r.Compulsory && r.IsLate(s.At) {
			list = append(list, layout.Note{Class: "over", Text: s.T("%s chưa trả lời, quá hạn %s. Im lặng không phải là đồng ý: hãy đôn đốc, hoặc lãnh đạo thu hồi yêu cầu kèm lý do.",
				s.Units.Name(r.Unit), r.DueAt().Vietnamese())})
		}
	}
	if !s.file.Brought.IsZero() {
		list = append(list, layout.Note{Class: "ok", Text: s.T("Kết quả đã về nơi tiếp nhận lúc %s.", s.file.Brought.In(calendar.Local).Format("15:04 02/01/2006"))})
	}
	return list
}
