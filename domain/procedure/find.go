package procedure

import (
	"cmp"
	"slices"
	"strings"

	"cchc/kit/vntext"
)

// Synonym is what people say and what the list says: "sổ đỏ", "giấy chứng nhận đất".
type Synonym struct{ Said, Listed string }

// Index finds procedures by what people type. It is built once and then only read.
type Index struct {
	entries  []entry
	synonyms []Synonym // folded
}

// entry is a version with its folded words, a blank before each.
type entry struct {
	version    *Version
	name, text string
}

// NewIndex takes the versions to be found, in the order in which equals are listed.
func NewIndex(versions []*Version, synonyms []Synonym) *Index {
	x := &Index{}
	for _, v := range versions {
		name := wordText(v.Name)
		x.entries = append(x.entries, entry{v, name, name + wordText(v.Field) + " " + v.Code + wordText(v.Code)})
	}
	for _, s := range synonyms {
		x.synonyms = append(x.synonyms, Synonym{wordText(s.Said), wordText(s.Listed)})
	}
	return x
}

// wordText is the folded words of a text, a blank before each.
func wordText(text string) string {
	var b strings.Builder
	for _, w := range vntext.Words(text) {
		b.WriteString(" " + w)
	}
	return b.String()
}

// Find lists the versions that hold every word typed, or every word of a synonym of it,
// accents or not, the last letters left away or not; the best first. Nothing typed finds
// everything.
func (x *Index) Find(typed string) []*Version {
	asked := x.readings(typed)
	type hit struct {
		*Version
		rank int
	}
	var hits []hit
	for _, e := range x.entries {
		best := 0
		for _, words := range asked {
			if rank := e.rank(words); rank > 0 && (best == 0 || rank < best) {
				best = rank
			}
		}
		if best > 0 {
			hits = append(hits, hit{e.version, best})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	found := make([]*Version, len(hits))
	for i, h := range hits {
		found[i] = h.Version
	}
	return found
}

// readings are what a person may mean: what was typed, and each synonym in its place.
func (x *Index) readings(typed string) []string {
	words := wordText(typed)
	if isCode(typed) {
		words = " " + strings.ToLower(strings.TrimSpace(typed))
	}
	list := []string{words}
	for _, s := range x.synonyms {
		if at := strings.Index(words+" ", s.Said+" "); at >= 0 {
			list = append(list, words[:at]+s.Listed+words[at+len(s.Said):])
		}
	}
	return list
}

// isCode says whether what was typed is the beginning of a code, "1.0011": a point in it
// divides no words then.
func isCode(typed string) bool {
	return strings.Trim(strings.TrimSpace(typed), "0123456789.") == ""
}

// rank is 1 when the name begins so, 2 when it holds the words side by side, 3 when it holds
// them all, 4 when they are in the name, the field or the code together; 0 when not.
func (e entry) rank(words string) int {
	switch {
	case strings.HasPrefix(e.name, words):
		return 1
	case strings.Contains(e.name, words):
		return 2
	case holdsAll(e.name, words):
		return 3
	case holdsAll(e.text, words):
		return 4
	}
	return 0
}

func holdsAll(text, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(text, " "+word) {
			return false
		}
	}
	return true
}
