package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/ident"
	"cchc/store/book"
)

// dossiers lets the lives of a file be lived by the real acts, in memory, and writes them
// on the bulk path. Their events wait for the sealer as every event does.
func (in *importing) dossiers(ctx context.Context) error {
	list := dossier.Import(in.refs, in.rows, in.m.At, &in.faults)
	if err := in.refuseKnown(ctx, list); err != nil {
		return err
	}
	// By instant of receipt, so that serials and identifiers grow with it.
	slices.SortStableFunc(list, func(a, b *dossier.Past) int { return cmp.Or(a.Received.Compare(b.Received), a.Row.Line()-b.Row.Line()) })
	if err := in.number(ctx, list); err != nil {
		return err
	}
	b := newBulk(in.tx)
	for i, p := range list {
		life, err := Live(in.refs, in.script(p))
		if err != nil {
			if err := in.faults.Take(p.Row, columnOf(err), err); err != nil {
				return err
			}
			continue
		}
		in.compareDue(p, &life)
		if len(in.faults.List) == 0 {
			if err := b.put(ctx, life); err != nil {
				return err
			}
		}
		in.progress(i+1, len(list))
	}
	if len(in.faults.List) > 0 {
		return nil
	}
	in.report.Kept = len(list)
	if err := b.flush(ctx); err != nil {
		return err
	}
	return b.finish(ctx)
}

// put adds a life; its events stay unsealed.
func (b *bulk) put(ctx context.Context, life Life) error {
	b.add(&life)
	if b.chunk = append(b.chunk, life); len(b.chunk) == chunkSize {
		return b.flush(ctx)
	}
	return nil
}

// script is what a dossier of the file is to live through. The first one's first event
// carries the file's key.
func (in *importing) script(p *dossier.Past) Script {
	m := in.m
	m.Unit, m.At = p.Unit.ID, p.Received
	sc := Script{ID: dossier.ID(ident.At(p.Received)), Serial: p.Serial, Receive: p.Receive, Person: p.Person, At: m}
	in.m.Key, m.Key = "", ""
	for _, deed := range p.Deeds {
		m.At = deed.At
		sc.Deeds = append(sc.Deeds, Deed{Act: deed.Act, At: m})
	}
	return sc
}

// columnOf finds the column that an act's refusal is about.
func columnOf(err error) string {
	list := refusal.Of(err)
	if len(list) == 0 {
		return ""
	}
	switch list[0].Field {
	case dossier.ColumnUnit, dossier.ColumnProcedure, dossier.ColumnChannel, dossier.ColumnCase, dossier.ColumnFiled:
		return list[0].Field
	case "ready":
		return dossier.ColumnFinished
	}
	return ""
}

// compareDue warns when the paper promised another day than the rules give: the dossier
// is judged by the rules, and somebody should know.
func (in *importing) compareDue(p *dossier.Past, life *Life) {
	ours := life.Dossier.FirstDue().Day
	if p.Due == 0 || p.Due == ours {
		return
	}
	in.report.Warnings = append(in.report.Warnings, refusal.Wrong(dossier.ColumnDue,
		"Ngày hẹn trên giấy %s khác ngày tính theo thời hạn %s.", p.Due.Vietnamese(), ours.Vietnamese()).At(p.Row.Line()))
}

// refuseKnown refuses codes that are in the store already.
func (in *importing) refuseKnown(ctx context.Context, list []*dossier.Past) error {
	byCode := map[string]*dossier.Past{}
	var codes []any
	for _, p := range list {
		if p.Code != "" {
			byCode[p.Code], codes = p, append(codes, p.Code)
		}
	}
	for part := range slices.Chunk(codes, 200) {
		there, err := db.All(ctx, in.tx, func(row db.Row) (code string, err error) { return code, row.Scan(&code) },
			`SELECT code FROM dossier WHERE code <> '' AND code IN (`+book.Placeholders(len(part))+`)`, part...)
		if err != nil {
			return err
		}
		for _, code := range there {
			in.faults.At(byCode[code].Row, dossier.ColumnCode, "Mã hồ sơ %s đã có trong hệ thống.", code)
		}
	}
	return nil
}

// number gives a serial to those without a code: behind the last one of the unit and day,
// in the store and in the file.
func (in *importing) number(ctx context.Context, list []*dossier.Past) error {
	last := map[serialKey]int64{}
	key := func(p *dossier.Past) serialKey { return serialKey{int64(p.Unit.ID), calendar.DayOf(p.Received)} }
	var days []any
	for _, p := range list {
		last[key(p)] = max(last[key(p)], p.Serial)
		if day := calendar.DayOf(p.Received).String(); len(days) == 0 || days[len(days)-1] != day {
			days = append(days, day)
		}
	}
	for part := range slices.Chunk(days, 200) {
		err := db.Each(ctx, in.tx, func(row db.Row) error {
			var unit, serial int64
			var text string
			if err := row.Scan(&unit, &text, &serial); err != nil {
				return err
			}
			day, err := calendar.ParseDay(text)
			if k := (serialKey{unit, day}); err == nil && last[k] < serial {
				last[k] = serial
			}
			return err
		}, `SELECT unit, day, last FROM dossier_serial WHERE day IN (`+book.Placeholders(len(part))+`)`, part...)
		if err != nil {
			return fmt.Errorf("serials of %s: %w", strings.TrimSpace(fmt.Sprint(part...)), err)
		}
	}
	for _, p := range list {
		if p.Serial == 0 {
			last[key(p)]++
			p.Serial = last[key(p)]
		}
	}
	return nil
}
