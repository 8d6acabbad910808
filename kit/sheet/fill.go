package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// styles are the cell styles of one workbook, by kind and by decimals.
type styles struct {
	file   *excelize.File
	header int
	cells  map[string]int
}

func newStyles(f *excelize.File) (*styles, error) {
	header, err := f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: "858179"}},
	})
	return &styles{file: f, header: header, cells: map[string]int{}}, err
}

// of is the style of a column's cells.
func (s *styles) of(c Column) (int, error) {
	format := c.format()
	if id, ok := s.cells[format]; ok || format == "" {
		return id, nil
	}
	id, err := s.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	s.cells[format] = id
	return id, err
}

// format is the number format in Excel's own notation; the marks follow the language of the reader's Excel.
func (c Column) format() string {
	switch c.Kind {
	case Number:
		return "#,##0"
	case Decimal:
		if c.Decimals > 0 {
			return "#,##0." + strings.Repeat("0", c.Decimals)
		}
		return "#,##0"
	case Date:
		return "dd/mm/yyyy"
	case Instant:
		return "hh:mm dd/mm/yyyy"
	}
	return ""
}

// width is in digits of the normal font.
func (c Column) width() float64 {
	if c.Width > 0 {
		return float64(min(c.Width, 255))
	}
	// A filter button covers three digits of the title.
	return float64(min(max(utf8.RuneCountInString(c.Title)+3, [...]int{Text: 16, Number: 10, Decimal: 10, Date: 12, Instant: 18}[c.Kind]), 40))
}

func fill(f *excelize.File, s Sheet, styles *styles) error {
	out, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	ids, err := head(out, s.Columns, styles)
	if err != nil {
		return err
	}
	last := 1
	if s.Rows != nil {
		for row := range s.Rows {
			last++
			if err := putRow(out, s.Columns, ids, row, last); err != nil {
				return err
			}
		}
	}
	// Before Flush, which writes what the sheet says of itself behind its rows.
	if len(s.Columns) > 0 {
		end, err := excelize.CoordinatesToCellName(len(s.Columns), last)
		if err != nil {
			return err
		}
		if err := f.AutoFilter(s.Name, "A1:"+end, nil); err != nil {
			return err
		}
	}
	return out.Flush()
}

// head writes widths and header row, and gives the style of each column.
func head(out *excelize.StreamWriter, columns []Column, styles *styles) ([]int, error) {
	ids := make([]int, len(columns))
	titles := make([]any, len(columns))
	for i, c := range columns {
		id, err := styles.of(c)
		if err != nil {
			return nil, err
		}
		if err := out.SetColWidth(i+1, i+1, c.width()); err != nil {
			return nil, err
		}
		ids[i], titles[i] = id, excelize.Cell{StyleID: styles.header, Value: Neutral(c.Title)}
	}
	err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return nil, err
	}
	return ids, out.SetRow("A1", titles)
}

func putRow(out *excelize.StreamWriter, columns []Column, ids []int, row []any, line int) error {
	if len(row) > len(columns) {
		return fmt.Errorf("row %d has %d values for %d columns", line, len(row), len(columns))
	}
	cells := make([]any, len(row))
	for i, v := range row {
		value, err := cellValue(columns[i].Kind, v)
		if err != nil {
			return fmt.Errorf("row %d, column %q: %w", line, columns[i].Title, err)
		}
		if value != nil {
			cells[i] = excelize.Cell{StyleID: ids[i], Value: value}
		}
	}
	first, err := excelize.CoordinatesToCellName(1, line)
	if err != nil {
		return err
	}
	return out.SetRow(first, cells)
}
