package store

import (
	"context"

	"cchc/kit/db"
	"cchc/store/book"
)

// VerifyIn is Verify within a transaction, so that a test can tamper, look and undo.
func VerifyIn(ctx context.Context, tx *db.Tx, o Verification) (Report, error) {
	v := newVerification(ctx, tx, o)
	err := v.run()
	return v.report, err
}

// ShelfTables lists the tables of all books.
func ShelfTables() (names []string) {
	for _, s := range book.Shelves() {
		names = append(names, s.Shape().Table)
	}
	return names
}

// HasName tells whether there is a name for the subjects of every book.
func HasName(table string) bool {
	for _, s := range book.Shelves() {
		if shape := s.Shape(); shape.Table == table {
			return shape.Title != ""
		}
	}
	return false
}
