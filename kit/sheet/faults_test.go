package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func TestACSVFileComesBackWithItsFaultsBesideTheRows(t *testing.T) {
	table := read(t, "Danh sách\nHọ tên;Ngày sinh;Sổ\nLê Hà;01/02/1990;7\nTrần An;31/02/1990\n")
	var out bytes.Buffer
	if err := WriteFaults(&out, table, map[int][]string{4: {"không có ngày 31/02/1990", "thiếu sổ"}}); err != nil {
		t.Fatal(err)
	}
	want := "\xef\xbb\xbfDanh sách\r\nHọ tên;Ngày sinh;Sổ;Lỗi\r\nLê Hà;01/02/1990;7;\r\nTrần An;31/02/1990;;\"không có ngày 31/02/1990; thiếu sổ\"\r\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

func TestASecondRoundWritesOverTheFaultsOfTheFirst(t *testing.T) {
	table := read(t, "Họ tên;Ngày sinh;Lỗi;Sổ\nLê Hà;01/02/1990;sai ngày;7\n")
	if len(table.Unknown) != 1 {
		t.Errorf("unknown %q", table.Unknown)
	}
	var out bytes.Buffer
	if err := WriteFaults(&out, table, map[int][]string{0: {"quá hạn nộp"}}); err != nil {
		t.Fatal(err)
	}
	if want := "\xef\xbb\xbfHọ tên;Ngày sinh;Lỗi: quá hạn nộp;Sổ\r\nLê Hà;01/02/1990;;7\r\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// peopleBook is a filled template of n people, with a style and a second sheet that must survive.
func peopleBook(t testing.TB, n int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("Hướng dẫn"); err != nil {
		t.Fatal(err)
	}
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	out.SetRow("A1", []any{"Họ tên", "Ngày sinh", "SĐT"})
	for i := range n {
		out.SetRow(fmt.Sprintf("A%d", i+2), []any{fmt.Sprintf("Nguyễn Văn %d", i), "01/02/1990", "0900"})
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func TestAWorkbookComesBackTheSameWithItsFaults(t *testing.T) {
	data := peopleBook(t, 3)
	for round := range 2 {
		table, err := Read("a.xlsx", bytes.NewReader(data), people)
		if err != nil || len(table.Rows) != 3 {
			t.Fatalf("round %d: %d rows, %v", round, len(table.Rows), err)
		}
		var out bytes.Buffer
		if err := WriteFaults(&out, table, map[int][]string{3 + round: {"sai ngày", "=1"}}); err != nil {
			t.Fatal(err)
		}
		data = out.Bytes()
	}
	f := opened(t, data)
	rows, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Họ tên", "Ngày sinh", "SĐT", "Lỗi"}, {"Nguyễn Văn 0", "01/02/1990", "0900"}, {"Nguyễn Văn 1", "01/02/1990", "0900", ""}, {"Nguyễn Văn 2", "01/02/1990", "0900", "sai ngày; =1"}}
	for i := range want {
		if strings.TrimSuffix(strings.Join(rows[i], "|"), "|") != strings.TrimSuffix(strings.Join(want[i], "|"), "|") {
			t.Errorf("line %d: %q, want %q", i+1, rows[i], want[i])
		}
	}
	if !slices.Contains(f.GetSheetList(), "Hướng dẫn") {
		t.Error("the second sheet is gone")
	}
}

func TestAWorkbookThatLacksItsStylesIsAnErrorNotAPanic(t *testing.T) {
	data := packed(t, peopleHead+`<row r="5"><c r="B5" t="s"><v>1</v></c></row>`, map[string]string{"xl/sharedStrings.xml": peopleParts["xl/sharedStrings.xml"], "xl/styles.xml": "<styleSheet/>"})
	table, err := Read("a.xlsx", bytes.NewReader(data), people)
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteFaults(&bytes.Buffer{}, table, map[int][]string{5: {"sai"}}); err == nil {
		t.Error("no error")
	}
}

func TestTenThousandRowsWithOneFaultComeBackQuickly(t *testing.T) {
	data := peopleBook(t, 10_000)
	start := time.Now()
	table, err := Read("a.xlsx", bytes.NewReader(data), people)
	if err != nil || len(table.Rows) != 10_000 {
		t.Fatalf("%v", err)
	}
	readIn := time.Since(start)
	var out bytes.Buffer
	if err := WriteFaults(&out, table, map[int][]string{7321: {"sai ngày"}}); err != nil {
		t.Fatal(err)
	}
	t.Logf("read in %v, given back after %v", readIn, time.Since(start))
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func BenchmarkRead(b *testing.B) {
	data := peopleBook(b, 10_000)
	for b.Loop() {
		if _, err := Read("a.xlsx", bytes.NewReader(data), people); err != nil {
			b.Fatal(err)
		}
	}
}
