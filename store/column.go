package store

import (
	"encoding/json"
	"fmt"
	"time"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
)

// The sorts of columns a book can have: how a field of a subject becomes a value of its
// row and comes back.

func textColumn[S any, T ~string](name string, at func(*S) *T) column[S] {
	return column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(string(*at(s))) },
		set: func(s *S, v audit.Value) error { *at(s) = T(v.Text()); return nil },
	}
}

func secretColumn[S any](name string, at func(*S) *string) column[S] {
	c := textColumn(name, at)
	c.secret = true
	return c
}

func intColumn[S any, T ~int | ~int64](name string, at func(*S) *T) column[S] {
	return column[S]{
		name: name, zero: audit.Int(0),
		get: func(s *S) audit.Value { return audit.Int(int64(*at(s))) },
		set: func(s *S, v audit.Value) error { *at(s) = T(v.Int()); return nil },
	}
}

func boolColumn[S any](name string, at func(*S) *bool) column[S] {
	return column[S]{
		name: name, zero: audit.Bool(false),
		get: func(s *S) audit.Value { return audit.Bool(*at(s)) },
		set: func(s *S, v audit.Value) error { *at(s) = v.Bool(); return nil },
	}
}

// madeColumn is a text made of a field and read back from it.
func madeColumn[S, T any](name string, at func(*S) *T, write func(T) string, read func(string) (T, error)) column[S] {
	return column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(write(*at(s))) },
		set: func(s *S, v audit.Value) (err error) { *at(s), err = read(v.Text()); return err },
	}
}

func instantColumn[S any](name string, at func(*S) *time.Time) column[S] {
	return madeColumn(name, at, dossier.Instant, dossier.ParseInstant)
}

func dayColumn[S any](name string, at func(*S) *calendar.Day) column[S] {
	return madeColumn(name, at, calendar.Day.String, parseDay)
}

func parseDay(s string) (calendar.Day, error) {
	if s == "" {
		return 0, nil
	}
	return calendar.ParseDay(s)
}

// listColumn is a list as JSON, "" when it is empty.
func listColumn[S, E any](name string, at func(*S) *[]E) column[S] {
	return madeColumn(name, at, func(list []E) string {
		if len(list) == 0 {
			return ""
		}
		text, err := json.Marshal(list)
		if err != nil {
			panic(fmt.Sprintf("store: column %s: %v", name, err)) // plain structs always encode
		}
		return string(text)
	}, func(s string) (list []E, err error) {
		if s == "" {
			return nil, nil
		}
		err = json.Unmarshal([]byte(s), &list)
		return list, err
	})
}

// derivedColumn is computed from the subject and never read back.
func derivedColumn[S any](name string, of func(*S) string) column[S] {
	return column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(of(s)) },
		set: func(*S, audit.Value) error { return nil },
	}
}
