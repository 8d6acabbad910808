package desk

import (
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/queue"
	"cchc/domain/refusal"
	"cchc/kit/i18n"
	"cchc/web"
	"cchc/web/layout"
	"cchc/web/paper"
)

var receptionPage = layout.Parse[reception](files, "receive.html")

// reception is the form with everything that follows from what stands in it.
type reception struct {
	layout.Frame
	Form    layout.Form
	Desk    string        // where one sits
	Ticket  *queue.Ticket // of whom one has at the counter, nil for nobody
	Notes   []layout.Note
	Holds   bool // forms can be put aside
	Refuses bool // the visitor may refuse at intake; others propose it to the desk above
	Scans   bool // files can be uploaded while the form is typed
	Person  dossier.Person
	Known   int    // dossiers of the person so far
	Match   bool   // birth year and sex are those of the number
	For     string // the number that the person's fields were filled in for
	Top     []*procedure.Version
	Found   []*procedure.Version // what the letters may mean
	Chosen  *procedure.Version
	Case    *procedure.Case
	Papers  []componentLine
	Units   []layout.Option // offices that may have the competence, when there are several
	Fee     int64
	Owed    int64 // of the fee, on the grounds that were chosen
	Limit   calendar.Limit
	Draft   *dossier.Dossier // as it would be received now, nil while that cannot be
	Why     []calendar.Step
	Receipt template.HTML
	act     dossier.Receive
	living  []procedure.Ground // on which less may be owed today
	at      calendar.Day
	lang    i18n.Lang
}

type componentLine struct {
	procedure.Component
	No     int
	Ticked bool
	Held   *HeldPaper // in the store already
}

// reception works out the form from what was typed.
func (d *Desk) reception(r *http.Request, form layout.Form) (reception, error) {
	v := web.VisitOf(r)
	rules, err := d.Rules(r.Context())
	if err != nil {
		return reception{}, err
	}
	p := reception{Form: form, Desk: v.Visit.Unit, Holds: d.Beside.Drafts != nil, Scans: d.Beside.Uploads != nil, at: calendar.DayOf(v.At), lang: v.Lang}
	p.AsOf = v.At
	if err := p.person(r, d.Counter); err != nil {
		return p, err
	}
	p.place(rules.Units(), v)
	office := rules.Units().Office(p.act.Desk)
	frequent, err := d.Counter.Frequent(r.Context(), []orgunit.ID{office}, 3*topNine)
	if err != nil {
		return p, err
	}
	p.procedure(rules, office, frequent)
	if err := p.held(r.Context(), d.Beside.Held); err != nil {
		return p, err
	}
	if p.Ticket, err = d.current(r.Context(), v); err != nil {
		return p, err
	}
	p.unit(rules, office)
	p.draft(rules, v)
	return p, p.receipt(rules, v, d.BaseURL)
}

// place says where the dossier is received: at a postal point or a contracted desk the
// citizen is helped, and the official receipt is the desk's above.
func (p *reception) place(units *orgunit.Map, v *web.Visit) {
	here := v.Account.Unit
	if p.act.Desk = units.Desk(here); p.act.Desk != here {
		p.act.Helped = here
	}
	p.act.Channel = procedure.Direct
	if u := units.Unit(here); p.Form.Get("channel") == string(procedure.Post) || u != nil && u.Block == orgunit.Postal {
		p.act.Channel = procedure.Post
	}
	p.Refuses = v.May(account.RefuseIntake, here)
}

// person is who was typed, read from the card, or known from an earlier dossier. What was
// filled in for another number counts no more.
func (p *reception) person(r *http.Request, counter Counter) error {
	f := p.Form
	card := readCard(f.Get("card"))
	p.For = card.IDNo
	known, n, err := dossier.Person{}, 0, error(nil)
	if len(card.IDNo) >= 9 {
		if known, n, err = counter.Known(r.Context(), card.IDNo); err != nil {
			return err
		}
	}
	p.Known = n
	typed := dossier.Person{}
	if filled := f.Get("for"); filled == "" || filled == card.IDNo {
		typed = dossier.Person{Name: tidy(f.Get("name")), Born: tidy(f.Get("born")), Sex: sexOf(f.Get("sex")),
			Address: tidy(f.Get("address")), Phone: phoneTyped(f.Get("phone")), Email: tidy(f.Get("email"))}
	}
	first := func(values ...string) string {
		i := slices.IndexFunc(values, func(s string) bool { return s != "" })
		return append(values, "")[max(i, 0)]
	}
	p.Person = dossier.Person{
		IDNo: card.IDNo, Name: first(typed.Name, card.Name, known.Name), Born: first(typed.Born, card.Born, shownBirth(known.Born)),
		Sex: first(typed.Sex, card.Sex, known.Sex), Address: first(typed.Address, card.Address, known.Address),
		Phone: first(typed.Phone, known.Phone), Email: first(typed.Email, known.Email), Content: tidy(f.Get("note")),
	}
	p.Match = matches(p.Person)
	return nil
}

// kept is the person as the store keeps them.
func (p *reception) kept() dossier.Person {
	person := p.Person
	person.Born = keptBirth(person.Born)
	return person
}

