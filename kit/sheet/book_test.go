package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var local = time.FixedZone("+07", 7*3600)

func sample() Book {
	return Book{Sheets: []Sheet{{
		Name: "Hồ sơ: 2022/12",
		Columns: []Column{
			{Title: "Mã hồ sơ"}, {Title: "Số lượng", Kind: Number}, {Title: "Tỷ lệ", Kind: Decimal, Decimals: 1},
			{Title: "Ngày hẹn", Kind: Date}, {Title: "Lúc nhận", Kind: Instant}, {Title: "Ghi chú", Width: 40},
		},
		Rows: slices.Values([][]any{
			{"H99.28-221222-0015", int64(462569), big.NewRat(1929, 20), time.Date(2022, 12, 30, 0, 0, 0, 0, local), time.Date(2022, 12, 30, 14, 20, 5, 0, local), "=HYPERLINK(\"x\")"},
			{"@cmd", 0, "96.5", nil, time.Time{}, ""},
			{"  Tra\u0302\u0300n <&>  ", nil, (*big.Rat)(nil), nil, nil, "-1+2"},
		}),
	}, Source(Pair{"Bộ lọc", "Năm 2022"}, Pair{"Lập lúc", "14:20 30/12/2022"}, Pair{"Người lập", "Lê Thị Hà"})}}
}

func written(t *testing.T, book Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, book); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestAWorkbookShowsNumbersAsNumbersAndDatesAsDates(t *testing.T) {
	f := opened(t, written(t, sample()))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"Hồ sơ 2022 12", "Nguồn"}) {
		t.Fatalf("%q", got)
	}
	for cell, want := range map[string]struct {
		shown string
		kind  excelize.CellType
	}{
		"A2": {"H99.28-221222-0015", excelize.CellTypeInlineString},
		"B2": {"462,569", excelize.CellTypeUnset}, // the marks follow the reader's Excel
		"C2": {"96.5", excelize.CellTypeUnset},    // 96.45, shown to one decimal by Excel
		"D2": {"30/12/2022", excelize.CellTypeUnset},
		"E2": {"14:20 30/12/2022", excelize.CellTypeUnset},
		"B3": {"0", excelize.CellTypeUnset},
		"C3": {"96.5", excelize.CellTypeUnset},
	} {
		shown, err := f.GetCellValue("Hồ sơ 2022 12", cell)
		if err != nil || shown != want.shown {
			t.Errorf("%s shows %q, %v, want %q", cell, shown, err, want.shown)
		}
		if kind, _ := f.GetCellType("Hồ sơ 2022 12", cell); kind != want.kind {
			t.Errorf("%s has type %d, want %d", cell, kind, want.kind)
		}
	}
	if got, _ := f.GetCellValue("Nguồn", "B4"); got != "Lê Thị Hà" {
		t.Errorf("%q", got)
	}
}

func TestNoTextCanBeAFormula(t *testing.T) {
	f := opened(t, written(t, sample()))
	for cell, want := range map[string]string{"F2": `'=HYPERLINK("x")`, "A3": "'@cmd", "F4": "'-1+2"} {
		if got, _ := f.GetCellValue("Hồ sơ 2022 12", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if formula, _ := f.GetCellFormula("Hồ sơ 2022 12", cell); formula != "" {
			t.Errorf("%s has the formula %q", cell, formula)
		}
	}
	for _, sign := range "=+-@\t\r" {
		if got := Neutral(string(sign) + "1"); got != "'"+string(sign)+"1" {
			t.Errorf("%q", got)
		}
	}
}

func TestTheHeaderIsFrozenBoldAndFiltered(t *testing.T) {
	data := written(t, sample())
	part := unpacked(t, data, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`state="frozen"`, `ySplit="1"`, `<autoFilter ref="$A$1:$F$4"`} {
		if !strings.Contains(part, want) {
			t.Errorf("no %s", want)
		}
	}
	f := opened(t, data)
	id, _ := f.GetCellStyle("Hồ sơ 2022 12", "A1")
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold {
		t.Errorf("%v, %v", style, err)
	}
}

func unpacked(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAValueOfTheWrongKindIsAnErrorAtItsCell(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		value any
	}{{Number, "12"}, {Decimal, 1.5}, {Date, "30/12/2022"}, {Instant, 5}, {Decimal, "x"}} {
		err := Write(io.Discard, Book{Sheets: []Sheet{{Name: "S", Columns: []Column{{Title: "Cột", Kind: c.kind}}, Rows: slices.Values([][]any{{c.value}})}}})
		if err == nil || !strings.Contains(err.Error(), "Cột") {
			t.Errorf("%v of kind %d: %v", c.value, c.kind, err)
		}
	}
	err := Write(io.Discard, Book{Sheets: []Sheet{{Name: "S", Columns: []Column{{Title: "Cột"}}, Rows: slices.Values([][]any{{"a", "b"}})}}})
	if err == nil {
		t.Error("a row wider than its columns is accepted")
	}
}

func TestWhatWasWrittenIsReadBack(t *testing.T) {
	table, err := Read("a.xlsx", bytes.NewReader(written(t, sample())), Form{Fields: []Field{
		{Key: "code", Titles: []string{"ma ho so"}}, {Key: "count", Titles: []string{"SỐ LƯỢNG"}}, {Key: "share", Titles: []string{"Tỷ lệ"}},
		{Key: "due", Titles: []string{"Ngày hẹn"}}, {Key: "received", Titles: []string{"Lúc nhận"}}, {Key: "note", Titles: []string{"Ghi chú"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"H99.28-221222-0015", "462569", "96.45", "2022-12-30", "2022-12-30 14:20:05", `=HYPERLINK("x")`},
		{"@cmd", "0", "96.5", "", "", ""},
		{"Trần <&>", "", "", "", "", "-1+2"},
	}
	for i, row := range table.Rows {
		if !slices.Equal(row.cells, want[i]) || row.Line != i+2 {
			t.Errorf("line %d: %q, want %q", row.Line, row.cells, want[i])
		}
	}
	if len(table.Rows) != 3 || table.Head != 1 || len(table.Unknown) != 0 {
		t.Errorf("%d rows, header in %d, unknown %q", len(table.Rows), table.Head, table.Unknown)
	}
}
