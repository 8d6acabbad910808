package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Field is a column a file is expected to have.
type Field struct {
	Key      string   // by which rows are asked
	Titles   []string // the title in the template, then other titles in use; accents and case do not matter
	Optional bool
}

// Limits bound what one file may cost. Zero values stand for the defaults.
type Limits struct {
	Bytes    int64 // of the file as it comes, 50 MB
	Unpacked int64 // of a workbook when unzipped, 50 MB
	Rows     int   // with anything in them, 200.000
}

func (l Limits) orDefaults() Limits {
	return Limits{Bytes: either(l.Bytes, 50<<20), Unpacked: either(l.Unpacked, 50<<20), Rows: either(l.Rows, 200_000)}
}

func either[N int | int64](n, otherwise N) N {
	if n > 0 {
		return n
	}
	return otherwise
}

// Form is what a file is read by.
type Form struct {
	Fields []Field
	Limits Limits
}

// Table is a file that was read.
type Table struct {
	Rows    []Row
	Head    int      // line of the header row
	Unknown []string // titles that belong to no field, as written

	source []byte
	format format
	comma  rune // of a CSV file
	width  int  // columns in use, for the column of faults to go beside
}

// Row is one line with at least one filled field.
type Row struct {
	Line   int // as the spreadsheet or editor numbers it, from 1
	cells  []string
	fields []Field
}

// Get is the cell of a field, trimmed, in NFC; "" when it is empty or the file has no such column.
// Numbers come as plain digits with a point, days as 2022-12-30, instants as 2022-12-30 14:20:00.
func (r Row) Get(key string) string {
	for i, f := range r.fields {
		if f.Key == key {
			return r.cells[i]
		}
	}
	panic("sheet: no field " + key)
}

// BadFile says in Vietnamese why a file cannot be read at all. Other errors of Read come from its reader.
type BadFile struct{ Reason string }

func (b *BadFile) Error() string { return b.Reason }

func bad(format string, args ...any) error { return &BadFile{fmt.Sprintf(format, args...)} }

type format uint8

const (
	csvFile format = iota
	xlsxFile
)

// Read takes in the first sheet of a workbook, or a CSV file, whatever the file's name says.
// The name is for messages. The header row is looked for in the first lines.
func Read(name string, r io.Reader, form Form) (*Table, error) {
	limits := form.Limits.orDefaults()
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limits.Bytes {
		return nil, bad("%s lớn hơn %d MB", name, limits.Bytes>>20)
	}
	c := &collector{table: &Table{source: data}, fields: form.Fields, limits: limits}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		c.table.format = xlsxFile
		err = readXLSX(data, limits, c.take)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		err = bad("tệp Excel đời cũ (.xls) hoặc có mật khẩu; hãy lưu lại thành .xlsx không mật khẩu")
	default:
		c.table.comma, err = readCSV(data, c.take)
	}
	if err == nil {
		err = c.missingHeader()
	}
	if err != nil {
		if b, ok := err.(*BadFile); ok {
			return nil, bad("%s: %s", name, b.Reason)
		}
		return nil, err
	}
	return c.table, nil
}

// collector keeps of each line only what the form asks for, so that a wide file costs no more than a narrow one.
type collector struct {
	table   *Table
	fields  []Field
	limits  Limits
	columns []int    // of each field, -1 for none; nil before the header row
	best    []string // titles missing in the line that looked most like a header
	seen    int      // lines with anything in them, before the header row
}

// headerWithin is how many filled lines may stand above the header row: a title, a unit, a date.
const headerWithin = 20

func (c *collector) take(line int, cells []string) error {
	cells = trimRight(cells)
	if len(cells) == 0 {
		return nil
	}
	c.table.width = max(c.table.width, len(cells))
	if c.columns == nil {
		return c.header(line, cells)
	}
	picked := make([]string, len(c.fields))
	filled := false
	for i, column := range c.columns {
		if column >= 0 && column < len(cells) {
			picked[i] = cells[column]
			filled = filled || picked[i] != ""
		}
	}
	if !filled {
		return nil
	}
	if len(c.table.Rows) == c.limits.Rows {
		return bad("quá %d dòng", c.limits.Rows)
	}
	c.table.Rows = append(c.table.Rows, Row{Line: line, cells: picked, fields: c.fields})
	return nil
}

func (c *collector) missingHeader() error {
	switch {
	case c.columns != nil:
		return nil
	case c.seen == 0:
		return bad("không có dòng nào")
	default:
		return bad("không tìm thấy dòng tiêu đề; thiếu cột %s", strings.Join(c.best, ", "))
	}
}

func trimRight(cells []string) []string {
	last := len(cells)
	for last > 0 && cells[last-1] == "" {
		last--
	}
	return cells[:last]
}
