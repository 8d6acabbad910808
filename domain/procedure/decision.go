package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// DecisionID identifies a decision that announces procedures.
type DecisionID int64

// Decision is one announcement (quyết định công bố): a change set that is entered
// once, shows its impact, and takes effect on its day.
type Decision struct {
	ID        DecisionID
	Number    string // "48/QĐ-UBND"
	Signed    calendar.Day
	Effective calendar.Day
	Title     string
	Changes   []Change
	Published bool
	EditedBy  int64
	Version   int
}

// Change is one item of a decision.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Code    string     `json:"code"`              // the procedure
	Version ID         `json:"version,omitempty"` // the draft that comes in, none for a repeal
}

// ChangeKind is new, amended or repealed (seed 004: 601 new, 224 amended, 196 repealed).
type ChangeKind string

const (
	New      ChangeKind = "new"
	Amended  ChangeKind = "amended"
	Repealed ChangeKind = "repealed"
)

var codePattern = regexp.MustCompile(`^\d\.\d{6}`)

// NormalCode is the part of a procedure's code that identifies it: "1.001193" of
// "1.001193.000.00.00.H56" and of "1.001193.H56".
func NormalCode(code string) (string, error) {
	key := codePattern.FindString(strings.TrimSpace(code))
	if key == "" {
		return "", refusal.Wrong("code", "Mã thủ tục “%s” không đúng dạng, ví dụ 1.001193.", code)
	}
	return key, nil
}

// Effect is what publishing a decision does to one version.
type Effect struct {
	Act    string // announce, supersede, repeal
	Before *Version
	After  Version
}

// Publish announces a decision: its drafts come into force on its effective day, the
// versions they replace end on that day. Who wrote it may not publish it.
func (d *Decision) Publish(by int64, today calendar.Day, versions []*Version) ([]Effect, error) {
	switch {
	case d.Published:
		return nil, refusal.TooEarlyOrLate("Quyết định %s đã công bố rồi.", d.Number)
	case d.EditedBy == by:
		return nil, refusal.Forbidden("Người soạn không được tự công bố quyết định %s: cần người thứ hai.", d.Number)
	case d.Number == "" || d.Effective == 0 || d.Signed == 0:
		return nil, refusal.Wrong("number", "Quyết định cần có số, ngày ký và ngày hiệu lực.")
	case d.Effective < d.Signed:
		return nil, refusal.Wrong("effective", "Ngày hiệu lực %s trước ngày ký %s.", d.Effective.Vietnamese(), d.Signed.Vietnamese())
	case len(d.Changes) == 0:
		return nil, refusal.Wrong("changes", "Quyết định %s chưa có thủ tục nào.", d.Number)
	}
	return d.Effects(versions)
}

// Effects is what the decision would do to versions on its effective day, with every
// reason against it at once. Nothing is changed.
func (d *Decision) Effects(versions []*Version) ([]Effect, error) {
	var effects []Effect
	var faults refusal.List
	for i, change := range d.Changes {
		made, err := d.apply(change, versions)
		if err != nil {
			for _, r := range refusal.Of(err) {
				faults = append(faults, r.At(i+1))
			}
			continue
		}
		effects = append(effects, made...)
	}
	return effects, faults.OrNil()
}

func (d *Decision) apply(change Change, versions []*Version) ([]Effect, error) {
	current := openVersion(versions, change.Code)
	var effects []Effect
	if current != nil && change.Kind != New {
		ended := *current
		ended.Until, ended.Ended = d.Effective, d.ID
		act := "supersede"
		if change.Kind == Repealed {
			act = "repeal"
		}
		if d.Effective <= current.From {
			return nil, refusal.Wrong("effective", "Thủ tục %s có hiệu lực từ %s, không thể thay trước ngày đó.", change.Code, current.From.Vietnamese())
		}
		effects = append(effects, Effect{act, current, ended})
	}
	switch {
	case change.Kind == New && current != nil:
		return nil, refusal.Wrong("changes", "Thủ tục %s đang có hiệu lực, không thể ban hành mới; hãy chọn sửa đổi.", change.Code)
	case change.Kind != New && current == nil:
		return nil, refusal.Wrong("changes", "Thủ tục %s không có hiệu lực nên không thể sửa đổi hay bãi bỏ.", change.Code)
	case change.Kind == Repealed:
		return effects, nil
	}
	at := slices.IndexFunc(versions, func(v *Version) bool { return v.ID == change.Version })
	if at < 0 || versions[at].Status != Draft {
		return nil, refusal.Wrong("changes", "Bản dự thảo của thủ tục %s không còn.", change.Code)
	}
	draft := versions[at]
	if err := draft.Check(); err != nil {
		return nil, err
	}
	after := *draft
	after.Status, after.From, after.Decision = Announced, d.Effective, d.ID
	return append(effects, Effect{"announce", draft, after}), nil
}

func openVersion(versions []*Version, code string) *Version {
	for _, v := range versions {
		if v.Code == code && v.Status == Announced && v.Until == 0 {
			return v
		}
	}
	return nil
}

// Check lists what a version lacks before it can be announced.
func (v *Version) Check() error {
	var faults refusal.List
	add := func(field, format string, args ...any) {
		faults = append(faults, refusal.Wrong(field, format, args...))
	}
	if _, err := NormalCode(v.Code); err != nil {
		faults = append(faults, refusal.Of(err)...)
	}
	if strings.TrimSpace(v.Name) == "" {
		add("name", "Thủ tục %s chưa có tên.", v.Code)
	}
	if v.Field == "" {
		add("field", "Thủ tục %s chưa có lĩnh vực.", v.Code)
	}
	if len(v.Levels) == 0 {
		add("levels", "Thủ tục %s chưa có cấp thực hiện.", v.Code)
	}
	if len(v.Offers) == 0 {
		add("offers", "Thủ tục %s chưa có cách thức thực hiện.", v.Code)
	}
	if len(v.Cases) == 0 {
		add("cases", "Thủ tục %s chưa có trường hợp nào.", v.Code)
	}
	seen := map[Channel]bool{}
	for i, offer := range v.Offers {
		if seen[offer.Channel] {
			add(fmt.Sprintf("offers.%d.channel", i), "Kênh %s có hai lần.", offer.Channel.Title())
		}
		seen[offer.Channel] = true
		if _, err := calendar.ParseLimit(offer.Limit); err != nil {
			add(fmt.Sprintf("offers.%d.limit", i), "Thời hạn “%s” của kênh %s không đọc được.", offer.Limit, offer.Channel.Title())
		}
		if offer.Fee < 0 {
			add(fmt.Sprintf("offers.%d.fee", i), "Phí, lệ phí không thể âm.")
		}
		if no := refusal.Of(offer.CheckFees()); no != nil {
			add(fmt.Sprintf("offers.%d.fee", i), no[0].Format, no[0].Args...)
		}
	}
	return append(faults, v.checkCases()...).OrNil()
}

func (v *Version) checkCases() (faults refusal.List) {
	for i, c := range v.Cases {
		if strings.TrimSpace(c.Name) == "" {
			faults = append(faults, refusal.Wrong(fmt.Sprintf("cases.%d.name", i), "Trường hợp %d chưa có tên.", i+1))
		}
		if _, err := calendar.ParseLimit(c.Limit); c.Limit != "" && err != nil {
			faults = append(faults, refusal.Wrong(fmt.Sprintf("cases.%d.limit", i), "Thời hạn “%s” của trường hợp %s không đọc được.", c.Limit, c.Name))
		}
	}
	return faults
}
