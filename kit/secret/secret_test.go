package secret

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// cheap is a cost for tests.
var cheap = Cost{Memory: 64, Time: 1, Lanes: 1}

func TestAPasswordIsKnownByItsHashAndNoOtherIs(t *testing.T) {
	h := NewHasher(Standard, 2)
	stored, err := h.Hash(t.Context(), "trời xanh mây trắng")
	if err != nil || !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s, %v", stored, err)
	}
	for password, want := range map[string]bool{
		"trời xanh mây trắng":             true,
		"tro\u031b\u0300i xanh mây trắng": true, // typed as letters with marks
		"troi xanh may trang":             false,
		"":                                false,
	} {
		if got, err := h.Verify(t.Context(), stored, password); got != want || err != nil {
			t.Errorf("%q: %v, %v", password, got, err)
		}
	}
	again, _ := h.Hash(t.Context(), "trời xanh mây trắng")
	if again == stored {
		t.Error("two hashes of one password are the same: no salt")
	}
}

func TestNobodyWithoutAHashGetsIn(t *testing.T) {
	h := NewHasher(cheap, 1)
	if ok, err := h.Verify(t.Context(), "", ""); ok || err != nil {
		t.Errorf("no hash, no password: %v, %v", ok, err)
	}
}

func TestAForgedHashIsRefusedBeforeItCosts(t *testing.T) {
	h := NewHasher(cheap, 1)
	good, _ := h.Hash(t.Context(), "x")
	for _, bad := range []string{
		"x", "$argon2i$" + good[10:], strings.Replace(good, "m=64", "m=99999999", 1), strings.Replace(good, "t=1", "t=0", 1),
		strings.Replace(good, "v=19", "v=16", 1), good + "=", strings.Replace(good, "p=1", "p=1,x=2", 1), good[:len(good)-40],
	} {
		if _, err := h.Verify(t.Context(), bad, "x"); !errors.Is(err, errFormat) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestAHashOfAnotherCostIsToBeMadeAnew(t *testing.T) {
	old, _ := NewHasher(cheap, 1).Hash(t.Context(), "x")
	h := NewHasher(Cost{Memory: 128, Time: 1, Lanes: 1}, 1)
	fresh, _ := h.Hash(t.Context(), "x")
	if !h.NeedsRehash(old) || h.NeedsRehash(fresh) || !h.NeedsRehash("md5") {
		t.Error("old, fresh or foreign hash judged wrongly")
	}
	if ok, err := h.Verify(t.Context(), old, "x"); !ok || err != nil {
		t.Errorf("a hash of the old cost is not known any more: %v", err)
	}
}

func TestNoMoreHashesRunAtOnceThanSeats(t *testing.T) {
	h := NewHasher(cheap, 2)
	h.seats <- struct{}{}
	h.seats <- struct{}{}
	ctx, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := h.Hash(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a third one got a seat: %v", err)
	}
	<-h.seats
	<-h.seats
	var done atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := h.Hash(t.Context(), "x"); err == nil {
				done.Add(1)
			}
		})
	}
	all.Wait()
	if done.Load() != 20 || len(h.seats) != 0 {
		t.Errorf("%d done, %d seats still taken", done.Load(), len(h.seats))
	}
}

func TestTokensDifferAndTheirDigestsDoNotTellThem(t *testing.T) {
	a, b := Token(), Token()
	again := strings.Clone(a)
	if a == b || len(a) != 43 || Digest(a) == a || Digest(a) != Digest(again) || Digest(a) == Digest(b) {
		t.Error(a, b)
	}
}

func TestACodeIsTheOneOfTheStandard(t *testing.T) {
	// RFC 6238, appendix B, SHA-1, the last six digits.
	key := plain32.EncodeToString([]byte("12345678901234567890"))
	for second, code := range map[int64]string{59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"} {
		if got := CodeAt(key, time.Unix(second, 0)); got != code {
			t.Errorf("second %d: %s, want %s", second, got, code)
		}
	}
}

func TestACodeIsAcceptedOnceAndOnlyNearItsTime(t *testing.T) {
	key := NewKey()
	at := time.Date(2026, 1, 8, 8, 0, 0, 0, time.UTC)
	code := CodeAt(key, at)
	for _, off := range []time.Duration{-30 * time.Second, 0, 30 * time.Second} {
		if _, ok := CheckCode(key, code, at.Add(off), 0); !ok {
			t.Errorf("%v off: refused", off)
		}
	}
	for _, off := range []time.Duration{-90 * time.Second, 60 * time.Second} {
		if _, ok := CheckCode(key, code, at.Add(off), 0); ok {
			t.Errorf("%v off: accepted", off)
		}
	}
	step, ok := CheckCode(key, code[:3]+" "+code[3:], at, 0)
	if !ok {
		t.Fatal("a blank in the middle is not forgiven")
	}
	if _, ok := CheckCode(key, code, at, step); ok {
		t.Error("accepted twice")
	}
	if _, ok := CheckCode("", CodeAt("", at), at, 0); ok {
		t.Error("accepted without a key")
	}
	if !IsKey(key) || IsKey("ABC") || IsKey("") {
		t.Error("keys judged wrongly")
	}
}

func TestTheAddressOfAKeyNamesWhoAndWhere(t *testing.T) {
	got := KeyAddress("Một cửa: An Sơn", "ha.ltt", "ABC")
	if !strings.HasPrefix(got, "otpauth://totp/M%E1%BB%99t%20c%E1%BB%ADa%20An%20S%C6%A1n:ha.ltt?") || strings.Contains(got, "+") || !strings.Contains(got, "secret=ABC") {
		t.Error(got)
	}
}
