package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"cchc/kit/db"
	"cchc/store"
)

// doctorCmd looks at everything the program rests on, and says for each thing that is
// wrong how to mend it.
type doctorCmd struct {
	KeyFile string `name:"key-file" env:"CCHC_KEY_FILE" help:"Tệp khóa ký nhật ký; mặc định nằm cạnh tệp SQLite."`
}

// state is how a thing is. A notice is worth knowing and no failure.
type state string

const (
	well   state = "ok"
	notice state = "notice"
	wrong  state = "wrong"
)

// finding is one thing that was looked at.
type finding struct {
	Name  string `json:"name"`
	State state  `json:"state"`
	Found string `json:"found"`
	Mend  string `json:"mend,omitempty"`
}

// doctor is one visit.
type doctor struct {
	*app
	keyFile string
	now     time.Time
	list    []finding
}

func (d *doctor) fine(name, format string, args ...any) {
	d.list = append(d.list, finding{Name: name, State: well, Found: fmt.Sprintf(format, args...)})
}

// ill notes what is not well, with its mend.
func (d *doctor) ill(name string, how state, mend, format string, args ...any) {
	d.list = append(d.list, finding{name, how, fmt.Sprintf(format, args...), mend})
}

// Run looks and reports; anything wrong is exit code 1, a database that is away 7.
func (c *doctorCmd) Run(a *app) error {
	d := &doctor{app: a, keyFile: keyFile(c.KeyFile, a.Database), now: time.Now()}
	d.machine()
	away := d.database()
	if err := d.report(); err != nil {
		return err
	}
	switch {
	case away != nil:
		return exitError{exitAway, errSaid}
	case slices.ContainsFunc(d.list, func(f finding) bool { return f.State == wrong }):
		return errSaid
	}
	return nil
}

func (d *doctor) report() error {
	if d.JSON {
		return json.NewEncoder(d.Out).Encode(map[string]any{"findings": d.list})
	}
	signs := map[state]string{well: "tốt   ", notice: "chú ý ", wrong: "HỎNG  "}
	for _, f := range d.list {
		if _, err := fmt.Fprintf(d.Out, "%s %s: %s\n", signs[f.State], f.Name, f.Found); err != nil {
			return err
		}
		if f.Mend != "" {
			fmt.Fprintf(d.Out, "       → %s\n", f.Mend)
		}
	}
	return nil
}

// database looks at the database as far as it can be reached; the error says that it cannot.
func (d *doctor) database() (away error) {
	const name = "Cơ sở dữ liệu"
	engine := db.EngineOf(d.Database)
	if _, err := os.Stat(d.Database); engine == db.SQLite && err != nil {
		d.ill(name, notice, "Chạy “cchc serve” hoặc “cchc demo” để tạo, hoặc chỉ ra tệp bằng --db.", "chưa có tệp %s", d.Database)
		return nil
	}
	s, err := store.Open(d.ctx, d.Database, db.Options{})
	if err != nil {
		d.ill(name, wrong, "Kiểm tra máy chủ có chạy không, địa chỉ trong --db hay CCHC_DB và quyền đọc tệp.", "không mở được %s: %v", shown(d.Database), err)
		return err
	}
	defer s.Close()
	d.fine(name, "%s, %s", engine, shown(d.Database))
	if !d.migrations(s) {
		return nil
	}
	d.settings(s)
	d.clocks(s)
	d.key(s)
	d.keys(s)
	d.log(s)
	if engine == db.SQLite {
		d.backup()
	}
	return nil
}

// shown is an address without its password.
func shown(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		words := strings.Fields(address)
		for i, w := range words {
			if strings.HasPrefix(w, "password=") {
				words[i] = "password=***"
			}
		}
		return strings.Join(words, " ")
	}
	if at := strings.LastIndex(rest, "@"); at >= 0 {
		user, _, _ := strings.Cut(rest[:at], ":")
		rest = user + rest[at:]
	}
	return scheme + "://" + rest
}
