package demo

import (
	"bytes"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/result"
	"cchc/domain/scan"
)

// kinds of results, what they may stand for at the next reception.
var kinds = []result.Kind{
	{Name: "Giấy chứng nhận kết hôn", Pattern: "KH-{unit}-{yyyy}-{n}", Procedures: []string{"1.000894"}, Stands: []string{"giấy chứng nhận kết hôn"}},
	{Name: "Giấy khai sinh", Pattern: "KS-{unit}-{yyyy}-{n}", Procedures: []string{"1.001193"}, Stands: []string{"giấy khai sinh"}},
	{Name: "Giấy xác nhận tình trạng hôn nhân", Pattern: "XN-{unit}-{yyyy}-{n}", Months: 6, Procedures: []string{"9.000101"}, Stands: []string{"giấy xác nhận tình trạng hôn nhân"}},
}

// issued is how many results of each kind the ward has entered.
const issued = 5

// results enters some of what the ward decided of late, with its document, and lets one
// serve again.
func (t *town) results() error {
	if t.papers == nil {
		return nil
	}
	for _, k := range kinds {
		k.From = twoLevels
		kind, err := t.papers.SaveKind(t.ctx, k, t.by(designer))
		if err != nil {
			return err
		}
		e := &t.item(k.Procedures[0]).editions[1]
		list, err := t.find("unit = $1 AND procedure = $2 AND state = 'issued' ORDER BY id DESC LIMIT $3", t.place, e.version.ID, issued)
		for i := 0; err == nil && i < len(list); i++ {
			err = t.issue(kind, &list[i])
		}
		if err != nil {
			return err
		}
	}
	return t.again()
}

func (t *town) issue(kind result.Kind, d *dossier.Dossier) error {
	person, err := t.house.Dossiers.Person(t.ctx, d.ID)
	if err != nil {
		return err
	}
	file, err := letter(strings.ToUpper(kind.Name), person.Name, d.Closed)
	if err != nil {
		return err
	}
	by := t.by(official)
	p, err := t.papers.Take(t.ctx, scan.Add{Dossier: d.ID, Name: kind.Name + ".pdf", Origin: scan.Issued}, 0, bytes.NewReader(file), by)
	if err != nil {
		return err
	}
	_, err = t.papers.Issue(t.ctx, result.Entry{
		Issue: result.Issue{Kind: kind, Dossier: d.ID, Issued: calendar.DayOf(d.Closed), Paper: p.ID}, Unit: t.place, Holder: result.Holder{Name: person.Name, Born: person.Born, IDNo: person.IDNo},
	}, by)
	return err
}

// again has a couple register a birth: their certificate of marriage is held already.
func (t *town) again() error {
	couples, err := t.find("unit = $1 AND procedure = $2 AND state = 'issued' ORDER BY id DESC LIMIT 1", t.place, t.item("1.000894").editions[1].version.ID)
	if err != nil || len(couples) == 0 {
		return err
	}
	person, err := t.house.Dossiers.Person(t.ctx, couples[0].ID)
	if err != nil {
		return err
	}
	birth := t.item("1.001193")
	if err := t.receive(birth, person); err != nil {
		return err
	}
	d := &t.received[len(t.received)-1]
	by := t.by(clerk)
	held, err := t.papers.Held(t.ctx, person.IDNo, birth.editions[1].version.Cases[0].Components, calendar.DayOf(by.At))
	for i := 0; err == nil && i < len(held); i++ {
		_, err = t.papers.Reuse(t.ctx, result.Reuse{
			Result: held[i].Result, Component: held[i].Component, Dossier: d.ID, Purpose: "giải quyết hồ sơ " + d.Code, Consent: true,
		}, person.IDNo, by)
	}
	return err
}

// scans gives dossiers of this morning their papers, some of which are looked at.
func (t *town) scans() error {
	if t.papers == nil {
		return nil
	}
	for i := range t.received {
		if i%3 == 2 {
			continue // on paper only
		}
		d := &t.received[i]
		for no, c := range t.components(d) {
			if err := t.scan(d, c, i+no); err != nil {
				return err
			}
		}
	}
	return nil
}

// components are the names of the papers of a dossier.
func (t *town) components(d *dossier.Dossier) (names []string) {
	for i := range t.items {
		v := &t.items[i].editions[1].version
		if v.ID != d.Procedure {
			continue
		}
		for _, c := range v.Case(d.Case).Components {
			if !c.Optional {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

func (t *town) scan(d *dossier.Dossier, component string, n int) error {
	file, err := scanned(8 + n%20)
	name, origin := component+".png", scan.Scanned
	if n%4 == 1 {
		file, err = letter(component, "theo hồ sơ "+d.Code, d.Received)
		name, origin = component+".pdf", scan.Uploaded
	}
	if err != nil {
		return err
	}
	p, err := t.papers.Take(t.ctx, scan.Add{Dossier: d.ID, Component: component, Name: name, Origin: origin}, 0, bytes.NewReader(file), t.by(clerk))
	if err != nil || n%2 == 1 {
		return err
	}
	_, content, err := t.papers.Open(t.ctx, p.ID, scan.View{Role: account.Official, From: "/desk/dossiers/" + d.Code}, t.by(official))
	if err != nil {
		return err
	}
	return content.Close()
}
