package workflow

import (
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/intake"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

const compulsory, voluntary = "bắt buộc", "không bắt buộc"

// AskCell is the agencies that a step asks, as the column of a file has them, a line each:
// "bắt buộc | lấy ý kiến | H99.05 | 3 ngày làm việc | Quy hoạch có phù hợp không?".
func (c Codes) AskCell(asks []Ask) string {
	var lines []string
	for _, a := range asks {
		bound := voluntary
		if a.Compulsory {
			bound = compulsory
		}
		at := a.Place.Title()
		switch a.Place {
		case AtNamed:
			at = c.code(a.Unit)
		case AtNearest:
			at = NearestPrefix + a.Block.Title()
		}
		lines = append(lines, strings.Join([]string{bound, a.Kind.Title(), at, a.Limit.Vietnamese(), a.Content}, " | "))
	}
	return strings.Join(lines, "\n")
}

// asks reads the column back.
func (read *reading) asks(step *Step, r intake.Reader, on calendar.Day) {
	for text := range strings.Lines(r.Get(ColumnAsks)) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		a, err := Codes{read.Units, on}.parseAsk(text)
		if err != nil {
			r.Faults.At(r.Row, ColumnAsks, "“%s” không đọc được; viết như: bắt buộc | lấy ý kiến | mã đơn vị | 3 ngày làm việc | nội dung.", text)
			continue
		}
		step.Asks = append(step.Asks, a)
	}
}

func (c Codes) parseAsk(text string) (a Ask, err error) {
	parts := strings.SplitN(text, "|", 5)
	if len(parts) != 5 {
		return a, refusal.Wrong(ColumnAsks, "?")
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	a.Compulsory, a.Content = vntext.Fold(parts[0]) == vntext.Fold(compulsory), parts[4]
	for _, kind := range AskKinds {
		if vntext.Fold(kind.Title()) == vntext.Fold(parts[1]) {
			a.Kind = kind
		}
	}
	at := Step{}
	if u := c.id(parts[2]); u != 0 {
		at.Place, at.Unit = AtNamed, u
	} else if !at.relative(parts[2]) {
		return a, refusal.Wrong(ColumnAsks, "?")
	}
	a.Place, a.Unit, a.Block = at.Place, at.Unit, at.Block
	a.Limit, err = calendar.ParseLimit(parts[3])
	if a.Kind == "" || !a.Compulsory && vntext.Fold(parts[0]) != vntext.Fold(voluntary) {
		err = refusal.Wrong(ColumnAsks, "?")
	}
	return a, err
}
