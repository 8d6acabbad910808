package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/vntext"
)

// names are the words that people of the demo are called by, family name first.
type names struct {
	family        []string
	middle, given [2][]string // man, woman
}

func loadNames() *names {
	words := map[string][]string{}
	for _, r := range table("names.csv") {
		words[r["kind"]] = strings.Fields(r["words"])
	}
	return &names{
		family: words["family"],
		middle: [2][]string{words["middle_nam"], words["middle_nu"]},
		given:  [2][]string{words["given_nam"], words["given_nu"]},
	}
}

var sexes = [2]string{"nam", "nữ"}

func (n *names) draw(r *rand.Rand) (name string, sex int) {
	sex = r.IntN(2)
	middle, given := pick(r, n.middle[sex]), pick(r, n.given[sex])
	if sex == 1 && r.IntN(3) == 0 { // "Đinh Thị Hồng Nhung"
		if second := pick(r, n.given[sex]); second != given {
			given = second + " " + given
		}
	}
	return pick(r, n.family) + " " + middle + " " + given, sex
}

// person is an applicant who lives at a place. Numbers with 999 and 06 belong to nobody.
func (n *names) person(r *rand.Rand, local string) dossier.Person {
	name, sex := n.draw(r)
	year := 1950 + r.IntN(55)
	born := calendar.On(year, 1, 1) + calendar.Day(r.IntN(365))
	p := dossier.Person{
		Name: name, Born: born.String(), Sex: sexes[sex],
		IDNo: fmt.Sprintf("999%d%02d%06d", sex+year/2000*2, year%100, r.IntN(1_000_000)),
	}
	if local != "" {
		p.Address = fmt.Sprintf("thôn %d, %s", 1+r.IntN(9), local)
	}
	if r.IntN(2) == 0 {
		p.Phone = fmt.Sprintf("06%08d", r.IntN(100_000_000))
	}
	return p
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// ascii is a name as part of a login: "anhoi".
func ascii(name string) string { return strings.Join(vntext.Words(name), "") }
