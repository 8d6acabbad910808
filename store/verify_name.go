package store

import (
	"fmt"
	"strings"

	"cchc/domain/audit"
)

// label is what people call a subject, from its columns.
func (s shape) label(log map[string]audit.Value) string {
	var parts []string
	for _, column := range s.Label {
		if text := log[column].String(); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

func (s shape) nameOf(id int64, label string) string {
	return strings.TrimSpace(fmt.Sprintf("%s #%d", label, id))
}

// rowLog is a row as if the trace told it: for names only.
func rowLog(s shape, r *rawRow) map[string]audit.Value {
	log := map[string]audit.Value{}
	for i, c := range s.Columns[:s.Traced] {
		log[c.Name] = plain(r.values[i], c.Zero)
	}
	return log
}

// quoted is a value in a sentence, not longer than a line.
func quoted(v audit.Value) string {
	const longest = 80
	text := []rune(v.String())
	if len(text) > longest {
		text = append(text[:longest], '…')
	}
	return "“" + string(text) + "”"
}
