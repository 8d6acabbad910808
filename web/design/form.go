package design

import (
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

// formOf is a workflow as its form shows it. Steps are numbered by their lines, so that
// nobody types a number twice.
func formOf(visit *web.Visit, f workflow.Version) layout.Form {
	f.Renumber()
	form := layout.Filled("version", strconv.Itoa(f.Version), "name", f.Name, "basis", f.Basis)
	var steps, asks []line
	for i := range f.Steps {
		s := &f.Steps[i]
		steps = append(steps, line{
			"content": s.Content, "role": string(s.Role), "place": string(s.Place), "unit": target(visit, s.Place, s.Unit, s.Block),
			"time": workflow.TimeText(s.Minutes), "after": workflow.Numbers(s.After), "product": s.Product,
		})
		for _, a := range s.Asks {
			one := line{"step": strconv.Itoa(s.No), "kind": string(a.Kind), "place": string(a.Place), "unit": target(visit, a.Place, a.Unit, a.Block), "content": a.Content}
			if a.Limit.Unit != 0 {
				one["limit"] = a.Limit.Vietnamese()
			}
			if a.Compulsory {
				one["compulsory"] = "1"
			}
			asks = append(asks, one)
		}
	}
	putLines(form, "steps", steps)
	putLines(form, "asks", asks)
	return form
}

// target is what the column beside the place says: a unit's code, or a block.
func target(visit *web.Visit, place workflow.Place, unit orgunit.ID, block orgunit.Block) string {
	switch place {
	case workflow.AtNamed:
		if u := visit.Units.Unit(unit); u != nil {
			return u.Code
		}
	case workflow.AtNearest:
		return block.Title()
	}
	return ""
}

// reading reads a form back, and collects what cannot be read.
type reading struct {
	visit  *web.Visit
	faults refusal.List
}

func (r *reading) wrong(field, format string, args ...any) {
	r.faults = append(r.faults, refusal.Wrong(field, format, args...))
}

// versionOf reads the form back. Whether the steps fit together is asked when the draft is
// submitted; here what was typed must be readable.
func versionOf(visit *web.Visit, form layout.Form) (workflow.Version, error) {
	r := &reading{visit: visit}
	f := workflow.Version{Name: get(form, "name"), Basis: get(form, "basis")}
	if f.Name == "" {
		r.wrong("name", "Chưa có tên quy trình.")
	}
	for i, l := range linesOf(form, "steps", stepFields) {
		f.Steps = append(f.Steps, r.step(i, l))
	}
	for i, l := range linesOf(form, "asks", askFields) {
		r.ask(&f, "asks."+strconv.Itoa(i), l)
	}
	return f, r.faults.OrNil()
}

func (r *reading) step(i int, l line) workflow.Step {
	at := "steps." + strconv.Itoa(i)
	s := workflow.Step{No: i + 1, Content: l["content"], Role: account.Role(l["role"]), Place: workflow.Place(l["place"]), Product: l["product"]}
	var err error
	if s.Minutes, err = workflow.ParseTime(l["time"]); err != nil {
		r.wrong(at+".time", "Thời gian “%s” phải là số ngày từ 0, theo bước 0,25, hoặc số giờ, ví dụ “4 giờ”.", l["time"])
	}
	for _, part := range strings.FieldsFunc(l["after"], func(c rune) bool { return strings.ContainsRune(",; ", c) }) {
		no, err := strconv.Atoi(part)
		if err != nil || no < 1 {
			r.wrong(at+".after", "“%s” phải là số các bước, ví dụ: 1, 2.", l["after"])
			break
		}
		s.After = append(s.After, no)
	}
	s.Unit, s.Block = r.target(at+".unit", s.Place, l["unit"])
	return s
}

func (r *reading) target(field string, place workflow.Place, text string) (unit orgunit.ID, block orgunit.Block) {
	switch {
	case text == "" && (place == workflow.AtNamed || place == workflow.AtNearest):
		r.wrong(field, "Chưa ghi mã đơn vị, hoặc khối.")
	case place == workflow.AtNamed:
		if unit = unitOf(r.visit, text); unit == 0 {
			r.wrong(field, "Không có đơn vị mang mã “%s”.", text)
		}
	case place == workflow.AtNearest:
		if block = orgunit.ParseBlock(text); block == "" {
			r.wrong(field, "Không có khối “%s”, ví dụ: %s.", text, orgunit.Department.Title())
		}
	}
	return unit, block
}

func (r *reading) ask(f *workflow.Version, at string, l line) {
	a := workflow.Ask{Kind: workflow.AskKind(l["kind"]), Place: workflow.Place(l["place"]), Content: l["content"], Compulsory: l["compulsory"] == "1"}
	a.Unit, a.Block = r.target(at+".unit", a.Place, l["unit"])
	var err error
	if a.Limit, err = calendar.ParseLimit(l["limit"]); l["limit"] == "" {
		r.wrong(at+".limit", "Chưa ghi thời hạn trả lời, ví dụ: 3 ngày làm việc.")
	} else if err != nil {
		r.wrong(at+".limit", "Thời hạn “%s” không đọc được, ví dụ: 3 ngày làm việc.", l["limit"])
	}
	if s := f.Step(web.Number[int](l["step"])); s != nil {
		s.Asks = append(s.Asks, a)
	} else {
		r.wrong(at+".step", "Không có bước “%s”.", l["step"])
	}
}

// unfit puts what keeps a draft from being submitted at its row: nobody has to search.
func unfit(f *workflow.Version, legal int) (list refusal.List) {
	for _, no := range refusal.Of(f.Check(legal)) {
		at := no.At(0)
		at.Field = ""
		if no.Row > 0 && no.Row <= len(f.Steps) {
			s, row := f.Steps[no.Row-1], "steps."+strconv.Itoa(no.Row-1)
			switch {
			case strings.TrimSpace(s.Content) == "":
				at.Field = row + ".content"
			case s.Role == "":
				at.Field = row + ".role"
			default:
				at.Field = row + ".unit"
			}
		}
		list = append(list, at)
	}
	return list
}
