package procedure_test

import (
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

func version(id procedure.ID, code string, number int, name, field string, status procedure.Status, from, until string) *procedure.Version {
	v := &procedure.Version{ID: id, Code: code, Number: number, Name: name, Field: field, Levels: []orgunit.Level{orgunit.Commune}, Status: status}
	if from != "" {
		v.From = calendar.MustDay(from)
	}
	if until != "" {
		v.Until = calendar.MustDay(until)
	}
	return v
}

func TestProceduresAreFoundWithoutAccentsByFieldLevelAndStanding(t *testing.T) {
	c := procedure.NewCatalogue([]*procedure.Version{
		version(1, "1.001193", 1, "Đăng ký khai sinh", "Hộ tịch", procedure.Announced, "2020-01-01", "2022-01-01"),
		version(2, "1.001193", 2, "Đăng ký khai sinh", "Hộ tịch", procedure.Announced, "2022-01-01", ""),
		version(3, "1.001193", 3, "Đăng ký khai sinh", "Hộ tịch", procedure.Draft, "", ""),
		version(4, "2.000908", 1, "Cấp bản sao từ sổ gốc", "Chứng thực", procedure.Announced, "2020-01-01", ""),
		version(5, "3.000001", 1, "Thủ tục cũ", "Hộ tịch", procedure.Announced, "2020-01-01", "2021-01-01"),
	})
	day := calendar.MustDay("2022-06-01")
	for _, x := range []struct {
		query procedure.Query
		want  string
	}{
		{procedure.Query{}, "1.001193 2.000908 3.000001 "},
		{procedure.Query{Words: "khai sinh"}, "1.001193 "},
		{procedure.Query{Words: "SINH kh dang"}, "1.001193 "},
		{procedure.Query{Words: "2.0009"}, "2.000908 "},
		{procedure.Query{Words: "ho tich", Standing: procedure.Over}, "1.001193 3.000001 "},
		{procedure.Query{Field: "Hộ tịch", Standing: procedure.InForce}, "1.001193 "},
		{procedure.Query{Standing: procedure.Written}, "1.001193 "},
		{procedure.Query{Level: orgunit.Province}, ""},
		{procedure.Query{Words: "anh sinh"}, ""},
	} {
		x.query.On = day
		got := ""
		for _, e := range c.Find(x.query) {
			got += e.Code + " "
		}
		if got != x.want {
			t.Errorf("%+v finds %q, want %q", x.query, got, x.want)
		}
	}
	entry := c.Entry("1.001193")
	if entry.Now(day).ID != 2 || entry.Now(calendar.MustDay("2021-01-01")).ID != 1 || entry.Draft().ID != 3 || c.Entry("3.000001").Now(day).ID != 5 {
		t.Error("the version that matters is another")
	}
}

func TestTheShortestWorkingTimeIsWhatAWorkflowHasToKeep(t *testing.T) {
	v := version(1, "1.001193", 1, "A", "B", procedure.Announced, "2020-01-01", "")
	v.Offers = []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}, {Channel: procedure.Online, Limit: "20 workhours"}, {Channel: procedure.Post, Limit: "10 days"}}
	v.Cases = []procedure.Case{{No: 1, Name: "Chung"}, {No: 2, Name: "Gấp", Limit: "0 workdays"}, {No: 3, Name: "Lâu", Limit: "2 months"}}
	for caseNo, want := range map[int]int{0: 480, 1: 1200, 2: 480, 3: 0} {
		if got := v.ShortestWork(caseNo); got != want {
			t.Errorf("case %d: %d minutes, want %d", caseNo, got, want)
		}
	}
}
