package store

import (
	"fmt"
	"strings"

	"cchc/domain/audit"
)

// kindNames says what people call a kind of subject, and by which columns they know one.
var kindNames = map[audit.Kind]struct {
	title string
	by    []string
}{
	audit.Dossier:   {"Hồ sơ", []string{"code"}},
	audit.Unit:      {"Đơn vị", []string{"code", "name"}},
	audit.Account:   {"Tài khoản", []string{"login"}},
	audit.Calendar:  {"Lịch làm việc", nil},
	audit.Procedure: {"Phiên bản thủ tục", []string{"code", "name"}},
	decisionKind:    {"Quyết định", []string{"number"}},
	audit.Workflow:  {"Quy trình", []string{"procedure", "name"}},
}

func titleOf(kind audit.Kind) string {
	if n, ok := kindNames[kind]; ok {
		return n.title
	}
	return "Đối tượng " + string(kind)
}

// label is what people call a subject, from its columns.
func (s *shape) label(log map[string]audit.Value) string {
	var parts []string
	for _, column := range kindNames[s.kind].by {
		if text := log[column].String(); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}

func (s *shape) nameOf(id int64, label string) string {
	return strings.TrimSpace(fmt.Sprintf("%s #%d", label, id))
}

// rowLog is a row as if the trace told it: for names only.
func rowLog(s *shape, r *rawRow) map[string]audit.Value {
	log := map[string]audit.Value{}
	for i, c := range s.columns[:s.traced] {
		log[c.name] = plain(r.values[i], c.zero)
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
