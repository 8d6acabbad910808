package procedure_test

import (
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/intake/intaketest"
	"cchc/domain/procedure"
)

const head = "code|name|field|levels|channel|limit|fee|case|papers|decision|from|until\n"

func ids() func() int64 {
	n := int64(1000)
	return func() int64 { n++; return n }
}

func imported(t *testing.T, there []*procedure.Version, text string) (procedure.Intake, error) {
	t.Helper()
	in, err := procedure.Import(procedure.NewCatalogue(there), intaketest.Table(head+strings.TrimSpace(text)), ids(), 7)
	if err == nil {
		_, err = in.Settle(there)
	}
	return in, err
}

func TestRowsOfChannelsAndCasesMakeOneVersion(t *testing.T) {
	in, err := imported(t, nil, `
1.001193.H99|Đăng ký khai sinh|Hộ tịch|Cấp xã;huyen|Trực tiếp|trong ngày làm việc|0|Đúng hạn|Tờ khai (Mẫu 01); Giấy chứng sinh: 1 bản chính, 2 bản sao; Văn bản ủy quyền (nếu có)|1/QĐ|01/01/2020|
1.001193||||Trực tuyến|0 workdays|8.000|Đúng hạn|||01/01/2020|
1.001193||||Trực tiếp|5 ngày làm việc|0|Quá hạn|Tờ khai||01/01/2020|
1.001193||||Trực tuyến|5 workdays|8000|Quá hạn|||01/01/2020|`)
	if err != nil {
		t.Fatal(err)
	}
	v := in.Versions[0]
	if len(in.Versions) != 1 || len(v.Offers) != 2 || len(v.Cases) != 2 || v.Offers[1].Fee != 8000 || v.Cases[1].Limit != "5 workdays" || v.Status != procedure.Announced {
		t.Errorf("%+v", in.Versions)
	}
	var papers []string
	for _, p := range v.Cases[0].Components {
		papers = append(papers, p.String())
	}
	if got := strings.Join(papers, " | "); got != "Tờ khai (Mẫu 01) | Giấy chứng sinh: 1 bản chính, 2 bản sao | Văn bản ủy quyền: nếu có" {
		t.Errorf("%s", got)
	}
}

func TestALaterVersionEndsTheOneBeforeAndTheSameFileAgainBringsNothing(t *testing.T) {
	const rows = `
1.001193|Khai sinh|Hộ tịch|xa|direct|3 workdays|0||Tờ khai|1/QĐ|01/01/2020|
1.001193|Khai sinh|Hộ tịch|xa|direct|1 workday|0||Tờ khai|2/QĐ|01/06/2022|`
	in, err := imported(t, nil, rows)
	if err != nil {
		t.Fatal(err)
	}
	first, second := &in.Versions[0], &in.Versions[1]
	if first.Until != calendar.MustDay("2022-06-01") || second.Until != 0 || second.Number != 2 || len(in.Decisions) != 2 || in.Decisions[1].Changes[0].Kind != procedure.Amended {
		t.Errorf("%+v\n%+v", first, second)
	}
	again, err := imported(t, []*procedure.Version{first, second}, rows)
	if err != nil || len(again.Versions) != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
}

func TestAFaultyRowOfProceduresIsNamed(t *testing.T) {
	for _, c := range []struct{ row, says string }{
		{"khai sinh|A|B|xa|direct|1 day|0||x|1/QĐ|01/01/2020|", "không đúng dạng"},
		{"1.001193||B|xa|direct|1 day|0||x|1/QĐ|01/01/2020|", "trống"},
		{"1.001193|A|B|xa|fax|1 day|0||x|1/QĐ|01/01/2020|", "không nằm trong"},
		{"1.001193|A|B|xa|direct|sớm nhất|0||x|1/QĐ|01/01/2020|", "không đọc được"},
		{"1.001193|A|B|xa|direct|1 day|-5||x|1/QĐ|01/01/2020|", "số nguyên"},
		{"1.001193|A|B|xa|direct|1 day|miễn phí||x|1/QĐ|01/01/2020|", "số nguyên"},
		{"1.001193|A|B|xa|direct|1 day|0||x||01/01/2020|", "trống"},
		{"1.001193|A|B|xa|direct|1 day|0||x|1/QĐ|01/01/2020|01/01/2019", "phải sau"},
	} {
		_, err := imported(t, nil, c.row)
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "dòng 2") {
			t.Errorf("%s: %v", c.row, err)
		}
	}
}

func TestDifferencesSayWhatChangesInWords(t *testing.T) {
	in, err := imported(t, nil, `
1.001193|Khai sinh|Hộ tịch|xa|direct|3 workdays|8000||Tờ khai; Chứng minh nhân dân|1/QĐ|01/01/2020|
1.001193|Khai sinh|Hộ tịch|xa|direct|1 workday|0||Tờ khai; Thẻ căn cước|2/QĐ|01/06/2022|`)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, d := range procedure.Differences(&in.Versions[0], &in.Versions[1]) {
		words = append(words, d.Before+" → "+d.After)
	}
	want := "3 ngày làm việc → 1 ngày làm việc; 8.000 đồng → 0 đồng; Chứng minh nhân dân → ;  → Thẻ căn cước"
	if got := strings.Join(words, "; "); got != want {
		t.Errorf("%s", got)
	}
}
