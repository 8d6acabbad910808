package db

import (
	"strconv"
	"strings"
	"sync"
)

// parsed is a query in an engine's own words.
type parsed struct {
	text string
	args int // the highest placeholder
}

// maxParsed bounds the cache of parsed queries. A program has some hundreds;
// when lists with many filters make more, it starts afresh.
const maxParsed = 4096

var parsedQueries = struct {
	sync.RWMutex
	of map[Engine]map[string]parsed
}{of: map[Engine]map[string]parsed{SQLite: {}, Postgres: {}}}

// parse rewrites a query's placeholders, once per text.
func (e Engine) parse(query string) parsed {
	cache := &parsedQueries
	cache.RLock()
	p, ok := cache.of[e][query]
	cache.RUnlock()
	if ok {
		return p
	}
	p = e.rewrite(query)
	cache.Lock()
	defer cache.Unlock()
	if len(cache.of[e]) >= maxParsed {
		clear(cache.of[e])
	}
	cache.of[e][query] = p
	return p
}

func (e Engine) rewrite(query string) parsed {
	var out strings.Builder
	highest := 0
	for i := 0; i < len(query); {
		if n := skip(query[i:]); n > 0 {
			out.WriteString(query[i : i+n])
			i += n
			continue
		}
		digits := 0
		if query[i] == '$' {
			for i+1+digits < len(query) && isDigit(query[i+1+digits]) {
				digits++
			}
		}
		if digits > 0 && e == SQLite {
			out.WriteByte('?')
		} else {
			out.WriteByte(query[i])
		}
		number := query[i+1 : i+1+digits]
		out.WriteString(number)
		if n, err := strconv.Atoi(number); err == nil {
			highest = max(highest, n)
		}
		i += 1 + digits
	}
	return parsed{out.String(), highest}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// skip is the length of the quoted text or comment that s begins with, 0 if it
// begins with neither.
func skip(s string) int {
	for _, mark := range [][2]string{{"'", "'"}, {`"`, `"`}, {"--", "\n"}, {"/*", "*/"}, {"$$", "$$"}} {
		rest, ok := strings.CutPrefix(s, mark[0])
		if !ok {
			continue
		}
		end := strings.Index(rest, mark[1])
		if end < 0 {
			return len(s)
		}
		return len(mark[0]) + end + len(mark[1])
	}
	return 0
}
