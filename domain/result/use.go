package result

import (
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/domain/scan"
)

// UseID identifies one reuse for ever.
type UseID int64

// Use is one time that a result served instead of a paper: who used it, when, for which
// dossier and component, for what purpose, and that the person agreed.
type Use struct {
	ID        UseID
	Result    ID
	Dossier   dossier.ID // 0 until the dossier is received
	Pending   string     // key of the form, until then
	Component string
	Purpose   string
	Consent   bool
	By        account.ID
	Unit      orgunit.ID
	At        time.Time
	Paper     scan.ID // the copy in the dossier, 0 when the result is not digitised
	Dropped   bool    // the form was never sent
	Version   int
}

// Reuse is the wish to let a result stand for a component.
type Reuse struct {
	Result    ID
	Component string
	Dossier   dossier.ID
	Pending   string
	Purpose   string
	Consent   bool
	Holder    string // digest of whom the dossier is about: the result must be theirs
}

// Apply notes the use of a result that was found; unit is the user's.
func (a Reuse) Apply(u *Use, found *Result, unit orgunit.ID, m Moment) (dossier.Happened, error) {
	switch {
	case !a.Consent:
		return dossier.Happened{}, refusal.Wrong("consent", "Chưa có sự đồng ý của người dân cho dùng lại kết quả này.")
	case strings.TrimSpace(a.Purpose) == "":
		return dossier.Happened{}, refusal.Wrong("purpose", "Phải ghi mục đích dùng lại.")
	case found.Holder == "" || found.Holder != a.Holder:
		return dossier.Happened{}, refusal.Missing("Kết quả này không phải của người nộp hồ sơ.")
	case !found.Holds(m.today()):
		return dossier.Happened{}, refusal.TooEarlyOrLate("Kết quả %s không còn dùng lại được: %s.", found.Code, strings.ToLower(found.Standing(m.today())))
	case (a.Dossier == 0) == (a.Pending == ""):
		return dossier.Happened{}, refusal.Wrong("", "Việc dùng lại phải thuộc về một hồ sơ.")
	}
	u.Result, u.Dossier, u.Pending, u.Component = a.Result, a.Dossier, a.Pending, a.Component
	u.Purpose, u.Consent, u.By, u.Unit, u.At = a.Purpose, true, m.By, unit, m.At
	return dossier.Happened{Act: "reuse", Note: a.Purpose}, nil
}

// Held is a component that the State holds already.
type Held struct {
	Component string // name in the procedure
	Result    ID
	Code      string
	Kind      string // name of the kind of result
	Issued    calendar.Day
	Until     calendar.Day // 0 for ever
	Unit      orgunit.ID   // that issued it
	Digitised bool
}

// Match finds for each component the result that may stand for it on a day: the one that
// was issued last.
func Match(components []procedure.Component, kinds []*Kind, results []*Result, on calendar.Day) (list []Held) {
	for _, c := range components {
		var best *Result
		var name string
		for _, k := range kinds {
			if !k.InForce(on) || !k.StandsFor(c) {
				continue
			}
			for _, r := range results {
				if r.Kind == k.ID && r.Holds(on) && (best == nil || r.Issued > best.Issued || r.Issued == best.Issued && r.ID > best.ID) {
					best, name = r, k.Name
				}
			}
		}
		if best != nil {
			list = append(list, Held{c.Name, best.ID, best.Code, name, best.Issued, best.Until, best.Unit, best.Paper != 0})
		}
	}
	return list
}
