package entry

import "strings"

// agent is a browser's long name of itself in a word or two: enough to tell one's own
// sessions apart, and no more is kept.
func agent(said string) string {
	browser := first(said, "Edg", "Edge", "OPR", "Opera", "coc_coc_browser", "Cốc Cốc", "Firefox", "Firefox", "Chrome", "Chrome", "Safari", "Safari")
	system := first(said, "Windows", "Windows", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Mac OS", "macOS", "Linux", "Linux")
	switch {
	case browser == "":
		return system
	case system == "":
		return browser
	}
	return browser + ", " + system
}

// first is the name of the first mark found, of mark, name, mark, name.
func first(said string, pairs ...string) string {
	for i := 0; i < len(pairs); i += 2 {
		if strings.Contains(said, pairs[i]) {
			return pairs[i+1]
		}
	}
	return ""
}
