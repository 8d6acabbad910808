package dossier

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/vntext"
)

// Columns of a file of dossiers of another system.
const (
	ColumnCode      = "code"
	ColumnUnit      = "unit"
	ColumnDesk      = "desk"
	ColumnProcedure = "procedure"
	ColumnCase      = "case"
	ColumnChannel   = "channel"
	ColumnName      = "name"
	ColumnIDNo      = "id_no"
	ColumnBorn      = "born"
	ColumnSex       = "sex"
	ColumnAddress   = "address"
	ColumnPhone     = "phone"
	ColumnContent   = "content"
	ColumnFiled     = "filed"
	ColumnReceived  = "received"
	ColumnFinished  = "finished"
	ColumnOutcome   = "outcome"
	ColumnReason    = "reason"
	ColumnHanded    = "handed"
	ColumnDue       = "due"
)

// Catalogues are what the rows of a file are looked up in.
type Catalogues interface {
	Units() *orgunit.Map
	InForce(code string, on calendar.Day) *procedure.Version
	WorkflowFor(code string, caseNo int, on calendar.Day) *workflow.Version
}

// Past is a dossier of a file: the acts by which it came to where it stands.
type Past struct {
	Row      intake.Row
	Code     string // as given, where it is a code of its unit and day; else ""
	OldCode  string // a code of another kind, kept in the content
	Serial   int64  // of Code, 0 to be given
	Unit     *orgunit.Unit
	Received time.Time
	Receive  Receive
	Person   Person
	Deeds    []PastDeed
	Due      calendar.Day // as it stands on the paper, 0 unknown
}

// PastDeed is an act at its instant.
type PastDeed struct {
	Act Act
	At  time.Time
}

// ending is how a row says that a dossier ended.
type ending string

const (
	done      ending = "done"
	refused   ending = "refused"
	stopped   ending = "stopped"
	withdrawn ending = "withdrawn"
)

var endingWords = map[string]ending{
	"xong": done, "đã giải quyết": done, "trước hạn": done, "đúng hạn": done, "quá hạn": done, "từ chối": refused, "từ chối giải quyết": refused, "dừng": stopped, "dừng giải quyết": stopped, "rút": withdrawn, "đã rút": withdrawn,
}

// Import reads the dossiers of a file. What the acts themselves refuse is found when they
// are played; here a row is refused for what cannot be looked up or read, and for times
// that contradict each other or lie after now.
func Import(c Catalogues, rows []intake.Row, now time.Time, faults *intake.Faults) []*Past {
	read := reading{Catalogues: c, now: now, faults: faults, codes: map[string]int{}}
	var list []*Past
	for _, row := range rows {
		r := intake.Reader{Row: row, Faults: faults}
		if p := read.row(r); !faults.Has(row) {
			list = append(list, p)
		}
	}
	return list
}

type reading struct {
	Catalogues
	now    time.Time
	faults *intake.Faults
	codes  map[string]int // line of each code
}

func (read *reading) row(r intake.Reader) *Past {
	p := &Past{Row: r.Row, Received: read.moment(r, ColumnReceived), Due: r.Day(ColumnDue), Person: person(r)}
	r.Need(ColumnReceived)
	day := calendar.DayOf(p.Received)
	p.Unit = read.unit(r, ColumnUnit, day)
	if day == 0 || p.Unit == nil {
		return p
	}
	desk := p.Unit
	if r.Get(ColumnDesk) != "" {
		desk = read.unit(r, ColumnDesk, day)
	}
	version := read.version(r, day)
	channel := cmp.Or(intake.Pick(r, ColumnChannel, procedure.ChannelWords), procedure.Direct)
	if version == nil || desk == nil {
		return p
	}
	caseNo := caseOf(r, version)
	flow := read.WorkflowFor(version.Code, caseNo, day)
	if flow == nil {
		r.Faults.At(r.Row, ColumnProcedure, "Thủ tục %s chưa có quy trình nội bộ áp dụng vào ngày %s.", version.Code, day.Vietnamese())
		return p
	}
	p.Receive = Receive{Unit: p.Unit.ID, Desk: desk.ID, Procedure: version.ID, Case: caseNo, Workflow: flow.ID, Channel: channel, Filed: read.moment(r, ColumnFiled)}
	read.code(p, r, day)
	read.end(p, r, flow)
	p.inherit(read.Units(), read.now)
	return p
}

