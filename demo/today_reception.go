package demo

import (
	"fmt"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store"
)

// asked is what the ward receives this morning.
var asked = []string{
	"9.000101", "9.000211", "9.000201", "2.000635", "9.000405", "9.000111", "9.000101", "9.000211", "9.000406", "2.000884", "9.000262", "9.000232",
}

// reception receives dossiers of people who left an address: what follows tells them.
func (t *town) reception() error {
	for i, code := range asked {
		person := t.crew.names.person(t.r, showcase)
		person.Email = fmt.Sprintf("%s%d@anson.example", ascii(person.Name), i)
		if err := t.receive(t.item(code), person); err != nil {
			return err
		}
	}
	missing := t.received[2]
	_, err := t.house.Dossiers.Do(t.ctx, missing.ID, dossier.RequestSupplement{Missing: "Bản vẽ có xác nhận"}, store.Moment(t.by(official)))
	return err
}

func (t *town) receive(it *item, person dossier.Person) error {
	e := &it.editions[1]
	person.Content = it.name
	d, err := t.house.Dossiers.Receive(t.ctx, dossier.Receive{
		Unit: t.place, Desk: t.place, Procedure: e.version.ID, Case: e.version.Cases[0].No, Workflow: e.flow.ID, Channel: procedure.Direct, ResultBy: dossier.AtCounter,
	}, person, store.Moment(t.by(clerk)))
	t.received = append(t.received, d)
	return err
}

// apologies signs two, and asks for one of them a second time: that is refused, and
// reported to the leader above. Drafts and notices come with the first minute of serving.
func (t *town) apologies() error {
	list, err := t.find("unit = $1 AND clock = 'running' AND promised = '' AND id >= $2 ORDER BY due, id LIMIT 2", t.place, ident.First(t.clock.AddDate(0, -3, 0)))
	for i := 0; err == nil && i < len(list); i++ {
		by := t.by(leader)
		to := t.cal.AddWorkDays(max(calendar.DayOf(by.At), list[i].Due.Day), 3)
		_, err = t.late.Sign(t.ctx, list[i].ID, to, pick(t.r, lateReasons), by)
		if err == nil && i == 0 {
			if _, err = t.late.Sign(t.ctx, list[i].ID, to+7, pick(t.r, lateReasons), t.by(leader)); refusal.KindOf(err) == refusal.NotNow {
				err = nil
			}
		}
	}
	return err
}

// find reads dossiers by a condition.
func (t *town) find(where string, args ...any) (list []dossier.Dossier, err error) {
	var ids []dossier.ID
	err = t.house.DB.Read(t.ctx, func(tx *db.Tx) error {
		ids, err = db.All(t.ctx, tx, func(row db.Row) (id dossier.ID, err error) {
			return id, row.Scan(&id)
		}, "SELECT id FROM dossier WHERE "+where, args...)
		return err
	})
	for i := 0; err == nil && i < len(ids); i++ {
		var d dossier.Dossier
		if d, err = t.house.Dossiers.Get(t.ctx, ids[i]); err == nil {
			list = append(list, d)
		}
	}
	return list, err
}
