package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"cchc/bench"
	"cchc/demo"
	"cchc/kit/db"
)

// benchCmd measures the program on this machine, each time beside a floor measured in the
// same run.
type benchCmd struct {
	What   string        `arg:"" optional:"" enum:"acts,figures,lists,start,size,load,all" default:"all" help:"Đo gì: acts, figures, lists, start, size, load, hoặc all (tất cả trừ load)."`
	Engine string        `enum:"sqlite,postgres,both" default:"both" help:"Trên cơ sở dữ liệu nào: sqlite, postgres hoặc both."`
	Rounds int           `default:"5" help:"Số vòng của mỗi phép đo, xen kẽ với mức sàn."`
	Each   int           `default:"3000" help:"Số việc trong một vòng đo acts."`
	Rows   int           `default:"1000000" help:"Số hồ sơ khi đo lists."`
	Scale  demo.Scale    `default:"2.7" help:"Tỷ lệ bản mẫu khi đo load: 2.7 là 1,4 triệu hồ sơ."`
	Views  int           `default:"200" help:"Số trang một giây khi đo load."`
	Writes int           `default:"12" help:"Số việc một giây khi đo load: một nửa tiếp nhận, một nửa chuyển bước."`
	Lasts  time.Duration `default:"60s" help:"Đo load trong bao lâu."`
	Dir    string        `type:"existingdir" placeholder:"THƯ MỤC" help:"Nơi đặt tệp nháp: nên nằm trên ổ đĩa cần đo."`
}

// Run measures and prints; a measurement that misses its mark is a failure.
func (c *benchCmd) Run(a *app) error {
	b, err := bench.Open(c.Dir)
	if err != nil {
		return err
	}
	defer b.Close()
	b.Rounds, b.Each, b.Rows = max(c.Rounds, 1), max(c.Each, 1), max(c.Rows, 2)
	b.Say = func(text string) { a.say("%s", text) }
	lines, err := c.measure(a, b)
	if err != nil {
		return err
	}
	if a.JSON {
		err = json.NewEncoder(a.Out).Encode(map[string]any{"measurements": lines})
	} else {
		err = printBench(a, lines)
	}
	for _, l := range lines {
		if !l.OK && err == nil {
			err = errSaid
		}
	}
	return err
}

func (c *benchCmd) measure(a *app, b *bench.Bench) (lines []bench.Line, err error) {
	wanted := func(what string) bool { return c.What == what || c.What == "all" && what != "load" }
	pressed := bench.Load{Scale: c.Scale, Views: max(c.Views, 1), Writes: max(c.Writes, 1), Lasts: c.Lasts}
	perEngine := []struct {
		what    string
		measure func(db.Engine) ([]bench.Line, error)
	}{
		{"acts", func(e db.Engine) ([]bench.Line, error) { return b.Acts(a.ctx, e) }},
		{"figures", func(e db.Engine) ([]bench.Line, error) { return b.Figures(a.ctx, e) }},
		{"lists", func(e db.Engine) ([]bench.Line, error) { return b.Lists(a.ctx, e) }},
		{"load", func(e db.Engine) ([]bench.Line, error) { return b.Load(a.ctx, e, "", pressed) }},
	}
	for _, m := range perEngine {
		if !wanted(m.what) {
			continue
		}
		engines, err := c.engines(a, b)
		if err != nil {
			return nil, err
		}
		for _, e := range engines {
			a.say("Đo %s trên %s…", m.what, e)
			more, err := m.measure(e)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", m.what, e, err)
			}
			lines = append(lines, more...)
		}
	}
	if wanted("start") {
		more, err := b.Start(a.ctx, "")
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	if wanted("size") {
		line, err := b.Size("")
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (c *benchCmd) engines(a *app, b *bench.Bench) ([]db.Engine, error) {
	if c.Engine == string(db.SQLite) {
		return []db.Engine{db.SQLite}, nil
	}
	all, err := b.Engines(a.ctx)
	if err == nil && c.Engine != "both" {
		all = slices.DeleteFunc(all, func(e db.Engine) bool { return string(e) != c.Engine })
	}
	return all, err
}

func printBench(a *app, lines []bench.Line) error {
	w := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "PHÉP ĐO\tCSDL\tCHƯƠNG TRÌNH\tMỨC SÀN\tTỶ LỆ\tMỤC TIÊU\tKẾT QUẢ\t")
	for _, l := range lines {
		floor, ratio, result := "", "", "đạt"
		if l.Floor > 0 {
			floor, ratio = fmt.Sprintf("%d %s", l.Floor, l.Unit), bench.Share(l.Ratio)
		}
		if !l.OK {
			result = "KHÔNG ĐẠT"
		}
		cells := []string{l.Name, l.Engine, fmt.Sprintf("%d %s", l.Ours, l.Unit), floor, ratio, l.Want, result, l.Note}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
	return w.Flush()
}
