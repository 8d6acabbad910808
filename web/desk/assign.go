package desk

import (
	"slices"
	"strconv"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/web/layout"
)

// Whose a step is: handed back, given to somebody else, brought back with its result.

var releaseAct = &act{slug: "release", title: "Trả lại việc đã nhận", needs: account.ProcessDossier, on: atSteps,
	open: func(s *scene) bool { return working(s) && len(s.held()) > 0 },
	asks: func(s *scene) []question {
		return []question{stepOf(s, s.held()), {name: "reason", label: "Lý do", kind: "area"}}
	},
	makes: func(s *scene, f layout.Form) (dossier.Act, error) {
		step, err := oneOf(f, s.held())
		return dossier.Release{Step: step, Reason: words(f, "reason")}, err
	}}

var assignAct = &act{slug: "assign", title: "Giao việc", needs: account.DelegateWork, on: atSteps,
	open: func(s *scene) bool { return s.file.IsOpen() && len(s.assignable()) > 0 },
	asks: func(s *scene) []question {
		return []question{stepOf(s, s.assignable()), {name: "holder", label: "Giao cho", kind: "select", options: s.colleagues()}, {name: "reason", label: "Lý do", kind: "area"}}
	},
	makes: func(s *scene, f layout.Form) (dossier.Act, error) {
		step, err := oneOf(f, s.assignable())
		if err != nil {
			return nil, err
		}
		to, err := s.fit(step, f.Get("holder"))
		return dossier.Assign{Step: step, To: to, Reason: words(f, "reason")}, err
	}}

var bringBackAct = &act{slug: "bring-back", title: "Nhận kết quả về", needs: account.HandOver, on: atDesk,
	open: func(s *scene) bool {
		return s.file.Delivery == dossier.Ready && s.file.Brought.IsZero() && s.Units.Office(s.file.Desk) != s.Units.Office(s.file.Unit)
	},
	asks: func(*scene) []question {
		return []question{{name: "note", label: "Nhận từ ai, gồm những gì", kind: "area", optional: true}}
	},
	makes: func(_ *scene, f layout.Form) (dossier.Act, error) {
		return dossier.BringBack{Note: words(f, "note")}, nil
	}}

// held are the visitor's steps that somebody has taken over.
func (s *scene) held() []dossier.Work {
	return slices.DeleteFunc(s.mine(), func(w dossier.Work) bool { return w.Holder == 0 })
}

// assignable are the open steps that the visitor may give to somebody.
func (s *scene) assignable() []dossier.Work {
	return slices.DeleteFunc(slices.Clone(s.file.Open), func(w dossier.Work) bool { return !s.May(account.DelegateWork, w.Unit) })
}

// colleagues are the people of the office who work on dossiers.
func (s *scene) colleagues() []layout.Option {
	list := []layout.Option{{Label: s.T("Chọn người")}}
	for _, a := range s.staff {
		list = append(list, layout.Option{Value: strconv.FormatInt(int64(a.ID), 10), Label: a.Name + ", " + account.RoleTitles(a.Roles)})
	}
	return list
}

// fit is the person chosen for a step: of its office, and with its role.
func (s *scene) fit(step int, chosen string) (account.ID, error) {
	id, _ := strconv.ParseInt(chosen, 10, 64)
	i := slices.IndexFunc(s.staff, func(a account.Account) bool { return int64(a.ID) == id })
	w := slices.IndexFunc(s.file.Open, func(w dossier.Work) bool { return w.Step == step })
	switch {
	case i < 0 || w < 0:
		return 0, refusal.Wrong("holder", "Chưa chọn người được giao.")
	case !s.staff[i].Is(s.file.Open[w].Role):
		return 0, refusal.Wrong("holder", "%s không có vai trò %s của bước này.", s.staff[i].Name, s.file.Open[w].Role.Title())
	}
	return s.staff[i].ID, nil
}

// office lists the units of the visitor's own office.
func office(units *orgunit.Map, of orgunit.ID) (list []orgunit.ID) {
	for _, u := range units.All() {
		if units.Office(u.ID) == units.Office(of) {
			list = append(list, u.ID)
		}
	}
	return list
}
