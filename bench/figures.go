package bench

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"cchc/domain/figure"
	"cchc/kit/db"
	"cchc/store"
)

const (
	figureYear = 2022
	years      = 10
	warmReads  = 20 // in one round: a single read is too short to be timed well
	// tableWithin is the time a year's on-time table may take, in µs.
	tableWithin = 20_000
)

// Figures measures a year's on-time table by level and by unit, beside the bare
// query over the same counters; and the same table with ten times the years stored,
// beside the one with a single year.
func (b *Bench) Figures(ctx context.Context, e db.Engine) ([]Line, error) {
	one, oneAt, err := b.withYears(ctx, e, figureYear)
	if err != nil {
		return nil, err
	}
	defer one.Close()
	ten, _, err := b.withYears(ctx, e, figureYear-years/2)
	if err != nil {
		return nil, err
	}
	defer ten.Close()
	raw, err := openRaw(e, oneAt)
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	var lines []Line
	for _, by := range []figure.By{figure.ByLevel, figure.ByUnit} {
		more, err := b.table(ctx, by, one, ten, raw)
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

func (b *Bench) table(ctx context.Context, by figure.By, one, ten *store.Store, raw *sql.DB) ([]Line, error) {
	ask := func(s *store.Store) turn {
		return turn{work: func() error { return times(warmReads, func() error { return tableOf(ctx, s, by) }) }}
	}
	bare := turn{work: func() error { return times(warmReads, func() error { return bareTable(ctx, raw) }) }}
	for _, first := range []turn{ask(one), ask(ten), bare} { // warm
		if err := first.work(); err != nil {
			return nil, err
		}
	}
	ours, floor, err := b.alternate(ask(one), bare)
	if err != nil {
		return nil, err
	}
	long, short, err := b.alternate(ask(ten), ask(one))
	if err != nil {
		return nil, err
	}
	name, engine := "bảng đúng hạn cả năm theo "+titles[by], string(one.DB.Engine)
	return []Line{
		Line{Name: name, Engine: engine, Unit: "µs", Ours: ours / warmReads / 1000, Floor: floor / warmReads / 1000}.within(tableWithin),
		Line{Name: name + ", 10 năm lưu", Engine: engine, Unit: "µs", Ours: long / warmReads / 1000, Floor: short / warmReads / 1000, Note: "so với 1 năm lưu"}.atMost(1200),
	}, nil
}

var titles = map[figure.By]string{figure.ByLevel: "cấp", figure.ByUnit: "đơn vị"}

func times(n int, f func() error) error {
	for range n {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func tableOf(ctx context.Context, s *store.Store, by figure.By) error {
	lines, err := s.Figures.Table(ctx, figure.Query{Period: figure.Year(figureYear, time.Now())}, by)
	if err == nil && figure.Sum(lines).OnDay == 0 {
		err = fmt.Errorf("bench: the table by %s is empty", by)
	}
	return err
}

// bareTable reads the same sums of the same counters, and makes nothing of them.
func bareTable(ctx context.Context, raw *sql.DB) error {
	const sums = `sum(early), sum(on_time), sum(late), sum(refused), sum(stopped), sum(withdrawn), sum(received_direct),
		sum(received_online), sum(received_post), sum(moved_in), sum(moved_out), sum(due_met), sum(due_missed), sum(due_open)`
	return drain(raw.QueryContext(ctx, `SELECT unit, `+sums+` FROM dossier_tally WHERE procedure = 0 AND month >= '2022-01' AND month < '2023-01' GROUP BY unit`))
}

// withYears is a database in which ten years around 2022, or only 2022, are stored.
func (b *Bench) withYears(ctx context.Context, e db.Engine, from int) (*store.Store, string, error) {
	address, err := b.database(ctx, e)
	if err != nil {
		return nil, "", err
	}
	s, err := furnished(ctx, address)
	if err != nil {
		return nil, "", err
	}
	to := figureYear
	if from < figureYear {
		to = from + years - 1
	}
	b.Say(fmt.Sprintf("%s: dựng %d hồ sơ mỗi năm, %d–%d", e, b.PerYear, from, to))
	model, err := lived(ctx, s, b.PerYear)
	if err == nil {
		err = model.fill(ctx, s, from, to)
	}
	if err == nil {
		err = settle(ctx, s)
	}
	if err != nil {
		s.Close()
		return nil, "", err
	}
	return s, address, nil
}

// openRaw opens a database for reading with nothing but the driver.
func openRaw(e db.Engine, address string) (*sql.DB, error) {
	driver, dsn := "pgx", address
	if e == db.SQLite {
		driver, dsn = "sqlite", "file:"+address+"?mode=ro&_pragma=query_only(1)&_pragma=temp_store(memory)&_pragma=cache_size(-8192)"
	}
	raw, err := sql.Open(driver, dsn)
	if err == nil {
		raw.SetMaxOpenConns(1)
	}
	return raw, err
}
