package db

import (
	"context"
	"errors"
)

// Row is one row of a result; Scan copies its columns in order.
type Row interface{ Scan(...any) error }

// Each calls visit for every row of a query while it is being read. visit must
// not run another statement in the same transaction.
func Each(ctx context.Context, tx *Tx, visit func(Row) error, query string, args ...any) (err error) {
	rows, err := tx.query(ctx, query, args)
	if err != nil {
		return err
	}
	defer func() {
		if stopped := tx.stop(rows, query); err == nil {
			err = stopped
		}
	}()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return nil
}

// All returns every row of a query, nil for none.
func All[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	var list []T
	err := Each(ctx, tx, func(row Row) error {
		v, err := scan(row)
		list = append(list, v)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// One returns the first row of a query, or ErrNotFound.
func One[T any](ctx context.Context, tx *Tx, scan func(Row) (T, error), query string, args ...any) (v T, err error) {
	rows, err := tx.query(ctx, query, args)
	if err != nil {
		return v, err
	}
	defer func() {
		if stopped := tx.stop(rows, query); err == nil || errors.Is(err, ErrNotFound) && stopped != nil {
			err = stopped
		}
	}()
	if !rows.Next() {
		return v, ErrNotFound
	}
	return scan(rows)
}

// Value returns the only column of the first row of a query, or ErrNotFound.
func Value[T any](ctx context.Context, tx *Tx, query string, args ...any) (T, error) {
	return One(ctx, tx, func(row Row) (v T, err error) {
		err = row.Scan(&v)
		return v, err
	}, query, args...)
}
