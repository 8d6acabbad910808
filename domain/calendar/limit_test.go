package calendar_test

import (
	"testing"

	. "cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestALimitIsReadAndWritten(t *testing.T) {
	for text, want := range map[string]struct {
		limit              Limit
		string, vietnamese string
	}{
		"1 workday":           {Limit{1, WorkDays}, "1 workday", "1 ngày làm việc"},
		" 5  workdays ":       {Limit{5, WorkDays}, "5 workdays", "5 ngày làm việc"},
		"0 workdays":          {Limit{0, WorkDays}, "0 workdays", "trong ngày làm việc"},
		"10 days":             {Limit{10, Days}, "10 days", "10 ngày"},
		"8 workhours":         {Limit{8, WorkHours}, "8 workhours", "8 giờ làm việc"},
		"2 months":            {Limit{2, Months}, "2 months", "2 tháng"},
		"3 ngày làm việc":     {Limit{3, WorkDays}, "3 workdays", "3 ngày làm việc"},
		"trong ngày làm việc": {Limit{0, WorkDays}, "0 workdays", "trong ngày làm việc"},
	} {
		got, err := ParseLimit(text)
		if err != nil || got != want.limit || got.String() != want.string || got.Vietnamese() != want.vietnamese {
			t.Errorf("%q: %v, %q, %v", text, got, got.Vietnamese(), err)
		}
	}
}

func TestALimitThatCannotBeIsRefused(t *testing.T) {
	for _, text := range []string{"", "5", "workdays", "0 days", "0 months", "0 workhours", "-1 workdays", "+1 workdays",
		"1.5 days", "5 weeks", "10000 workdays", "99999999999999999999 days", "5 workdays 3"} {
		if got, err := ParseLimit(text); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q was read as %v, %v", text, got, err)
		}
	}
}

func TestALimitTravelsAsText(t *testing.T) {
	for _, want := range []Limit{{}, {0, WorkDays}, {7, Months}} {
		text, _ := want.MarshalText()
		got := Limit{1, Days}
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Errorf("%v came back as %v, %v", want, got, err)
		}
	}
}

func FuzzParseLimit(f *testing.F) {
	for _, s := range []string{"5 workdays", "1 ngày làm việc", "trong ngày làm việc", "-3 months", "９ days"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		limit, err := ParseLimit(s)
		if err != nil {
			if refusal.KindOf(err) != refusal.Invalid {
				t.Fatalf("%q: a fault, not a refusal: %v", s, err)
			}
			return
		}
		if again, err := ParseLimit(limit.String()); err != nil || again != limit {
			t.Fatalf("%q is %v, written %q and read %v", s, limit, limit.String(), again)
		}
		if again, err := ParseLimit(limit.Vietnamese()); err != nil || again != limit {
			t.Fatalf("%q is %v, written %q and read %v", s, limit, limit.Vietnamese(), again)
		}
		if due := Standard().DueOnly(MustDay("2024-02-07").At(960), limit); due.IsZero() {
			t.Fatalf("%v has no due", limit)
		}
	})
}
