package audit

import "testing"

func TestValuesAreWhatTheyWereMadeFrom(t *testing.T) {
	for _, c := range []struct {
		v    Value
		any  any
		read string
	}{
		{Text("Ước"), "Ước", "Ước"},
		{Text(""), "", ""},
		{Int(-5), int64(-5), "-5"},
		{Bool(true), true, "true"},
		{Bool(false), false, "false"},
	} {
		if c.v.Any() != c.any || c.v.String() != c.read {
			t.Errorf("%v: %v, %s", c.any, c.v.Any(), c.v)
		}
	}
	if Text("x").Text() != "x" || Int(7).Int() != 7 || !Bool(true).Bool() {
		t.Error("an accessor does not give the value back")
	}
}

func TestValuesOfDifferentSortsAreNotEqual(t *testing.T) {
	for _, pair := range [][2]Value{{Text(""), Int(0)}, {Int(0), Bool(false)}, {Int(1), Bool(true)}, {Text("1"), Int(1)}} {
		if pair[0] == pair[1] {
			t.Errorf("%#v equals %#v", pair[0], pair[1])
		}
	}
	if Int(1).Bool() || Int(1).Text() != "" || Text("1").Int() != 0 {
		t.Error("a value is read as another sort")
	}
}
