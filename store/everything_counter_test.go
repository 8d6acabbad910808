package store_test

import (
	"net/url"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/queue"
	"cchc/store/counter"
)

// counter gives the playground a morning at a counter.
func (p *playground) counter() {
	p.t.Helper()
	ctx, hall := p.t.Context(), counter.Queue{DB: p.s.DB}
	by := account.Stamp{By: 1, Unit: hillCommune, At: p.now}
	usual := queue.Usual(hillCommune)
	p.must(hall.Change(ctx, hillCommune, 0, queue.SetUp{Series: usual.Series, Classes: usual.Classes, Stations: usual.Stations}, by))
	p.must(hall.Change(ctx, hillCommune, 1, queue.OpenKiosk{Digest: "digest"}, by))
	for range 4 {
		_, err := hall.Take(ctx, hillCommune, "A", "", by)
		p.must(err)
	}
	called, err := hall.CallNext(ctx, hillCommune, 1, by)
	p.must(err)
	_, err = hall.Do(ctx, called.ID, queue.Finish{}, by)
	p.must(err)
	drafts := counter.Drafts{DB: p.s.DB}
	for _, form := range []string{"one", "two"} {
		_, err = drafts.Keep(ctx, hillCommune, queue.Keep{Form: form}, url.Values{"name": {"Trần An"}}, by)
		p.must(err)
	}
	copies := counter.Register{DB: p.s.DB}
	for range 3 {
		_, err = copies.Certify(ctx, hillCommune, certify.Content{Person: "Trần An", Kind: "Bằng lái xe", Signer: "Lê Bình", Copies: 2, Pages: 2, Book: 1}, by)
		p.must(err)
	}
}
