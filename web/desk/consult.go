package desk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
	"cchc/web/layout"
)

// Asking other agencies, and answering them.

var consultAct = &act{slug: "consult", title: "Hỏi cơ quan khác", needs: account.ProcessDossier, on: atSteps,
	open:   func(s *scene) bool { return working(s) && len(s.mine()) > 0 },
	asks:   func(s *scene) []question { return []question{stepOf(s, s.mine())} },
	groups: consultGroups, makes: makeConsult,
	hint: "Tất cả cơ quan nhận yêu cầu cùng lúc. Đồng hồ của hồ sơ vẫn chạy; bước chỉ chuyển khi mọi cơ quan bắt buộc đã trả lời."}

var answerAct = &act{slug: "answer", title: "Trả lời yêu cầu phối hợp", needs: account.ProcessDossier, on: atAsked,
	open: func(s *scene) bool { return len(s.askedOf(canAnswer)) > 0 },
	asks: func(s *scene) []question {
		q := question{name: "verdict", label: "Trả lời", kind: "radio"}
		for _, v := range dossier.Verdicts {
			q.options = append(q.options, layout.Option{Value: string(v), Label: s.T(v.Title())})
		}
		return []question{requestOf(s, s.askedOf(canAnswer)), q, {name: "text", label: "Nội dung trả lời", kind: "area", optional: true,
			hint: "Bắt buộc khi không đồng ý hoặc gửi kết quả. Trả lời lần nữa là một bản mới, bản trước vẫn còn."}}
	},
	makes: func(s *scene, f layout.Form) (dossier.Act, error) {
		no, err := oneRequest(f, s.askedOf(canAnswer))
		return dossier.GiveAnswer{Request: no, Verdict: dossier.Verdict(f.Get("verdict")), Text: words(f, "text")}, err
	}}

var remindAct = &act{slug: "remind", title: "Đôn đốc trả lời", needs: account.ProcessDossier, on: byAskers,
	open: func(s *scene) bool { return len(s.askedBy()) > 0 },
	asks: func(s *scene) []question {
		return []question{requestOf(s, s.askedBy()), {name: "words", label: "Lời đôn đốc", kind: "area", optional: true}}
	},
	makes: func(s *scene, f layout.Form) (dossier.Act, error) {
		no, err := oneRequest(f, s.askedBy())
		return dossier.RemindRequest{Request: no, Words: words(f, "words")}, err
	}}

var recallAct = requestEnding("recall", "Thu hồi yêu cầu", byAskers, (*scene).askedBy,
	func(no int, why string) dossier.Act { return dossier.RecallRequest{Request: no, Reason: why} })

var handBackAct = requestEnding("hand-back", "Trả lại yêu cầu, không thuộc thẩm quyền", atAsked,
	func(s *scene) []dossier.Request { return s.askedOf((*dossier.Request).Waits) },
	func(no int, why string) dossier.Act { return dossier.HandBackRequest{Request: no, Reason: why} })

// requestEnding is an act that ends a request with a reason.
func requestEnding(slug, title string, on func(*dossier.Dossier) []orgunit.ID, which func(*scene) []dossier.Request, of func(int, string) dossier.Act) *act {
	return &act{slug: slug, title: title, needs: account.ProcessDossier, on: on, risk: true,
		open: func(s *scene) bool { return len(which(s)) > 0 },
		asks: func(s *scene) []question {
			return []question{requestOf(s, which(s)), {name: "reason", label: "Lý do", kind: "area"}}
		},
		makes: func(s *scene, f layout.Form) (dossier.Act, error) {
			no, err := oneRequest(f, which(s))
			return of(no, words(f, "reason")), err
		}}
}

// canAnswer: a further answer is a new version; what was taken or handed back has none.
func canAnswer(r *dossier.Request) bool {
	return r.End != dossier.Recalled && r.End != dossier.HandedBack
}

// askedOf lists requests to offices of the visitor's.
func (s *scene) askedOf(which func(*dossier.Request) bool) []dossier.Request {
	return slices.DeleteFunc(slices.Clone(s.file.Requests), func(r dossier.Request) bool {
		return !which(&r) || !s.May(account.ProcessDossier, r.Unit)
	})
}

// askedBy lists requests that wait and that the visitor's office made.
func (s *scene) askedBy() []dossier.Request {
	return slices.DeleteFunc(s.file.Waiting(), func(r dossier.Request) bool { return !s.May(account.ProcessDossier, r.By) })
}

func atAsked(d *dossier.Dossier) []orgunit.ID {
	units := []orgunit.ID{d.Unit}
	for _, r := range d.Requests {
		units = append(units, r.Unit)
	}
	return units
}

