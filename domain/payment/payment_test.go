package payment

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

var noon = time.Date(2026, 3, 5, 5, 0, 0, 0, time.UTC)

func by(id account.ID) account.Stamp { return account.Stamp{By: id, Unit: 3, At: noon} }

func order(state State, total, received int64) Order {
	return Order{ID: 1, Code: Code(2026, 123), Total: total, Received: received, State: state, Method: Transfer}
}

func TestACodeFindsEveryWrongDigitAndEveryTwoChangedOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := Code(2026, rapid.Int64Range(1, 99_999_999).Draw(t, "serial"))
		if got, ok := FindCode(code); !ok || got != code {
			t.Fatalf("%s found as %q", code, got)
		}
		i := rapid.IntRange(2, len(code)-1).Draw(t, "place")
		other := byte('0' + (code[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10)
		if digit(code[2:i]+string(other)+code[i+1:]) == 0 {
			t.Errorf("%s with a wrong digit at %d passes", code, i)
		}
		if i+1 < len(code) && code[i] != code[i+1] && digit(code[2:i]+string(code[i+1])+string(code[i])+code[i+2:]) == 0 {
			t.Errorf("%s with %d and %d changed over passes", code, i, i+1)
		}
	})
}

func TestACodeIsFoundInWhateverBanksWrite(t *testing.T) {
	code, other := Code(2026, 123), Code(2026, 124)
	for text, want := range map[string]string{
		code: code, "nop phi " + code + " FT26064": code, "IBFT pt26.0000 0123" + code[12:]: code,
		"MBVCB." + code + "9981": code, code + " " + code: code,
		code + " va " + other: "", "PT26000001230": "", "nop phi": "", "": "",
	} {
		if got, _ := FindCode(text); got != want {
			t.Errorf("in %q found %q, want %q", text, got, want)
		}
	}
}

var offer = procedure.Offer{
	Fee: 75_001,
	Lines: []procedure.FeeLine{
		{Kind: procedure.ServiceFee, Name: "Phí thẩm định", Amount: 50_001},
		{Kind: procedure.StateCharge, Name: "Lệ phí cấp giấy", Amount: 25_000},
	},
	Grounds: []procedure.Ground{
		{Code: "tre-em", Name: "Trẻ em", Basis: "Luật Trẻ em", Off: "1"},
		{Code: "ngheo", Name: "Hộ nghèo", Basis: "NQ 12", Off: "1/2", Only: []string{"Phí thẩm định"}},
		{Code: "ct", Name: "Người có công", Basis: "NQ 12", Off: "1/3"},
	},
}

func TestWhatIsOwedIsExactAndSaysWhy(t *testing.T) {
	for _, c := range []struct {
		fee     int64
		grounds []string
		want    []int64
	}{
		{75_001, nil, []int64{50_001, 25_000}},
		{75_001, []string{"ngheo"}, []int64{25_001, 25_000}},       // half of 50.001 is 25.000,5: half goes up
		{75_001, []string{"ct"}, []int64{33_334, 16_667}},          // two thirds
		{75_001, []string{"ct", "ngheo"}, []int64{25_001, 16_667}}, // the best ground of each line, never both
		{75_001, []string{"tre-em", "ct"}, []int64{0, 0}},
		{275_001, []string{"tre-em"}, []int64{0, 0, 200_000}}, // a State duty is not reduced with the fee
		{30_000, nil, []int64{30_000}},                        // reduced before
	} {
		lines, err := Owed(&dossier.Dossier{Finance: dossier.FeeDue, Fee: c.fee}, &offer, c.grounds...)
		if err != nil || len(lines) != len(c.want) {
			t.Errorf("%d on %v: %v, %v", c.fee, c.grounds, lines, err)
			continue
		}
		for i, line := range lines {
			if line.Amount != c.want[i] || (line.Amount < line.Full) != (line.Reason != "") {
				t.Errorf("%d on %v, line %d: %+v, want %d", c.fee, c.grounds, i, line, c.want[i])
			}
		}
	}
	if err := offer.CheckFees(); err != nil {
		t.Error(err)
	}
}

func TestNothingIsOwedTwiceNorOnAnUnknownGround(t *testing.T) {
	paid := dossier.Dossier{Finance: dossier.FeePaid, Fee: 75_001}
	if _, err := Owed(&paid, &offer); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("a paid dossier owes: %v", err)
	}
	due := dossier.Dossier{Finance: dossier.FeeDue, Fee: 75_001}
	if _, err := Owed(&due, &offer, "vip"); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("an unknown ground: %v", err)
	}
}

func TestOnlyTheExactSumPaysAnOrder(t *testing.T) {
	for _, c := range []struct {
		before State
		had    int64
		act    Receive
		want   State // "" refused
	}{
		{Open, 0, Receive{Method: Cash, Amount: 100, Reference: "r"}, Paid},
		{Open, 0, Receive{Method: Gateway, Amount: 100, Reference: "g"}, Paid},
		{Open, 0, Receive{Method: Gateway, Amount: 99, Reference: "g"}, ""},
		{Open, 0, Receive{Method: Cash, Amount: 101, Reference: "r"}, ""},
		{Open, 0, Receive{Method: Transfer, Amount: 40, Reference: "b"}, Short},
		{Short, 40, Receive{Method: Transfer, Amount: 60, Reference: "b"}, Paid},
		{Short, 40, Receive{Method: Cash, Amount: 60, Reference: "b"}, ""},
		{Short, 40, Receive{Method: Transfer, Amount: 61, Reference: "b"}, Over},
		{Open, 0, Receive{Method: Transfer, Amount: 101, Reference: "b"}, Over},
		{Paid, 100, Receive{Method: Transfer, Amount: 100, Reference: "b"}, ""},
		{Cancelled, 0, Receive{Method: Cash, Amount: 100, Reference: "r"}, ""},
		{Open, 0, Receive{Method: Transfer, Amount: 0, Reference: "b"}, ""},
	} {
		o := order(c.before, 100, c.had)
		_, err := c.act.Apply(&o, by(1))
		if refused := c.want == ""; refused != (refusal.KindOf(err) != 0) || !refused && o.State != c.want || refused && o.State != c.before {
			t.Errorf("%s with %d + %+v: %s, %v; want %q", c.before, c.had, c.act, o.State, err, c.want)
		}
	}
}

