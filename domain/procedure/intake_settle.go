package procedure

import (
	"slices"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Settle puts the versions of a file in force as its decisions say, the oldest first:
// the file records what was decided elsewhere, so no second person publishes it. It
// returns the versions of the catalogue that end thereby; there is not touched.
func (in *Intake) Settle(there []*Version) (ended []Effect, err error) {
	all := slices.Clone(there)
	for i := range in.Versions {
		all = append(all, &in.Versions[i])
	}
	var faults refusal.List
	for i := range in.Decisions {
		d := &in.Decisions[i]
		d.Published = true
		for j := range d.Changes {
			made, err := d.settle(&d.Changes[j], all)
			for _, no := range refusal.Of(err) {
				faults = append(faults, no.At(in.Lines[d.Changes[j].Version]))
			}
			for _, e := range made {
				if in.Lines[e.Before.ID] > 0 {
					*e.Before = e.After
					continue
				}
				ended = append(ended, e)
				after := e.After
				all[slices.Index(all, e.Before)] = &after
			}
			if v := find(in.Versions, d.Changes[j].Version); v != nil && in.Until[v.ID] != 0 {
				v.Until = in.Until[v.ID]
			}
		}
	}
	return ended, faults.OrNil()
}

// settle does one change alone, new or amended as the versions before it stand.
func (d *Decision) settle(change *Change, all []*Version) ([]Effect, error) {
	change.Kind = New
	if openVersion(all, change.Code) != nil {
		change.Kind = Amended
	}
	if v := standing(all, change.Code, d.Effective); change.Kind == New && v != nil {
		return nil, refusal.Wrong(ColumnFrom, "Thủ tục %s đã có phiên bản hiệu lực từ %s đến %s.", v.Code, v.From.Vietnamese(), v.Until.Vietnamese())
	}
	alone := *d
	alone.Changes = []Change{*change}
	return alone.Effects(all)
}

func standing(all []*Version, code string, on calendar.Day) *Version {
	for _, v := range all {
		if v.Code == code && v.InForce(on) {
			return v
		}
	}
	return nil
}

func find(list []Version, id ID) *Version {
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}
