package dossier

import (
	"fmt"
	"regexp"
	"strings"

	"cchc/domain/calendar"
)

// Code is a dossier's code: the unit's code as issued, the day of receipt as yymmdd, and
// the unit's serial of that day with at least four digits, more when the day needs them:
// "H99.28-221205-0031".
func Code(unit string, day calendar.Day, serial int64) string {
	text := day.String()
	return fmt.Sprintf("%s-%s%s%s-%04d", unit, text[2:4], text[5:7], text[8:10], serial)
}

// unitShape is a unit's code within a dossier's.
var unitShape = regexp.MustCompile(`^[A-Z0-9]+(\.[A-Z0-9]+)*$`)

// digitsOnly is the day and the serial.
var digitsOnly = regexp.MustCompile(`^[0-9]+$`)

var codeShape = regexp.MustCompile(`^([A-Z0-9]+)([0-9]{6})([0-9]{4,})$`)

// NormalCode brings what a person typed or scanned to the form in which codes are looked
// up: upper case, without blanks; dots and dashes may be missing or wrong, as long as the
// rest can be told apart. ok is false when it cannot be a code.
func NormalCode(typed string) (code string, ok bool) {
	typed = strings.ToUpper(strings.TrimSpace(typed))
	typed, _, _ = strings.Cut(typed, "?") // the QR holds an address: …/track/CODE?s=secret
	if at := strings.LastIndex(typed, "/"); at >= 0 {
		typed = typed[at+1:]
	}
	parts := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("-–—_ ", r) })
	if len(parts) == 3 && len(parts[1]) == 6 && len(parts[2]) >= 4 {
		if !unitShape.MatchString(parts[0]) || !digitsOnly.MatchString(parts[1]+parts[2]) {
			return "", false
		}
		return dotted(parts[0]) + "-" + parts[1] + "-" + parts[2], true
	}
	bare := strings.NewReplacer(".", "", "-", "", "–", "", "—", "", " ", "", "_", "").Replace(typed)
	m := codeShape.FindStringSubmatch(bare)
	if m == nil {
		return "", false
	}
	// Without separators the serial is taken to have four digits.
	rest := m[1] + m[2] + m[3]
	unit, day, serial := rest[:len(rest)-10], rest[len(rest)-10:len(rest)-4], rest[len(rest)-4:]
	if unit == "" {
		return "", false
	}
	return dotted(unit) + "-" + day + "-" + serial, true
}

// dotted puts the dots back into a unit's code: H99, then groups of two digits.
func dotted(unit string) string {
	if strings.Contains(unit, ".") || len(unit) <= 3 {
		return unit
	}
	parts := []string{unit[:3]}
	for rest := unit[3:]; rest != ""; {
		n := min(2, len(rest))
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	return strings.Join(parts, ".")
}
