package db

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// values brings arguments to the few types that both engines store alike, and
// refuses what only one of them would take.
func values(args []any) ([]any, error) {
	if len(args) == 0 {
		return nil, nil
	}
	out := make([]any, len(args))
	for i, arg := range args {
		v, err := value(arg)
		if err != nil {
			return nil, fmt.Errorf("db: argument $%d: %w", i+1, err)
		}
		out[i] = v
	}
	return out, nil
}

func value(arg any) (any, error) {
	v, err := driver.DefaultParameterConverter.ConvertValue(arg)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case string:
		return v, checkText(v)
	case time.Time:
		// Each driver has its own text for a time. The store has one.
		return nil, fmt.Errorf("a time.Time has no one text; pass it as a string")
	}
	return v, nil
}

// checkText refuses what PostgreSQL cannot store in TEXT and SQLite can.
func checkText(s string) error {
	if strings.IndexByte(s, 0) >= 0 {
		return fmt.Errorf("text with a NUL byte: %.40q", s)
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("text that is not UTF-8: %.40q", s)
	}
	return nil
}
