package design

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

// timeWords is working minutes as days in the visitor's language: "0,25 ngày làm việc";
// as hours where they do not come out even.
func timeWords(visit *web.Visit, minutes int) string {
	text, inHours := strings.CutSuffix(workflow.TimeText(minutes), " giờ")
	if inHours {
		return visit.T("%s giờ làm việc", decimal(visit, text))
	}
	return visit.T("%s ngày làm việc", decimal(visit, text))
}

// hours is a time as a number of hours.
func hours(visit *web.Visit, minutes int) string {
	text, _, _ := strings.Cut(workflow.Days(minutes*workflow.WorkdayMinutes/60), " ")
	return decimal(visit, text)
}

func decimal(visit *web.Visit, number string) string {
	if visit.Lang.String() == "en" {
		return strings.ReplaceAll(number, ",", ".")
	}
	return number
}

// pathWords is a path as it is printed where it is refused.
func pathWords(visit *web.Visit, p workflow.Path) string {
	steps, _, _ := strings.Cut(p.String(), ":")
	return steps + ": " + timeWords(visit, p.Minutes)
}

// placeWords says where a step is done.
func placeWords(visit *web.Visit, w workflow.Who) string {
	switch w.Place {
	case workflow.AtNamed:
		return visit.Units.Name(w.Unit)
	case workflow.AtNearest:
		return visit.T("Đơn vị gần nhất của khối %s", visit.T(w.Block.Title()))
	}
	return upper(visit.T(w.Place.Title()))
}

// laneWords name a lane: where, and who there.
func laneWords(visit *web.Visit, w workflow.Who) string {
	if w.Role == "" {
		return placeWords(visit, w)
	}
	return placeWords(visit, w) + " · " + visit.T(w.Role.Title())
}

func upper(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// placeOptions are where a step can be done.
func placeOptions(visit *web.Visit) (list []layout.Option) {
	for _, p := range workflow.Places {
		list = append(list, layout.Option{Value: string(p), Label: upper(visit.T(p.Title()))})
	}
	return list
}

func roleOptions(visit *web.Visit) (list []layout.Option) {
	for _, role := range workflow.Doers {
		list = append(list, layout.Option{Value: string(role), Label: visit.T(role.Title())})
	}
	return list
}

func askOptions(visit *web.Visit) (list []layout.Option) {
	for _, kind := range workflow.AskKinds {
		list = append(list, layout.Option{Value: string(kind), Label: upper(visit.T(kind.Title()))})
	}
	return list
}

func unitOf(visit *web.Visit, code string) orgunit.ID {
	if u := visit.Units.ByCode(code, visit.Today()); u != nil {
		return u.ID
	}
	return 0
}

// standing is where a version is in its life, in words.
func standing(visit *web.Visit, f *workflow.Version) string {
	switch f.Status {
	case workflow.Submitted:
		return "Chờ phê duyệt"
	case workflow.Approved:
		return "Đã phê duyệt"
	}
	return life(visit, f).Title()
}

func life(visit *web.Visit, f *workflow.Version) procedure.Standing {
	switch {
	case f.Pending():
		return procedure.Written
	case visit.Today() < f.From:
		return procedure.Coming
	case f.InForce(visit.Today()):
		return procedure.InForce
	}
	return procedure.Over
}

// legalTime is the shortest legal time that a workflow has to keep, in working minutes; 0
// where the law does not count in working time.
func legalTime(visit *web.Visit, all *procedure.Catalogue, f *workflow.Version) int {
	if e := all.Entry(f.Procedure); e != nil {
		return procedure.ShortestWork(e.Versions, f.Procedure, f.Case, max(f.From, visit.Today()))
	}
	return 0
}
