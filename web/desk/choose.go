package desk

import (
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/kit/vntext"
)

// topNine is how many procedures a counter reaches by one digit.
const topNine = 9

// mostFound is how many procedures a few letters may show.
const mostFound = 9

// offered lists the procedures that are handled at a level ("" is any) on a day, those the
// counter does most first: the digits.
func offered(rules Rules, level orgunit.Level, on calendar.Day, frequent []procedure.ID) []*procedure.Version {
	var list []*procedure.Version
	for _, v := range rules.Versions() {
		if v.InForce(on) && (level == "" || slices.Contains(v.Levels, level)) {
			list = append(list, v)
		}
	}
	// A newer version of a frequent procedure is as frequent.
	rank := map[string]int{}
	for i, id := range frequent {
		if v := rules.Procedure(id); v != nil {
			if _, ranked := rank[v.Code]; !ranked {
				rank[v.Code] = i
			}
		}
	}
	place := func(v *procedure.Version) int {
		if at, ok := rank[v.Code]; ok {
			return at
		}
		return len(frequent)
	}
	slices.SortStableFunc(list, func(a, b *procedure.Version) int { return place(a) - place(b) })
	return list
}

// find is what a person means by a few letters without accents, a digit, or a code.
func find(list []*procedure.Version, typed string) []*procedure.Version {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	if len(typed) == 1 && '1' <= typed[0] && typed[0] <= '9' {
		if at := int(typed[0] - '1'); at < len(list) {
			return list[at : at+1]
		}
		return nil
	}
	var found []*procedure.Version
	folded := vntext.Fold(typed)
	for _, v := range list {
		if strings.EqualFold(v.Code, typed) || vntext.Fold(v.Name) == folded {
			return []*procedure.Version{v}
		}
		if len(found) < mostFound && (strings.HasPrefix(v.Code, typed) || sounds(v.Name, folded)) {
			found = append(found, v)
		}
	}
	return found
}

// sounds says whether letters mean a name: the first letters of its words in a row (gpxd),
// or beginnings of its words in their order (giay xay).
func sounds(name, letters string) bool {
	words := vntext.Words(name)
	initials := make([]byte, len(words))
	for i, w := range words {
		initials[i] = w[0]
	}
	if strings.Contains(string(initials), letters) {
		return true
	}
	for _, part := range strings.Fields(letters) {
		at := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, part) })
		if at < 0 {
			return false
		}
		words = words[at+1:]
	}
	return true
}
