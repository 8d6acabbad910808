package workflow

import (
	"cmp"
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Columns of a file of workflows: one row for each step.
const (
	ColumnProcedure = "procedure"
	ColumnCase      = "case"
	ColumnTitle     = "name"
	ColumnStage     = "stage"
	ColumnStep      = "step"
	ColumnAfter     = "after"
	ColumnContent   = "content"
	ColumnRole      = "role"
	ColumnUnit      = "unit"
	ColumnTime      = "time"
	ColumnMeasure   = "measure"
	ColumnProduct   = "product"
	ColumnAsks      = "asks"
	ColumnBasis     = "basis"
	ColumnFrom      = "from"
)

// Surroundings is what the rows of a file are checked against.
type Surroundings struct {
	Units *orgunit.Map
	Flows []*Version                                                            // those that are there
	Cases func(code string, on calendar.Day) (names map[string]int, known bool) // of a procedure: name → number
	Legal func(code string, caseNo int, from calendar.Day) int                  // as Check takes it
	Code  func(text string) (string, error)                                     // a procedure's code as it is kept
	NewID func() ID
	By    int64
	From  calendar.Day // for rows that do not say
}

// Import reads workflows that were approved elsewhere, as drafts with the day from which
// they apply, ready for Settle. Steps of one stage follow each other where the file does
// not say after which they come; a later stage begins when the one before it has ended.
func Import(s Surroundings, rows []intake.Row) ([]*Version, error) {
	read := reading{Surroundings: s, byKey: map[string]*draft{}}
	for _, row := range rows {
		read.row(intake.Reader{Row: row, Faults: &read.faults})
	}
	var list []*Version
	for _, d := range read.order {
		read.check(d)
		list = append(list, &d.Version)
	}
	if err := read.faults.OrNil(); err != nil {
		return nil, err
	}
	return list, nil
}

// Settle puts imported drafts in force: it returns the versions that end thereby, and
// those of the file that are not there word for word already.
func Settle(drafts, there []*Version) (fresh []*Version, ended []Effect, err error) {
	numbers := map[string]int{}
	key := func(v *Version) string { return v.Procedure + " " + strconv.Itoa(v.Case) }
	for _, v := range there {
		numbers[key(v)] = max(numbers[key(v)], v.Number)
	}
	for _, draft := range drafts {
		if known(draft, there) {
			continue
		}
		effects, err := draft.supersede(draft.From, there)
		if err != nil {
			return nil, nil, err
		}
		numbers[key(draft)]++
		draft.Number, draft.Status = numbers[key(draft)], Published
		fresh = append(fresh, draft)
		ended = append(ended, effects[:len(effects)-1]...)
	}
	return fresh, ended, nil
}

func known(draft *Version, there []*Version) bool {
	for _, v := range there {
		if v.Procedure == draft.Procedure && v.Case == draft.Case && v.From == draft.From && v.Status == Published &&
			len(Differences(v, draft, func(s Step) string { return string(s.Place) + strconv.FormatInt(int64(s.Unit), 10) })) == 0 {
			return true
		}
	}
	return false
}

type reading struct {
	Surroundings
	byKey  map[string]*draft
	order  []*draft
	faults intake.Faults
}

// draft is a workflow as its rows make it.
type draft struct {
	Version
	rows  []intake.Row // of each step
	stage string
	base  map[string]int // number in the file, within the stage → number
	ends  []int          // last steps of the stage before
}

func (read *reading) row(r intake.Reader) {
	code, err := read.Code(r.Need(ColumnProcedure))
	if err != nil && r.Get(ColumnProcedure) != "" {
		r.Faults.At(r.Row, ColumnProcedure, "Mã thủ tục “%s” không đúng dạng, ví dụ 1.001193.", r.Get(ColumnProcedure))
	}
	r.Need(ColumnStep)
	number := r.Count(ColumnStep)
	step := Step{Content: r.Need(ColumnContent), Minutes: minutes(r), Product: r.Get(ColumnProduct)}
	if step.Role, step.Place = roleOf(r.Need(ColumnRole)); step.Role == "" && r.Get(ColumnRole) != "" {
		r.Faults.At(r.Row, ColumnRole, "Không rõ vai trò “%s”: viết Cán bộ Một cửa, Chuyên viên hoặc Lãnh đạo.", r.Get(ColumnRole))
	}
	if r.Faults.Has(r.Row) {
		return
	}
	d := read.draft(r, code)
	if d == nil {
		return
	}
	read.place(&step, r, d.From)
	read.asks(&step, r, d.From)
	d.add(step, int(number), r)
}

// draft finds the workflow that a row belongs to, or begins it.
func (read *reading) draft(r intake.Reader, code string) *draft {
	from := cmp.Or(r.Day(ColumnFrom), read.From)
	if from == 0 {
		r.Faults.At(r.Row, ColumnFrom, "Chưa có ngày áp dụng.")
	}
	cases, there := read.Cases(code, from)
	if !there {
		r.Faults.At(r.Row, ColumnProcedure, "Thủ tục %s không có hiệu lực vào ngày %s.", code, from.Vietnamese())
		return nil
	}
	caseNo, name := 0, r.Get(ColumnCase)
	if name != "" {
		no, known := intake.Word(cases, name)
		if !known {
			r.Faults.At(r.Row, ColumnCase, "Thủ tục %s không có trường hợp “%s”.", code, name)
			return nil
		}
		caseNo = no
	}
	key := code + " " + strconv.Itoa(caseNo)
	d := read.byKey[key]
	if d == nil {
		d = &draft{base: map[string]int{}}
		d.Version = Version{
			ID: read.NewID(), Procedure: code, Case: caseNo, Name: cmp.Or(r.Get(ColumnTitle), "Quy trình "+code),
			Status: Draft, From: from, Basis: r.Get(ColumnBasis), EditedBy: read.By,
		}
		read.byKey[key], read.order = d, append(read.order, d)
	} else if d.From != from {
		r.Faults.At(r.Row, ColumnFrom, "Ngày áp dụng khác dòng %d của cùng quy trình.", d.rows[0].Line())
	}
	return d
}

// place finds the unit of a step: at the desk, at the unit with competence, or one named by code.
func (read *reading) place(step *Step, r intake.Reader, on calendar.Day) {
	switch text := r.Get(ColumnUnit); vntext.Fold(text) {
	case "":
	case "don vi", "don vi giai quyet":
		step.Place = AtUnit
	case "mot cua", "bo phan mot cua":
		step.Place = AtDesk
	default:
		if step.relative(text) {
			return
		}
		u := read.Units.ByCode(text, on)
		if u == nil {
			r.Faults.At(r.Row, ColumnUnit, "Không có đơn vị mang mã %s vào ngày %s.", text, on.Vietnamese())
			return
		}
		step.Place, step.Unit = AtNamed, u.ID
	}
}

// relative reads a place that is found from the place of receipt, "gần nhất: UBND cấp xã";
// false when the text names none.
func (s *Step) relative(text string) bool {
	if title, ok := strings.CutPrefix(text, NearestPrefix); ok {
		s.Place, s.Block = AtNearest, orgunit.ParseBlock(title)
		return s.Block != ""
	}
	p := ParsePlace(text)
	if p == "" || p == AtNamed || p == AtNearest {
		return false
	}
	s.Place = p
	return true
}

// add numbers a step through all stages, 1, 2, 3, …, and ties it to those before it.
func (d *draft) add(step Step, number int, r intake.Reader) {
	if stage := r.Get(ColumnStage); stage != d.stage {
		d.ends, d.base, d.stage = d.lasts(), map[string]int{}, stage
	}
	step.No = len(d.Steps) + 1
	switch after := r.Get(ColumnAfter); {
	case after == "0" || after == "-":
	case after != "":
		for _, part := range intake.List(strings.ReplaceAll(after, ",", ";")) {
			no := d.base[part]
			if no == 0 {
				r.Faults.At(r.Row, ColumnAfter, "Bước %s chưa có ở các dòng trên.", part)
			}
			step.After = append(step.After, no)
		}
	case len(d.base) == 0:
		step.After = d.ends
	default:
		step.After = []int{step.No - 1}
	}
	if d.base[strconv.Itoa(number)] != 0 {
		r.Faults.At(r.Row, ColumnStep, "Hai bước cùng số %d.", number)
	}
	d.base[strconv.Itoa(number)] = step.No
	d.Steps, d.rows = append(d.Steps, step), append(d.rows, r.Row)
}

// lasts are the steps that nothing waits for yet.
func (d *draft) lasts() (list []int) {
	for _, s := range d.Steps {
		if len(d.Follows(s.No)) == 0 {
			list = append(list, s.No)
		}
	}
	return list
}

// check refuses what could not be published, at the row of the step.
func (read *reading) check(d *draft) {
	if read.faults.Has(d.rows[0]) {
		return
	}
	for _, no := range refusal.Of(d.Check(read.Legal(d.Procedure, d.Case, d.From))) {
		row := d.rows[max(no.Row, 1)-1]
		read.faults.At(row, ColumnTime, no.Format, no.Args...)
	}
	_, err := d.supersede(d.From, read.Flows)
	for _, no := range refusal.Of(err) {
		if !known(&d.Version, read.Flows) {
			read.faults.At(d.rows[0], ColumnFrom, no.Format, no.Args...)
		}
	}
}
