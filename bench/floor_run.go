package bench

import (
	"context"
	"database/sql"

	"cchc/kit/db"
)

func (f *floor) receive(ctx context.Context, n int) error { return f.write(ctx, 0, n) }

func (f *floor) complete(ctx context.Context, n int) error { return f.write(ctx, 1, n) }

// write writes the next n plans of a kind.
func (f *floor) write(ctx context.Context, kind, n int) error {
	plans := f.plans[kind][:n]
	f.plans[kind] = f.plans[kind][n:]
	if f.engine == db.SQLite {
		return f.inGroups(ctx, plans)
	}
	return crowd(floorConns, n, func(i int) error {
		tx, err := f.pool.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		for _, s := range plans[i] {
			if s.read {
				err = drain(tx.QueryContext(ctx, s.text, s.args...))
			} else {
				_, err = tx.ExecContext(ctx, s.text, s.args...) // pgx prepares it once per connection
			}
			if err != nil {
				return err
			}
		}
		return tx.Commit()
	})
}

// inGroups writes 64 plans to a COMMIT, each between savepoints.
func (f *floor) inGroups(ctx context.Context, plans []plan) error {
	for len(plans) > 0 {
		group := plans[:min(atOnce, len(plans))]
		plans = plans[len(group):]
		all := []statement{{text: "BEGIN IMMEDIATE"}}
		for _, p := range group {
			all = append(append(append(all, statement{text: "SAVEPOINT one"}), p...), statement{text: "RELEASE one"})
		}
		for _, s := range append(all, statement{text: "COMMIT"}) {
			if err := f.do(ctx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// do runs a statement that was prepared once.
func (f *floor) do(ctx context.Context, s statement) error {
	if f.kept[s.text] == nil {
		prepared, err := f.pool.PrepareContext(ctx, db.SQLite.Rebind(s.text))
		if err != nil {
			return err
		}
		f.kept[s.text] = prepared
	}
	if s.read {
		return drain(f.kept[s.text].QueryContext(ctx, s.args...))
	}
	_, err := f.kept[s.text].ExecContext(ctx, s.args...)
	return err
}

// warm writes the first acts, as the program did.
func (f *floor) warm(ctx context.Context) error {
	f.planReceipts(2 * atOnce)
	f.planSteps(atOnce)
	if err := f.receive(ctx, 2*atOnce); err != nil {
		return err
	}
	return f.complete(ctx, atOnce)
}

// drain reads rows to the end and looks at none.
func drain(rows *sql.Rows, err error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
