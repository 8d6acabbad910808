package orgunit_test

import (
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/intake/intaketest"
	"cchc/domain/orgunit"
)

func ids() func() orgunit.ID {
	n := orgunit.ID(1000)
	return func() orgunit.ID { n++; return n }
}

const units = `code|name|level|block|parent|from|until|heirs
H99.28.05|UBND xã Hòa Lâm|Cấp xã|UBND cấp xã|H99.28|01/01/2020|01/07/2025|H99.31
H99|Tỉnh An Sơn|tinh|tinh||2020-01-01||
000.00.28.H99|UBND huyện Tân Bình|HUYEN|ubnd cap huyen|H99|01/01/2020|01/07/2025|
H99.31|UBND xã Tân Hòa|xa|xa|H99|01/07/2025||`

func TestUnitsComeInWhateverTheirOrderWithParentsAndHeirs(t *testing.T) {
	got, err := orgunit.Import(orgunit.NewMap(nil), intaketest.Table(units), ids(), "tệp")
	if err != nil {
		t.Fatal(err)
	}
	m := orgunit.NewMap([]*orgunit.Unit{&got[0], &got[1], &got[2], &got[3]})
	commune := m.ByCode("H99.28.05", calendar.MustDay("2022-01-01"))
	if m.Name(commune.Parent) != "UBND huyện Tân Bình" || m.Name(commune.Heirs[0]) != "UBND xã Tân Hòa" || m.Root().Name != "Tỉnh An Sơn" {
		t.Errorf("%+v", commune)
	}
	again, err := orgunit.Import(m, intaketest.Table(units), ids(), "tệp")
	if err != nil || len(again) != 0 {
		t.Errorf("the same file again: %d units, %v", len(again), err)
	}
}

func TestAFaultyRowOfUnitsIsNamedWithItsColumn(t *testing.T) {
	head := "code|name|level|block|parent|from|until|heirs\nH99|Tỉnh|tinh|tinh||01/01/2020||\n"
	for _, c := range []struct{ row, column, says string }{
		{"H99.1|Sở|tinh|so|H99|01/01/2020||", "code", "không đúng dạng"},
		{"H99.01||tinh|so|H99|01/01/2020||", "name", "trống"},
		{"H99.01|Sở|bộ|so|H99|01/01/2020||", "level", "không nằm trong"},
		{"H99.01|Sở|tinh|so|H99.77|01/01/2020||", "parent", "Không có đơn vị mang mã H99.77"},
		{"H99.01|Sở|tinh|so||01/01/2020||", "parent", "cấp trên"},
		{"H99.01|Sở|tinh|so|H99|31/02/2020||", "from", "không phải là ngày"},
		{"H99.01|Sở|tinh|so|H99|01/01/2020|01/01/2019|", "until", "phải sau"},
		{"H99.01|Sở|tinh|so|H99|01/01/2020|01/01/2021|H99.78", "heirs", "kế thừa"},
		{"000.00.00.H99|Tỉnh khác|tinh|tinh||01/01/2021||", "code", "đã có ở dòng 2"},
	} {
		_, err := orgunit.Import(orgunit.NewMap(nil), intaketest.Table(head+c.row), ids(), "tệp")
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "dòng 3") {
			t.Errorf("%s: %v", c.row, err)
		}
	}
}
