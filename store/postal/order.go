package postal

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/job"
)

// SendOrder is the job that tells the post of an order; its payload is the order.
const SendOrder = "postal.order"

// Order reads one by its number.
func (s Post) Order(ctx context.Context, number string) (postal.Order, error) {
	return get(ctx, s.db(), orders, "WHERE number = $1", number)
}

// OrderOf is the last order of a dossier; not found for none.
func (s Post) OrderOf(ctx context.Context, of dossier.ID) (postal.Order, error) {
	return get(ctx, s.db(), orders, "WHERE dossier = $1 ORDER BY id DESC LIMIT 1", of)
}

// Open makes the order of a dossier whose result goes by post, and has the post told of it.
// The order that is on its way already is given again.
func (s Post) Open(ctx context.Context, of dossier.ID, m account.Stamp) (o postal.Order, err error) {
	done, err := s.do(ctx, m, func(d *deed) error {
		file, err := s.hold(ctx, d.tx, of)
		if err != nil {
			return err
		}
		live, err := liveOrder(ctx, d.tx, of)
		if err != nil {
			return err
		}
		if live != nil {
			o = live.State
			return nil
		}
		o, err = d.open(ctx, &file)
		return err
	})
	if err == nil && done != 0 {
		return get(ctx, s.db(), orders, "WHERE id = $1", done)
	}
	return o, err
}

func (d *deed) open(ctx context.Context, file *dossier.Dossier) (order, error) {
	n, err := d.serial(ctx, 0)
	if err != nil {
		return order{}, err
	}
	o, happened, err := postal.OpenFor(file, postal.OrderNumber(d.year(), n), d.stamp)
	if err != nil {
		return o, err
	}
	o.ID = d.newID()
	if err := orders.Add(ctx, d.tx, &o, d.event(happened)); err != nil {
		return o, err
	}
	return o, job.Put(ctx, d.tx, job.Job{Kind: SendOrder, Unique: o.Number, Payload: strconv.FormatInt(int64(o.ID), 10)})
}

// act does one act to an order, whose dossier is held first.
func (s Post) act(ctx context.Context, which id, act postal.OrderAct, m account.Stamp) error {
	_, err := s.do(ctx, m, func(d *deed) error {
		of, err := db.Value[int64](ctx, d.tx, `SELECT dossier FROM postal_order WHERE id = $1`, which)
		if err != nil {
			return err
		}
		if _, err := s.hold(ctx, d.tx, dossier.ID(of)); err != nil {
			return err
		}
		before, err := orders.Load(ctx, d.tx, int64(which))
		if err != nil {
			return err
		}
		_, err = d.change(ctx, before, act)
		return err
	})
	return err
}

// Cancel ends an order that the post was not told of.
func (s Post) Cancel(ctx context.Context, which postal.ID, reason string, m account.Stamp) error {
	return s.act(ctx, which, postal.Cancel{Reason: reason}, m)
}

// Mail is what tells the post of orders and asks it about them.
type Mail interface {
	// Order tells it of a parcel, Ask how an order stands; known is false when it never took
	// the order in.
	Order(context.Context, postal.Parcel) (postal.Entry, error)
	Ask(ctx context.Context, number string) (e postal.Entry, known bool, err error)
}

// Send does the job: it tells the post of an order. That it is being told is kept before,
// so that after a time-out, or when the program ended in between, the post is asked first:
// one result never has two orders. rejected says whether an error is the post's last word.
func (s Post) Send(ctx context.Context, payload string, mail Mail, m account.Stamp, rejected func(error) bool) error {
	n, err := strconv.ParseInt(payload, 10, 64)
	if err != nil {
		return err
	}
	o, err := get(ctx, s.db(), orders, "WHERE id = $1", n)
	if err != nil || !o.ToTell() {
		return err
	}
	var answer postal.Entry
	known := false
	if o.State == postal.Waiting {
		err = s.act(ctx, o.ID, postal.Tell{}, m)
	} else {
		answer, known, err = mail.Ask(ctx, o.Number)
	}
	if err != nil {
		return err
	}
	if !known {
		parcel, err := s.parcel(ctx, o)
		if err != nil {
			return err
		}
		answer, err = mail.Order(ctx, parcel)
		if err != nil && rejected(err) {
			return s.act(ctx, o.ID, postal.Reject{Reason: err.Error()}, m)
		}
		if err != nil {
			return err
		}
	}
	err = s.act(ctx, o.ID, postal.Accept{Tracking: answer.Tracking, At: answer.Accepted}, m)
	if refusal.KindOf(err) == refusal.NotNow {
		return nil // a notice was quicker
	}
	return err
}

// parcel is all that the post must know of an order.
func (s Post) parcel(ctx context.Context, o order) (postal.Parcel, error) {
	p := postal.Parcel{Order: o}
	file, err := s.Dossiers.Get(ctx, o.Dossier)
	if err != nil {
		return p, err
	}
	person, err := s.Dossiers.Person(ctx, o.Dossier)
	if err != nil {
		return p, err
	}
	refs, err := s.Dossiers.References.Now(ctx)
	if err != nil {
		return p, err
	}
	p.Code, p.Content = file.Code, contentOf(refs.Procedure(file.Procedure))
	p.Sender = postal.Party{Name: refs.Units().Name(o.Desk), Address: refs.Units().Name(refs.Units().Office(o.Desk))}
	if root := refs.Units().Root(); root != nil {
		p.Sender.Province = root.Name
	}
	p.Receiver = postal.Party{Name: person.Name, Address: person.Address, Tel: person.Phone, Email: person.Email}
	parts := strings.Split(person.Address, ",")
	if n := len(parts); n > 2 { // thôn, xã, huyện, tỉnh
		p.Receiver.Province, p.Receiver.District = strings.TrimSpace(parts[n-1]), strings.TrimSpace(parts[n-2])
	}
	return p, nil
}

func contentOf(v *procedure.Version) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("Kết quả thủ tục %s", v.Name)
}
