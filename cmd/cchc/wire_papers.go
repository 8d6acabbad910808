package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/result"
	"cchc/domain/scan"
	"cchc/store"
	"cchc/store/paper"
	"cchc/web/desk"
	"cchc/web/papers"
)

// papersWing is electronic papers and the register of results: what follows from acts,
// the sweeping of what nobody sent, the pages. The reception gets the same papers.
func papersWing(a *app, s *store.Store) (wing, *paper.Papers, error) {
	files, err := a.files(s)
	if err != nil {
		return wing{}, nil, err
	}
	kept := paper.New(s, files, func(idNo string) string { return files.Keys.Digest("holder", idNo) })
	s.Dossiers.Follow(kept.Follow)
	return wing{
		rooms: []room{&papers.Room{
			Dossiers: s.Dossiers, Papers: kept, Results: kept, Names: store.Desk{Dossiers: s.Dossiers}.Names,
			Rules: func(ctx context.Context) (papers.Rules, error) { return s.References.Now(ctx) },
		}},
		background: []func(context.Context) error{kept.Run},
	}, kept, nil
}

// filing is papers as the reception sees them: what the State holds already of a person,
// and what came while the form was typed.
type filing struct {
	*paper.Papers
	store *store.Store
}

// Held tells which components of a case are held, by their number from 1.
func (f filing) Held(ctx context.Context, idNo string, _ *procedure.Version, c *procedure.Case) (map[int]desk.HeldPaper, error) {
	list, err := f.Papers.Held(ctx, idNo, c.Components, calendar.DayOf(time.Now()))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	refs, err := f.store.References.Now(ctx)
	held := map[int]desk.HeldPaper{}
	for _, h := range list {
		at := slices.IndexFunc(c.Components, func(one procedure.Component) bool { return one.Name == h.Component })
		held[at+1] = desk.HeldPaper{ID: strconv.FormatInt(int64(h.Result), 10), Words: fmt.Sprintf("%s %s, %s", h.Kind, h.Code, refs.Units().Name(h.Unit))}
	}
	return held, err
}

// Attach notes the reuse of what was ticked, and attaches what was uploaded under another
// key than the form's: the papers of the form's own key came with the receipt.
func (f filing) Attach(ctx context.Context, d dossier.Dossier, uploads, held []string, by account.Stamp) error {
	for _, id := range uploads {
		n, _ := strconv.ParseInt(id, 10, 64)
		p, err := f.Get(ctx, scan.ID(n))
		if err == nil && p.Dossier == 0 && p.By == by.By {
			_, err = f.Do(ctx, p.ID, scan.Attach{Dossier: d.ID}, by)
		}
		if err != nil {
			return err
		}
	}
	if len(held) == 0 {
		return nil
	}
	return f.reuse(ctx, d, held, by)
}

func (f filing) reuse(ctx context.Context, d dossier.Dossier, ids []string, by account.Stamp) error {
	refs, err := f.store.References.Now(ctx)
	if err != nil {
		return err
	}
	person, err := f.store.Dossiers.Person(ctx, d.ID)
	if err != nil {
		return err
	}
	list, err := f.Papers.Held(ctx, person.IDNo, scan.Components(refs.Procedure(d.Procedure).Case(d.Case), ""), calendar.DayOf(d.Received))
	for i := 0; err == nil && i < len(list); i++ {
		if slices.Contains(ids, strconv.FormatInt(int64(list[i].Result), 10)) {
			wish := result.Reuse{Result: list[i].Result, Component: list[i].Component, Dossier: d.ID, Purpose: "giải quyết hồ sơ " + d.Code, Consent: true}
			_, err = f.Papers.Reuse(ctx, wish, person.IDNo, by)
		}
	}
	return err
}
