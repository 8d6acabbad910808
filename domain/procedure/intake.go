package procedure

import (
	"cmp"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Columns of a file of procedures: one row for each channel of each case.
const (
	ColumnCode       = "code"
	ColumnName       = "name"
	ColumnField      = "field"
	ColumnLevels     = "levels"
	ColumnChannel    = "channel"
	ColumnLimit      = "limit"
	ColumnFee        = "fee"
	ColumnCase       = "case"
	ColumnPapers     = "papers"
	ColumnApplicants = "applicants"
	ColumnResult     = "result"
	ColumnConditions = "conditions"
	ColumnBasis      = "basis"
	ColumnGrade      = "grade"
	ColumnDecision   = "decision"
	ColumnSigned     = "signed"
	ColumnFrom       = "from"
	ColumnUntil      = "until"
)

// ChannelWords are how people write a channel.
var ChannelWords = map[string]Channel{
	"direct": Direct, "online": Online, "post": Post,
	"Trực tiếp": Direct, "Trực tuyến": Online, "Bưu chính": Post, "Bưu chính công ích": Post,
}

var gradeWords = map[string]string{
	"toan-trinh": "toan-trinh", "Toàn trình": "toan-trinh", "mot-phan": "mot-phan", "Một phần": "mot-phan",
	"1": "1", "2": "2", "3": "3", "4": "4", "Mức độ 3": "3", "Mức độ 4": "4",
}

// Intake is what a file says was decided: decisions with the versions that they bring.
type Intake struct {
	Decisions []Decision
	Versions  []Version // drafts, named by the decisions' changes
	Until     map[ID]calendar.Day
	Lines     map[ID]int // the first row of each version
}

// Import reads procedures that were decided elsewhere. A version that is there already
// with the same promise is passed over; every other row becomes a draft of the decision
// that it names, new where the code is new, an amendment where it is not.
func Import(there *Catalogue, rows []intake.Row, newID func() int64, by int64) (Intake, error) {
	read := reading{there: there, newID: newID, by: by, drafts: map[string]*draft{}}
	for _, row := range rows {
		read.row(intake.Reader{Row: row, Faults: &read.faults})
	}
	for _, d := range read.order {
		read.check(d)
	}
	if err := read.faults.OrNil(); err != nil {
		return Intake{}, err
	}
	return read.result(), nil
}

type reading struct {
	there  *Catalogue
	newID  func() int64
	by     int64
	drafts map[string]*draft // by code and first day
	order  []*draft
	faults intake.Faults
}

// draft is a version as its rows make it.
type draft struct {
	Version
	first    intake.Row
	decision string
	signed   calendar.Day
	limits   map[string]string // channel and case → limit, as it stands in a row
}

func (read *reading) row(r intake.Reader) {
	code, err := NormalCode(r.Need(ColumnCode))
	if err != nil && r.Get(ColumnCode) != "" {
		r.Faults.At(r.Row, ColumnCode, "Mã thủ tục “%s” không đúng dạng, ví dụ 1.001193.", r.Get(ColumnCode))
	}
	from := r.NeedDay(ColumnFrom)
	channel, limit := intake.Pick(r, ColumnChannel, ChannelWords), r.Need(ColumnLimit)
	r.Need(ColumnChannel)
	if l, err := calendar.ParseLimit(limit); err == nil {
		limit = l.String()
	} else if limit != "" {
		r.Faults.At(r.Row, ColumnLimit, "Thời hạn “%s” không đọc được; ví dụ đúng: “5 ngày làm việc”, “10 ngày”, “8 giờ làm việc”.", limit)
	}
	fee := r.Count(ColumnFee)
	if r.Faults.Has(r.Row) {
		return
	}
	d := read.drafts[code+from.String()]
	if d == nil {
		d = read.begin(r, code, from)
	}
	read.same(d, r)
	read.offer(d, r, Offer{Channel: channel, Limit: limit, Fee: fee})
}

// begin takes what all rows of a version have in common from the first of them.
func (read *reading) begin(r intake.Reader, code string, from calendar.Day) *draft {
	d := &draft{first: r.Row, limits: map[string]string{}, decision: r.Need(ColumnDecision), signed: r.Day(ColumnSigned)}
	d.Version = Version{
		ID: ID(read.newID()), Code: code, Name: r.Need(ColumnName), Field: r.Need(ColumnField), From: from, Until: r.Day(ColumnUntil),
		Applicants: r.Get(ColumnApplicants), Result: r.Get(ColumnResult), Conditions: r.Get(ColumnConditions),
		Basis: intake.List(r.Get(ColumnBasis)), OnlineGrade: intake.Pick(r, ColumnGrade, gradeWords), EditedBy: read.by, Status: Draft,
	}
	for _, word := range intake.List(r.Need(ColumnLevels)) {
		level, known := intake.Word(orgunit.LevelWords, word)
		if !known {
			r.Faults.At(r.Row, ColumnLevels, "“%s” không phải là cấp tỉnh, cấp huyện hay cấp xã.", word)
		}
		d.Levels = append(d.Levels, level)
	}
	if d.Until != 0 && d.Until <= from {
		r.Faults.At(r.Row, ColumnUntil, "Ngày hết hiệu lực %s phải sau ngày có hiệu lực %s.", d.Until.Vietnamese(), from.Vietnamese())
	}
	if d.signed == 0 {
		d.signed = from
	}
	if d.signed > from {
		r.Faults.At(r.Row, ColumnSigned, "Ngày hiệu lực %s trước ngày ký %s.", from.Vietnamese(), d.signed.Vietnamese())
	}
	read.drafts[code+from.String()] = d
	read.order = append(read.order, d)
	return d
}

// same refuses a later row of a version that says otherwise what is said once.
func (read *reading) same(d *draft, r intake.Reader) {
	for column, said := range map[string]string{ColumnName: d.Name, ColumnField: d.Field, ColumnDecision: d.decision} {
		if text := r.Get(column); text != "" && text != said {
			r.Faults.At(r.Row, column, "Khác với dòng %d của cùng thủ tục %s: “%s”.", d.first.Line(), d.Code, said)
		}
	}
}

// offer adds a row's channel and case. Times may differ by channel in the first case, and
// by case for all channels alike: that is what a version can promise.
func (read *reading) offer(d *draft, r intake.Reader, o Offer) {
	name := cmp.Or(r.Get(ColumnCase), "Chung")
	at := slices.IndexFunc(d.Cases, func(c Case) bool { return c.Name == name })
	if at < 0 {
		d.Cases = append(d.Cases, Case{No: len(d.Cases) + 1, Name: name})
		at = len(d.Cases) - 1
	}
	situation := &d.Cases[at]
	if situation.Components == nil {
		situation.Components = ParseComponents(r.Get(ColumnPapers))
	}
	key := string(o.Channel) + " " + name
	if d.limits[key] != "" {
		r.Faults.At(r.Row, ColumnChannel, "Kênh %s của trường hợp “%s” đã có ở dòng trên.", o.Channel.Title(), name)
		return
	}
	d.limits[key] = o.Limit
	offer := d.Offer(o.Channel)
	switch {
	case offer == nil:
		d.Offers = append(d.Offers, o)
	case offer.Fee != o.Fee:
		r.Faults.At(r.Row, ColumnFee, "Phí của kênh %s khác dòng trên: phí tính theo kênh, không theo trường hợp.", o.Channel.Title())
	}
	if at > 0 && situation.Limit == "" && d.Offer(o.Channel).Limit != o.Limit {
		situation.Limit = o.Limit
	}
}

// check refuses a version that is not whole, or whose times cannot be promised.
func (read *reading) check(d *draft) {
	r := intake.Reader{Row: d.first, Faults: &read.faults}
	if r.Faults.Has(d.first) {
		return
	}
	for _, c := range d.Cases {
		for _, o := range d.Offers {
			said := d.limits[string(o.Channel)+" "+c.Name]
			limit, err := d.Limit(c.No, o.Channel)
			if err == nil && said != "" && limit.String() != said {
				r.Faults.At(d.first, ColumnLimit, "Thời hạn của trường hợp “%s” khác nhau giữa các kênh: mỗi trường hợp chỉ có một thời hạn riêng.", c.Name)
			}
		}
	}
	for _, no := range refusal.Of(d.Check()) {
		column, _, _ := strings.Cut(no.Field, ".")
		r.Faults.At(d.first, column, no.Format, no.Args...)
	}
	entry := read.there.Entry(d.Code)
	if entry == nil {
		return
	}
	if written := entry.Draft(); written != nil {
		r.Faults.At(d.first, ColumnCode, "Thủ tục %s đang có bản dự thảo số %d: hãy công bố hoặc bỏ trước.", d.Code, written.Number)
	}
}

// result numbers the versions and puts them under their decisions, oldest first.
func (read *reading) result() (in Intake) {
	in.Until, in.Lines = map[ID]calendar.Day{}, map[ID]int{}
	slices.SortStableFunc(read.order, func(a, b *draft) int { return int(a.From - b.From) })
	numbers, decisions := map[string]int{}, map[string]int{}
	for _, d := range read.order {
		if read.known(d) {
			continue
		}
		if entry := read.there.Entry(d.Code); entry != nil { // the file tells of one sum only
			d.keepFees(entry.Versions[len(entry.Versions)-1])
		}
		change := Change{Kind: New, Code: d.Code, Version: d.ID}
		if entry := read.there.Entry(d.Code); entry != nil {
			numbers[d.Code] = max(numbers[d.Code], entry.Versions[len(entry.Versions)-1].Number)
		}
		if numbers[d.Code] > 0 {
			change.Kind = Amended
		}
		numbers[d.Code]++
		in.Lines[d.ID] = d.first.Line()
		d.Number = numbers[d.Code]
		key := d.decision + d.From.String()
		at, found := decisions[key]
		if !found {
			at, decisions[key] = len(in.Decisions), len(in.Decisions)
			in.Decisions = append(in.Decisions, Decision{ID: DecisionID(read.newID()), Number: d.decision, Signed: d.signed, Effective: d.From, Title: "Danh mục thủ tục nhập từ tệp", EditedBy: read.by})
		}
		in.Decisions[at].Changes = append(in.Decisions[at].Changes, change)
		if d.Until != 0 {
			in.Until[d.ID] = d.Until
		}
		d.From, d.Until = 0, 0
		in.Versions = append(in.Versions, d.Version)
	}
	return in
}

// known tells whether the catalogue has the version with the same promise.
func (read *reading) known(d *draft) bool {
	entry := read.there.Entry(d.Code)
	return entry != nil && slices.ContainsFunc(entry.Versions, func(v *Version) bool {
		same := d.Version
		same.Offers = slices.Clone(same.Offers)
		same.keepFees(v)
		return v.From == d.From && len(Differences(v, &same)) == 0
	})
}
