package desk

import (
	"slices"
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
	"cchc/web/layout"
)

// The acts whose forms ask more than a reason.

// before are the steps from which the visitor's open steps come.
func (s *scene) before() []layout.Option {
	flow := s.flow()
	if flow == nil {
		return nil
	}
	seen := map[int]bool{}
	var walk func(no int)
	walk = func(no int) {
		if step := flow.Step(no); step != nil {
			for _, earlier := range step.After {
				if !seen[earlier] {
					seen[earlier] = true
					walk(earlier)
				}
			}
		}
	}
	for _, w := range s.mine() {
		walk(w.Step)
	}
	var list []layout.Option
	for no := range seen {
		list = append(list, layout.Option{Value: strconv.Itoa(no), Label: s.stepTitle(no)})
	}
	slices.SortFunc(list, func(a, b layout.Option) int { return len(a.Value) - len(b.Value) + strings.Compare(a.Value, b.Value) })
	return list
}

func sendBackAsks(s *scene) []question {
	return []question{stepOf(s, s.mine()), {name: "to", label: "Trả về bước", kind: "radio", options: s.before()}, {name: "reason", label: "Lý do", kind: "area"}}
}

func makeSendBack(s *scene, f layout.Form) (dossier.Act, error) {
	step, err := oneOf(f, s.mine())
	to, _ := strconv.Atoi(f.Get("to"))
	return dossier.SendBack{Step: step, To: to, Reason: words(f, "reason")}, err
}

func handOverAsks(s *scene) []question {
	return []question{
		{name: "identity", label: "Đã đối chiếu giấy tờ của người nhận", kind: "check"},
		{name: "to", label: "Người nhận thay", hint: "Họ tên, giấy ủy quyền; để trống khi chính chủ nhận", optional: true},
		{name: "how", label: "Cách trả", kind: "radio", value: string(s.file.ResultBy), options: resultWays(s)},
	}
}

func makeHandOver(_ *scene, f layout.Form) (dossier.Act, error) {
	if f.Get("identity") != "1" {
		return nil, refusal.Wrong("identity", "Phải đối chiếu giấy tờ của người nhận trước khi trả.")
	}
	return dossier.HandOver{To: words(f, "to"), How: dossier.ResultBy(f.Get("how"))}, nil
}

func resultWays(s *scene) []layout.Option {
	var list []layout.Option
	for _, way := range []dossier.ResultBy{dossier.AtCounter, dossier.ByPost, dossier.Electronic} {
		list = append(list, layout.Option{Value: string(way), Label: s.T(way.Title())})
	}
	return list
}

func correctAsks(s *scene) []question {
	p := s.person
	list := []question{
		{name: "name", label: "Họ tên", value: p.Name}, {name: "card", label: "Số giấy tờ", value: p.IDNo, digits: true, optional: true},
		{name: "born", label: "Ngày sinh", value: shownBirth(p.Born), optional: true}, {name: "address", label: "Địa chỉ", value: p.Address, optional: true},
		{name: "phone", label: "Điện thoại", value: p.Phone, digits: true, optional: true},
		{name: "papers", label: "Giấy tờ đã nộp, mỗi dòng một giấy tờ", kind: "area", value: s.file.Papers, optional: true},
		{name: "how", label: "Nhận kết quả", kind: "radio", value: string(s.file.ResultBy), options: resultWays(s)},
		{name: "reason", label: "Lý do sửa", kind: "area"},
	}
	if p.Name == "" { // erased: nothing is put back
		return list[5:]
	}
	return list
}

// correction is dossier.Correct with the person's data when they change.
type correction struct {
	dossier.Correct
	person *dossier.Person
}

func makeCorrect(s *scene, f layout.Form) (dossier.Act, error) {
	c := correction{Correct: dossier.Correct{ResultBy: dossier.ResultBy(f.Get("how")), Papers: words(f, "papers"), Reason: words(f, "reason")}}
	if s.person.Name == "" {
		return c, nil
	}
	p := s.person
	p.Name, p.IDNo, p.Born = tidy(f.Get("name")), digits(f.Get("card")), keptBirth(tidy(f.Get("born")))
	p.Address, p.Phone = tidy(f.Get("address")), phoneTyped(f.Get("phone"))
	if p != s.person {
		c.person = &p
	}
	return c, checkPerson(p, calendar.DayOf(s.At)).OrNil()
}

// fold is a search as the lists look for it.
func fold(q string) []string {
	list := vntext.Words(q)
	return list[:min(len(list), 8)]
}
