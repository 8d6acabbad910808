package procedure

import (
	"fmt"
	"strings"

	"cchc/domain/intake"
)

// components reads "Tờ khai (Mẫu 01): 1 bản chính; Bản vẽ (nếu có)".
func components(text string) (list []Component) {
	for _, part := range intake.List(text) {
		p := Component{Originals: 1}
		name, counts, _ := strings.Cut(part, ": ")
		if strings.Contains(counts, "bản sao") {
			p.Originals = 0
		}
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
