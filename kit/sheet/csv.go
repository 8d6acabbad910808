package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"cchc/kit/vntext"
)

const utf8Mark = "\xef\xbb\xbf"

// readCSV gives each line to take, and the separator it found.
func readCSV(data []byte, take func(line int, cells []string) error) (rune, error) {
	if err := checkUTF8(data); err != nil {
		return 0, err
	}
	data = bytes.TrimPrefix(data, []byte(utf8Mark))
	comma := sniff(data)
	in := newCSVReader(data, comma)
	for {
		cells, err := in.Read()
		if err == io.EOF {
			return comma, nil
		}
		if fault := new(csv.ParseError); errors.As(err, &fault) {
			return 0, bad("dòng %d: dấu ngoặc kép không khớp", fault.Line)
		}
		if err != nil {
			return 0, err
		}
		line, _ := in.FieldPos(0)
		if line == 1 && strings.HasPrefix(cells[0], "sep=") {
			continue // Excel's own note on the separator
		}
		for i, cell := range cells {
			cells[i] = clean(cell)
		}
		if err := take(line, cells); err != nil {
			return 0, err
		}
	}
}

func newCSVReader(data []byte, comma rune) *csv.Reader {
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.FieldsPerRecord = comma, -1
	return in
}

// checkUTF8 refuses what would come in as gibberish. Excel's "Unicode text" is UTF-16; old Vietnamese files are TCVN3 or VNI.
func checkUTF8(data []byte) error {
	const advice = "hãy lưu lại thành “CSV UTF-8” hoặc .xlsx"
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || bytes.IndexByte(data, 0) >= 0 {
		return bad("tệp ghi bằng UTF-16 hoặc không phải là văn bản; %s", advice)
	}
	if !utf8.Valid(data) {
		return bad("tệp không ghi bằng UTF-8; %s", advice)
	}
	return nil
}

const separators = ",;\t"

// sniff finds the separator: the one that stands, outside quotes, in the most of the first lines, then most often.
// Excel writes a semicolon where the comma is the decimal mark, as it is in Vietnam.
func sniff(data []byte) rune {
	text := string(data[:min(len(data), 64<<10)])
	if rest, found := strings.CutPrefix(text, "sep="); found && rest != "" && strings.ContainsRune(separators, rune(rest[0])) {
		return rune(rest[0])
	}
	lines, total := map[rune]int{}, map[rune]int{}
	inLine := map[rune]bool{}
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			clear(inLine)
		case strings.ContainsRune(separators, r):
			total[r]++
			if !inLine[r] {
				inLine[r] = true
				lines[r]++
			}
		}
	}
	best := ','
	for _, r := range separators {
		if lines[r] > lines[best] || lines[r] == lines[best] && total[r] > total[best] {
			best = r
		}
	}
	return best
}

// clean is a cell as the program keeps it.
func clean(cell string) string { return strings.TrimSpace(bare(strings.TrimSpace(vntext.NFC(cell)))) }
