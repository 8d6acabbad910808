package store_test

import (
	"fmt"
	"testing"

	"cchc/kit/db"
	"cchc/store"
)

// rowsOf reads any query as text, a line a row.
func rowsOf(t *testing.T, s *store.Store, query string, args ...any) (lines []string) {
	t.Helper()
	err := s.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		lines, err = db.All(t.Context(), tx, func(row db.Row) (string, error) {
			return anyRow(row)
		}, query, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// anyRow scans as many columns as there are.
func anyRow(row db.Row) (string, error) {
	for n := 1; n < 64; n++ {
		values, dest := make([]any, n), make([]any, n)
		for i := range values {
			dest[i] = &values[i]
		}
		if err := row.Scan(dest...); err == nil {
			for i, v := range values {
				if b, ok := v.([]byte); ok {
					values[i] = string(b)
				}
			}
			return fmt.Sprint(values...), nil
		}
	}
	return "", fmt.Errorf("more than 63 columns")
}
