package store

import (
	"context"
	"strings"

	"cchc/domain/audit"
	"cchc/kit/db"
	"cchc/store/book"
)

// Labels are what people call the subjects of events, by subject; those that are gone or
// have no name are left out. One look into each table that the events are of.
func (s Ledger) Labels(ctx context.Context, events []audit.Event) (labels map[int64]string, err error) {
	of := map[audit.Kind][]int64{}
	for _, e := range events {
		of[e.Kind] = append(of[e.Kind], e.Subject)
	}
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		labels = map[int64]string{}
		for _, shelf := range book.Shelves() {
			if known := (shape{shelf.Shape()}); len(known.Label) > 0 && len(of[known.Kind]) > 0 {
				if err := known.labels(ctx, tx, of[known.Kind], labels); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return labels, err
}

func (s shape) labels(ctx context.Context, tx *db.Tx, ids []int64, labels map[int64]string) error {
	rows, err := db.All(ctx, tx, s.scan, "SELECT id, version, salt, head, "+s.names()+" FROM "+s.Table+" WHERE id IN ("+book.Placeholders(len(ids))+")", anys(ids)...)
	for i := range rows {
		labels[rows[i].id] = s.label(rowLog(s, &rows[i]))
	}
	return err
}

// names are the columns of the table as SQL lists them.
func (s shape) names() string {
	names := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}
