package demo

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"cchc/domain/audit"
	"cchc/domain/orgunit"
	"cchc/kit/db"
	"cchc/store"
)

// play lives through a plan.
func (b *build) play(p *plan, doing string) error {
	b.say(doing)
	refs, err := b.store.References.Now(b.ctx)
	if err != nil {
		return err
	}
	w := &writer{p.era, b.crew}
	n, err := b.store.Bulk(b.ctx, w.lives(b.ctx, refs, p.list, b.tell), b.seal)
	b.result.Dossiers += int64(len(p.list))
	b.result.Events += n
	return err
}

// seal brings what was built into the log, when there is somebody to sign it.
func (b *build) seal(ctx context.Context, tx *db.Tx, first int64, heads []audit.Head) error {
	if b.Sealer == nil {
		return nil
	}
	return b.Sealer.SealHeads(ctx, tx, first, slices.Values(heads), b.Now)
}

// reorganise changes the map by its acts on the first day of two levels.
func (b *build) reorganise(r *reorganisation) error {
	b.say("Sắp xếp đơn vị ngày 01/7/2025")
	operator := b.crew.byLogin("quantri").ID
	m := store.Moment{By: operator, Unit: wholeID, At: twoLevels.At(1), On: twoLevels}
	for _, act := range r.acts {
		done, err := b.store.Units.Change(b.ctx, act, m, false)
		if err != nil {
			return err
		}
		all := &b.result.Reorganised
		all.Changes = append(all.Changes, done.Changes...)
		all.Dossiers += done.Dossiers
		all.People += done.People
	}
	return nil
}

// goOn does what was still to be done, on the new map, with dossiers that were open when
// it changed: the same people, who went to the units that took over.
func (b *build) goOn(p *plan) error {
	refs, err := b.store.References.Now(b.ctx)
	if err != nil {
		return err
	}
	later := *p.era
	later.now = b.Now
	w := &writer{&later, b.crew}
	var group errgroup.Group
	group.SetLimit(8)
	var events sync.Mutex
	for i := range p.list {
		k := &p.list[i]
		if k.end <= p.now.Unix() {
			continue
		}
		group.Go(func() error {
			n, err := b.finish(refs.Units(), w.script(k), p)
			events.Lock()
			b.result.Events += n
			events.Unlock()
			return err
		})
	}
	return group.Wait()
}

// finish does the deeds of a life that come after the old map.
func (b *build) finish(units *orgunit.Map, s store.Script, p *plan) (n int64, err error) {
	for _, deed := range s.Deeds {
		if !deed.At.At.After(p.now) {
			continue
		}
		deed.At.Unit = units.Heir(deed.At.Unit, twoLevels)
		if _, err := b.store.Dossiers.Do(b.ctx, s.ID, deed.Act, deed.At); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
