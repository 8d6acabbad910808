package web_test

import (
	"context"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/postal"
	"cchc/domain/procedure"
	"cchc/store"
	posts "cchc/store/postal"
	pages "cchc/web/postal"
)

// post is the room of the public post over the stage.
func (s stage) post() *pages.Room {
	kept := posts.Post{Dossiers: s.Dossiers}
	return &pages.Room{
		Files: s.Dossiers, Lists: kept, Orders: kept, Books: kept, Desks: kept, Names: store.Desk{Dossiers: s.Dossiers}.Names,
		Rules: func(ctx context.Context) (pages.Rules, error) { return s.References.Now(ctx) },
	}
}

// posted has the unit draw a list and have a result carried by the post.
func (s stage) posted(t *testing.T) map[string]string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	kept, ctx := posts.Post{Dossiers: s.Dossiers}, t.Context()
	by := account.Stamp{By: theAccount, Unit: s.unit, At: time.Now().Add(-time.Hour)}
	d, err := s.Dossiers.Receive(ctx, dossier.Receive{Unit: s.unit, Desk: s.unit, Procedure: theProcedure, Workflow: theWorkflow, Channel: procedure.Direct, ResultBy: dossier.ByPost}, dossier.Person{Name: "Đinh Thị Hồng"}, store.Moment(by))
	must(err)
	for _, act := range []dossier.Act{dossier.TakeOver{Step: 1}, dossier.Finish{}} {
		_, err := s.Dossiers.Do(ctx, d.ID, act, store.Moment(by))
		must(err)
	}
	o, err := kept.Open(ctx, d.ID, by)
	must(err)
	l, err := kept.Draw(ctx, postal.Out, s.unit, s.unit, by)
	must(err)
	return map[string]string{"lists": l.Number, "orders": o.Number}
}