// procedure is the one that the letters mean, its case and what was ticked.
func (p *reception) procedure(rules Rules, office orgunit.ID, frequent []procedure.ID) {
	u := rules.Units().Unit(office)
	if u == nil {
		return
	}
	all := offered(rules, u.Level, p.at, frequent)
	p.Top = all[:min(topNine, len(all))]
	if p.Found = find(all, p.Form.Get("procedure")); len(p.Found) == 0 { // received anywhere, sent to where the competence is
		p.Found = find(offered(rules, "", p.at, nil), p.Form.Get("procedure"))
	}
	picked, _ := strconv.ParseInt(p.Form.Get("pick"), 10, 64)
	for _, v := range p.Found {
		if len(p.Found) == 1 || int64(v.ID) == picked {
			p.Chosen = v
		}
	}
	if p.Chosen == nil {
		return
	}
	no, _ := strconv.Atoi(p.Form.Get("case"))
	if len(p.Chosen.Cases) == 1 {
		no = p.Chosen.Cases[0].No
	}
	p.Case = p.Chosen.Case(no)
	if p.Case == nil {
		return
	}
	for i, c := range p.Case.Components {
		p.Papers = append(p.Papers, componentLine{Component: c, No: i + 1, Ticked: slices.Contains(p.Form.Values["paper"], strconv.Itoa(i+1))})
	}
}

// unit is the office with the competence: one's own; at the province's desk another of the
// province; and anywhere one of a level that the procedure is handled at, where that is not
// one's own (NĐ 61/2018, Điều 8: received wherever the person comes).
func (p *reception) unit(rules Rules, office orgunit.ID) {
	p.act.Unit = office
	units := rules.Units()
	own := units.Unit(office)
	if own == nil {
		return
	}
	levels, elsewhere := []orgunit.Level{orgunit.Province}, false
	if p.Chosen != nil && !slices.Contains(p.Chosen.Levels, own.Level) {
		levels, elsewhere = p.Chosen.Levels, true
	} else if own.Level != orgunit.Province {
		return
	}
	asked, _ := strconv.ParseInt(p.Form.Get("unit"), 10, 64)
	if elsewhere {
		p.act.Unit = 0
		p.Units = []layout.Option{{}}
	}
	for _, u := range units.All() {
		if !slices.Contains(levels, u.Level) || !u.Lives(p.at) || u.Block == orgunit.Within || u.Block == orgunit.Whole || u.Block.Helps() {
			continue
		}
		here := int64(u.ID) == asked || asked == 0 && u.ID == office
		if here {
			p.act.Unit = u.ID
		}
		p.Units = append(p.Units, layout.Option{Value: strconv.FormatInt(int64(u.ID), 10), Label: u.Name, Chosen: here})
	}
}

// draft receives the dossier in memory: the receipt shows what will really be.
func (p *reception) draft(rules Rules, v *web.Visit) {
	if p.Chosen == nil {
		return
	}
	a := &p.act
	a.Procedure, a.ResultBy = p.Chosen.ID, dossier.ResultBy(p.Form.Get("result"))
	a.Tell = p.Form.Get("tell")
	p.settled(p.Chosen.Offer(a.Channel))
	if p.Case == nil {
		return
	}
	a.Case, a.Papers = p.Case.No, p.handedIn()
	if flow := rules.WorkflowFor(p.Chosen.Code, a.Case, p.at); flow != nil {
		a.Workflow = flow.ID
	}
	var d dossier.Dossier
	if _, err := a.Apply(&d, dossier.Moment{By: v.Account.ID, Unit: v.Account.Unit, At: v.At, Rules: rules}); err != nil {
		p.refusedDraft(err)
		return
	}
	p.Draft, p.Limit = &d, d.Limit
	_, p.Why, _ = rules.Calendar(d.Unit).Due(d.Received, d.Limit)
}

// refusedDraft keeps why it could not be received, to say it before it is tried.
func (p *reception) refusedDraft(err error) {
	if len(p.Form.Errors) == 0 && p.Form.Once() != "" {
		p.Form.Errors = refusal.Of(err)
	}
}

// handedIn names the papers where they are not exactly the case's list.
func (p *reception) handedIn() string {
	var names []string
	for _, c := range p.Papers {
		if c.Ticked {
			names = append(names, c.Name)
		}
	}
	if len(names) == len(p.Papers) {
		return ""
	}
	return strings.Join(names, "\n")
}

// check lists what must be mended before the dossier can be received.
func (p *reception) check() refusal.List {
	faults := checkPerson(p.Person, p.at)
	if p.Person.IDNo == "" && tidy(p.Form.Get("card")) != "" {
		faults = append(faults, refusal.Wrong("card", "Số căn cước phải có 12 chữ số."))
	}
	faults = append(faults, checkWish(p.Form.Get("tell"), p.Person)...)
	typed := tidy(p.Form.Get("procedure"))
	switch {
	case typed == "":
		faults = append(faults, refusal.Wrong("procedure", "Chưa chọn thủ tục."))
	case len(p.Found) == 0:
		faults = append(faults, refusal.Wrong("procedure", "Không có thủ tục nào khớp “%s” ở cấp này.", typed))
	case p.Chosen == nil:
		faults = append(faults, refusal.Wrong("procedure", "%d thủ tục khớp “%s”: hãy chọn một.", len(p.Found), typed))
	case p.Case == nil:
		faults = append(faults, refusal.Wrong("case", "Chưa chọn trường hợp của thủ tục “%s”.", p.Chosen.Name))
	}
	var missing []string
	for _, c := range p.Papers {
		if !c.Ticked && !c.Optional {
			missing = append(missing, c.Name)
		}
	}
	if len(missing) > 0 {
		faults = append(faults, refusal.Wrong("paper", "Còn thiếu giấy tờ bắt buộc: %s.", strings.Join(missing, "; ")))
	}
	return faults
}

// receipt is the paper as it will print.
func (p *reception) receipt(rules Rules, v *web.Visit, base string) error {
	receipt := paper.Receipt{Size: paper.Slim, Received: v.At, Person: p.Person, Giver: giver(rules, p.act.Desk, v.User), Hotline: v.Site.Phone, Site: host(base)}
	if p.Draft != nil {
		fillReceipt(&receipt, rules, p.Draft)
	}
	sheet, err := receipt.Sheet()
	p.Receipt = sheet.HTML()
	return err
}
