package procedure

import (
	"fmt"
	"strings"

	"cchc/domain/intake"
)

// ParseComponents reads papers between semicolons or lines, each as Component.String
// writes it: "Tờ khai (Mẫu 01): 1 bản chính; Bản vẽ (nếu có)".
func ParseComponents(text string) (list []Component) {
	for _, part := range intake.List(text) {
		p := Component{}
		name, counts, _ := strings.Cut(part, ": ")
		for word := range strings.SplitSeq(counts, ",") {
			word = strings.TrimSpace(word)
			switch {
			case strings.HasSuffix(word, "bản chính"):
				fmt.Sscan(word, &p.Originals)
			case strings.HasSuffix(word, "bản sao"):
				fmt.Sscan(word, &p.Copies)
			case word == "nếu có":
				p.Optional = true
			case word != "":
				name += ", " + word
			}
		}
		if rest, found := strings.CutSuffix(name, "(nếu có)"); found {
			name, p.Optional = strings.TrimSpace(rest), true
		}
		if at := strings.LastIndex(name, "(Mẫu"); at > 0 && strings.HasSuffix(name, ")") {
			name, p.Form = strings.TrimSpace(name[:at]), strings.TrimSuffix(name[at+1:], ")")
		}
		p.Name = name
		list = append(list, p)
	}
	return list
}
