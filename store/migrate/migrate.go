// Package migrate holds the schema, one numbered script after the other. A released
// script never changes.
package migrate

import (
	"embed"
	"slices"
	"strings"

	"cchc/kit/db"
)

//go:embed *.sql
var scripts embed.FS

// All the scripts in their order.
func All() []db.Migration {
	entries, err := scripts.ReadDir(".")
	if err != nil {
		panic(err) // impossible: they are embedded
	}
	var list []db.Migration
	for _, entry := range entries {
		text, err := scripts.ReadFile(entry.Name())
		if err != nil {
			panic(err)
		}
		list = append(list, db.Migration{Name: strings.TrimSuffix(entry.Name(), ".sql"), SQL: string(text)})
	}
	slices.SortFunc(list, func(a, b db.Migration) int { return strings.Compare(a.Name, b.Name) })
	return list
}
