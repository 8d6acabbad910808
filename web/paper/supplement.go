package paper

import (
	"fmt"
	"strings"
)

// Supplement is what form 02 says: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
type Supplement struct {
	Slip
	Missing []string // papers and reasons, one a line
	Stage   string   // the step that the dossier was at; printed since TT 03/2025
	Advisor string   // who explains what is missing
}

// Sheet lays the request out.
func (p Supplement) Sheet() (Sheet, error) {
	s := p.begin("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "PHIẾU YÊU CẦU BỔ SUNG,\nHOÀN THIỆN HỒ SƠ")
	s, err := s.beside(p.Check, append([]Para{{regular("Hồ sơ của " + title(p.Person.Sex) + ": "), bold(named(p.Person))}}, contact(p.Person)...))
	s.add(Para{regular("Nội dung yêu cầu giải quyết: " + or(ended(p.Content)))})
	if p.Stage != "" && SetAt(p.At).Wider {
		s.add(Para{regular("Giai đoạn giải quyết: " + ended(p.Stage))})
	}
	t := Table{Caption: "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", Columns: []Column{{"TT", 1, true}, {"Giấy tờ, nội dung cần hoàn thiện và lý do", 12, false}}}
	for i, line := range p.Missing {
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), line})
	}
	s.add(t,
		Para{regular("Thời gian chờ bổ sung không tính vào thời hạn giải quyết. Việc bổ sung chỉ yêu cầu một lần.")},
		Para{regular("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, " + title(p.Person.Sex) + " liên hệ với " + p.help() + " để được hướng dẫn.")},
		Signatures{{"NGƯỜI NHẬN PHIẾU", signHere, p.Person.Name}, {"NGƯỜI HƯỚNG DẪN", signHere, p.Advisor}})
	p.end(&s)
	return s, err
}

func (p Supplement) help() string {
	help := p.desk()
	if p.Advisor != "" {
		help = p.Advisor + ", " + help
	}
	if p.Hotline != "" {
		help += ", số điện thoại " + p.Hotline
	}
	return help
}

// Lines cuts what was typed into its lines, without empty ones and without list marks.
func Lines(text string) (list []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-–•+ ")); line != "" {
			list = append(list, line)
		}
	}
	return list
}
