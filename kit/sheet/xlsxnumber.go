package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// numberText is a stored number in plain digits. A workbook holds binary floats and shows at most 15 digits of
// them: what a person saw as 0.3 is stored as 0.30000000000000004.
func numberText(value string) string {
	value = strings.TrimSpace(value)
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || math.Abs(f) > 1e18 {
		return value
	}
	if f == math.Trunc(f) {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// serialText is a stored day or instant: days since 30/12/1899, or four years later in old Macintosh files.
func serialText(value string, from1904 bool) string {
	serial, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || serial < 0 || serial > 2958465 { // 31/12/9999
		return strings.TrimSpace(value)
	}
	days, clock := math.Modf(serial)
	if from1904 {
		days += 1462
	}
	seconds := time.Duration(math.Round(clock*86400)) * time.Second
	t := time.Date(1899, 12, 30+int(days), 0, 0, 0, 0, time.UTC).Add(seconds)
	if seconds == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// styles learns which cell styles show their number as a day or an instant.
func (w *workbook) styles() error {
	var sheet struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.part("xl/styles.xml", &sheet); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range sheet.Formats {
		own[f.ID] = isDateCode(f.Code)
	}
	for _, c := range sheet.Cells {
		date, custom := own[c.Format]
		w.dates = append(w.dates, date || !custom && isDateNumber(c.Format))
	}
	return nil
}

// isDateNumber knows the formats every workbook has (ECMA-376, 18.8.30), with those of East Asian editions.
func isDateNumber(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// isDateCode looks for the letters of day, month, year, hour or second outside quotes, brackets and escapes.
func isDateCode(code string) bool {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*':
			i++
		case '"', '[':
			closing := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if closing < 0 {
				return false
			}
			i += closing + 1
		case ';':
			return false // only the form of positive numbers counts
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return true
		}
	}
	return false
}
