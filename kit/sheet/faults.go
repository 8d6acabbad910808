package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// faultTitle heads the column in which a file that was not taken in comes back with its faults.
const faultTitle = "Lỗi"

// WriteFaults gives the file back as it came, with the column "Lỗi" beside its rows. faults are by line;
// those of line 0 concern the whole file and stand in the header row. A column "Lỗi" of an earlier
// round is written over.
func WriteFaults(w io.Writer, t *Table, faults map[int][]string) error {
	if t.format == xlsxFile {
		return writeXLSXFaults(w, t, faults)
	}
	return writeCSVFaults(w, t, faults)
}

func faultText(faults []string) string { return Neutral(strings.Join(faults, "; ")) }

// headText is what stands above the faults.
func headText(faults map[int][]string) string {
	if whole := faults[0]; len(whole) > 0 {
		return faultTitle + ": " + strings.Join(whole, "; ")
	}
	return faultTitle
}

func isFaultTitle(cell string) bool {
	return cell == faultTitle || strings.HasPrefix(cell, faultTitle+":")
}

func writeCSVFaults(w io.Writer, t *Table, faults map[int][]string) error {
	if _, err := io.WriteString(w, utf8Mark); err != nil { // without it Excel does not take the file for UTF-8
		return err
	}
	in := newCSVReader(bytes.TrimPrefix(t.source, []byte(utf8Mark)), t.comma)
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = t.comma, true
	at := t.width
	for {
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		line, _ := in.FieldPos(0)
		text := faultText(faults[line])
		if line == t.Head {
			at = faultColumn(cells, t.width)
			text = headText(faults)
		}
		for len(cells) <= at && line >= t.Head {
			cells = append(cells, "")
		}
		if line >= t.Head {
			cells[at] = text
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// faultColumn is the place of an earlier column of faults, else the first free one.
func faultColumn(header []string, width int) int {
	for i, cell := range header {
		if isFaultTitle(strings.TrimSpace(cell)) {
			return i
		}
	}
	return width
}

func writeXLSXFaults(w io.Writer, t *Table, faults map[int][]string) (err error) {
	// The library takes a workbook's parts for granted and panics where a broken one lacks them.
	defer func() {
		if recover() != nil {
			err = bad("tệp Excel bị hỏng, không ghi lỗi vào tệp được")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(t.source))
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, f.Close()) }()
	name := f.GetSheetList()[0]
	column, err := clearFaults(f, name, t)
	if err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true, Color: "B00020"},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
	})
	if err != nil {
		return err
	}
	put := func(line int, text string) error {
		cell := fmt.Sprintf("%s%d", column, line)
		return firstError(f.SetCellStr(name, cell, text), f.SetCellStyle(name, cell, cell, style))
	}
	if err := firstError(f.SetColWidth(name, column, column, 60), put(t.Head, headText(faults))); err != nil {
		return err
	}
	for line, texts := range faults {
		if line <= 0 || line == t.Head || len(texts) == 0 {
			continue
		}
		if err := put(line, faultText(texts)); err != nil {
			return err
		}
	}
	return f.Write(w)
}

// clearFaults finds the column for the faults by its letters and empties what an earlier round left there.
func clearFaults(f *excelize.File, name string, t *Table) (string, error) {
	at := t.width
	for i := range t.width {
		cell, err := excelize.CoordinatesToCellName(i+1, t.Head)
		if err != nil {
			return "", err
		}
		if text, err := f.GetCellValue(name, cell); err == nil && isFaultTitle(text) {
			at = i
		}
	}
	column, err := excelize.ColumnNumberToName(at + 1)
	if err != nil || at == t.width {
		return column, err
	}
	for _, row := range t.Rows {
		if err := f.SetCellStr(name, fmt.Sprintf("%s%d", column, row.Line), ""); err != nil {
			return "", err
		}
	}
	return column, nil
}