func byAskers(d *dossier.Dossier) []orgunit.ID {
	units := []orgunit.ID{d.Unit}
	for _, r := range d.Requests {
		units = append(units, r.By)
	}
	return units
}

// requestOf asks which request is meant; the only one is not asked for.
func requestOf(s *scene, list []dossier.Request) question {
	q := question{name: "request", label: "Yêu cầu", kind: "radio"}
	for _, r := range list {
		q.options = append(q.options, layout.Option{Value: strconv.Itoa(r.No), Label: fmt.Sprintf("%d. %s: %s", r.No, s.Units.Name(r.Unit), r.Content)})
	}
	return q
}

// oneRequest is the request that was chosen among those that may be.
func oneRequest(f layout.Form, list []dossier.Request) (int, error) {
	asked, _ := strconv.Atoi(f.Get("request"))
	if asked == 0 && len(list) == 1 {
		return list[0].No, nil
	}
	if slices.ContainsFunc(list, func(r dossier.Request) bool { return r.No == asked }) {
		return asked, nil
	}
	return 0, refusal.TooEarlyOrLate("Yêu cầu này không còn ở chỗ bạn: có thể người khác vừa trả lời hoặc thu hồi.")
}

// Agencies on one form: at first, and at most.
const (
	fewAsked, mostAsked = 3, 9
)

// consultGroups are the agencies to be asked, one group of fields each.
func consultGroups(s *scene) []group {
	units := []layout.Option{{Label: s.T("Chọn cơ quan")}}
	for _, u := range s.Units.All() {
		if u.Lives(calendar.DayOf(s.At)) {
			units = append(units, layout.Option{Value: strconv.FormatInt(int64(u.ID), 10), Label: u.Name})
		}
	}
	kinds := make([]layout.Option, len(workflow.AskKinds))
	for i, k := range workflow.AskKinds {
		kinds[i] = layout.Option{Value: string(k), Label: s.T(k.Title())}
	}
	must := []layout.Option{{Value: "1", Label: s.T("bắt buộc: bước chờ trả lời")}, {Value: "0", Label: s.T("không bắt buộc")}}
	list := make([]group, s.rows)
	for i := range list {
		n := strconv.Itoa(i + 1)
		list[i] = group{legend: s.T("Cơ quan %d", i+1), asks: []question{
			{name: "unit" + n, label: "Cơ quan", kind: "select", options: units, optional: i > 0},
			{name: "kind" + n, label: "Để làm gì", kind: "radio", options: kinds},
			{name: "content" + n, label: "Nội dung cần trả lời", kind: "area", optional: i > 0},
			{name: "limit" + n, label: "Thời hạn trả lời, số ngày làm việc", digits: true, value: "3"},
			{name: "must" + n, label: "Mức độ", kind: "radio", options: must},
		}}
	}
	return list
}

func makeConsult(s *scene, f layout.Form) (dossier.Act, error) {
	step, err := oneOf(f, s.mine())
	if err != nil {
		return nil, err
	}
	packRows(f, s.rows)
	act := dossier.Consult{Step: step}
	var faults refusal.List
	for i := 1; i <= s.rows && (i == 1 || asksSomething(f, i)); i++ {
		n := strconv.Itoa(i)
		unit, _ := strconv.ParseInt(f.Get("unit"+n), 10, 64)
		days, err := strconv.Atoi(strings.TrimSpace(f.Get("limit" + n)))
		if err != nil || days < 1 || days > 60 {
			faults = append(faults, refusal.Wrong("limit"+n, "Thời hạn phải từ 1 đến 60 ngày làm việc."))
		}
		act.Asks = append(act.Asks, workflow.Ask{Unit: orgunit.ID(unit), Kind: workflow.AskKind(f.Get("kind" + n)), Content: words(f, "content"+n),
			Limit: calendar.Limit{N: days, Unit: calendar.WorkDays}, Compulsory: f.Get("must"+n) != "0"})
	}
	return act, faults.OrNil()
}

func asksSomething(f layout.Form, i int) bool {
	n := strconv.Itoa(i)
	return f.Get("unit"+n) != "" || words(f, "content"+n) != ""
}

// packRows moves the filled groups of a form to the front, so that the number of a group is
// the number of its request.
func packRows(f layout.Form, rows int) {
	to := 1
	for i := 1; i <= rows; i++ {
		if !asksSomething(f, i) {
			continue
		}
		for _, name := range []string{"unit", "kind", "content", "limit", "must"} {
			a, b := name+strconv.Itoa(to), name+strconv.Itoa(i)
			f.Values[a], f.Values[b] = f.Values[b], f.Values[a]
		}
		to++
	}
}
