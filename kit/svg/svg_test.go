package svg

import (
	"encoding/xml"
	"html/template"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestARulerCrossesItsMarkOnlyWhenLate(t *testing.T) {
	for _, c := range []struct {
		used, limit int64
		tone        Tone
		want        string
	}{
		{6, 10, Subject, `<path class="f-q" d="M0 6h64v4H0z"/><path class="f-acc" d="M0 4h38.4v8H0z"/><path class="wall" d="M64 1v14"/>`},
		{95, 100, Soon, `<path class="f-q" d="M0 6h64v4H0z"/><path class="f-soon" d="M0 4h60.8v8H0z"/><path class="wall" d="M64 1v14"/>`},
		{14, 10, Subject, `<path class="f-q" d="M0 4h64v8H0z"/><path class="f-over" d="M64 4h25.6v8h-25.6z"/><path class="wall" d="M64 1v14"/>`},
		{900, 10, Subject, `<path class="f-q" d="M0 4h64v8H0z"/><path class="f-over" d="M64 4h30v8h-30z"/><path class="wall" d="M64 1v14"/>`},
		{10, 10, Subject, `<path class="f-q" d="M0 6h64v4H0z"/><path class="f-acc" d="M0 4h64v8H0z"/><path class="wall" d="M64 1v14"/>`},
		{0, 0, Paused, `<path class="f-q" d="M0 6h64v4H0z"/><path class="f-pause" d="M0 4h0v8H0z"/><path class="wall" d="M64 1v14"/>`},
	} {
		if got := Ruler(c.used, c.limit, c.tone); got != template.HTML(miniOpen+c.want+"</svg>") {
			t.Errorf("%d of %d: %s", c.used, c.limit, got)
		}
	}
}

func TestABarIsAPartOfTheLargest(t *testing.T) {
	if got := Bar(344, 1400, Context); !strings.Contains(string(got), `class="f-q" d="M0 3h23.6v10H0z"`) {
		t.Error(got)
	}
	if got := Bar(1, 0, Worst); !strings.Contains(string(got), `d="M0 3h0v10H0z"`) {
		t.Error(got)
	}
}

func months() Line {
	return Line{
		Named:  Named{ID: "sm1", Title: "Cấp huyện: từ 92,1 % lên 95,6 %"},
		Values: []int{921, 928, Missing, 936, Missing, 949, 956}, Low: 840, High: 1000, Grid: []int{900, 950}, Target: 980,
		Text: "95,6", First: "06/22", Last: "12/22",
	}
}

func TestAMissingMonthIsAGapAndALoneMonthADot(t *testing.T) {
	got := string(months().Draw())
	for _, want := range []string{
		`<path class="ln" d="M6 45.6L32.3 43M137.7 35.1L164 32.5"/>`,
		`<circle class="dot" cx="85" cy="40" r="2"/>`,
		`<circle class="dot" cx="164" cy="32.5" r="3"/><text class="b" x="172" y="36.5">95,6</text>`,
		`<path class="goal" d="M6 23.5H166"/>`, `<path class="gl" d="M6 53.5H166M6 34.7H166"/>`, `role="img"`, `<title id="sm1">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestALineWithoutAnyMonthSaysNothing(t *testing.T) {
	c := months()
	c.Values, c.Target = []int{Missing, Missing}, Missing
	if got := string(c.Draw()); strings.Contains(got, "circle") || strings.Contains(got, "goal") || strings.Contains(got, `class="b"`) {
		t.Error(got)
	}
}

func TestAnAxisSpansAllDrawingsOutwards(t *testing.T) {
	for _, c := range []struct {
		series    []int
		low, high int
	}{{[]int{847, 999, Missing}, 840, 1000}, {[]int{Missing}, 0, 20}, {[]int{-5, 5}, -20, 20}, {[]int{40}, 40, 60}} {
		if low, high := Span(20, c.series); low != c.low || high != c.high {
			t.Errorf("%v: %d to %d, want %d to %d", c.series, low, high, c.low, c.high)
		}
	}
}

func TestLongLabelsStandAboveTheirBars(t *testing.T) {
	short := Bars{Named{ID: "a", Title: "T"}, []BarRow{{Label: "Đất đai", Value: 742, Text: "742", Tone: Worst, Href: "/lead/late?field=1&x=2"}, {Label: "Hộ tịch", Value: 168, Text: "168", Tone: Context}}}
	got := string(short.Draw())
	for _, want := range []string{`role="group"`, `viewBox="0 0 360 40"`, `<a href="/lead/late?field=1&amp;x=2"><text class="b"`, `class="f-over" d="M57 3h274v12h-274z"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	short.Rows[1].Label = "Lao động, thương binh và xã hội"
	if got := string(short.Draw()); !strings.Contains(got, `viewBox="0 0 360 76"`) || !strings.Contains(got, `d="M0 19h`) {
		t.Error(got)
	}
}

func TestOnlyPathsOfTheProgramAreLinks(t *testing.T) {
	for href, want := range map[string]string{"/a": "/a", "#a": "#a", "?a=1": "?a=1", "//evil": "", "javascript:alert(1)": "", "https://x": "", `/\evil`: "", "": ""} {
		if got := (BarRow{Href: href}).path(); got != want {
			t.Errorf("%q leads to %q", href, got)
		}
	}
}

var twoDecimals = regexp.MustCompile(`\d\.\d\d|NaN|Inf|e\+|style=`)

// wellFormed parses the drawing as a browser would.
func wellFormed(t interface{ Fatalf(string, ...any) }, drawing template.HTML) {
	in := xml.NewDecoder(strings.NewReader(string(drawing)))
	for {
		if _, err := in.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, drawing)
		}
	}
	marks := string(drawing)
	if _, after, named := strings.Cut(marks, "</title>"); named {
		marks = after
	}
	if bad := twoDecimals.FindString(marks); bad != "" {
		t.Fatalf("%q in %s", bad, drawing)
	}
}

func TestAnyDataGiveADrawingThatIsWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(math.MinInt64/4, math.MaxInt64/4)
		name := Named{ID: "x", Title: rapid.StringMatching(`[a-zệ<>&"' ]*`).Draw(t, "title"), Desc: rapid.StringMatching(`[a-z<]*`).Draw(t, "desc")}
		wellFormed(t, Ruler(n.Draw(t, "used"), n.Draw(t, "limit"), Subject))
		wellFormed(t, Bar(n.Draw(t, "value"), n.Draw(t, "largest"), Worst))
		values := rapid.SliceOf(rapid.OneOf(rapid.IntRange(-2000, 2000), rapid.Just(Missing))).Draw(t, "values")
		low, high := Span(10, values)
		wellFormed(t, Line{Named: name, Values: values, Low: low, High: high, Target: rapid.Int().Draw(t, "target")}.Draw())
		bars := Bars{Named: name}
		for range rapid.IntRange(0, 4).Draw(t, "rows") {
			bars.Rows = append(bars.Rows, BarRow{Label: rapid.StringMatching(`[a-z&<"]{0,60}`).Draw(t, "label"), Value: n.Draw(t, "bar"), Tone: Tone(rapid.IntRange(0, 4).Draw(t, "tone"))})
		}
		wellFormed(t, bars.Draw())
	})
}
