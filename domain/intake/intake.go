// Package intake reads the rows of a file that somebody filled in: cells to values, and
// every fault at once, each with its row and column. It knows no file format.
package intake

import (
	"slices"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Row is one line of a file. Line is counted as the spreadsheet does, from 1.
type Row interface {
	Line() int
	Get(column string) string // trimmed, "" for an empty cell or a column the file lacks
}

// Faults collects what is wrong with a file.
type Faults struct{ List refusal.List }

// At says what is wrong at a row and column; column "" is the row as a whole.
func (f *Faults) At(r Row, column, format string, args ...any) {
	f.List = append(f.List, refusal.Wrong(column, format, args...).At(r.Line()))
}

// Take adds the refusals of an error at a row, under a column where they name none of
// the file's own. It returns a fault of the program as it is.
func (f *Faults) Take(r Row, column string, err error) error {
	list := refusal.Of(err)
	if err != nil && list == nil {
		return err
	}
	for _, no := range list {
		at := no.At(r.Line())
		at.Kind, at.Field = refusal.Invalid, column
		f.List = append(f.List, at)
	}
	return nil
}

// Has tells whether a row is already known to be faulty.
func (f *Faults) Has(r Row) bool {
	return slices.ContainsFunc(f.List, func(no *refusal.Refusal) bool { return no.Row == r.Line() })
}

// OrNil is all faults in the order of rows, nil when there are none.
func (f *Faults) OrNil() error {
	slices.SortStableFunc(f.List, func(a, b *refusal.Refusal) int { return a.Row - b.Row })
	return f.List.OrNil()
}

// Reader reads the cells of one row and notes what cannot be read.
type Reader struct {
	Row
	Faults *Faults
}

// Need is a text that must be there.
func (r Reader) Need(column string) string {
	text := r.Get(column)
	if text == "" {
		r.Faults.At(r.Row, column, "Ô này không được để trống.")
	}
	return text
}

// Day reads 30/12/2022 or 2022-12-30; 0 for an empty cell.
func (r Reader) Day(column string) calendar.Day {
	text := r.Get(column)
	if text == "" {
		return 0
	}
	text, _, _ = strings.Cut(text, " 00:00:00") // a date that a spreadsheet keeps as an instant
	y, m, d, err := vntext.ParseDate(text)
	if err != nil {
		r.Faults.At(r.Row, column, "“%s” không phải là ngày; viết như 30/12/2022.", text)
		return 0
	}
	return calendar.On(y, m, d)
}

// NeedDay is a day that must be there.
func (r Reader) NeedDay(column string) calendar.Day {
	if r.Need(column) == "" {
		return 0
	}
	return r.Day(column)
}

// Moment reads 14:20 30/12/2022 on the province's clocks; the zero instant for an empty cell.
func (r Reader) Moment(column string) time.Time {
	text := r.Get(column)
	if text == "" {
		return time.Time{}
	}
	at, err := vntext.ParseMoment(text, calendar.Local)
	if err != nil {
		r.Faults.At(r.Row, column, "“%s” không phải là giờ và ngày; viết như 14:20 30/12/2022.", text)
	}
	return at
}

// Count reads a whole number from 0 up; 0 for an empty cell.
func (r Reader) Count(column string) int64 {
	text := r.Get(column)
	if text == "" {
		return 0
	}
	n, err := vntext.ParseNumber(text)
	if err != nil || n < 0 {
		r.Faults.At(r.Row, column, "“%s” không phải là số nguyên từ 0 trở lên.", text)
		return 0
	}
	return n
}

// Pick reads one of several words; accents and case do not matter. An empty cell and a
// word that is none of them give the zero value, the latter with a fault.
func Pick[T any](r Reader, column string, words map[string]T) (value T) {
	text := r.Get(column)
	if text == "" {
		return value
	}
	value, known := Word(words, text)
	if !known {
		r.Faults.At(r.Row, column, "“%s” không nằm trong các giá trị: %s.", text, strings.Join(sortedKeys(words), ", "))
	}
	return value
}

// Word looks a word up without accents and case.
func Word[T any](words map[string]T, text string) (value T, known bool) {
	for word, v := range words {
		if vntext.Fold(word) == vntext.Fold(text) {
			return v, true
		}
	}
	return value, false
}

// List is the parts of a cell between semicolons or line ends, without empty ones.
func List(text string) (parts []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func sortedKeys[T any](words map[string]T) []string {
	keys := make([]string, 0, len(words))
	for word := range words {
		keys = append(keys, word)
	}
	slices.Sort(keys)
	return keys
}
