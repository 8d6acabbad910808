package counter

import (
	"net/http"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/queue"
	"cchc/web"
	"cchc/web/layout"
)

// todayView is what waits at the counter now: each number with its list.
type todayView struct {
	layout.Frame
	place
	Form      layout.Form
	Waiting   int
	Serving   int
	Drafts    []draftRow
	Expired   []*queue.Draft // since yesterday: whoever looks for one is told
	Return    []fileRow      // promised for today
	Call      []fileRow      // ready and not fetched, or ready before its day
	Ask       []fileRow      // waits for a supplement
	AskCount  dossier.Tally
	AskList   string
	Copies    certify.Sum
	CopyList  string
	More      bool // of results
	Discarded bool
	SetsUp    bool // the visitor may change the stations and series of this desk
}

type draftRow struct {
	queue.KeptDraft
	Person, Procedure string
}

type fileRow struct {
	Code, Person, Phone, Procedure string
	Due                            calendar.Day
	Early                          bool
}

var todayPage = layout.Parse[todayView](files, "today.html")

const (
	mostReady = 200
	mostAsked = 20
)

func (p *Pages) today(w http.ResponseWriter, r *http.Request) error {
	at, err := placeOf(r, account.ReadCounter)
	if err != nil {
		return err
	}
	page := todayView{place: at, Discarded: r.URL.Query().Get("done") == "discard", SetsUp: web.VisitOf(r).May(account.SetUpCounter, at.Desk)}
	page.AsOf = web.VisitOf(r).At
	for _, fill := range []func(*http.Request, *todayView) error{p.tickets, p.drafts, p.results, p.supplements, p.copies} {
		if err := fill(r, &page); err != nil {
			return err
		}
	}
	return todayPage.Render(w, r, http.StatusOK, page)
}

func (p *Pages) tickets(r *http.Request, page *todayView) error {
	list, err := p.Tickets.Day(r.Context(), page.Desk, web.VisitOf(r).Today())
	for _, t := range list {
		switch {
		case t.State == queue.Waiting:
			page.Waiting++
		case t.AtStation():
			page.Serving++
		}
	}
	return err
}

func (p *Pages) drafts(r *http.Request, page *todayView) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	list, err := p.Drafts.Open(r.Context(), page.Desk, v.At)
	if err != nil {
		return err
	}
	for _, d := range list {
		row := draftRow{KeptDraft: d}
		if name := d.Typed["name"]; len(name) > 0 {
			row.Person = name[0]
		}
		if version := rules.InForce(d.Procedure, v.Today()); version != nil {
			row.Procedure = version.Name
		}
		page.Drafts = append(page.Drafts, row)
	}
	page.Expired, err = p.Drafts.Expired(r.Context(), page.Desk, v.At.Add(-24*time.Hour), v.At)
	return err
}

// results parts what is ready: promised for today, or the person is to be called.
func (p *Pages) results(r *http.Request, page *todayView) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	list, err := p.Dossiers.ToReturn(r.Context(), []orgunit.ID{page.Desk}, mostReady+1)
	if err != nil {
		return err
	}
	if page.More = len(list) > mostReady; page.More {
		list = list[:mostReady]
	}
	for _, l := range list {
		row := rowOf(v, rules, l)
		if l.Due.Day == v.Today() {
			page.Return = append(page.Return, row)
		} else {
			row.Early = l.Due.Day > v.Today()
			page.Call = append(page.Call, row)
		}
	}
	return nil
}

// supplements waits for papers that people were asked for; the number and the list are
// those of the register.
func (p *Pages) supplements(r *http.Request, page *todayView) error {
	v := web.VisitOf(r)
	rules, err := p.Rules(r.Context())
	if err != nil {
		return err
	}
	office := v.Units.Office(page.Desk)
	q := dossier.Query{Units: []orgunit.ID{office}, State: dossier.WaitSupplement, Limit: mostAsked, Now: v.At}
	if page.AskCount, err = p.Dossiers.Count(r.Context(), q); err != nil {
		return err
	}
	found, err := p.Dossiers.Register(r.Context(), q)
	if err != nil {
		return err
	}
	for _, l := range found.Rows {
		page.Ask = append(page.Ask, rowOf(v, rules, l))
	}
	page.AskList = "/desk/register?state=" + string(dossier.WaitSupplement) + "&unit=" + strconv.FormatInt(int64(office), 10)
	return nil
}

// rowOf shows whom a dossier is about to who may read it.
func rowOf(v *web.Visit, rules Rules, l dossier.Listed) fileRow {
	row := fileRow{Code: l.Code, Due: l.Due.Day}
	if v.May(account.ReadDossier, l.Desk) || v.May(account.ReadDossier, l.Unit) {
		row.Person, row.Phone = l.Person.Name, l.Person.Phone
	}
	if version := rules.Procedure(l.Procedure); version != nil {
		row.Procedure = version.Name
	}
	return row
}

func (p *Pages) copies(r *http.Request, page *todayView) (err error) {
	v := web.VisitOf(r)
	office := v.Units.Office(page.Desk)
	page.Copies, err = p.Copies.Sum(r.Context(), certify.Query{Units: []orgunit.ID{office}, From: v.Today(), To: v.Today()})
	day := v.Today().String()
	page.CopyList = "/counter/copies/register?from=" + day + "&to=" + day + "&unit=" + strconv.FormatInt(int64(office), 10)
	return err
}

// discard throws a draft away, with a trace.
func (p *Pages) discard(w http.ResponseWriter, r *http.Request) error {
	v := web.VisitOf(r)
	d, err := p.Drafts.Draft(r.Context(), web.Number[queue.DraftID](r.PathValue("id")))
	if err != nil {
		return err
	}
	if err := v.Must(account.ServeCounter, d.Desk); err != nil {
		return err
	}
	if err := p.Drafts.End(r.Context(), d.ID, queue.Discard{}, v.Stamp("")); err != nil {
		return err
	}
	return seeOther(w, r, "/counter?done=discard")
}
