package book

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

// Text is a string as it is.
func Text[S any, T ~string](name string, at func(*S) *T) Column[S] {
	return Column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(string(*at(s))) },
		set: func(s *S, v audit.Value) error { *at(s) = T(v.Text()); return nil },
	}
}

// Secret is a string of which the trace holds a seal only.
func Secret[S any](name string, at func(*S) *string) Column[S] {
	c := Text(name, at)
	c.secret = true
	return c
}

// Int is a whole number: identifiers, counts, đồng.
func Int[S any, T ~int | ~int64](name string, at func(*S) *T) Column[S] {
	return Column[S]{
		name: name, zero: audit.Int(0),
		get: func(s *S) audit.Value { return audit.Int(int64(*at(s))) },
		set: func(s *S, v audit.Value) error { *at(s) = T(v.Int()); return nil },
	}
}

// Bool is a truth value.
func Bool[S any](name string, at func(*S) *bool) Column[S] {
	return Column[S]{
		name: name, zero: audit.Bool(false),
		get: func(s *S) audit.Value { return audit.Bool(*at(s)) },
		set: func(s *S, v audit.Value) error { *at(s) = v.Bool(); return nil },
	}
}

// Made is a text made of a field and read back from it.
func Made[S, T any](name string, at func(*S) *T, write func(T) string, read func(string) (T, error)) Column[S] {
	return Column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(write(*at(s))) },
		set: func(s *S, v audit.Value) (err error) { *at(s), err = read(v.Text()); return err },
	}
}

// Instant is UTC text to the second, "" for none.
func Instant[S any](name string, at func(*S) *time.Time) Column[S] {
	return Made(name, at, dossier.Instant, dossier.ParseInstant)
}

// Day is local text, "" for none.
func Day[S any](name string, at func(*S) *calendar.Day) Column[S] {
	return Made(name, at, calendar.Day.String, parseDay)
}

func parseDay(s string) (calendar.Day, error) {
	if s == "" {
		return 0, nil
	}
	return calendar.ParseDay(s)
}

// List is a list as JSON, "" when it is empty.
func List[S, E any](name string, at func(*S) *[]E) Column[S] {
	return Made(name, at, func(list []E) string {
		if len(list) == 0 {
			return ""
		}
		text, err := json.Marshal(list)
		if err != nil {
			panic(fmt.Sprintf("book: column %s: %v", name, err)) // plain structs always encode
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

// Computed is computed from the subject and never read back.
func Computed[S any](name string, of func(*S) string) Column[S] {
	return Column[S]{
		name: name, zero: audit.Text(""),
		get: func(s *S) audit.Value { return audit.Text(of(s)) },
		set: func(*S, audit.Value) error { return nil },
	}
}
