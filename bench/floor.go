package bench

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// floor is the bare loop: prepared statements over database/sql and values that were laid
// out before the clock started. No rules, no trace to compute, no rows to read into
// anything, nobody to answer.
type floor struct {
	engine db.Engine
	pool   *sql.DB
	sample sample
	kept   map[string]*sql.Stmt
	plans  [2][]plan // receipts and steps still to be written
	ids    []int64   // of the dossiers planned, in order
	steps  int       // planned
}

// plan is the statements of one act.
type plan []statement

type statement struct {
	text string
	args []any
	read bool // gives rows
}

// sample is what the program's own tables hold of one act: the floor writes the same rows.
type sample struct {
	dossier, stepped, person, event, step, work, reworked row
	words                                                 []row
	tally                                                 []row
}

// row is one row of a table, values in the order of the columns.
type row struct {
	table   string
	columns []string
	values  []any
}

// floorConns is how many connections the program opens to PostgreSQL by itself.
const floorConns = 16

// newFloor makes a database with the same schema and reads the sample from the program's.
func (b *Bench) newFloor(ctx context.Context, e db.Engine, ours *store.Store) (*floor, error) {
	address, err := b.database(ctx, e)
	if err != nil {
		return nil, err
	}
	s, err := furnished(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	f := &floor{engine: e, kept: map[string]*sql.Stmt{}}
	if e == db.Postgres {
		if f.pool, err = sql.Open("pgx", address); err == nil {
			f.pool.SetMaxOpenConns(floorConns)
			f.pool.SetMaxIdleConns(floorConns)
		}
	} else if f.pool, err = sql.Open("sqlite", liteFloor(address)); err == nil {
		f.pool.SetMaxOpenConns(1)
	}
	if err != nil {
		return nil, err
	}
	if f.sample, err = sampleOf(ctx, ours); err != nil {
		return nil, err
	}
	return f, f.warm(ctx)
}

// liteFloor is a file with the same durability and cache as the program's writer.
func liteFloor(file string) string {
	return "file:" + file + "?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)" +
		"&_pragma=temp_store(memory)&_pragma=cache_size(-16384)&_pragma=journal_size_limit(67108864)"
}

func (f *floor) close() {
	for _, s := range f.kept {
		s.Close()
	}
	f.pool.Close()
}

// with is a copy of a row with some columns of another value.
func (r row) with(change map[string]any) row {
	r.values = slices.Clone(r.values)
	for i, c := range r.columns {
		if v, ok := change[c]; ok {
			r.values[i] = v
		}
	}
	return r
}

func (r row) value(column string) any { return r.values[slices.Index(r.columns, column)] }

func (r row) insert(after string) statement {
	return statement{text: "INSERT INTO " + r.table + " (" + strings.Join(r.columns, ", ") + ") VALUES (" + marks(len(r.columns)) + ")" + after, args: r.values}
}

func marks(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(list, ", ")
}

// planReceipts lays out n receipts.
func (f *floor) planReceipts(n int) {
	for range n {
		at := len(f.ids)
		id := ident.At(workday)
		f.ids = append(f.ids, id)
		f.plans[0] = append(f.plans[0], f.receipt(at, id))
	}
}

// planSteps lays out the first step of n dossiers that were planned before.
func (f *floor) planSteps(n int) {
	for range n {
		f.plans[1] = append(f.plans[1], f.step(f.steps, f.ids[f.steps]))
		f.steps++
	}
}

func (f *floor) receipt(n int, id int64) plan {
	s := &f.sample
	act, person := receiptOf(n)
	unit := int64(act.Unit)
	code := fmt.Sprintf("H99.10.10-240304-%06d", n)
	p := plan{
		{text: `SELECT generation FROM reference WHERE only_row = 1`, read: true},
		{text: `INSERT INTO dossier_serial (unit, day, last) VALUES ($1, $2, 1) ON CONFLICT (unit, day) DO UPDATE SET last = dossier_serial.last + 1 RETURNING last`,
			args: []any{unit, "2024-03-04"}, read: true},
		s.dossier.with(map[string]any{"id": id, "code": code, "unit": unit, "desk": unit, "procedure": int64(act.Procedure), "workflow": int64(act.Workflow)}).insert(""),
		s.event.with(map[string]any{"subject": id, "key": fmt.Sprintf("r%d", n), "unit": unit}).insert(` ON CONFLICT (key) WHERE key <> '' DO NOTHING`),
		s.person.with(map[string]any{"dossier": id, "id_no": person.IDNo, "phone": person.Phone}).insert(""),
	}
	for i, w := range s.words {
		word := w.value("word")
		if strings.HasPrefix(fmt.Sprint(word), "9") || strings.HasPrefix(fmt.Sprint(word), "0") {
			word = []string{person.IDNo, person.Phone}[i%2]
		}
		p = append(p, w.with(map[string]any{"dossier": id, "word": word}).insert(""))
	}
	p = append(p, s.work.with(map[string]any{"dossier": id, "unit": unit}).insert(""))
	for _, t := range s.tally {
		change := map[string]any{"unit": unit}
		if t.value("procedure") != int64(0) {
			change["procedure"] = int64(act.Procedure)
		}
		p = append(p, t.with(change).insert(sums(t)))
	}
	return p
}

// sums is how a counter row is added to one that is there.
func sums(t row) string {
	var list []string
	for _, c := range t.columns[3:] {
		list = append(list, fmt.Sprintf("%s = dossier_tally.%s + excluded.%s", c, c, c))
	}
	return " ON CONFLICT (procedure, month, unit) DO UPDATE SET " + strings.Join(list, ", ")
}

func (f *floor) step(n int, id int64) plan {
	s := &f.sample
	unit := int64(firstCommune + n%communes)
	lock := ""
	if f.engine == db.Postgres {
		lock = " FOR UPDATE"
	}
	return plan{
		{text: `SELECT generation FROM reference WHERE only_row = 1`, read: true},
		{text: "SELECT " + strings.Join(s.dossier.columns, ", ") + " FROM dossier WHERE id = $1" + lock, args: []any{id}, read: true},
		{text: `UPDATE dossier SET version = $2, head = $3, state = $5, open = $6 WHERE id = $1 AND version = $4`,
			args: []any{id, int64(2), s.stepped.value("head"), int64(1), s.stepped.value("state"), s.stepped.value("open")}},
		s.step.with(map[string]any{"subject": id, "key": fmt.Sprintf("c%d", n), "unit": unit}).insert(` ON CONFLICT (key) WHERE key <> '' DO NOTHING`),
		{text: `DELETE FROM dossier_work WHERE dossier = $1`, args: []any{id}},
		s.reworked.with(map[string]any{"dossier": id, "unit": unit}).insert(""),
	}
}
