// Package sheet writes tables as Excel workbooks and reads workbooks and CSV files that people fill in.
// Both ways are streams: a year of rows needs the memory of its strings, not of its cells.
package sheet

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"cchc/kit/vntext"

	"github.com/xuri/excelize/v2"
)

// Kind says what stands in a column, so that Excel can add, sort and filter it.
type Kind uint8

// The kinds, with the Go values their cells take. nil and "" are empty cells everywhere.
const (
	Text    Kind = iota // string, or anything that prints itself
	Number              // int, int64
	Decimal             // *big.Rat, or a text with a point as vntext.Plain makes it
	Date                // time.Time or any other value with Date() (year, month, day)
	Instant             // time.Time, shown by the clock of the zone it carries
)

// Column is one column of a sheet.
type Column struct {
	Title    string
	Width    int // in digits; 0 makes it as wide as its kind or title needs
	Kind     Kind
	Decimals int // digits after the mark of a Decimal
}

// Sheet is a table with one header row. Each row has at most as many values as there are columns.
type Sheet struct {
	Name    string
	Columns []Column
	Rows    iter.Seq[[]any]
}

// Book is a workbook.
type Book struct{ Sheets []Sheet }

// Pair is one line of the sheet "Nguồn".
type Pair struct{ Key, Value string }

// Source is the sheet "Nguồn", without which no exported table can be trusted: what was filtered, as of when, by whom.
func Source(pairs ...Pair) Sheet {
	return Sheet{
		Name:    "Nguồn",
		Columns: []Column{{Title: "Mục", Width: 28}, {Title: "Nội dung", Width: 90}},
		Rows: func(yield func([]any) bool) {
			for _, p := range pairs {
				if !yield([]any{p.Key, p.Value}) {
					return
				}
			}
		},
	}
}

// Write makes the workbook, row by row as the sheets give them.
func Write(w io.Writer, book Book) (err error) {
	f := excelize.NewFile()
	defer func() { err = firstError(err, f.Close()) }()
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	for i, s := range book.Sheets {
		s.Name = sheetName(s.Name)
		if err := addSheet(f, i, s.Name); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		if err := fill(f, s, styles); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	return f.Write(w)
}

// addSheet uses the sheet a new workbook already has for the first.
func addSheet(f *excelize.File, index int, name string) error {
	if index == 0 {
		return f.SetSheetName(f.GetSheetName(0), name)
	}
	if at, _ := f.GetSheetIndex(name); at >= 0 {
		return fmt.Errorf("stands there twice")
	}
	_, err := f.NewSheet(name)
	return err
}

// sheetName fits a name into what Excel allows: 31 characters, none of its own signs.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, vntext.NFC(name))
	runes := []rune(strings.Join(strings.Fields(name), " "))
	return strings.TrimSpace(string(runes[:min(31, len(runes))]))
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
