package workflow

import (
	"fmt"
	"strconv"
	"strings"

	"cchc/domain/refusal"
)

// Path is a chain of steps and the working minutes it takes.
type Path struct {
	Steps   []int
	Minutes int
}

// String is "1 → 2 → 4: 12,75 ngày làm việc".
func (p Path) String() string {
	nos := make([]string, len(p.Steps))
	for i, no := range p.Steps {
		nos[i] = strconv.Itoa(no)
	}
	return strings.Join(nos, " → ") + ": " + Days(p.Minutes)
}

// Days prints working minutes as working days, exactly to the hundredth: "0,25 ngày làm việc".
func Days(minutes int) string {
	hundredths := minutes * 100 / WorkdayMinutes
	text := strconv.Itoa(hundredths / 100)
	if rest := hundredths % 100; rest > 0 {
		text += "," + strings.TrimRight(fmt.Sprintf("%02d", rest), "0")
	}
	return text + " ngày làm việc"
}

// Longest is the path that takes the most time. It refuses steps that wait for
// unknown steps or in a circle, and double numbers.
func (v *Version) Longest() (Path, error) {
	best := map[int]Path{}
	visiting := map[int]bool{}
	var walk func(no int) (Path, error)
	walk = func(no int) (Path, error) {
		if p, done := best[no]; done {
			return p, nil
		}
		step := v.Step(no)
		if step == nil {
			return Path{}, refusal.Wrong("steps", "Không có bước %d.", no)
		}
		if visiting[no] {
			return Path{}, refusal.Wrong("steps", "Bước %d chờ chính nó qua một vòng.", no)
		}
		visiting[no] = true
		defer delete(visiting, no)
		var longest Path
		for _, before := range step.After {
			p, err := walk(before)
			if err != nil {
				return Path{}, err
			}
			if p.Minutes > longest.Minutes || len(longest.Steps) == 0 {
				longest = p
			}
		}
		p := Path{append(append([]int{}, longest.Steps...), no), longest.Minutes + step.Minutes}
		best[no] = p
		return p, nil
	}
	var longest Path
	for _, step := range v.Steps {
		p, err := walk(step.No)
		if err != nil {
			return Path{}, err
		}
		if p.Minutes > longest.Minutes || len(longest.Steps) == 0 {
			longest = p
		}
	}
	return longest, nil
}

// Check lists what keeps the version from being published. legal is the shortest time
// that any channel or case promises, in working minutes; 0 when the procedure's limit is
// not counted in working time.
func (v *Version) Check(legal int) error {
	var faults refusal.List
	seen := map[int]bool{}
	last := 0
	for i, s := range v.Steps {
		at := func(r *refusal.Refusal) { faults = append(faults, r.At(i+1)) }
		if seen[s.No] {
			at(refusal.Wrong("steps", "Hai bước cùng số %d.", s.No))
		}
		seen[s.No] = true
		if strings.TrimSpace(s.Content) == "" {
			at(refusal.Wrong("steps", "Bước %d chưa có nội dung.", s.No))
		}
		if s.Role == "" {
			at(refusal.Wrong("steps", "Bước %d chưa có vai trò thực hiện.", s.No))
		}
		if s.Minutes < 0 {
			at(refusal.Wrong("steps", "Bước %d có thời gian âm.", s.No))
		}
		if s.Place == AtNamed && s.Unit == 0 || s.Place == AtNearest && s.Block == "" {
			at(refusal.Wrong("steps", "Bước %d chưa chọn đơn vị thực hiện.", s.No))
		}
		for _, fault := range s.checkAsks() {
			at(fault)
		}
		if len(v.Follows(s.No)) == 0 {
			last++
		}
	}
	if len(v.Steps) == 0 {
		faults = append(faults, refusal.Wrong("steps", "Quy trình chưa có bước nào."))
	} else if last != 1 {
		faults = append(faults, refusal.Wrong("steps", "Quy trình phải kết thúc ở đúng một bước, đang có %d.", last))
	}
	if len(faults) > 0 {
		return faults
	}
	longest, err := v.Longest()
	if err != nil {
		return err
	}
	// The longest path may not take more than the law allows (sample TTHC-TINH-09 adds up to 12 days of 10).
	if legal > 0 && longest.Minutes > legal {
		return refusal.Wrong("steps", "Đường dài nhất vượt thời hạn %s của thủ tục: %s.", Days(legal), longest)
	}
	return nil
}