func TestANoticeIsJudgedByTheOrder(t *testing.T) {
	open, short, paid, cancelled := order(Open, 100, 0), order(Short, 100, 40), order(Paid, 100, 100), order(Cancelled, 100, 0)
	for _, c := range []struct {
		source Source
		amount int64
		order  *Order
		want   Verdict
	}{
		{FromPlatform, 100, &open, Applied}, {FromPlatform, 99, &open, WrongAmount}, {FromPlatform, 100, &short, WrongAmount},
		{FromPlatform, 100, &paid, Twice}, {FromPlatform, 100, &cancelled, AfterCancel}, {FromPlatform, 100, nil, Unknown},
		{FromBank, 99, &open, Applied}, {FromBank, 60, &short, Applied}, {FromBank, 100, &paid, Twice},
	} {
		if got := Judge(Notice{Source: c.source, Amount: c.amount}, c.order); got != c.want {
			t.Errorf("%s says %d of %+v: %s, want %s", c.source, c.amount, c.order, got, c.want)
		}
	}
}

func TestARefundNeedsASecondPersonAndNeverExceedsWhatCame(t *testing.T) {
	o := order(Paid, 100, 100)
	if _, _, err := AskRefund(&o, 60, 50, "nhầm", by(1)); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("60 on top of 50 of 100: %v", err)
	}
	r, _, err := AskRefund(&o, 60, 0, "nhầm", by(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Decide{Approve: true}).Apply(&r, by(1)); refusal.KindOf(err) != refusal.NotAllowed {
		t.Errorf("who asked approves: %v", err)
	}
	if _, err := (CarryOut{Reference: "x"}).Apply(&r, by(2)); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("carried out before approval: %v", err)
	}
	if _, err := (Decide{Approve: true}).Apply(&r, by(2)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		amount int64
		want   State
	}{{60, PartRefunded}, {40, Refunded}, {1, ""}} {
		_, err := GiveBack{c.amount, "nhầm"}.Apply(&o, by(2))
		if (err != nil) != (c.want == "") || err == nil && o.State != c.want {
			t.Errorf("giving back %d: %s, %v", c.amount, o.State, err)
		}
	}
}

func TestADrawerThatDoesNotFitIsExplained(t *testing.T) {
	d, _, err := OpenDrawer(50, by(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (HandIn{To: 2}).Apply(&d, by(1)); refusal.KindOf(err) != refusal.NotNow {
		t.Errorf("handed in before it is counted: %v", err)
	}
	if _, err := (Count{Expected: 150, Counted: 149}).Apply(&d, by(1)); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("a difference without a word: %v", err)
	}
	if _, err := (Count{150, 149, "tiền rách"}).Apply(&d, by(1)); err != nil || d.Difference() != -1 {
		t.Errorf("counted: %+v, %v", d, err)
	}
	if _, err := (HandIn{To: 1}).Apply(&d, by(1)); refusal.KindOf(err) != refusal.Invalid {
		t.Errorf("handed to oneself: %v", err)
	}
}

func TestBooksAreComparedByReference(t *testing.T) {
	ours := []Item{{Reference: "a", Amount: 1, Order: 7}, {Reference: "b", Amount: 2}, {Reference: "c", Amount: 3}}
	theirs := []Item{{Reference: "a", Amount: 1}, {Reference: "b", Amount: 5}, {Reference: "d", Amount: 4}, {Reference: "a", Amount: 1}}
	equal, list := Compare(ours, theirs)
	got := map[string]Mismatch{}
	for _, d := range list {
		got[d.Reference] = d.Kind
	}
	if equal != 1 || got["a"] != OnlyTheirs || got["b"] != Amounts || got["c"] != OnlyOurs || got["d"] != OnlyTheirs {
		t.Errorf("%d equal, %v", equal, got)
	}
}

func TestEveryMovementStandsInTheComparisonOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := rapid.SliceOfNDistinct(rapid.IntRange(0, 20), 0, 20, rapid.ID[int])
		items := func(name string) (list []Item) {
			for _, n := range book.Draw(t, name) {
				list = append(list, Item{Reference: string(rune('a' + n)), Amount: rapid.Int64Range(1, 2).Draw(t, "amount")})
			}
			return list
		}
		ours, theirs := items("ours"), items("theirs")
		equal, list := Compare(ours, theirs)
		var diff int64
		both := equal
		for _, d := range list {
			diff += d.Theirs - d.Ours
			if d.Kind == Amounts {
				both++
			}
		}
		var sum int64
		for _, i := range theirs {
			sum += i.Amount
		}
		for _, i := range ours {
			sum -= i.Amount
		}
		if sum != diff || len(ours)+len(theirs) != 2*both+len(list)-(both-equal) {
			t.Errorf("%v against %v: %d equal, %v", ours, theirs, equal, list)
		}
	})
}
