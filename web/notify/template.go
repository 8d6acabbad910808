package notify

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/notify"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

type templatesPage struct {
	layout.Frame
	Tabs []layout.Link
	Rows []templateRow
}

// templateRow is the words of one occasion.
type templateRow struct {
	Occasion string
	Cells    []templateCell // per way and language
}

type templateCell struct {
	Label, Href, Text string
}

var templatesView = layout.Parse[templatesPage](files, "templates.html", "tabs.html")

// kinds of words: every way in Vietnamese, e-mail and SMS in English besides.
var kinds = []struct {
	channel notify.Channel
	lang    notify.Lang
	title   string
}{
	{notify.Email, notify.Vietnamese, "Thư điện tử"}, {notify.Email, notify.English, "Thư điện tử, tiếng Anh"},
	{notify.SMS, notify.Vietnamese, "SMS"}, {notify.SMS, notify.English, "SMS, tiếng Anh"}, {notify.Zalo, notify.Vietnamese, "Zalo"},
}

func (p Pages) showTemplates(w http.ResponseWriter, r *http.Request) error {
	visit := web.VisitOf(r)
	list, err := p.Words.Templates(r.Context())
	if err != nil {
		return err
	}
	page := templatesPage{Tabs: tabs(visit, "/messages/templates")}
	for _, o := range notify.Occasions {
		row := templateRow{Occasion: visit.T(o.Title())}
		for _, k := range kinds {
			if o == notify.StaffNotice && k.channel != notify.Email {
				continue
			}
			row.Cells = append(row.Cells, templateCell{visit.T(k.title), wordsPath(o, k.channel, k.lang), p.standing(visit, list, o, k.channel, k.lang)})
		}
		page.Rows = append(page.Rows, row)
	}
	return templatesView.Render(w, r, http.StatusOK, page)
}

// standing says which words are in use, and whether others are being written.
func (p Pages) standing(visit *web.Visit, list []*notify.Template, o notify.Occasion, c notify.Channel, l notify.Lang) string {
	text := visit.T("chưa có")
	if now := notify.Find(list, o, c, l, calendar.DayOf(visit.At)); now != nil && now.Lang == l {
		text = visit.T("mẫu kèm theo")
		if now.ID != 0 {
			text = visit.T("phiên bản %d", now.Number)
		}
	}
	if slices.ContainsFunc(list, func(t *notify.Template) bool {
		return t.Occasion == o && t.Channel == c && t.Lang == l && t.Status == notify.Draft
	}) {
		text += ", " + visit.T("có dự thảo")
	}
	return text
}

func wordsPath(o notify.Occasion, c notify.Channel, l notify.Lang) string {
	return "/messages/templates/" + strings.Join([]string{string(o), string(c), string(l)}, "-")
}

type templatePage struct {
	layout.Frame
	Title, Self string
	Now         *notify.Template // in use, nil for none
	Draft       *notify.Template
	Shown       notify.Text // the draft's words, else those in use, with samples
	Measure     string
	Channel     notify.Channel
	Places      []notify.About
	Versions    []*notify.Template
	Form        layout.Form // the draft
	Approval    layout.Form
	MayChange   bool
	MayApprove  bool
	SMS, Email  bool
	Zalo        bool
}

var templateView = layout.Parse[templatePage](files, "template.html")

// wording is one set of words as its address names it.
type wording struct {
	o notify.Occasion
	c notify.Channel
	l notify.Lang
}

func wordingOf(r *http.Request) (wording, error) {
	parts := strings.Split(r.PathValue("words"), "-")
	if len(parts) == 3 {
		k := wording{notify.Occasion(parts[0]), notify.Channel(parts[1]), notify.Lang(parts[2])}
		if k.o.Title() != "" && k.c.Title() != "" && (k.l == notify.Vietnamese || k.l == notify.English) {
			return k, nil
		}
	}
	return wording{}, refusal.Missing("Không có mẫu tin nhắn như vậy.")
}

func (p Pages) showTemplate(w http.ResponseWriter, r *http.Request) error {
	k, err := wordingOf(r)
	if err != nil {
		return err
	}
	return p.renderTemplate(w, r, http.StatusOK, k, templatePage{})
}

func (p Pages) renderTemplate(w http.ResponseWriter, r *http.Request, status int, k wording, page templatePage) error {
	visit := web.VisitOf(r)
	list, err := p.Words.Templates(r.Context())
	if err != nil {
		return err
	}
	page.Title, page.Self, page.Channel = visit.T(k.o.Title())+" · "+visit.T(k.c.Title()), wordsPath(k.o, k.c, k.l), k.c
	page.Places, page.SMS, page.Email, page.Zalo = notify.Placeholders, k.c == notify.SMS, k.c == notify.Email, k.c == notify.Zalo
	page.Frame = layout.Frame{Self: page.Self, Crumbs: []layout.Link{{Text: visit.T("Mẫu tin nhắn"), Href: "/messages/templates"}, {Text: page.Title}}}
	for _, t := range list {
		if t.Occasion == k.o && t.Channel == k.c && t.Lang == k.l {
			page.Versions = append(page.Versions, t)
			if t.Status == notify.Draft {
				page.Draft = t
			}
		}
	}
	if now := notify.Find(list, k.o, k.c, k.l, calendar.DayOf(visit.At)); now != nil && now.Lang == k.l {
		page.Now = now
	}
	if shown := cmp.Or(page.Draft, page.Now); shown != nil {
		page.Shown, page.Measure = shown.Write(notify.Samples()), shown.Measure()
	}
	page.MayChange, page.MayApprove = visit.May(account.ChangeTemplates, p.owner(visit)), visit.May(account.ApproveTemplates, p.owner(visit))
	if page.Draft != nil && page.Form.Values == nil {
		page.Form = draftForm(page.Draft)
	}
	if page.Approval.Values == nil {
		page.Approval = layout.Filled("from", calendar.DayOf(visit.At).Vietnamese())
	}
	return templateView.Render(w, r, status, page)
}
