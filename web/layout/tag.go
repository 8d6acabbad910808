package layout

// Tag says where a dossier stands against its due date: always sign, words and colour.
// The zero Tag shows nothing. Its words are translated where it is shown.
type Tag struct {
	Class, Sign string
	Format      string
	Args        []any
}

// EarlyBy was finished n days before it was due.
func EarlyBy(days int) Tag { return Tag{"early", "▲", "Trước hạn %d ngày", []any{days}} }

// InTime was finished when it was due.
func InTime() Tag { return Tag{"ok", "✓", "Đúng hạn", nil} }

// DaysLeft has n days to go.
func DaysLeft(days int) Tag { return Tag{"ok", "✓", "Còn %d ngày", []any{days}} }

// HoursLeft is due soon.
func HoursLeft(hours int) Tag { return Tag{"soon", "◔", "Còn %d giờ", []any{hours}} }

// LateBy was or is late by n days.
func LateBy(days int) Tag { return Tag{"over", "✕", "Quá hạn %d ngày", []any{days}} }

// LateByHours is late by less than a day.
func LateByHours(hours int) Tag { return Tag{"over", "✕", "Quá hạn %d giờ", []any{hours}} }

// Paused waits, for a reason in Vietnamese words.
func Paused(reason string) Tag {
	return Tag{"pause", "‖", "Tạm dừng – %s", []any{Words(reason)}}
}

// Plain is a professional state: outlined, without colour.
func Plain(words string) Tag { return Tag{Class: "line", Format: words} }

func (s speech) tagWords(tag Tag) string { return s.t(tag.Format, tag.Args...) }

// Ruler is the day ruler of one row: how far time has run against the due date, which
// stands at the same place in every row. It repeats its tag, so readers skip it.
type Ruler struct {
	Class string // f-acc, f-soon, f-over
	Used  int    // thousandths of the time allowed that were used, over 1000 when late
}

// due is where the due date stands on the ruler, wide its whole length, in tenths of a
// pixel: lateness has half as much room as the time allowed, and is cut there.
const (
	rulerDue  = 640
	rulerWide = 960
)

// NewRuler measures used against allowed, both in the same unit.
func NewRuler(used, allowed int64, soon bool) Ruler {
	r := Ruler{Class: "f-acc"}
	if allowed <= 0 {
		allowed = 1
	}
	r.Used = int(min(used*1000/allowed, 1500))
	if soon {
		r.Class = "f-soon"
	}
	if r.Used > 1000 {
		r.Class = "f-over"
	}
	return r
}

// Filled is the length of the used part up to the due date, in pixels.
func (r Ruler) Filled() string { return tenths(min(r.Used, 1000) * rulerDue / 1000) }

// Late is the length past the due date, "" for none.
func (r Ruler) Late() string {
	if r.Used <= 1000 {
		return ""
	}
	return tenths(min((r.Used-1000)*rulerDue/1000, rulerWide-rulerDue))
}
