package dossier

import (
	"cmp"
	"regexp"
	"strings"
	"time"

	"cchc/domain/intake"
	"cchc/domain/workflow"
)

// end reads how and when the dossier ended, and when its result was handed over.
func (read *reading) end(p *Past, r intake.Reader, flow *workflow.Version) {
	at, how := read.moment(r, ColumnFinished), intake.Pick(r, ColumnOutcome, endingWords)
	handed := read.moment(r, ColumnHanded)
	switch {
	case r.Faults.Has(r.Row):
		return
	case at.IsZero() && (how != "" || !handed.IsZero()):
		r.Faults.At(r.Row, ColumnFinished, "Hồ sơ đã kết thúc thì phải có thời điểm kết thúc.")
		return
	case at.IsZero():
		return
	case at.Before(p.Received):
		r.Faults.At(r.Row, ColumnFinished, "Thời điểm kết thúc trước thời điểm tiếp nhận.")
		return
	case !handed.IsZero() && handed.Before(at):
		r.Faults.At(r.Row, ColumnHanded, "Thời điểm trả kết quả trước thời điểm kết thúc.")
		return
	}
	p.Deeds = deeds(how, cmp.Or(r.Get(ColumnReason), "Nhập từ hệ thống cũ"), at, flow)
	if !handed.IsZero() {
		p.Receive.Paid = true // nothing is handed over while its fee is owed
		p.Deeds = append(p.Deeds, PastDeed{HandOver{}, handed})
	}
}

// deeds end a dossier. The file does not tell when each step was done, only that all were
// when the dossier ended.
func deeds(how ending, why string, at time.Time, flow *workflow.Version) (list []PastDeed) {
	switch how {
	case refused:
		return []PastDeed{{Refuse{Reason: why}, at}}
	case stopped:
		return []PastDeed{{Stop{Reason: why}, at}}
	case withdrawn:
		return []PastDeed{{Withdraw{Reason: why}, at}}
	}
	for _, no := range inOrder(flow) {
		if len(flow.Follows(no)) > 0 {
			list = append(list, PastDeed{CompleteStep{Step: no, Past: true}, at})
		}
	}
	return append(list, PastDeed{Finish{Result: why, Past: true}, at})
}

// inOrder are the steps of a workflow, each behind those that it waits for.
func inOrder(flow *workflow.Version) (list []int) {
	seen := map[int]bool{}
	var visit func(no int)
	visit = func(no int) {
		if seen[no] {
			return
		}
		seen[no] = true
		for _, before := range flow.Step(no).After {
			visit(before)
		}
		list = append(list, no)
	}
	for _, s := range flow.Steps {
		visit(s.No)
	}
	return list
}

var (
	phonePattern = regexp.MustCompile(`^\+?[0-9]{8,14}$`)
	idPattern    = regexp.MustCompile(`^[A-Z0-9]{6,14}$`)
	yearPattern  = regexp.MustCompile(`^(19|20)[0-9]{2}$`)
)

func person(r intake.Reader) Person {
	p := Person{Name: r.Need(ColumnName), Sex: r.Get(ColumnSex), Address: r.Get(ColumnAddress), Content: r.Get(ColumnContent)}
	bare := strings.NewReplacer(" ", "", ".", "", "-", "")
	if p.Phone = bare.Replace(r.Get(ColumnPhone)); p.Phone != "" && !phonePattern.MatchString(p.Phone) {
		r.Faults.At(r.Row, ColumnPhone, "“%s” không phải là số điện thoại.", r.Get(ColumnPhone))
	}
	if p.IDNo = strings.ToUpper(bare.Replace(r.Get(ColumnIDNo))); p.IDNo != "" && !idPattern.MatchString(p.IDNo) {
		r.Faults.At(r.Row, ColumnIDNo, "“%s” không phải là số giấy tờ tùy thân.", r.Get(ColumnIDNo))
	}
	if p.Born = r.Get(ColumnBorn); p.Born != "" && !yearPattern.MatchString(p.Born) {
		p.Born = r.Day(ColumnBorn).String()
	}
	return p
}
