package desk

import (
	"context"
	"html/template"
	"net/http"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/i18n"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

// dossierView is one dossier with everything that is known of it.
type dossierView struct {
	layout.Frame
	Code     string
	Name     string
	Tag      layout.Tag
	State    layout.Tag
	Masked   bool // the person is not for these eyes
	Notes    []layout.Note
	Facts    []layout.Fact
	Papers   []paper.Document
	Form     layout.Form // key of the acts that need no more than a press
	Quick    []button
	Acts     []button
	Why      []calendar.Step
	Changes  []string // what became of the date after the law's count
	Open     []openStep
	Gantt    template.HTML
	Finding  string // what the drawing says
	Spans    []spanRow
	Requests []requestRow
	Shares   []shareRow
	Whole    string // what the shares add up to
	Moments  []layout.Moment
	MayPrint bool
	Doors    []layout.Link // what other rooms keep of it
	Print    layout.Link   // the paper that the last act made, right after it
	Next     *next         // right after a receipt
	lang     i18n.Lang
}

type button struct {
	Slug, Title string
	Risk        bool
}

var dossierPage = layout.Parse[dossierView](files, "dossier.html")

// find loads the dossier of the address. Other ways to write its code are as good.
func (d *Desk) find(r *http.Request) (dossier.Dossier, error) {
	code, ok := dossier.NormalCode(r.PathValue("code"))
	if !ok {
		return dossier.Dossier{}, refusal.Missing("Không tìm thấy hồ sơ.")
	}
	return d.Files.ByCode(r.Context(), code)
}

// dossier shows one. Everybody with an account may see where it stands: the figures lead
// here. Whom it is about only those see in whose hands it is.
func (d *Desk) dossier(w http.ResponseWriter, r *http.Request) error {
	file, err := d.find(r)
	if err != nil {
		return err
	}
	v := web.VisitOf(r)
	if err := v.Must(account.TrackDossier, file.Unit); err != nil {
		return err
	}
	s, err := d.staged(r, &file)
	if err != nil {
		return err
	}
	page := dossierView{Code: file.Code, Name: s.procedureName(), State: layout.Plain(file.State.Title()), lang: v.Lang}
	page.AsOf, page.Note = v.At, s.ruleNote()
	if v.MayAnywhere(account.ReadRegister) {
		page.Crumbs = []layout.Link{{Text: v.T("Sổ theo dõi"), Href: "/desk/register"}, {Text: s.file.Code}}
	}
	page.Tag = clock{s.rules, v.At}.tag(&file)
	page.Masked = !s.reads()
	if page.Masked {
		s.person = dossier.Person{}
	}
	page.Facts = s.facts()
	page.Notes = append(s.notes(r.URL.Query().Get("done")), s.waitsFor()...)
	if page.Next = nextOf(r, &file); page.Next != nil {
		page.Next.Money = d.feeReceipt(r.Context(), v, &file)
	}
	page.Papers = documents(s.caseOf(), file.Papers)
	page.MayPrint = !page.Masked && file.Code != ""
	page.Open = s.openSteps()
	if page.Doors, err = d.doors(r.Context(), s); err != nil {
		return err
	}
	s.offer(&page)
	s.explain(&page)
	return d.past(r.Context(), s, page, w, r)
}

// past adds what happened so far and shows the page.
func (d *Desk) past(ctx context.Context, s *scene, page dossierView, w http.ResponseWriter, r *http.Request) error {
	events, err := d.Trace.Of(ctx, int64(s.file.ID))
	if err != nil {
		return err
	}
	names, err := d.Counter.Names(ctx, people(s.file, events))
	if err != nil {
		return err
	}
	for i, step := range s.file.Open {
		page.Open[i].Holder = names[step.Holder]
	}
	page.Moments = s.moments(events, names)
	if page.MayPrint {
		page.Print = s.justMade(r.URL.Query().Get("done"), events)
	}
	spans, err := dossier.Spans(events)
	if err != nil {
		return err
	}
	page.Spans = s.spanRows(spans)
	page.Requests = s.requestRows(names)
	if page.Shares, page.Whole, err = s.shareRows(events); err != nil {
		return err
	}
	page.Gantt, page.Finding = s.gantt(page.Spans)
	return dossierPage.Render(w, r, http.StatusOK, page)
}

// reads says whether the visitor may see whom the dossier is about.
func (s *scene) reads() bool {
	for _, u := range s.file.Concerns() {
		if s.May(account.ReadDossier, u) {
			return true
		}
	}
	return false
}

// offer lists what the visitor can do now: what needs only a press as a button in place,
// the rest as a way to its form.
func (s *scene) offer(page *dossierView) {
	for _, a := range acts {
		if !s.possible(a) {
			continue
		}
		b := button{a.slug, s.T(a.title), a.risk}
		quick := a.slug == "take-over" && len(s.free()) == 1 || a.slug == "complete" && len(s.passing()) == 1 && len(s.free()) == 0
		if quick {
			page.Quick = append(page.Quick, b)
			continue
		}
		page.Acts = append(page.Acts, b)
	}
}

// people are the accounts that the page names.
func people(d *dossier.Dossier, events []audit.Event) []account.ID {
	var ids []account.ID
	for _, e := range events {
		ids = append(ids, account.ID(e.By))
	}
	for _, w := range d.Open {
		ids = append(ids, w.Holder)
	}
	for _, e := range events {
		ids = append(ids, dossier.Holders(e)...)
	}
	return ids
}
