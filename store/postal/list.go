package postal

import (
	"context"
	"errors"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/postal"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/store/book"
)

// List reads one by its number.
func (s Post) List(ctx context.Context, number string) (postal.List, error) {
	return get(ctx, s.db(), lists, "WHERE number = $1", number)
}

// Draw starts a list between a point and a desk, with the next number of who gives.
func (s Post) Draw(ctx context.Context, way postal.Way, point, desk orgunit.ID, m account.Stamp) (l postal.List, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		l = list{Way: way, Point: point, Desk: desk}
		giver := d.refs.Units().Unit(l.From())
		if giver == nil || d.refs.Units().Unit(l.To()) == nil {
			return refusal.Wrong("to", "Chọn điểm bưu chính và bộ phận Một cửa.")
		}
		n, err := d.serial(ctx, giver.ID)
		if err != nil {
			return err
		}
		happened, err := postal.Draw{Way: way, Point: point, Desk: desk, Number: postal.ListNumber(giver.Code, d.year(), n)}.Apply(&l, d.stamp)
		if err != nil {
			return err
		}
		l.ID = d.newID()
		return lists.Add(ctx, d.tx, &l, d.event(happened))
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), lists, "WHERE id = $1", done)
	}
	return l, err
}

// Do does one act to a list that leaves its items as they are.
func (s Post) Do(ctx context.Context, which postal.ID, act postal.ListAct, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error { return d.list(ctx, which, act) })
	return err
}

func (d *deed) list(ctx context.Context, which id, act postal.ListAct) error {
	before, err := loadList(ctx, d.tx, which)
	if err != nil {
		return err
	}
	return d.saveList(ctx, before, act)
}

func (d *deed) saveList(ctx context.Context, before book.Kept[list], act postal.ListAct) error {
	after := before.State
	happened, err := act.Apply(&after, d.stamp)
	if err != nil {
		return err
	}
	return lists.Save(ctx, d.tx, before, &after, d.event(happened))
}

func loadList(ctx context.Context, tx *db.Tx, which id) (book.Kept[list], error) {
	k, err := lists.Load(ctx, tx, int64(which))
	if errors.Is(err, db.ErrNotFound) {
		err = refusal.Missing("Không tìm thấy bảng kê.")
	}
	return k, err
}

// Put puts a dossier on a list, where it fits there and stands on no other.
func (s Post) Put(ctx context.Context, which postal.ID, of dossier.ID, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		file, err := s.hold(ctx, d.tx, of)
		if err != nil {
			return err
		}
		before, err := loadList(ctx, d.tx, which)
		if err != nil {
			return err
		}
		live, err := liveOrder(ctx, d.tx, of)
		if err != nil {
			return err
		}
		one := item{List: which, No: before.State.Last + 1, Dossier: of, State: postal.Listed, By: m.By, At: d.stamp.At}
		var carried *order
		if live != nil && before.State.Way == postal.Out {
			carried, one.Order = &live.State, live.State.ID
		}
		if err := before.State.Fits(&file, carried); err != nil {
			return err
		}
		if err := free(ctx, d.tx, &file, &one); err != nil {
			return err
		}
		if err := d.saveList(ctx, before, postal.Put{Code: file.Code}); err != nil {
			return err
		}
		one.ID = d.newID()
		return items.Add(ctx, d.tx, &one, d.event(postal.Happened{Act: "put"}))
	})
	return err
}

// free refuses a dossier that stands on a list, or whose papers or parcel were taken on one.
func free(ctx context.Context, tx *db.Tx, file *dossier.Dossier, one *item) error {
	number, err := db.Value[string](ctx, tx, `SELECT number FROM postal_list WHERE id = (SELECT max(list) FROM postal_item
		WHERE dossier = $1 AND (state = 'listed' OR state = 'taken' AND order_id = $2))`, one.Dossier, one.Order)
	if errors.Is(err, db.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return refusal.Wrong("code", "Hồ sơ %s đã ở bảng kê %s.", file.Code, number)
}

// Check answers for an item of a list, or takes it off before the list is given.
func (s Post) Check(ctx context.Context, which, one postal.ID, act postal.Check, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		before, err := loadList(ctx, d.tx, which)
		if err != nil {
			return err
		}
		return s.check(ctx, d, before, one, act)
	})
	return err
}

func (s Post) check(ctx context.Context, d *deed, before book.Kept[list], one id, act postal.Check) error {
	k, err := items.Load(ctx, d.tx, int64(one))
	if errors.Is(err, db.ErrNotFound) || err == nil && k.State.List != before.State.ID {
		return refusal.Missing("Không tìm thấy hồ sơ trong bảng kê.")
	}
	if err != nil {
		return err
	}
	code, err := db.Value[string](ctx, d.tx, `SELECT code FROM dossier WHERE id = $1`, k.State.Dossier)
	if err != nil {
		return err
	}
	var effect postal.ListAct = postal.Answered{Code: code}
	if act.State == postal.Dropped {
		effect = postal.Drop{Code: code}
	}
	after := k.State
	happened, err := act.Apply(&after, d.stamp)
	if err != nil {
		return err
	}
	if err := d.saveList(ctx, before, effect); err != nil {
		return err
	}
	return items.Save(ctx, d.tx, k, &after, d.event(happened))
}

// TakeRest takes all that is left of a list.
func (s Post) TakeRest(ctx context.Context, which postal.ID, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		left, err := items.List(ctx, d.tx, "WHERE list = $1 AND state = 'listed' ORDER BY no", which)
		for i := 0; err == nil && i < len(left); i++ {
			var before book.Kept[list]
			if before, err = loadList(ctx, d.tx, which); err == nil {
				err = s.check(ctx, d, before, left[i].ID, postal.Check{State: postal.Taken})
			}
		}
		return err
	})
	return err
}
