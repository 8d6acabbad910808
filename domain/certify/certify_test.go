package certify

import (
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

func TestTheFeeOfACopyGoesByThePagesOfTheOriginalAndEndsAtTheMost(t *testing.T) {
	tariff := TariffOn(calendar.MustDay("2026-03-02"))
	for _, c := range []struct {
		copies, pages int
		fee           int64
	}{{1, 1, 2000}, {1, 2, 4000}, {1, 3, 5000}, {3, 3, 15000}, {1, 198, 200_000}, {1, 199, 200_000}, {2, 500, 400_000}} {
		if got := tariff.Fee(c.copies, c.pages); got != c.fee {
			t.Errorf("%d copies of %d pages cost %d, want %d", c.copies, c.pages, got, c.fee)
		}
	}
}

func content() Content {
	return Content{Person: "Trần An", Kind: "Căn cước công dân", Signer: "Lê Bình, Chủ tịch", Copies: 2, Pages: 2, Book: 1}
}

func TestAnEntrySaysEverythingThatTheRegisterAsksFor(t *testing.T) {
	var e Entry
	at := Moment{By: 7, Unit: 2, Desk: 3, On: calendar.MustDay("2026-03-02")}
	if _, err := (Certify{Content: content(), Number: 12}).Apply(&e, at); err != nil {
		t.Fatal(err)
	}
	if e.Symbol() != "01/2026-SCT/BS" || e.Fee != 8000 || e.Year != 2026 || e.Search != " 12 tran an can cuoc cong dan" {
		t.Errorf("entered as %+v", e)
	}
	for field, spoil := range map[string]func(*Content){
		"person": func(c *Content) { c.Person = "" }, "kind": func(c *Content) { c.Kind = "" }, "signer": func(c *Content) { c.Signer = "" },
		"copies": func(c *Content) { c.Copies = 0 }, "pages": func(c *Content) { c.Pages = 10000 }, "book": func(c *Content) { c.Book = -1 },
	} {
		c := content()
		spoil(&c)
		_, err := Certify{Content: c, Number: 1}.Apply(new(Entry), at)
		if list := refusal.Of(err); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s spoilt: %v", field, err)
		}
	}
}

func TestAnEntryIsMendedOrStruckOutOnlyWithAReasonAndNotTwice(t *testing.T) {
	e := Entry{Number: 5, Day: calendar.MustDay("2026-03-02")}
	mended := content()
	mended.Pages = 4
	if _, err := (Correct{Content: mended}).Apply(&e, Moment{}); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("corrected without a reason: %v", err)
	}
	if _, err := (Correct{Content: mended, Reason: "đếm nhầm trang"}).Apply(&e, Moment{}); err != nil || e.Fee != 12000 || e.Note != "Sửa: đếm nhầm trang" {
		t.Errorf("corrected to %+v, %v", e, err)
	}
	if _, err := (Cancel{}).Apply(&e, Moment{}); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("cancelled without a reason: %v", err)
	}
	if _, err := (Cancel{Reason: "nhầm người"}).Apply(&e, Moment{}); err != nil || !e.Cancelled || e.Number != 5 {
		t.Errorf("cancelled as %+v, %v", e, err)
	}
	if _, err := (Cancel{Reason: "lần nữa"}).Apply(&e, Moment{}); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("cancelled twice: %v", err)
	}
}
