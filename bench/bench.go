// Package bench measures the program on the machine it runs on, each time beside a floor
// that is measured in the same run: the same work done with nothing around it. A time
// alone says more about the machine than about the program; a ratio says what the program
// costs.
package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"cchc/kit/db"
	"cchc/kit/pgserver"
)

// Line is one measurement: the median of its rounds.
type Line struct {
	Name   string `json:"name"`
	Engine string `json:"engine,omitempty"`
	Unit   string `json:"unit"` // of Ours and Floor: "act/s", "µs", "ms", "kB"
	Ours   int64  `json:"ours"`
	Floor  int64  `json:"floor,omitempty"` // 0: there is none
	Ratio  int64  `json:"ratio_permille,omitempty"`
	Want   string `json:"want"`
	OK     bool   `json:"ok"`
	Note   string `json:"note,omitempty"`
}

// atLeast compares speeds: ours may be as low as permille of the floor.
func (l Line) atLeast(permille int64) Line {
	l.Ratio = l.Ours * 1000 / max(l.Floor, 1)
	l.Want, l.OK = "≥ "+Share(permille), l.Ratio >= permille
	return l
}

// atMost compares times: ours may be as high as permille of the floor.
func (l Line) atMost(permille int64) Line {
	l.Ratio = l.Ours * 1000 / max(l.Floor, 1)
	l.Want, l.OK = "≤ "+Share(permille), l.Ratio <= permille
	return l
}

// within bounds ours alone; the floor is for comparison.
func (l Line) within(most int64) Line {
	if l.Floor > 0 {
		l.Ratio = l.Ours * 1000 / l.Floor
	}
	l.Want, l.OK = fmt.Sprintf("≤ %d %s", most, l.Unit), l.Ours <= most
	return l
}

// Share prints thousandths with a decimal comma: 500 is "0,50".
func Share(permille int64) string { return fmt.Sprintf("%d,%02d", permille/1000, permille%1000/10) }

func median(list []int64) int64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// Bench is a place to measure in. Everything it makes is thrown away by Close.
type Bench struct {
	Dir     string           // scratch files, on the disk to measure
	Rounds  int              // of each measurement, alternating with its floor
	Each    int              // acts in one round
	PerYear int              // dossiers of a stored year
	Rows    int              // of the lists
	Say     func(string)     // progress, for a person
	server  *pgserver.Server // started at its first use
	made    map[db.Engine]int
}

// Open makes a scratch folder inside dir ("" is the system's own).
func Open(dir string) (*Bench, error) {
	own, err := os.MkdirTemp(dir, "cchc-bench-")
	if err != nil {
		return nil, err
	}
	return &Bench{Dir: own, Rounds: 5, Each: 3000, PerYear: 20_000, Rows: 1_000_000, Say: func(string) {}, made: map[db.Engine]int{}}, nil
}

// Close removes everything.
func (b *Bench) Close() {
	if b.server != nil {
		b.server.Stop()
	}
	os.RemoveAll(b.Dir)
}

// Engines that can be measured here: SQLite, and a PostgreSQL that waits for the disk,
// started for it, where there is one on the machine.
func (b *Bench) Engines(ctx context.Context) ([]db.Engine, error) {
	if b.server == nil {
		server, err := pgserver.Start(ctx, pgserver.Options{Durable: true})
		if errors.Is(err, pgserver.ErrMissing) {
			b.Say("Máy này không có PostgreSQL: chỉ đo SQLite.")
			return []db.Engine{db.SQLite}, nil
		}
		if err != nil {
			return nil, err
		}
		b.server = server
	}
	return []db.Engine{db.SQLite, db.Postgres}, nil
}

// database is the address of a new, empty database.
func (b *Bench) database(ctx context.Context, e db.Engine) (string, error) {
	b.made[e]++
	if e == db.SQLite {
		return filepath.Join(b.Dir, fmt.Sprintf("%d.db", b.made[e])), nil
	}
	name, err := b.server.Create(ctx, "")
	return b.server.Address(name), err
}

// turn is one side of a comparison: prepare lays out what a round needs before the clock
// starts, and may be nil.
type turn struct {
	prepare func()
	work    func() error
}

// alternate runs ours and the floor in turns, each first every other time, and returns the
// median of each in nanoseconds. Neither pays for the other's garbage.
func (b *Bench) alternate(ours, floor turn) (oursTook, floorTook int64, err error) {
	var times [2][]int64
	sides := [2]turn{ours, floor}
	for round := range b.Rounds {
		for i := range sides {
			which := (round + i) % 2
			if prepare := sides[which].prepare; prepare != nil {
				prepare()
			}
			runtime.GC()
			begin := time.Now()
			if err := sides[which].work(); err != nil {
				return 0, 0, err
			}
			times[which] = append(times[which], int64(time.Since(begin)))
		}
	}
	return median(times[0]), median(times[1]), nil
}
