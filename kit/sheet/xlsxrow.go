package sheet

import (
	"encoding/xml"
	"errors"
	"strconv"
)

// mostColumns is the width beyond which a sheet is not a form that people fill in.
const mostColumns = 512

type xlsxCell struct {
	Ref    string    `xml:"r,attr"`
	Type   string    `xml:"t,attr"`
	Style  int       `xml:"s,attr"`
	Value  string    `xml:"v"`
	Inline *richText `xml:"is"`
}

// rows gives each row of a sheet to take, with the cells in their columns.
func (w *workbook) rows(sheet string, take func(line int, cells []string) error) error {
	in, err := w.open(sheet)
	if err != nil {
		return err
	}
	if in == nil {
		return errors.New("no sheet")
	}
	line := 0
	return each(in, "row", func(start *xml.StartElement) error {
		line++
		for _, a := range start.Attr {
			if n, err := strconv.Atoi(a.Value); a.Name.Local == "r" && err == nil {
				line = n
			}
		}
		cells, err := w.cells(in)
		if err != nil {
			return err
		}
		return take(line, cells)
	})
}

// cells reads up to the end of the row.
func (w *workbook) cells(in *xml.Decoder) ([]string, error) {
	var cells []string
	next := 0
	for {
		token, err := in.Token()
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return cells, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			var c xlsxCell
			if err := in.DecodeElement(&c, &t); err != nil {
				return nil, err
			}
			text, at := w.text(c), column(c.Ref, next)
			next = at + 1
			if text == "" {
				continue // also a styled cell far to the right
			}
			if at >= mostColumns {
				return nil, bad("trang tính rộng quá %d cột", mostColumns)
			}
			for len(cells) <= at {
				cells = append(cells, "")
			}
			cells[at] = text
		}
	}
}

// column is the place, from 0, that a reference like "AB12" names; cells without one follow each other.
func column(ref string, next int) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n <= mostColumns; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// text is what the cell says, by its type.
func (w *workbook) text(c xlsxCell) string {
	switch c.Type {
	case "s":
		if i, err := strconv.Atoi(c.Value); err == nil && i >= 0 && i < len(w.texts) {
			return w.texts[i]
		}
		return ""
	case "inlineStr":
		if c.Inline == nil {
			return ""
		}
		return c.Inline.String()
	case "", "n":
		if c.Style >= 0 && c.Style < len(w.dates) && w.dates[c.Style] {
			return serialText(c.Value, w.from1904)
		}
		return numberText(c.Value)
	}
	return clean(c.Value) // results of formulas, errors, booleans, ISO dates
}
