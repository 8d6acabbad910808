package postal

import (
	"net/http"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/sheet"
	"cchc/kit/vntext"
	"cchc/web"
	"cchc/web/layout"
)

// agentView is what contracted desks did, so that the contract can be judged.
type agentView struct {
	common
	From, To calendar.Day // first and last day
	Rows     []workRow
	Services []*postal.Service
	MayGuide bool
}

type workRow struct {
	postal.Work
	Name, Href string
}

var agentPage = layout.Parse[agentView](files, "agent.html", "tabs.html")

func (p *Room) agent(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	return p.agentShow(w, r, form)
}

func (p *Room) agentShow(w http.ResponseWriter, r *http.Request, form layout.Form) error {
	page, err := p.worked(r, form)
	if err != nil {
		return err
	}
	return agentPage.Render(w, r, status(page.Form), page)
}

// desksIn are the contracted desks that the visitor may read of.
func desksIn(v *web.Visit) []orgunit.ID {
	list := []orgunit.ID{}
	for _, u := range v.Units.All() {
		if u.Block == orgunit.Hired && v.May(account.ReadDesk, u.ID) {
			list = append(list, u.ID)
		}
	}
	return list
}

func (p *Room) worked(r *http.Request, form layout.Form) (page agentView, err error) {
	v := web.VisitOf(r)
	page = agentView{common: newCommon(v, "/agent", form.Get("done"), form), MayGuide: v.May(account.ServeDesk, v.Account.Unit)}
	from, to, err := period(v, form)
	if err != nil {
		page.Form, _ = form.Refused(err)
		return page, nil
	}
	page.From, page.To = from, to-1
	page.Form.Values = layout.Filled("from", page.From.Vietnamese(), "to", page.To.Vietnamese(), "topic", form.Get("topic"), "minutes", form.Get("minutes"), "once", form.Once()).Values
	query := "?from=" + page.From.String() + "&to=" + page.To.String()
	page.Excel = "/agent.xlsx" + query
	desks := desksIn(v)
	list, err := p.Desks.Work(r.Context(), desks, from, to)
	if err != nil {
		return page, err
	}
	for _, one := range list {
		page.Rows = append(page.Rows, workRow{one, v.Units.Name(one.Desk), "/agent/list" + query + "&desk=" + strconv.FormatInt(int64(one.Desk), 10) + "&of="})
	}
	page.Services, err = p.Desks.Services(r.Context(), desks, from, to, onePage)
	return page, err
}

// guide writes guidance down.
func (p *Room) guide(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	minutes, err := vntext.ParseNumber(words(form, "minutes"))
	if err != nil {
		minutes = 0 // refused with the rest
	}
	err = p.Desks.Guide(r.Context(), postal.Guide{Topic: words(form, "topic"), Minutes: int(min(minutes, 1<<20))}, web.VisitOf(r).Stamp(form.Once()))
	if again, ok := form.Refused(err); ok {
		return p.agentShow(w, r, again)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/agent?done=guide", http.StatusSeeOther)
	return nil
}

func (p *Room) agentBook(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	page, err := p.worked(r, form)
	if err != nil {
		return err
	}
	return send(w, r, "quay-doanh-nghiep", "Quầy doanh nghiệp", []sheet.Column{
		{Title: "Quầy doanh nghiệp", Width: 36}, {Title: "Lượt hướng dẫn", Kind: sheet.Number}, {Title: "Phút hướng dẫn", Kind: sheet.Number}, {Title: "Đã tiếp nhận", Kind: sheet.Number}, {Title: "Giấy tờ số hóa", Kind: sheet.Number}, {Title: "Đã trả kết quả", Kind: sheet.Number},
	}, each(page.Rows, func(x workRow) []any {
		return []any{x.Name, x.Guided, x.Minutes, x.Received, x.Digitised, x.Handed}
	}))
}

// countedView is the dossiers behind a count.
type countedView struct {
	common
	Title string
	Rows  []countedRow
}

type countedRow struct {
	Code, Person, State string
	*dossier.Listed
}

var countedPage = layout.Parse[countedView](files, "counted.html", "tabs.html")

var countTitles = map[string]string{"received": "Đã tiếp nhận", "handed": "Đã trả kết quả"}

func (p *Room) behind(r *http.Request) (page countedView, err error) {
	form, err := layout.FormOf(r)
	if err != nil {
		return page, err
	}
	v := web.VisitOf(r)
	from, to, err := period(v, form)
	if err != nil {
		return page, err
	}
	which := form.Get("of")
	if countTitles[which] == "" {
		return page, refusal.Missing("Không có danh sách này.")
	}
	desks := desksIn(v)
	if asked := web.Number[orgunit.ID](form.Get("desk")); asked != 0 {
		if err := v.Must(account.ReadDesk, asked); err != nil {
			return page, err
		}
		desks = []orgunit.ID{asked}
	}
	page = countedView{common: newCommon(v, "/agent", "", form), Title: v.T(countTitles[which])}
	page.Excel, page.Self = "/agent/list.xlsx?"+r.URL.RawQuery, ""
	page.Crumbs = []layout.Link{{Text: v.T("Quầy thuê"), Href: "/agent"}, {Text: page.Title}}
	found, err := p.Desks.Counted(r.Context(), which, desks, from, to, mostRows)
	for i := range found {
		page.Rows = append(page.Rows, countedRow{found[i].Code, masked(v, &found[i], false), found[i].State.Title(), &found[i]})
	}
	return page, err
}

func (p *Room) counted(w http.ResponseWriter, r *http.Request) error {
	page, err := p.behind(r)
	if err != nil {
		return err
	}
	return countedPage.Render(w, r, http.StatusOK, page)
}

func (p *Room) countedBook(w http.ResponseWriter, r *http.Request) error {
	page, err := p.behind(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	return send(w, r, "quay-doanh-nghiep-danh-sach", page.Title, []sheet.Column{
		{Title: "Mã hồ sơ", Width: 24}, {Title: "Người nộp", Width: 28}, {Title: "Trạng thái", Width: 22}, {Title: "Tiếp nhận lúc", Kind: sheet.Instant}, {Title: "Trả lúc", Kind: sheet.Instant},
	}, each(page.Rows, func(x countedRow) []any {
		return []any{x.Code, x.Person, v.T(x.State), local(x.Received), local(x.Handed)}
	}))
}
