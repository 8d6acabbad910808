package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

var people = Form{Fields: []Field{
	{Key: "name", Titles: []string{"Họ và tên", "Họ tên"}},
	{Key: "born", Titles: []string{"Ngày sinh"}},
	{Key: "phone", Titles: []string{"Điện thoại", "SĐT"}, Optional: true},
}}

func read(t *testing.T, text string) *Table {
	t.Helper()
	table, err := Read("danh-sach.csv", strings.NewReader(text), people)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestCSVIsReadWithAnySeparatorMarkOrTitle(t *testing.T) {
	for _, text := range []string{
		"Họ và tên,Ngày sinh\nLê Hà,01/02/1990\n",
		"\xef\xbb\xbfHO TEN;ngày sinh (*)\r\nLê Hà;01/02/1990\r\n",
		"Ngày sinh\tHọ tên\n01/02/1990\t Lê\u00a0Hà \n",
		"sep=;\nHọ tên;Ngày sinh\nLê Hà;01/02/1990",
		"UBND huyện Tân Bình\n\nDanh sách, năm 2022\n\"Họ\ntên\",\"Ngày sinh\"\nLe\u0302 Ha\u0300,01/02/1990",
	} {
		table := read(t, text)
		if len(table.Rows) != 1 {
			t.Errorf("%q has %d rows", text, len(table.Rows))
			continue
		}
		row := table.Rows[0]
		if name := strings.ReplaceAll(row.Get("name"), "\u00a0", " "); name != "Lê Hà" || row.Get("born") != "01/02/1990" || row.Get("phone") != "" {
			t.Errorf("%q gives %q", text, row.cells)
		}
	}
}

func TestRowsKnowTheirLinesAndEmptyOnesDoNotCount(t *testing.T) {
	table := read(t, "Họ tên,Ngày sinh,Sổ\nA,1\n\n , ,x\n\"B\nC\",2\nD,3\n")
	lines := []int{}
	for _, row := range table.Rows {
		lines = append(lines, row.Line)
	}
	if !slices.Equal(lines, []int{2, 5, 7}) || !slices.Equal(table.Unknown, []string{"Sổ"}) {
		t.Errorf("lines %v, unknown %q", lines, table.Unknown)
	}
}

func TestABadFileIsRefusedInClearWords(t *testing.T) {
	for text, reason := range map[string]string{
		"":                           "không có dòng nào",
		"\n\n":                       "không có dòng nào",
		"Họ tên\nA\n":                "thiếu cột “Ngày sinh”",
		"a,b\nc,d\n":                 "thiếu cột “Họ và tên”, “Ngày sinh”",
		"Họ tên,Ngày sinh,Họ và tên": "hai cột cùng là “Họ và tên”",
		"Họ tên,Ngày sinh\n\"A,1\nB": "ngoặc kép",
		"\xff\xfeH\x00\x1d\x1e":      "UTF-16",
		"H\x00o\x00":                 "UTF-16",
		"Ho\xa4 te\xaan,x\n":         "không ghi bằng UTF-8",
		"\xd0\xcf\x11\xe0\xa1\xb1":   ".xls",
		"PK\x03\x04 not a zip":       "hỏng",
		strings.Repeat("x,y\n", 100): "20 dòng đầu",
	} {
		_, err := Read("tệp.csv", strings.NewReader(text), people)
		var fault *BadFile
		if !errors.As(err, &fault) || !strings.Contains(fault.Reason, reason) || !strings.Contains(fault.Reason, "tệp.csv") {
			t.Errorf("%.20q: %v, want %q", text, err, reason)
		}
	}
}

func TestAReaderThatFailsIsNotTheFilesFault(t *testing.T) {
	_, err := Read("a", iotest.ErrReader(io.ErrClosedPipe), people)
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// packed is a workbook with one sheet of the given XML, and other parts.
func packed(t testing.TB, rows string, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range all {
		part, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const peopleHead = `<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" t="inlineStr"><is><r><t>Ngày </t></r><r><t>sinh</t></r></is></c></row>`

var peopleParts = map[string]string{
	"xl/sharedStrings.xml": `<sst><si><t>Họ tên</t></si><si><r><t>Lê </t></r><r><t>Hà</t></r><rPh><t>x</t></rPh></si></sst>`,
	"xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\/mm\/yyyy"/><numFmt numFmtId="165" formatCode="#,##0\ &quot;đồng Mỹ&quot;"/></numFmts>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
}

func TestCellsOfOtherProgramsWorkbooksAreUnderstood(t *testing.T) {
	rows := peopleHead +
		`<row r="5"><c r="B5" t="s"><v>1</v></c><c r="D5" s="1"><v>44925</v></c></row>` +
		`<row><c/><c t="str"><f>A1</f><v> Trần An </v></c><c/><c s="2"><v>44925.5</v></c></row>` +
		`<row r="9"><c r="B9"><v>462569</v></c><c r="D9" s="3"><v>0.30000000000000004</v></c></row>` +
		`<row r="10"><c r="ZZZ10" s="3"/><c r="B10" t="s"><v>99</v></c><c r="D10"><v>1.5E3</v></c></row>`
	table, err := Read("a.xlsx", bytes.NewReader(packed(t, rows, peopleParts)), people)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"5 Lê Hà|2022-12-30|", "6 Trần An|2022-12-30 12:00:00|", "9 462569|0.3|", "10 |1500|"}
	got := []string{}
	for _, row := range table.Rows {
		got = append(got, fmt.Sprintf("%d %s", row.Line, strings.Join(row.cells, "|")))
	}
	if !slices.Equal(got, want) || table.Head != 3 {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAZipBombIsStoppedWhileItUnpacks(t *testing.T) {
	bomb := packed(t, peopleHead+strings.Repeat(" ", 60<<20), peopleParts)
	_, err := Read("a.xlsx", bytes.NewReader(bomb), people)
	if err == nil || !strings.Contains(err.Error(), "lớn hơn 50 MB") {
		t.Error(err)
	}
}

func TestTooManyRowsColumnsOrBytesAreRefused(t *testing.T) {
	form := people
	form.Limits = Limits{Rows: 2, Bytes: 1 << 20}
	for text, reason := range map[string]string{
		"Họ tên,Ngày sinh\nA,1\nB,2\nC,3\n":                                 "quá 2 dòng",
		"Họ tên,Ngày sinh\n" + strings.Repeat("\n", 1<<20):                  "lớn hơn 1 MB",
		string(packed(t, `<row r="1"><c r="AAA1"><v>1</v></c></row>`, nil)): "quá 512 cột",
	} {
		if _, err := Read("a", strings.NewReader(text), form); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%v, want %q", err, reason)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Họ tên;Ngày sinh\nLê Hà;01/02/1990"))
	f.Add(packed(f, peopleHead, peopleParts))
	f.Add(peopleBook(f, 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read("a", bytes.NewReader(data), people)
		if err != nil {
			return
		}
		for _, row := range table.Rows {
			if row.Line <= table.Head || strings.TrimSpace(row.Get("name")) != row.Get("name") {
				t.Errorf("line %d after the header in %d: %q", row.Line, table.Head, row.cells)
			}
		}
		// May fail on a workbook that Excel would not open either, but must come back.
		_ = WriteFaults(io.Discard, table, map[int][]string{table.Head + 1: {"sai"}})
	})
}
