package audit

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func drawValue(t *rapid.T) Value {
	switch rapid.IntRange(0, 2).Draw(t, "sort") {
	case 0:
		return Int(rapid.Int64().Draw(t, "integer"))
	case 1:
		return Bool(rapid.Bool().Draw(t, "truth"))
	}
	return Text(rapid.String().Draw(t, "text"))
}

var column = rapid.StringMatching(`[a-z][a-z0-9_]{0,5}`)

func build(values map[string]Value) (Change, error) {
	var b Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		b.Value(name, values[name])
	}
	return b.Change()
}

func TestChangesComeBackExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.MapOf(column, rapid.Custom(drawValue)).Draw(t, "values")
		c, err := build(values)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Values()
		if err != nil || !maps.Equal(got, values) {
			t.Fatalf("%s came back as %v, %v", c, got, err)
		}
		if !json.Valid([]byte(c)) {
			t.Fatalf("%s is not JSON", c)
		}
	})
}

func TestHardValuesComeBackExactly(t *testing.T) {
	for _, v := range []Value{
		Int(0), Int(math.MinInt64), Int(math.MaxInt64), Int(1<<53 + 1), Bool(true), Bool(false), Text(""),
		Text("true"), Text("0"), Text("Nguyễn Thị Ước"), Text("Ước"), Text("\x00\x01\x1f\x7f"), Text("\"\\/\b\f\n\r\t"),
		Text("\u2028\u2029<>&"), Text("\ufffd"), Text("\U0010ffff"), Text("\ufeff"),
	} {
		c, err := build(map[string]Value{"x": v})
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Values()
		if err != nil || got["x"] != v {
			t.Errorf("%s came back as %v, %v", c, got["x"], err)
		}
		var plain map[string]any
		if err := json.Unmarshal([]byte(c), &plain); err != nil {
			t.Errorf("%s is not JSON: %v", c, err)
		}
		if s, isText := v.Any().(string); isText && plain["x"] != s {
			t.Errorf("others read %s as %q", c, plain["x"])
		}
	}
}

func TestChangesAreWrittenInOneWay(t *testing.T) {
	var b Builder
	b.Text("code", "a\"b\n\x01é")
	b.Int("fee", -5)
	b.Bool("open", true)
	c, err := b.Change()
	if want := Change(`{"code":"a\"b\n\u0001é","fee":-5,"open":true}`); c != want || err != nil {
		t.Errorf("got %s, %v", c, err)
	}
	if c, err := b.Change(); c != NoChange || err != nil {
		t.Errorf("an empty builder gives %s, %v", c, err)
	}
}

func TestBuilderRefusesWhatCannotComeBack(t *testing.T) {
	var b Builder
	for name, add := range map[string]func(){
		"order":    func() { b.Int("b", 1); b.Int("a", 1) },
		"twice":    func() { b.Int("a", 1); b.Int("a", 1) },
		"name":     func() { b.Int("Tên", 1) },
		"no name":  func() { b.Int("", 1) },
		"not text": func() { b.Text("a", "\xff") },
		"half":     func() { b.Text("a", "\xed\xa0\x80") },
	} {
		add()
		if c, err := b.Change(); err == nil || c != "" {
			t.Errorf("%s: %s", name, c)
		}
	}
	if b.Int("a", 1); b.err != nil {
		t.Error("a builder remembers the fault of the change before")
	}
}

