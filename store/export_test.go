package store

import (
	"context"

	"cchc/kit/db"
)

// VerifyIn is Verify within a transaction, so that a test can tamper, look and undo.
func VerifyIn(ctx context.Context, tx *db.Tx, o Verification) (Report, error) {
	v := newVerification(ctx, tx, o)
	err := v.run()
	return v.report, err
}

// ShelfTables lists the tables of all books.
func ShelfTables() (names []string) {
	for _, s := range shelves {
		names = append(names, s.shape().table)
	}
	return names
}

// HasName tells whether there is a name for the subjects of every book.
func HasName(table string) bool {
	for _, s := range shelves {
		if shape := s.shape(); shape.table == table {
			_, ok := kindNames[shape.kind]
			return ok
		}
	}
	return false
}
