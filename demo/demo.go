// Package demo builds a fictional province to look at and to measure: tỉnh An Sơn with its
// units, people, procedures, and the dossiers of 2022 and of the months before today.
//
// The numbers of 2022 are those that a real province published; who, where and what is
// invented. Everything is made by the same acts as in an office, from a fixed seed.
package demo

import (
	"context"
	"fmt"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/store"
)

// Version of the demo: a database of another version is not taken for this one.
const Version = 2

// Options of a build.
type Options struct {
	Scale    Scale
	Now      time.Time // the day that the demo leads up to; not before August 2025
	Sealer   *store.Sealer
	Progress func(Progress) // may be nil
	Files    *Files         // nil: no electronic papers
}

// Progress is how far a build has come.
type Progress struct {
	Doing       string
	Done, Total int // dossiers
}

// Result is what was built.
type Result struct {
	Dossiers, Events int64
	Reorganised      store.Reorganisation // of all acts together
}

// build is one on its way.
type build struct {
	Options
	ctx    context.Context
	store  *store.Store
	cal    *calendar.Calendar
	p      *province
	items  []item
	crew   *crew
	result Result
	told   Progress
}

// Build furnishes an empty, migrated store. The plan comes first, so that the progress
// knows its end; then the years pass in order.
func Build(ctx context.Context, s *store.Store, o Options) (Result, error) {
	if calendar.DayOf(o.Now) < calendar.MustDay("2025-08-01") {
		return Result{}, refusal.TooEarlyOrLate("Đồng hồ của máy chỉ %s; bản mẫu cần một ngày sau 01/8/2025.", calendar.DayOf(o.Now).Vietnamese())
	}
	b := &build{Options: o, ctx: ctx, store: s, cal: calendar.Standard(), p: newProvince()}
	b.items, b.crew = catalogue(b.p), newCrew(b.p)
	b.Now = o.Now.UTC().Truncate(time.Second)
	if err := b.furnish(); err != nil {
		return b.result, fmt.Errorf("demo: furnish: %w", err)
	}
	return b.result, b.live()
}

// live lets the years pass.
func (b *build) live() error {
	b.say("Lập kế hoạch")
	old := newEra(0, b.p.seats, b.items, b.cal, twoLevels.Start().Add(-time.Second))
	past := &plan{era: old}
	past.year(b.Scale)
	past.bridge(b.Scale)
	past.order()
	map2 := b.p.reorganise()
	now := &plan{era: newEra(1, map2.seats, b.items, b.cal, b.Now), next: past.next}
	now.recent(b.Scale)
	now.order()
	b.told.Total = len(past.list) + len(now.list)

	if err := b.play(past, "Năm 2022, ba cấp"); err != nil {
		return fmt.Errorf("demo: 2022: %w", err)
	}
	if err := b.reorganise(map2); err != nil {
		return fmt.Errorf("demo: reorganisation: %w", err)
	}
	if err := b.goOn(past); err != nil {
		return fmt.Errorf("demo: after the reorganisation: %w", err)
	}
	b.crew.follow(map2)
	if err := b.play(now, "Hai cấp, đến hôm nay"); err != nil {
		return fmt.Errorf("demo: recent: %w", err)
	}
	if err := b.today(map2); err != nil {
		return fmt.Errorf("demo: today: %w", err)
	}
	return b.check()
}

// furnish puts in units, people and procedures.
func (b *build) furnish() error {
	b.say("Đơn vị, tài khoản, thủ tục")
	b.p.units[0].Basis = mark(b.Scale)
	f := store.Furniture{Units: b.p.units, Accounts: b.crew.accounts, Decisions: decisions(b.items)}
	for i := range b.items {
		for _, e := range b.items[i].inForce() {
			f.Versions, f.Workflows = append(f.Versions, e.version), append(f.Workflows, e.flow)
		}
	}
	return b.store.Furnish(b.ctx, f, store.Moment{At: since.At(8 * 60)})
}

func decisions(items []item) []procedure.Decision {
	before := procedure.Decision{
		ID: decisionID, Number: "05/QĐ-UBND", Signed: since - 14, Effective: since, Published: true,
		Title: "Công bố Danh mục thủ tục hành chính của tỉnh An Sơn (hư cấu)",
	}
	after := procedure.Decision{
		ID: decisionID + 1, Number: announceBasis, Signed: twoLevels - 11, Effective: twoLevels, Published: true,
		Title: "Công bố thủ tục hành chính khi tổ chức chính quyền địa phương hai cấp (hư cấu)",
	}
	for _, it := range items {
		change := procedure.Change{Kind: procedure.New, Code: it.code, Version: it.editions[1].version.ID}
		if !it.fresh {
			change.Kind = procedure.Amended
			before.Changes = append(before.Changes, procedure.Change{Kind: procedure.New, Code: it.code, Version: it.editions[0].version.ID})
		}
		after.Changes = append(after.Changes, change)
	}
	return []procedure.Decision{before, after}
}

func (b *build) say(doing string) {
	b.told.Doing = doing
	b.tell(0)
}

func (b *build) tell(n int) {
	b.told.Done += n
	if b.Progress != nil {
		b.Progress(b.told)
	}
}
