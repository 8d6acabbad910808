package db

import (
	"context"
	"fmt"
	"time"
)

// Setting is something of the database that durability or correctness rests on.
type Setting struct {
	Name, Value, Want string
	OK                bool
}

type settingRule struct {
	name, query, want string
	ok                func(value string) bool // nil: equal to want
}

func (e Engine) settingRules() []settingRule {
	if e == Postgres {
		return []settingRule{
			{"server_version_num", `SHOW server_version_num`, "≥ 130000", func(v string) bool { return len(v) >= 6 && v >= "130000" }},
			{"fsync", `SHOW fsync`, "on", nil},
			{"synchronous_commit", `SHOW synchronous_commit`, "on", func(v string) bool { return v == "on" || v == "remote_apply" }},
			{"full_page_writes", `SHOW full_page_writes`, "on", nil},
			{"server_encoding", `SHOW server_encoding`, "UTF8", nil},
		}
	}
	return []settingRule{
		{"journal_mode", `SELECT journal_mode FROM pragma_journal_mode`, "wal", nil},
		{"synchronous", `SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous`, "2", nil}, // FULL
		{"foreign_keys", `SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys`, "1", nil},
		{"encoding", `SELECT encoding FROM pragma_encoding`, "UTF-8", nil},
	}
}

// Settings reads them as the connection that writes has them. It needs the right to write,
// and writes nothing.
func (db *DB) Settings(ctx context.Context) (list []Setting, err error) {
	err = db.Write(ctx, func(tx *Tx) error {
		list = nil
		for _, rule := range tx.settingRules() {
			v, err := Value[string](ctx, tx, rule.query)
			if err != nil {
				return fmt.Errorf("%s: %w", rule.name, err)
			}
			ok := v == rule.want
			if rule.ok != nil {
				ok = rule.ok(v)
			}
			list = append(list, Setting{rule.name, v, rule.want, ok})
		}
		return nil
	})
	return list, err
}

// Clock is the instant by the clock of the database's machine, to the millisecond.
func (db *DB) Clock(ctx context.Context) (at time.Time, err error) {
	if db.Engine == SQLite {
		return time.Now(), nil
	}
	err = db.Read(ctx, func(tx *Tx) error {
		ms, err := Value[int64](ctx, tx, `SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)`)
		at = time.UnixMilli(ms)
		return err
	})
	return at, err
}
