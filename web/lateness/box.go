package lateness

import (
	"net/http"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	rules "cchc/domain/lateness"
	"cchc/domain/refusal"
	"cchc/web"
	"cchc/web/layout"
)

// boxView is the bell: what the visitor was told.
type boxView struct {
	layout.Frame
	Form   layout.Form
	All    bool // read ones too
	Unread int
	More   bool
	Rows   []noticeRow
	Last   int64 // the newest shown: what "all read" covers
	Pager  layout.Pager
}

// noticeRow is one notice as the list shows it.
type noticeRow struct {
	ID    int64
	Title layout.Tag
	Says  string
	Words string
	By    string
	Code  string
	Href  string
	At    time.Time
	Fresh bool
}

var boxPage = layout.Parse[boxView](files, "box.html")

func (p *Pages) box(w http.ResponseWriter, r *http.Request) error {
	v, query := web.VisitOf(r), r.URL.Query()
	page := boxView{All: query.Get("all") != "", Form: layout.Form{Values: query}}
	before, _ := strconv.ParseInt(query.Get("after"), 10, 64) // none begins at the newest
	n, err := p.Bell.Unread(r.Context(), v.Account.ID, most+1)
	if err != nil {
		return err
	}
	page.Unread, page.More = min(n, most), n > most
	list, err := p.Bell.Box(r.Context(), v.Account.ID, !page.All, before, pageRows+1)
	if err != nil {
		return err
	}
	if len(list) > pageRows {
		list = list[:pageRows]
		page.Pager.Next = with(boxPath, query, "after", strconv.FormatInt(list[pageRows-1].ID, 10))
	}
	if before != 0 {
		page.Pager.First = with(boxPath, query)
	}
	names, err := p.namesOf(r, list)
	if err != nil {
		return err
	}
	for _, n := range list {
		page.Last = max(page.Last, n.ID)
		page.Rows = append(page.Rows, shownNotice(v, n, names))
	}
	return boxPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) namesOf(r *http.Request, list []rules.Told) (map[account.ID]string, error) {
	var ids []account.ID
	for _, n := range list {
		if n.By != 0 {
			ids = append(ids, n.By)
		}
	}
	return p.Names(r.Context(), ids)
}

func shownNotice(v *web.Visit, n rules.Told, names map[account.ID]string) noticeRow {
	row := noticeRow{
		ID: n.ID, Title: noticeTag(n.Kind), Words: n.Words, By: names[n.By], Code: n.File.Code, Href: dossierPath + n.File.Code,
		At: n.At, Fresh: n.Read.IsZero(),
	}
	if n.Kind == rules.ToSign || n.Kind == rules.NotKept {
		row.Href = letterPath + "/" + n.File.Code
	}
	row.Says = v.T("Hạn của hồ sơ: %s.", n.File.Due.Vietnamese())
	due, err := dossier.ParseInstant(n.Due)
	switch {
	case err != nil || due.IsZero():
	case n.Step > 0:
		row.Says = v.T("Hạn của bước %d: %s.", n.Step, instant(due))
	case n.Step < 0:
		row.Says = v.T("Hạn trả lời yêu cầu phối hợp số %d: %s.", -n.Step, instant(due))
	}
	return row
}

func noticeTag(k rules.NoticeKind) layout.Tag {
	switch k {
	case rules.DueSoon:
		return layout.Tag{Class: "soon", Sign: "◔", Format: k.Title()}
	case rules.ToSign:
		return layout.Plain(k.Title())
	}
	return layout.Tag{Class: "over", Sign: "✕", Format: k.Title()}
}

// read marks one notice, or all that were shown and older, as read.
func (p *Pages) read(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	var ids []int64
	if one := form.Get("one"); one != "" {
		id, err := strconv.ParseInt(one, 10, 64)
		if err != nil {
			return refusal.Wrong("", "Không có thông báo này.")
		}
		ids = []int64{id}
	}
	upTo, _ := strconv.ParseInt(form.Get("up_to"), 10, 64) // none marks nothing
	if err := p.Bell.Read(r.Context(), v.Account.ID, ids, upTo, v.At); err != nil {
		return err
	}
	http.Redirect(w, r, boxPath, http.StatusSeeOther)
	return nil
}
