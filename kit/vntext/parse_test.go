package vntext

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestWholeNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for in, want := range map[string]int64{
		"0": 0, "462569": 462569, "462.569": 462569, " 462 569 ": 462569, "-1.000": -1000,
		"147 nghìn 125": 147125, "147 NGHÌN": 147000, "1 triệu 200 nghìn": 1_200_000, "2 tỷ 000 triệu 005 nghìn 001": 2_000_005_001,
		"1 triệu 200.000": 1_200_000, "9223372036854775807": math.MaxInt64,
	} {
		if got, err := ParseNumber(in); err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %d, %v, want %d", in, got, err, want)
		}
	}
}

func TestWhatCouldMeanTwoNumbersIsRefused(t *testing.T) {
	for _, in := range []string{
		"", "-", "nghìn", "1,5", "462,569", "1.5", "46.2569", "1.000 000", "2 triệu 5", "5 nghìn 2 triệu", "1 nghìn 2 nghìn",
		"1000 nghìn 1000", "abc", "12a", "--1", "9223372036854775808", "9999999999 tỷ", "1e3", "٣",
	} {
		if got, err := ParseNumber(in); err == nil {
			t.Errorf("ParseNumber(%q) = %d", in, got)
		}
	}
}

func TestEveryPrintedNumberIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Min(math.MinInt64+1).Draw(t, "n")
		if got, err := ParseNumber(Number(n)); err != nil || got != n {
			t.Fatalf("%s came back as %d, %v", Number(n), got, err)
		}
	})
}

func TestDaysAreReadAsPeopleTypeThem(t *testing.T) {
	for _, in := range []string{"30/12/2022", "2022-12-30", "30-12-2022", "30.12.2022", " 30/12/2022 "} {
		if y, m, d, err := ParseDate(in); err != nil || y != 2022 || m != time.December || d != 30 {
			t.Errorf("ParseDate(%q) = %d %d %d %v", in, y, m, d, err)
		}
	}
	if y, m, d, err := ParseDate("1/2/2024"); err != nil || y != 2024 || m != time.February || d != 1 {
		t.Errorf("%d %d %d %v", y, m, d, err)
	}
}

func TestDaysThatDoNotExistAreRefused(t *testing.T) {
	for _, in := range []string{"", "29/02/2023", "31/04/2022", "00/01/2022", "12/30/2022", "30/12/22", "30/12-2022", "2022/12/30", "30/12/2022 8:00", "1/1/0000"} {
		if y, m, d, err := ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %d %d %d", in, y, m, d)
		}
	}
}

func TestDaysAndMomentsAreWrittenAsPapersDo(t *testing.T) {
	at := time.Date(2022, 12, 30, 14, 20, 59, 0, time.UTC)
	for got, want := range map[string]string{
		Date(2022, 3, 5):       "05/03/2022",
		DateWords(2022, 3, 5):  "ngày 05 tháng 3 năm 2022",
		DateWords(2023, 1, 30): "ngày 30 tháng 01 năm 2023",
		Moment(at):             "14 giờ 20 phút, ngày 30 tháng 12 năm 2022",
		Instant(at):            "14:20 30/12/2022",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAMomentNeedsItsClock(t *testing.T) {
	zone := time.FixedZone("+07", 7*3600)
	for in, want := range map[string]string{
		"14:20 30/12/2022":    "2022-12-30T14:20:00+07:00",
		"30/12/2022  7:05:09": "2022-12-30T07:05:09+07:00",
		"2022-12-30T14:20":    "2022-12-30T14:20:00+07:00",
		"2022-12-30 14:20:00": "2022-12-30T14:20:00+07:00",
	} {
		if got, err := ParseMoment(in, zone); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("ParseMoment(%q) = %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "30/12/2022", "14:20", "24:00 30/12/2022", "14:60 30/12/2022", "14:20 31/11/2022", "14:20 30/12/2022 8:00"} {
		if got, err := ParseMoment(in, zone); err == nil {
			t.Errorf("ParseMoment(%q) = %v", in, got)
		}
	}
}

func FuzzParseNumber(f *testing.F) {
	f.Add("147 nghìn 125")
	f.Add("462.569")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNumber(s)
		if err != nil {
			return
		}
		if again, err := ParseNumber(Number(n)); err != nil || again != n {
			t.Errorf("%q is %d, printed and read %d, %v", s, n, again, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	f.Add("30/12/2022")
	f.Fuzz(func(t *testing.T, s string) {
		y, m, d, err := ParseDate(s)
		if err != nil {
			return
		}
		if y2, m2, d2, err := ParseDate(Date(y, m, d)); err != nil || y2 != y || m2 != m || d2 != d {
			t.Errorf("%q: %d %d %d became %d %d %d, %v", s, y, m, d, y2, m2, d2, err)
		}
	})
}
