package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/vntext"
)

// Get reads one account.
func (s Accounts) Get(ctx context.Context, id account.ID) (person, error) {
	return s.one(ctx, "WHERE id = $1", id)
}

func (s Accounts) one(ctx context.Context, where string, args ...any) (a person, err error) {
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, accountBook.Scan, accountBook.SelectFrom()+where, args...)
		a = k.State
		return err
	})
	if errors.Is(err, db.ErrNotFound) {
		return a, refusal.Missing("Không tìm thấy tài khoản.")
	}
	return a, err
}

// Names finds the names of accounts; those that are not there are left out.
func (s Accounts) Names(ctx context.Context, ids ...account.ID) (names map[account.ID]string, err error) {
	where := among(filter{}, "id", ids)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		names = map[account.ID]string{}
		return db.Each(ctx, tx, func(row db.Row) error {
			var id account.ID
			var name string
			err := row.Scan((*int64)(&id), &name)
			names[id] = name
			return err
		}, "SELECT id, name FROM account "+where.text(), where.args...)
	})
	return names, err
}

// List is a page of the accounts in the order of their names.
func (s Accounts) List(ctx context.Context, q account.Query) (page account.Listing, err error) {
	where, rows, order := listing(q)
	err = s.DB.Read(ctx, func(tx *db.Tx) error {
		n, err := db.Value[int64](ctx, tx, "SELECT count(*) FROM account "+where.text(), where.args...)
		if err != nil {
			return err
		}
		page.Total = int(n)
		page.Rows, err = accountBook.List(ctx, tx, rows.text()+order, rows.args...)
		return err
	})
	more := len(page.Rows) > q.Limit
	page.Rows = page.Rows[:min(len(page.Rows), q.Limit)]
	page.Prev, page.Next = q.After != 0, more
	if q.Before != 0 {
		slices.Reverse(page.Rows)
		page.Prev, page.Next = more, true
	}
	return page, err
}

// listing is the condition of a query, the same with its place, and the order from there.
func listing(q account.Query) (all, rows filter, order string) {
	for _, word := range vntext.Words(q.Words) {
		all = all.and("(' ' || search) LIKE $%d", "% "+word+"%") // words hold letters and digits alone
	}
	if q.Unit != 0 {
		all = all.and("unit = $%d", q.Unit)
	}
	if q.Role != "" {
		all = all.and("roles LIKE $%d", `%"`+string(q.Role)+`"%`)
	}
	if q.Within != nil {
		all = among(all, "unit", q.Within)
	}
	const place = "(SELECT name_key, id FROM account WHERE id = $%d)"
	rows, order = all, " ORDER BY name_key, id"
	switch {
	case q.Before != 0:
		rows, order = all.and("(name_key, id) < "+place, q.Before), " ORDER BY name_key DESC, id DESC"
	case q.After != 0:
		rows = all.and("(name_key, id) > "+place, q.After)
	}
	return all, rows, order + fmt.Sprintf(" LIMIT %d", q.Limit+1)
}

// filter is a WHERE in the making.
type filter struct {
	parts []string
	args  []any
}

// and is the filter with one more condition, in which %d is the number of its argument.
func (f filter) and(condition string, arg any) filter {
	condition = strings.Replace(condition, "%d", strconv.Itoa(len(f.args)+1), 1)
	return filter{append(slices.Clip(f.parts), condition), append(slices.Clip(f.args), arg)}
}

// among is the filter that keeps rows whose column is one of a list; none for an empty one.
func among[ID ~int64](f filter, column string, list []ID) filter {
	numbers := make([]string, len(list))
	args := slices.Clip(f.args)
	for i, id := range list {
		args = append(args, int64(id))
		numbers[i] = "$" + strconv.Itoa(len(args))
	}
	condition := column + " IN (" + strings.Join(numbers, ", ") + ")"
	if len(list) == 0 {
		condition = "1 = 0"
	}
	return filter{append(slices.Clip(f.parts), condition), args}
}

func (f filter) text() string {
	if len(f.parts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(f.parts, " AND ")
}