func TestOnlyCanonicalTextIsRead(t *testing.T) {
	for _, bad := range []Change{
		"", "{", "}", "[]", "null", "{}{}", "{} ", " {}", `{"a":1,}`, `{"a":1`, `{"a"}`, `{"a":}`, `{,}`, `{"a":1 }`, `{"b":1,"a":1}`, `{"a":1,"a":1}`,
		`{"a":01}`, `{"a":+1}`, `{"a":-0}`, `{"a":1.0}`, `{"a":1e3}`, `{"a":9223372036854775808}`, `{"a":null}`, `{"a":{}}`, `{"a":[1]}`,
		`{"A":1}`, `{"":1}`, `{"a b":1}`, `{"a":"\/"}`, `{"a":"\u0041"}`, `{"a":"\u000a"}`, `{"a":"\u001F"}`, `{"a":"\ud800"}`, "{\"a\":\"\n\"}", `{"a":"`, `{"a":"\`,
		"{\"a\":\"\xff\"}", "{\"a\":\"\xc3\"}", "{\"a\":\"\xed\xa0\x80\"}", `{"a":tru}`, `{"a":truefalse}`,
	} {
		if v, err := bad.Values(); err == nil {
			t.Errorf("%q is read as %v", bad, v)
		}
	}
}

func TestFoldLeavesTheStateAloneWhenTheChangeIsBad(t *testing.T) {
	state := map[string]Value{"a": Int(1)}
	if Fold(state, `{"a":2,"b":x}`) == nil || state["a"] != Int(1) || len(state) != 1 {
		t.Errorf("state %v", state)
	}
}

func TestFoldingTheChangesOfARowGivesTheRow(t *testing.T) {
	columns := MustColumns("state", "due", "code", "closed")
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(rapid.Custom(drawValue), 4, 4)
		state := map[string]Value{}
		var before []Value
		for range rapid.IntRange(1, 6).Draw(t, "acts") {
			after := row.Draw(t, "row")
			c, err := columns.Diff(before, after)
			if err != nil {
				t.Fatal(err)
			}
			if err := Fold(state, c); err != nil {
				t.Fatal(err)
			}
			before = after
		}
		if got, err := columns.Row(state); err != nil || !slices.Equal(got, before) {
			t.Fatalf("folded %v, %v, row %v", got, err, before)
		}
	})
}

func TestDiffHoldsOnlyWhatDiffers(t *testing.T) {
	columns := MustColumns("state", "due", "code")
	before := []Value{Text("open"), Int(3), Text("x")}
	after := []Value{Text("done"), Int(3), Text("")}
	if c, err := columns.Diff(before, after); c != `{"code":"","state":"done"}` || err != nil {
		t.Errorf("got %s, %v", c, err)
	}
	if c, err := columns.Diff(before, before); c != NoChange || err != nil {
		t.Errorf("got %s, %v", c, err)
	}
	if _, err := columns.Diff(before, after[:2]); err == nil {
		t.Error("a row that is too short is accepted")
	}
	if _, err := NewColumns("a", "b", "a"); err == nil {
		t.Error("a column twice is accepted")
	}
	if _, err := columns.Row(map[string]Value{"state": Int(1)}); err == nil {
		t.Error("a row with columns missing is accepted")
	}
}

func FuzzChangeIsReadOnlyInItsOneWay(f *testing.F) {
	for _, seed := range []string{"{}", `{"a":1,"b":"x\n\u0001\\","c":true}`, `{"a":-9223372036854775808}`, `{"a":"Ướ"}`, `{"a":01}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		values, err := Change(text).Values()
		if err != nil {
			return
		}
		again, err := build(values)
		if err != nil || string(again) != text {
			t.Errorf("%q is read, but written as %q, %v", text, again, err)
		}
	})
}

func BenchmarkBuilder(b *testing.B) {
	var w Builder
	b.ReportAllocs()
	for b.Loop() {
		w.Text("code", "H01-2026-0001")
		w.Text("due", "2026-01-08T02:15:00Z")
		w.Int("fee", 50000)
		w.Bool("open", true)
		w.Text("state", "received")
		if _, err := w.Change(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	c := Change(`{"code":"H01-2026-0001","due":"2026-01-08T02:15:00Z","fee":50000,"note":"` + strings.Repeat("Ước ", 10) + `","open":true}`)
	state := map[string]Value{}
	b.ReportAllocs()
	for b.Loop() {
		if err := Fold(state, c); err != nil {
			b.Fatal(err)
		}
	}
}