// Identifiers count the seconds from here.
var earliest = time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC)

// moment is an instant that is not in the future.
func (read *reading) moment(r intake.Reader, column string) time.Time {
	at := r.Moment(column)
	switch {
	case at.After(read.now):
		r.Faults.At(r.Row, column, "%s ở tương lai.", vntext.Instant(at.In(calendar.Local)))
	case !at.IsZero() && at.Before(earliest):
		r.Faults.At(r.Row, column, "%s quá xa: chỉ nhận hồ sơ từ năm 2000.", vntext.Instant(at.In(calendar.Local)))
	}
	return at
}

func (read *reading) unit(r intake.Reader, column string, day calendar.Day) *orgunit.Unit {
	code := r.Need(column)
	if code == "" || day == 0 {
		return nil
	}
	if u := read.Units().ByCode(code, day); u != nil {
		return u
	}
	if some := anyOf(read.Units(), code); some != nil {
		r.Faults.At(r.Row, column, "%s không hoạt động vào ngày %s.", some.Name, day.Vietnamese())
		return nil
	}
	r.Faults.At(r.Row, column, "Không có đơn vị mang mã %s trong danh mục.", code)
	return nil
}

// anyOf finds a unit that bears or bore a code on whatever day.
func anyOf(m *orgunit.Map, code string) *orgunit.Unit {
	normal, err := orgunit.NormalCode(code)
	for _, u := range m.All() {
		if other, _ := orgunit.NormalCode(u.Code); err == nil && other == normal {
			return u
		}
	}
	return nil
}

func (read *reading) version(r intake.Reader, day calendar.Day) *procedure.Version {
	typed := r.Need(ColumnProcedure)
	code, err := procedure.NormalCode(typed)
	switch {
	case typed == "":
		return nil
	case err != nil:
		r.Faults.At(r.Row, ColumnProcedure, "Mã thủ tục “%s” không đúng dạng, ví dụ 1.001193.", typed)
		return nil
	}
	v := read.InForce(code, day)
	if v == nil {
		r.Faults.At(r.Row, ColumnProcedure, "Thủ tục %s không có hiệu lực vào ngày %s.", code, day.Vietnamese())
	}
	return v
}

// caseOf is a case by its name or number; the only one when the row does not say.
func caseOf(r intake.Reader, v *procedure.Version) int {
	text := r.Get(ColumnCase)
	if text == "" && len(v.Cases) == 1 {
		return v.Cases[0].No
	}
	for _, c := range v.Cases {
		if vntext.Fold(c.Name) == vntext.Fold(text) || strconv.Itoa(c.No) == text {
			return c.No
		}
	}
	if text == "" {
		r.Faults.At(r.Row, ColumnCase, "Thủ tục %s có nhiều trường hợp, hãy ghi một trường hợp.", v.Code)
	} else {
		r.Faults.At(r.Row, ColumnCase, "Thủ tục %s không có trường hợp “%s”.", v.Code, text)
	}
	return 0
}

// code keeps a code that is one of the unit and day of receipt; another system's code
// goes into the content, where it can be found. The same code twice is refused.
func (read *reading) code(p *Past, r intake.Reader, day calendar.Day) {
	typed := strings.ToUpper(strings.Join(strings.Fields(r.Get(ColumnCode)), ""))
	if typed == "" {
		return
	}
	if first, twice := read.codes[typed]; twice {
		r.Faults.At(r.Row, ColumnCode, "Mã hồ sơ %s đã có ở dòng %d.", typed, first)
		return
	}
	read.codes[typed] = r.Line()
	serial, _ := strconv.ParseInt(typed[strings.LastIndexByte(typed, '-')+1:], 10, 64)
	if serial > 0 && typed == strings.ToUpper(Code(p.Unit.Code, day, serial)) {
		p.Code, p.Serial = Code(p.Unit.Code, day, serial), serial
		return
	}
	p.OldCode = typed
	p.Person.Content = strings.TrimSpace(p.Person.Content + " (mã cũ: " + typed + ")")
}
