package postal

import (
	"context"
	"strconv"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/kit/db"
	"cchc/kit/ident"
)

// within is the condition that one of some columns is one of some units; nil is no
// condition. The units are numbers, so they may stand in the text.
func within(units []orgunit.ID, columns ...string) string {
	if units == nil {
		return "1 = 1"
	}
	if len(units) == 0 {
		return "1 = 0"
	}
	numbers := make([]string, len(units))
	for i, u := range units {
		numbers[i] = strconv.FormatInt(int64(u), 10)
	}
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = c + " IN (" + strings.Join(numbers, ", ") + ")"
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// before is the condition of a page.
func before(q postal.Query) int64 {
	if q.Before == 0 {
		return 1<<63 - 1
	}
	return int64(q.Before)
}

// Lists lists those that one of the units gives or takes, newest first; q.Open only those
// that are not over.
func (s Post) Lists(ctx context.Context, units []orgunit.ID, q postal.Query) (found []*postal.List, err error) {
	where := "WHERE id < $1 AND " + within(units, "point", "desk")
	if q.Open {
		where += " AND state IN ('drawn', 'given')"
	}
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		found, err = lists.List(ctx, tx, where+" ORDER BY id DESC LIMIT $2", before(q), q.Limit)
		return err
	})
	return found, err
}

// Lines lists what stands on a list, in the order in which it was put there.
func (s Post) Lines(ctx context.Context, of postal.ID) (found []postal.Line, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		rows, err := items.List(ctx, tx, "WHERE list = $1 AND state <> 'dropped' ORDER BY no", of)
		if err != nil {
			return err
		}
		files := make([]dossier.ID, len(rows))
		carried := make([]orgunit.ID, len(rows))
		for i, one := range rows {
			files[i], carried[i] = one.Dossier, orgunit.ID(one.Order)
		}
		people, err := s.listed(ctx, tx, files)
		if err != nil {
			return err
		}
		known, err := orders.List(ctx, tx, "WHERE "+within(append(carried, 0), "id"))
		if err != nil {
			return err
		}
		byID := map[postal.ID]*postal.Order{}
		for _, o := range known {
			byID[o.ID] = o
		}
		for _, one := range rows {
			found = append(found, postal.Line{Item: *one, File: people[one.Dossier], Order: byID[one.Order]})
		}
		return nil
	})
	return found, err
}

func (s Post) listed(ctx context.Context, tx *db.Tx, files []dossier.ID) (map[dossier.ID]dossier.Listed, error) {
	byID := map[dossier.ID]dossier.Listed{}
	people, err := s.Dossiers.Listed(ctx, tx, files)
	for _, p := range people {
		byID[p.ID] = p
	}
	return byID, err
}

// Orders lists those of desks, newest first, with their dossiers.
func (s Post) Orders(ctx context.Context, desks []orgunit.ID, q postal.Query) (found []postal.Line, err error) {
	where := "WHERE id < $1 AND " + within(desks, "desk")
	args := []any{before(q), q.Limit}
	if q.State != "" {
		where, args = where+" AND state = $3", append(args, string(q.State))
	}
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		rows, err := orders.List(ctx, tx, where+" ORDER BY id DESC LIMIT $2", args...)
		if err != nil {
			return err
		}
		files := make([]dossier.ID, len(rows))
		for i, o := range rows {
			files[i] = o.Dossier
		}
		people, err := s.listed(ctx, tx, files)
		for _, o := range rows {
			found = append(found, postal.Line{File: people[o.Dossier], Order: o})
		}
		return err
	})
	return found, err
}

// Notices lists what the post said of an order, in the order in which it came.
func (s Post) Notices(ctx context.Context, of postal.ID) (found []*postal.Notice, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		found, err = notices.List(ctx, tx, "WHERE order_id = $1 ORDER BY id", of)
		return err
	})
	return found, err
}

// ToPost lists up to n dossiers whose result waits at a desk to go by post and has no order
// on its way, those that wait longest first.
func (s Post) ToPost(ctx context.Context, desks []orgunit.ID, n int) ([]dossier.Listed, error) {
	return s.files(ctx, `delivery = 'ready' AND result_by = 'post' AND `+within(desks, "desk")+` AND NOT EXISTS (SELECT 1 FROM postal_order
		WHERE dossier = dossier.id AND state IN ('waiting', 'sending', 'accepted', 'transit', 'undelivered')) ORDER BY closed_at, id`, n)
}

// ToBring lists up to n dossiers received at points whose papers stand on no list yet,
// oldest first, of the last 90 days: what is older was brought some other way.
func (s Post) ToBring(ctx context.Context, points []orgunit.ID, today calendar.Day, n int) ([]dossier.Listed, error) {
	since := strconv.FormatInt(ident.First((today - 90).Start()), 10)
	return s.files(ctx, `helped <> 0 AND delivery <> 'handed' AND id >= `+since+` AND `+within(points, "helped")+` AND NOT EXISTS (SELECT 1 FROM postal_item
		WHERE dossier = dossier.id AND order_id = 0 AND state IN ('listed', 'taken')) ORDER BY id`, n)
}

func (s Post) files(ctx context.Context, where string, n int) (found []dossier.Listed, err error) {
	err = s.db().Read(ctx, func(tx *db.Tx) error {
		ids, err := db.All(ctx, tx, scanID, `SELECT id FROM dossier WHERE `+where+` LIMIT $1`, n)
		if err != nil {
			return err
		}
		found, err = s.Dossiers.Listed(ctx, tx, ids)
		return err
	})
	return found, err
}
