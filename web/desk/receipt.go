package desk

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/web/paper"
)

// documents are the papers of a dossier: the case's list, or those named where they differ.
func documents(c *procedure.Case, named string) []paper.Document {
	known := map[string]procedure.Component{}
	var names []string
	if c != nil {
		for _, one := range c.Components {
			known[one.Name] = one
			names = append(names, one.Name)
		}
	}
	if named != "" {
		names = strings.Split(named, "\n")
	}
	var list []paper.Document
	for _, name := range names {
		kind, count := copies(known[name])
		list = append(list, paper.Document{Name: name, Kind: kind, Count: count})
	}
	return list
}

func copies(c procedure.Component) (kind, count string) {
	switch {
	case c.Originals > 0 && c.Copies > 0:
		return "Bản chính, bản sao", fmt.Sprintf("%02d, %02d", c.Originals, c.Copies)
	case c.Copies > 0:
		return "Bản sao", fmt.Sprintf("%02d", c.Copies)
	}
	return "Bản chính", fmt.Sprintf("%02d", max(1, c.Originals))
}

func giver(rules Rules, desk orgunit.ID, clerk string) paper.Giver {
	g := giverThen(rules.Units(), desk, lastInstant)
	g.Clerk = clerk
	return g
}

// lastInstant is after every change of a name.
var lastInstant = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// giverThen is an office as the heads of its papers named it at an instant.
func giverThen(units *orgunit.Map, desk orgunit.ID, at time.Time) paper.Giver {
	office := units.Unit(units.Office(desk))
	if office == nil {
		return paper.Giver{}
	}
	place := office
	if office.Level == orgunit.Province {
		place = units.Root()
	}
	return paper.Giver{Office: nameThen(units, office.ID, at), Desk: nameThen(units, desk, at), Place: placeName(nameThen(units, place.ID, at))}
}

// above is the body above an office that writes in its own name. People's committees write
// without one (NĐ 30/2020, Phụ lục I).
func above(units *orgunit.Map, unit orgunit.ID, at time.Time) string {
	office := units.Unit(units.Office(unit))
	if office == nil || strings.HasPrefix(nameThen(units, office.ID, at), "UBND") {
		return ""
	}
	parent := units.Unit(office.Parent)
	if parent == nil {
		return ""
	}
	name := nameThen(units, parent.ID, at)
	if parent.Block == orgunit.Whole {
		return "UBND " + name
	}
	return name
}

// nameThen is a unit's name at an instant.
func nameThen(units *orgunit.Map, id orgunit.ID, at time.Time) string {
	if u := units.Unit(id); u != nil {
		return u.NameOn(calendar.DayOf(at))
	}
	return ""
}

// placeName is the name of a unit's place, without what kind of unit it is.
func placeName(name string) string {
	for _, kind := range []string{"UBND ", "Ủy ban nhân dân ", "Tỉnh ", "tỉnh ", "Thành phố ", "thành phố ", "Huyện ", "huyện ", "Thị xã ", "thị xã ", "Xã ", "xã ", "Phường ", "phường ", "Thị trấn ", "thị trấn "} {
		name = strings.TrimPrefix(name, kind)
	}
	return name
}

// host is an address as a person types it.
func host(base string) string {
	at, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return at.Host
}
