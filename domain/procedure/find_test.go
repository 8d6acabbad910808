package procedure_test

import (
	"testing"

	"cchc/domain/procedure"
)

func TestProceduresAreFoundAsPeopleTypeThem(t *testing.T) {
	list := []*procedure.Version{
		{Code: "1.000894", Name: "Đăng ký kết hôn", Field: "Hộ tịch"},
		{Code: "1.001193", Name: "Đăng ký khai sinh", Field: "Hộ tịch"},
		{Code: "1.012783", Name: "Cấp đổi Giấy chứng nhận", Field: "Đất đai"},
		{Code: "2.000908", Name: "Cấp bản sao từ sổ gốc", Field: "Chứng thực"},
	}
	x := procedure.NewIndex(list, []procedure.Synonym{{Said: "sổ đỏ", Listed: "giấy chứng nhận đất"}})
	for typed, want := range map[string][]string{
		"khai sinh":           {"1.001193"},
		"KHAI SINH":           {"1.001193"},
		"sinh dang ky":        {"1.001193"},
		"dang ky":             {"1.000894", "1.001193"},
		"hộ tịch kết":         {"1.000894"},
		"so do":               {"1.012783"},
		"làm lại sổ đỏ":       nil,
		"cấp đổi sổ đỏ":       {"1.012783"},
		"1.0011":              {"1.001193"},
		"2.000908":            {"2.000908"},
		"sổ":                  {"2.000908"},
		"chung nhan":          {"1.012783"},
		"không có gì như thế": nil,
		"":                    {"1.000894", "1.001193", "1.012783", "2.000908"},
	} {
		var got []string
		for _, v := range x.Find(typed) {
			got = append(got, v.Code)
		}
		if len(got) != len(want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q finds %v, want %v", typed, got, want)
			}
		}
	}
}
