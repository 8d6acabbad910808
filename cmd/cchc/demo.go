package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"text/tabwriter"
	"time"

	"cchc/demo"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store"
)

// demoCmd builds the fictional province, or takes the one that was built before, and
// serves it.
type demoCmd struct {
	serving
	Scale demo.Scale `default:"0.01" help:"Phần của năm 2022: 1 là đủ 462.569 hồ sơ."`
	Serve bool       `default:"true" negatable:"" help:"Phục vụ sau khi dựng."`
}

// Databases when none was named: the demo never lies where a province's own might.
const (
	defaultDatabase = "cchc.db"
	demoFile        = "demo.db"
)

// usualDatabase is what commands use when none was named: the demo where there is only that.
func usualDatabase() string {
	_, own := os.Stat(defaultDatabase)
	_, built := os.Stat(demoFile)
	if own != nil && built == nil {
		return demoFile
	}
	return defaultDatabase
}

// Run builds what is missing. It never writes into a database that is not a demo.
func (c *demoCmd) Run(a *app) error {
	if !a.Named {
		a.Database = demoFile
	}
	s, err := c.province(a)
	if err != nil {
		return err
	}
	defer s.Close()
	logins, err := demo.Logins(a.ctx, s, time.Now())
	if err != nil {
		return err
	}
	if !c.Serve {
		return tellLogins(a, logins)
	}
	c.Phone, c.Address = cmp.Or(c.Phone, "1800 0000"), cmp.Or(c.Address, "01 đường Trung Tâm, phường An Hội")
	return c.serve(a, s, func(url string) error {
		fmt.Fprintf(a.Out, "Một cửa An Sơn: %s\n", url)
		return tellLogins(a, logins)
	})
}

// province opens the demo that is there, or makes it.
func (c *demoCmd) province(a *app) (*store.Store, error) {
	s, found, err := c.look(a)
	if err != nil || found == demo.Same {
		return s, err
	}
	if found == demo.Other {
		s.Close()
		if err := removeDemo(a.Database); err != nil {
			return nil, err
		}
		if s, _, err = c.look(a); err != nil {
			return nil, err
		}
	}
	if err := c.build(a, s); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// look opens and migrates the database and tells what is in it.
func (c *demoCmd) look(a *app) (*store.Store, demo.Found, error) {
	s, err := store.Open(a.ctx, a.Database, db.Options{})
	if err != nil {
		return nil, demo.Nothing, err
	}
	found := demo.Nothing
	if err = s.DB.Migrate(a.ctx, store.Migrations()); err == nil {
		found, err = demo.Find(a.ctx, s, c.Scale)
	}
	if err == nil && found == demo.Foreign {
		err = refusal.Clash("%s không phải bản mẫu: không ghi đè. Hãy chọn tệp khác bằng --db.", a.Database)
	}
	if err != nil {
		s.Close()
		return nil, found, err
	}
	return s, found, nil
}

func (c *demoCmd) build(a *app, s *store.Store) error {
	signer, err := sealKey(a.ctx, s, keyFile(c.KeyFile, a.Database))
	if err != nil {
		return err
	}
	files, err := a.files(s)
	if err != nil {
		return err
	}
	began := time.Now()
	meter := newMeter(a)
	built, err := demo.Build(a.ctx, s, demo.Options{
		Scale: c.Scale, Now: began, Sealer: &store.Sealer{DB: s.DB, Signer: signer},
		Files:    &demo.Files{Store: files, Digest: func(idNo string) string { return files.Keys.Digest("holder", idNo) }},
		Progress: func(p demo.Progress) { meter.show(p.Doing, p.Done, p.Total) },
	})
	meter.end()
	if err != nil {
		return err
	}
	a.say("Đã dựng tỉnh An Sơn: %d hồ sơ, %d sự kiện, trong %s.", built.Dossiers, built.Events, time.Since(began).Round(100*time.Millisecond))
	return nil
}

// removeDemo takes a demo of another scale or version away. On PostgreSQL that is left to
// a person: the database may hold more than we know of.
func removeDemo(address string) error {
	if db.EngineOf(address) == db.Postgres {
		return refusal.Clash("Cơ sở dữ liệu đang có bản mẫu khác, hoặc bản dựng dở: hãy xóa rồi tạo lại cơ sở dữ liệu trống.")
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(address + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func tellLogins(a *app, logins []demo.Login) error {
	w := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "Đăng nhập\tMật khẩu lần này\tVai trò\tHọ tên\tĐơn vị")
	for _, l := range logins {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", l.Login, l.Password, l.Role, l.Name, l.Unit)
	}
	return w.Flush()
}
