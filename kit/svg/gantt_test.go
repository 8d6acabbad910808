package svg

import (
	"strings"
	"testing"
)

func TestStepsBeyondTheLimitAreRedFromTheLimitOn(t *testing.T) {
	g := Gantt{Named: Named{ID: "g", Title: "Đường dài nhất 6 ngày, vượt 5 ngày"}, Wall: 50, WallText: "5 ngày", Rows: []GanttRow{
		{Label: "1 <Tiếp nhận>", From: 0, To: 10, Text: "1 ngày"},
		{Label: "2 Thẩm định", From: 10, To: 60, Text: "5 ngày"},
		{Label: "3 Trả", From: 60, To: 60, Text: "0"},
	}}
	drawn := string(g.Draw())
	for _, want := range []string{`role="img"`, "1 &lt;Tiếp nhận&gt;", `<path class="f-over" d="M300 72h60v12h-60z"/>`, `<path class="f-acc" d="M60 72h240v12h-240z"/>`, `<circle class="dot"`, `class="wall" d="M300 14V136"`} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %s in %s", want, drawn)
		}
	}
}
