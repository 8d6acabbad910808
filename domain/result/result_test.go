package result

import (
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

var (
	commune = &orgunit.Unit{ID: 4, Code: "H99.28.05"}
	birth   = Kind{ID: 1, Name: "Giấy khai sinh", Pattern: "KS-{unit}-{yyyy}-{n}", Stands: []string{"giấy khai sinh", "TP/HT-2"}, Procedures: []string{"1.001193"}, From: calendar.MustDay("2020-01-01")}
	record  = Kind{ID: 2, Name: "Phiếu lý lịch tư pháp", Pattern: "LL.{yy}{mm}.{n}", Months: 6, Stands: []string{"phiếu lý lịch tư pháp"}, From: calendar.MustDay("2020-01-01")}
	now     = Moment{By: 7, At: time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)}
)

func issued(t *testing.T, k Kind, day string) *Result {
	t.Helper()
	r := &Result{ID: 5}
	if _, err := (Issue{Kind: k, Dossier: 9, Unit: commune, Issued: calendar.MustDay(day), Holder: "h", Number: 12}).Apply(r, now); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestACodeFollowsThePatternOfItsKind(t *testing.T) {
	for day, k := range map[string]Kind{"2026-03-02": birth, "2025-12-31": record} {
		want := map[KindID]string{1: "KS-H99.28.05-2026-00012", 2: "LL.2512.00012"}[k.ID]
		if got := issued(t, k, day).Code; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestAResultHoldsUntilTheLastDayOfItsMonths(t *testing.T) {
	for _, c := range []struct {
		months       int
		issued, last string
	}{{6, "2026-01-15", "2026-07-15"}, {6, "2025-08-31", "2026-02-28"}, {12, "2024-02-29", "2025-02-28"}, {1, "2025-12-31", "2026-01-31"}, {24, "2026-03-01", "2028-03-01"}} {
		k := Kind{Months: c.months}
		if got := k.Last(calendar.MustDay(c.issued)); got != calendar.MustDay(c.last) {
			t.Errorf("%d months from %s end on %s, want %s", c.months, c.issued, got, c.last)
		}
	}
	r := issued(t, record, "2026-03-02")
	for day, want := range map[string]bool{"2026-03-01": false, "2026-03-02": true, "2026-09-02": true, "2026-09-03": false} {
		if r.Holds(calendar.MustDay(day)) != want {
			t.Errorf("on %s it should hold: %v", day, want)
		}
	}
	if !issued(t, birth, "2026-03-02").Holds(calendar.MustDay("2096-01-01")) {
		t.Error("a birth certificate ran out")
	}
}

func TestAnEntryThatCannotBeIsRefusedAtItsField(t *testing.T) {
	good := Issue{Kind: birth, Dossier: 9, Unit: commune, Issued: calendar.MustDay("2026-03-02")}
	for field, spoil := range map[string]func(*Issue){
		"kind": func(a *Issue) { a.Kind = Kind{} }, "issued": func(a *Issue) { a.Issued = calendar.MustDay("2026-03-03") },
		"until": func(a *Issue) { a.Until = calendar.MustDay("2026-03-01") }, "symbol": func(a *Issue) { a.Dossier = 0 },
	} {
		a := good
		spoil(&a)
		_, err := a.Apply(&Result{}, now)
		if list := refusal.Of(err); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestARevokedResultIsRevokedOnceWithReasonAndBasis(t *testing.T) {
	r := issued(t, birth, "2026-03-02")
	if _, err := (Revoke{}).Apply(r, now); len(refusal.Of(err)) != 2 {
		t.Error(err)
	}
	if _, err := (Replace{"sai tên", "QĐ 1", r}).Apply(r, now); refusal.KindOf(err) != refusal.Invalid {
		t.Error("replaced by itself")
	}
	if _, err := (Revoke{"cấp sai", "QĐ 12/QĐ-UBND"}).Apply(r, now); err != nil || r.Holds(calendar.MustDay("2026-03-02")) {
		t.Error(err)
	}
	if _, err := (Replace{"x", "y", &Result{ID: 8, State: Valid}}).Apply(r, now); refusal.KindOf(err) != refusal.NotNow {
		t.Error("replaced after it was revoked")
	}
}

func TestAComponentIsHeldByTheNewestResultThatHoldsToday(t *testing.T) {
	components := []procedure.Component{{Name: "Tờ khai"}, {Name: "Bản sao Giấy khai sinh của trẻ"}, {Name: "Giấy tờ", Form: "TP/HT-2"}, {Name: "Phiếu lý lịch tư pháp số 1"}, {Name: "Giấy khai sinhx"}}
	old, newer := issued(t, birth, "2021-05-05"), issued(t, birth, "2025-05-05")
	newer.ID, newer.Paper = 6, 77
	expired := issued(t, record, "2025-03-02")
	revoked := issued(t, birth, "2026-01-01")
	revoked.State = Revoked
	got := Match(components, []*Kind{&birth, &record}, []*Result{old, newer, expired, revoked}, now.today())
	if len(got) != 2 || got[0].Component != components[1].Name || got[1].Component != "Giấy tờ" || got[0].Result != 6 || !got[0].Digitised {
		t.Errorf("%+v", got)
	}
}

func TestOnlyTheHoldersOwnResultIsReusedWithConsentAndPurpose(t *testing.T) {
	r := issued(t, birth, "2026-03-02")
	good := Reuse{Result: r.ID, Component: "Giấy khai sinh", Dossier: 3, Purpose: "đăng ký thường trú", Consent: true, Holder: "h"}
	var u Use
	if _, err := good.Apply(&u, r, 4, now); err != nil || u.Dossier != 3 || u.By != 7 || !u.Consent {
		t.Errorf("%+v, %v", u, err)
	}
	for what, spoil := range map[string]func(*Reuse){
		"no consent": func(a *Reuse) { a.Consent = false }, "no purpose": func(a *Reuse) { a.Purpose = " " },
		"another's": func(a *Reuse) { a.Holder = "i" }, "nobody's": func(a *Reuse) { a.Holder = "" }, "no dossier": func(a *Reuse) { a.Dossier = 0 },
	} {
		a := good
		spoil(&a)
		if _, err := a.Apply(&Use{}, r, 4, now); refusal.Of(err) == nil {
			t.Errorf("%s: reused", what)
		}
	}
	r.Until = calendar.MustDay("2026-03-01")
	if _, err := good.Apply(&Use{}, r, 4, now); refusal.KindOf(err) != refusal.NotNow {
		t.Error("reused after it ran out")
	}
}

func TestAKindMustMakeCodesThatDiffer(t *testing.T) {
	for pattern, ok := range map[string]bool{"KQ-{unit}-{yyyy}-{n}": true, "{n}": true, "KQ-{unit}": false, "{n}{n}": false, "A {n}": false, "{x}{n}": false, "a/{n}": false} {
		k := birth
		k.Pattern = pattern
		if err := new(Kind).Edit(k); (err == nil) != ok {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}
