package payment

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/refusal"
	"cchc/kit/db"
)

// within is the condition that a column is one of some units; nil is no condition. The
// units are numbers, so they may stand in the text.
func within(column string, units []orgunit.ID) string {
	if units == nil {
		return ""
	}
	list := make([]string, len(units))
	for i, u := range units {
		list[i] = strconv.FormatInt(int64(u), 10)
	}
	if len(list) == 0 {
		return " AND 1 = 0"
	}
	return " AND " + column + " IN (" + strings.Join(list, ", ") + ")"
}

// bounds are the instants of a local day, as stored.
func bounds(day calendar.Day) (from, to string) {
	return dossier.Instant(day.Start()), dossier.Instant((day + 1).Start())
}

// movements is our book of a day: what was recorded from a source, and what the platform
// gave back.
func movements(ctx context.Context, tx *db.Tx, source payment.Source, day calendar.Day) ([]payment.Item, error) {
	from, to := bounds(day)
	in, err := credits.List(ctx, tx, "WHERE source = $1 AND verdict = 'applied' AND at >= $2 AND at < $3", string(source), from, to)
	if err != nil {
		return nil, err
	}
	var list []payment.Item
	for _, c := range in {
		list = append(list, payment.Item{Reference: c.Reference, Code: c.Code, Amount: c.Amount, At: c.At, Order: c.Order})
	}
	if source == payment.FromPlatform {
		out, err := refunds.List(ctx, tx, "WHERE way = 'gateway' AND done_at >= $1 AND done_at < $2", from, to)
		if err != nil {
			return nil, err
		}
		for _, r := range out {
			list = append(list, payment.Item{Reference: r.Reference, Code: r.Code(), Amount: -r.Amount, At: r.Done, Order: r.Order, Unit: r.Unit})
		}
	}
	return list, nil
}

func total(items []payment.Item) (sum int64) {
	for _, item := range items {
		sum += item.Amount
	}
	return sum
}

// Orders lists orders: q.Waiting those that wait for money, else those paid in the period.
func (s Payments) Orders(ctx context.Context, q payment.Query) (list []payment.Listed, err error) {
	where, args := condition(q)
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		found, err := orders.List(ctx, tx, where+" ORDER BY id DESC LIMIT "+strconv.Itoa(q.Limit), args...)
		if err != nil {
			return err
		}
		list, err = s.beside(ctx, tx, found)
		return err
	})
	return list, err
}

// condition is what a query asks for: the count and the list are the same.
func condition(q payment.Query) (where string, args []any) {
	where = "WHERE id < $1"
	args = []any{int64(1<<63 - 1)}
	if q.Before != 0 {
		args[0] = q.Before
	}
	add := func(text string, arg any) {
		args = append(args, arg)
		where += strings.ReplaceAll(text, "?", "$"+strconv.Itoa(len(args)))
	}
	where += within("unit", q.Within)
	if q.Unit != 0 {
		add(" AND unit = ?", q.Unit)
	}
	if q.Waiting {
		return where + " AND state IN ('open', 'short', 'over')", args
	}
	add(" AND paid_at >= ?", dossier.Instant(q.From.Start()))
	add(" AND paid_at < ?", dossier.Instant(q.To.Start()))
	where += " AND paid_at <> '' AND state NOT IN ('short', 'over')"
	if q.Method != "" {
		add(" AND method = ?", string(q.Method))
	}
	return where, args
}

func (s Payments) beside(ctx context.Context, tx *db.Tx, found []*order) ([]payment.Listed, error) {
	var ids []dossier.ID
	for _, o := range found {
		if !slices.Contains(ids, o.Dossier) {
			ids = append(ids, o.Dossier)
		}
	}
	files, err := s.Dossiers.Listed(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	by := map[dossier.ID]dossier.Listed{}
	for _, f := range files {
		by[f.ID] = f
	}
	list := make([]payment.Listed, len(found))
	for i, o := range found {
		list[i] = payment.Listed{Order: *o, Dossier: by[o.Dossier].Code, Payer: by[o.Dossier].Person.Name}
	}
	return list, nil
}

// Figures counts and sums what was paid in a period by unit and method: each count is the
// length of Orders with the same query.
func (s Payments) Figures(ctx context.Context, q payment.Query) (list []payment.Figure, err error) {
	where, args := condition(q)
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, func(row db.Row) (f payment.Figure, err error) {
			return f, row.Scan((*int64)(&f.Unit), (*string)(&f.Method), &f.Count, &f.Sum, &f.Refunded)
		}, `SELECT unit, method, count(*), CAST(sum(received) AS BIGINT), CAST(sum(refunded) AS BIGINT) FROM payment_order `+where+` GROUP BY unit, method ORDER BY unit, method`, args...)
		return err
	})
	return list, err
}

// Refunds lists those of units, newest first, at most n.
func (s Payments) Refunds(ctx context.Context, units []orgunit.ID, n int) (list []*payment.Refund, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = refunds.List(ctx, tx, "WHERE 1 = 1"+within("unit", units)+" ORDER BY id DESC LIMIT $1", n)
		return err
	})
	return list, err
}

// Differences lists those of units, the open ones or those settled, newest first, at most
// n. Those whose order is unknown come with units nil only.
func (s Payments) Differences(ctx context.Context, units []orgunit.ID, settled bool, n int) (list []*payment.Difference, err error) {
	where := "WHERE settled = ''"
	if settled {
		where = "WHERE settled <> ''"
	}
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = differences.List(ctx, tx, where+within("unit", units)+" ORDER BY id DESC LIMIT $1", n)
		return err
	})
	return list, err
}

// Difference reads one.
func (s Payments) Difference(ctx context.Context, which payment.ID) (payment.Difference, error) {
	return get(ctx, s.db(), differences, "WHERE id = $1", which)
}

// Runs lists comparisons, newest first, at most n.
func (s Payments) Runs(ctx context.Context, n int) (list []*payment.Run, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		list, err = runs.List(ctx, tx, "ORDER BY id DESC LIMIT $1", n)
		return err
	})
	return list, err
}

// Beneficiary is the account into which a unit's fees go: its own, or that of the nearest
// unit above; not found for none.
func (s Payments) Beneficiary(ctx context.Context, unit orgunit.ID) (found payment.Beneficiary, err error) {
	refs, err := s.Dossiers.References.Now(ctx)
	if err != nil {
		return found, err
	}
	for u := refs.Units().Unit(unit); u != nil; u = refs.Units().Unit(u.Parent) {
		found, err = get(ctx, s.db(), beneficiaries, "WHERE unit = $1", u.ID)
		if refusal.KindOf(err) != refusal.NotFound {
			return found, err
		}
	}
	return found, refusal.Missing("Chưa khai tài khoản thụ hưởng của đơn vị.")
}

// SetBeneficiary writes the account of a unit.
func (s Payments) SetBeneficiary(ctx context.Context, unit orgunit.ID, act payment.SetBeneficiary, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		k, err := db.One(ctx, d.tx, beneficiaries.Scan, beneficiaries.SelectFrom()+"WHERE unit = $1"+d.tx.ForUpdate(), unit)
		missing := errors.Is(err, db.ErrNotFound)
		if err != nil && !missing {
			return err
		}
		after := k.State
		after.Unit = unit
		happened, err := act.Apply(&after, d.stamp)
		switch {
		case err != nil || after == k.State:
			return err
		case missing:
			after.ID = d.newID()
			return beneficiaries.Add(ctx, d.tx, &after, d.event(happened))
		}
		return beneficiaries.Save(ctx, d.tx, k, &after, d.event(happened))
	})
	return err
}
