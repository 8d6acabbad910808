package lateness

import (
	"net/http"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// letterView is one apology: the leader reviews the reason and the date, and signs.
type letterView struct {
	layout.Frame
	Form    layout.Form
	Code    string
	Name    string
	Tag     layout.Tag
	Facts   []layout.Fact
	Letter  rules.Apology
	InTime  layout.Tag
	Drafted bool // waits for the leader; else nobody has drafted it, or it is signed
	Signed  bool
	MaySign bool
	Late    bool // the day before expiry has passed
	Above   string
	Done    layout.Note
}

var letterPage = layout.Parse[letterView](files, "letter.html")

func (p *Pages) letter(w http.ResponseWriter, r *http.Request) error {
	page, err := p.letterView(r, account.ReadLateness)
	if err != nil {
		return err
	}
	if !page.Signed {
		page.Form = layout.Filled("to", page.Letter.To.Vietnamese(), "reason", page.Letter.Reason)
	}
	return letterPage.Render(w, r, http.StatusOK, page)
}

// letterView reads the apology of the address's dossier for an act; where nobody has
// drafted it yet, it is proposed as the program would.
func (p *Pages) letterView(r *http.Request, act account.Act) (page letterView, err error) {
	v := web.VisitOf(r)
	d, err := p.Files.ByCode(r.Context(), r.PathValue("code"))
	if err != nil {
		return page, err
	}
	if err := v.Must(act, d.Unit); err != nil {
		return page, err
	}
	a, err := p.Letters.LetterOf(r.Context(), d.ID)
	if err != nil {
		return page, err
	}
	ref, err := p.Rules(r.Context())
	if err != nil {
		return page, err
	}
	page = letterView{Code: d.Code, Name: nameOf(ref, &d), Tag: layout.Standing(&d, ref.Calendar(d.Unit), v.At), Letter: a,
		Drafted: a.State == rules.Drafted, Signed: d.Promised != 0, Late: calendar.DayOf(v.At) >= d.Due.Day}
	page.MaySign = !page.Signed && d.IsOpen() && d.Clock == dossier.Running && v.May(account.DecideDossier, d.Unit)
	if !page.Drafted && page.MaySign {
		page.Letter.Reason = rules.Reason(&d, ref, v.At)
	}
	if page.MaySign {
		page.Letter.To = proposed(a, ref, &d, v.At)
	}
	if page.Signed {
		page.InTime, page.Above = inTimeTag(a.InTime), v.Units.Name(a.Above)
	}
	page.Facts = letterFacts(v, ref, &d)
	page.Crumbs = []layout.Link{{Text: v.T("Thư xin lỗi"), Href: letterPath}, {Text: d.Code}}
	page.Self = letterPath + "/" + d.Code
	page.Done = doneNote(v, r.URL.Query().Get("done"))
	return page, nil
}

// proposed is the date of a draft, or a fresh one when that has passed or there is none.
func proposed(a rules.Apology, ref Reference, d *dossier.Dossier, now time.Time) calendar.Day {
	if a.State == rules.Drafted && a.To > calendar.DayOf(now) {
		return a.To
	}
	return rules.NewDate(d, ref, now, rules.Foresee(d, ref, now))
}

func doneNote(v *web.Visit, done string) layout.Note {
	words := map[string]string{"sign": "Đã ký và chuyển gửi người nộp hồ sơ.", "save": "Đã lưu dự thảo."}[done]
	if words == "" {
		return layout.Note{}
	}
	return layout.Note{Class: "ok", Text: v.T(words)}
}

func letterFacts(v *web.Visit, ref Reference, d *dossier.Dossier) []layout.Fact {
	f := rules.Foresee(d, ref, v.At)
	facts := []layout.Fact{
		{Name: v.T("Đơn vị"), Value: v.Units.Name(d.Unit)}, {Name: v.T("Nhận"), Value: calendar.DayOf(d.Received).Vietnamese()},
		{Name: v.T("Hẹn trả"), Value: d.Due.Vietnamese()},
	}
	if !d.Original.IsZero() {
		facts = append(facts, layout.Fact{Name: v.T("Hẹn lúc nhận"), Value: d.Original.Vietnamese()})
	}
	if d.IsOpen() && d.Clock == dossier.Running {
		facts = append(facts, layout.Fact{
			Name: v.T("Dự báo xong"), Value: vntext.Instant(f.Done.In(calendar.Local)), Note: v.T("nếu mỗi bước còn lại xong đúng hạn"),
		})
	}
	return facts
}

// decide saves the draft or signs the letter.
func (p *Pages) decide(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page, err := p.letterView(r, account.DecideDossier)
	if err != nil {
		return err
	}
	done, err := p.decided(r, page, form)
	if err == nil {
		http.Redirect(w, r, page.Self+"?done="+done, http.StatusSeeOther)
		return nil
	}
	again, ok := form.Refused(err)
	if !ok {
		return err
	}
	page.Form = again
	return letterPage.Render(w, r, layout.StatusOf(err), page)
}

func (p *Pages) decided(r *http.Request, page letterView, form layout.Form) (done string, err error) {
	v := web.VisitOf(r)
	year, month, day, err := vntext.ParseDate(form.Get("to"))
	if err != nil {
		return "", refusal.Wrong("to", "Ngày “%s” không đọc được; ví dụ đúng: 31/12/2022.", form.Get("to"))
	}
	to := calendar.On(year, month, day)
	if form.Get("do") == "save" {
		if !page.Drafted {
			return "", refusal.TooEarlyOrLate("Hồ sơ %s chưa có dự thảo để lưu: hãy ký, hoặc chờ dự thảo.", page.Code)
		}
		_, err = p.Letters.Edit(r.Context(), page.Letter.ID, rules.Edit{To: to, Reason: form.Get("reason")}, v.Stamp(form.Once()))
		return "save", err
	}
	d, err := p.Files.ByCode(r.Context(), page.Code)
	if err != nil {
		return "", err
	}
	_, err = p.Letters.Sign(r.Context(), d.ID, to, form.Get("reason"), v.Stamp(form.Once()))
	return "sign", err
}
