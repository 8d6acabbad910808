package db

import (
	"regexp"
	"strings"
)

var (
	createTable = regexp.MustCompile(`(?is)^\s*CREATE\s+TABLE\b`)
	alterTable  = regexp.MustCompile(`(?is)^\s*ALTER\s+TABLE\b`)
	withoutRow  = regexp.MustCompile(`(?i)^[ \t]*--[ \t]*without rowid\b`)
	typeNames   = regexp.MustCompile(`(?i)\b(BYTEA|BIGINT|BOOLEAN|DOUBLE\s+PRECISION|TEXT)\b`)
)

// liteTypes are SQLite's words in a strict table, where a value of the wrong
// type is refused as PostgreSQL does.
var liteTypes = map[string]string{"BYTEA": "BLOB", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER", "TEXT": "TEXT"}

// ddl splits a script into statements in the engine's words. Scripts are written
// as PostgreSQL reads them; a comment "-- without rowid" behind the end of a
// CREATE TABLE stores the table of SQLite by its primary key.
//
// On PostgreSQL text is compared byte by byte, as SQLite does, whatever the
// locale of the server: sort keys made in Go depend on it.
func (e Engine) ddl(script string) []string {
	var list []string
	for rest := script; ; {
		n := statementEnd(rest)
		statement, after := rest[:n], strings.TrimPrefix(rest[n:], ";")
		if bare := uncomment(statement); bare != "" {
			list = append(list, e.declare(bare, withoutRow.MatchString(after)))
		}
		if after == "" {
			return list
		}
		rest = after
	}
}

// statementEnd is the place of the next semicolon outside of quotes and comments.
func statementEnd(s string) int {
	for i := 0; i < len(s); {
		if n := skip(s[i:]); n > 0 {
			i += n
			continue
		}
		if s[i] == ';' {
			return i
		}
		i++
	}
	return len(s)
}

// uncomment leaves out comments and the space around a statement.
func uncomment(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		n := max(skip(s[i:]), 1)
		if comment := strings.HasPrefix(s[i:], "--") || strings.HasPrefix(s[i:], "/*"); comment {
			out.WriteByte('\n')
		} else {
			out.WriteString(s[i : i+n])
		}
		i += n
	}
	return strings.TrimSpace(out.String())
}

func (e Engine) declare(statement string, withoutRowID bool) string {
	table := createTable.MatchString(statement)
	if !table && !alterTable.MatchString(statement) {
		return statement
	}
	statement = typeNames.ReplaceAllStringFunc(statement, e.typeName)
	if table && e == SQLite {
		statement += " STRICT"
		if withoutRowID {
			statement += ", WITHOUT ROWID"
		}
	}
	return statement
}

func (e Engine) typeName(word string) string {
	word = strings.ToUpper(word)
	if e == Postgres {
		if word == "TEXT" {
			return `TEXT COLLATE "C"`
		}
		return word
	}
	if name, ok := liteTypes[word]; ok {
		return name
	}
	return "REAL"
}
