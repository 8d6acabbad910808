package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"cchc/kit/db"
	"cchc/store"
)

// migrateCmd brings the schema up to this program.
type migrateCmd struct {
	Plan bool `help:"Chỉ liệt kê những bước sẽ chạy."`
}

// Run lists or runs the scripts that have not run yet.
func (c *migrateCmd) Run(a *app) error {
	s, err := store.Open(a.ctx, a.Database, db.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	pending, err := s.DB.Pending(a.ctx, store.Migrations())
	if err != nil {
		return err
	}
	if !c.Plan {
		if err := s.DB.Migrate(a.ctx, store.Migrations()); err != nil {
			return err
		}
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(map[string]any{"pending": append([]string{}, pending...), "applied": !c.Plan})
	}
	for _, name := range pending {
		fmt.Fprintln(a.Out, name)
	}
	switch {
	case len(pending) == 0:
		a.say("Lược đồ đã đúng bản, không có bước nào phải chạy.")
	case c.Plan:
		a.say("%d bước sẽ chạy.", len(pending))
	default:
		a.say("Đã chạy %d bước.", len(pending))
	}
	return nil
}

// versionCmd says which program this is.
type versionCmd struct{}

// Run prints the module's version and the compiler's.
func (versionCmd) Run(a *app) error {
	version, goVersion := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version, goVersion = info.Main.Version, info.GoVersion
	}
	if a.JSON {
		return json.NewEncoder(a.Out).Encode(map[string]string{"version": version, "go": goVersion})
	}
	_, err := fmt.Fprintf(a.Out, "cchc %s (%s)\n", version, goVersion)
	return err
}
