package calendar

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"cchc/domain/refusal"
)

// ParseCSV builds a calendar from a table of marks; see ParseMarks.
func ParseCSV(version int, r io.Reader, hours ...Hours) (*Calendar, error) {
	marks, err := ParseMarks(r)
	if err != nil {
		return nil, err
	}
	return New(version, marks, hours...)
}

// ParseMarks reads a table of marked days. The heading names the columns, in any
// order: date (2026-02-16), effect (OFF, WORK or PENDING), name_vi, and if wanted
// weekday, reason, verified, source; others are ignored. A row is pending also when
// its reason begins with PENDING or it is verified "pending". All faults are refused
// at once, each with its line.
func ParseMarks(r io.Reader) ([]Mark, error) {
	table := csv.NewReader(r)
	heading, err := table.Read()
	if err != nil {
		return nil, refusal.Wrong("", "Tệp lịch không có dòng tiêu đề.")
	}
	heading[0] = strings.TrimPrefix(heading[0], "\ufeff")
	var rows MarkRows
	columns := map[string]int{}
	for i, name := range heading {
		columns[strings.TrimSpace(name)] = i
	}
	for _, name := range []string{"date", "effect", "name_vi"} {
		if _, found := columns[name]; !found {
			return nil, refusal.Wrong(name, "Tệp lịch thiếu cột %s.", name)
		}
	}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			return rows.Marks()
		}
		if err != nil {
			return nil, unreadable(err)
		}
		line, _ := table.FieldPos(0)
		rows.Add(line, func(name string) string {
			if i, found := columns[name]; found {
				return strings.TrimSpace(row[i])
			}
			return ""
		})
	}
}

// unreadable tells a broken table from a file that could not be read.
func unreadable(err error) error {
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return refusal.Wrong("", "Dòng không đúng dạng CSV.").At(broken.Line)
	}
	return err
}

// MarkRows are the rows of such a table from wherever they come. The zero value is empty.
type MarkRows struct {
	lines  map[Day]int // where a day was marked
	marks  []Mark
	faults refusal.List
}

// Marks are the days of all rows, or every fault of them.
func (m *MarkRows) Marks() ([]Mark, error) { return m.marks, m.faults.OrNil() }

// Add takes a row in; cell gives what stands in a column, "" for nothing.
func (m *MarkRows) Add(line int, cell func(column string) string) {
	refuse := func(field, format string, args ...any) {
		m.faults = append(m.faults, refusal.Wrong(field, format, args...).At(line))
	}
	day, err := ParseDay(cell("date"))
	if err != nil || day < firstMark || day > lastMark {
		refuse("date", "Ngày %q không đúng; ví dụ đúng: 2026-02-16.", cell("date"))
		return
	}
	mark := Mark{day, effectOf(cell("effect")), cell("name_vi"), cell("reason"), cell("source")}
	if mark.Effect != 0 && (strings.HasPrefix(mark.Reason, "PENDING") || cell("verified") == "pending") {
		mark.Effect = Pending
	}
	if mark.Effect == 0 {
		refuse("effect", "Ô effect phải là OFF, WORK hoặc PENDING, không phải %q.", cell("effect"))
	}
	if mark.Name == "" {
		refuse("name_vi", "Ngày %s chưa có tên.", day.Vietnamese())
	}
	if i := slices.Index(weekdays[:], cell("weekday")); i >= 0 && time.Weekday(i) != day.Weekday() {
		refuse("weekday", "Ngày %s là %s, không phải %s.", day.Vietnamese(), weekdays[day.Weekday()], cell("weekday"))
	}
	if first, twice := m.lines[day]; twice {
		refuse("date", "Ngày %s đã có ở dòng %d.", day.Vietnamese(), first)
		return
	}
	if m.lines == nil {
		m.lines = map[Day]int{}
	}
	m.lines[day] = line
	m.marks = append(m.marks, mark)
}

var weekdays = [7]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

func effectOf(text string) Effect {
	switch {
	case text == "OFF":
		return Off
	case text == "WORK":
		return Work
	case strings.HasPrefix(text, "PENDING"):
		return Pending
	}
	return 0
}
