package audit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

var testSalt = Salt{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}

func receipt() Event {
	return Event{
		Kind: Dossier, Subject: 42, Version: 1, Act: "receive",
		At: time.Date(2026, 1, 8, 2, 15, 0, 0, time.UTC), By: 7, Unit: 3, Note: "Nộp tại quầy",
		Change: `{"code":"H01-2026-0001","fee":50000,"open":true}`, Key: "k-1", Leaf: Unsealed,
	}
}

// The values were computed from docs/log-format.md in another language.
func TestCommitmentsAndHeadsAreThoseOfTheDocument(t *testing.T) {
	first := receipt()
	second := Event{Kind: Dossier, Subject: 42, Version: 2, Act: "finish",
		At: first.At.AddDate(0, 0, 1), Change: `{"open":false}`, Leaf: Unsealed}
	var c Chain
	c.Start(Dossier, 42, testSalt)
	is(t, c.head[:], "c36697df6ddd80e6b182090fc798cb3d9bae94820d1cc22d7c921cfdb9c9ab01")
	commitment := Commitment(testSalt, &first)
	is(t, commitment[:], "809bfef6de08b6b416bd1acb6a39ed1a16c02b3336a1245f6072afdb483373b1")
	head := c.Next(&first)
	is(t, head[:], "b0da5adee92da5dd3beddac091d9faa8aa30270a7c5688ee87e3a885b69e8cc5")
	head = c.Next(&second)
	is(t, head[:], "c33538b95098181d74bb486a0067ed165182cd078d2257b31735e7a725c528d8")
	leaf := head.Leaf()
	is(t, leaf[:], "1d4b0ceb372799bd05c23bdc1b916595b2d8304738565bdcf395f7c9683a0c79")
	if leaf != tlog.RecordHash(head[:]) {
		t.Error("a leaf is not tlog's record hash")
	}
}

func is(t *testing.T, got []byte, want string) {
	t.Helper()
	if hex.EncodeToString(got) != want {
		t.Errorf("got %x, want %s", got, want)
	}
}

func drawEvent(t *rapid.T) Event {
	return Event{
		Kind:    Kind(rapid.String().Draw(t, "kind")),
		Subject: rapid.Int64().Draw(t, "subject"),
		Version: rapid.Int().Draw(t, "version"),
		Act:     rapid.String().Draw(t, "act"),
		At:      time.Unix(rapid.Int64Range(-1<<35, 1<<35).Draw(t, "at"), 0),
		By:      rapid.Int64().Draw(t, "by"),
		Unit:    rapid.Int64().Draw(t, "unit"),
		Note:    rapid.String().Draw(t, "note"),
		Change:  Change(rapid.String().Draw(t, "change")),
		Key:     rapid.String().Draw(t, "key"),
	}
}

func TestCommitmentIsTheHMACOfTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvent(t)
		salt := Salt(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "salt"))
		mac := hmac.New(sha256.New, salt[:])
		mac.Write(appendEvent(nil, &e))
		if got := Commitment(salt, &e); !hmac.Equal(got[:], mac.Sum(nil)) {
			t.Fatalf("got %x", got)
		}
	})
}

func TestEverySingleBitOfAnyFieldCountsInTheCommitment(t *testing.T) {
	base := receipt()
	seen := map[[32]byte]string{Commitment(testSalt, &base): "as it was"}
	try := func(what string, e Event, salt Salt) {
		t.Helper()
		c := Commitment(salt, &e)
		if before, ok := seen[c]; ok {
			t.Errorf("%s: the commitment is that of: %s", what, before)
		}
		seen[c] = what
	}
	texts := map[string]func(e *Event) *string{
		"kind":   func(e *Event) *string { return (*string)(&e.Kind) },
		"act":    func(e *Event) *string { return &e.Act },
		"note":   func(e *Event) *string { return &e.Note },
		"change": func(e *Event) *string { return (*string)(&e.Change) },
		"key":    func(e *Event) *string { return &e.Key },
	}
	for name, of := range texts {
		for bit := range 8 * len(*of(&base)) {
			e := base
			b := []byte(*of(&e))
			b[bit/8] ^= 1 << (bit % 8)
			*of(&e) = string(b)
			try(fmt.Sprintf("%s bit %d", name, bit), e, testSalt)
		}
	}
	for bit := range 64 {
		flip := int64(1) << bit
		numbers := map[string]func(e *Event){
			"subject": func(e *Event) { e.Subject ^= flip },
			"version": func(e *Event) { e.Version ^= int(flip) },
			"at":      func(e *Event) { e.At = time.Unix(e.At.Unix()^flip, 0) },
			"by":      func(e *Event) { e.By ^= flip },
			"unit":    func(e *Event) { e.Unit ^= flip },
		}
		for name, change := range numbers {
			e := base
			change(&e)
			try(fmt.Sprintf("%s bit %d", name, bit), e, testSalt)
		}
	}
	for bit := range 128 {
		salt := testSalt
		salt[bit/8] ^= 1 << (bit % 8)
		try(fmt.Sprintf("salt bit %d", bit), base, salt)
	}
}

func TestDifferentEventsNeverShareTheirBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvent(t)
		swapped := e
		swapped.Note, swapped.Key = e.Key, e.Note
		moved := e
		moved.Act, moved.Note = e.Act+e.Note, ""
		for _, f := range []Event{swapped, moved, drawEvent(t)} {
			if f != e && Commitment(testSalt, &f) == Commitment(testSalt, &e) {
				t.Fatalf("%+v and %+v", e, f)
			}
		}
	})
}

func TestThePositionInTheLogAndTheZoneDoNotCount(t *testing.T) {
	e := receipt()
	f := e
	f.Leaf, f.At = 99, f.At.In(time.FixedZone("", 7*3600))
	if Commitment(testSalt, &e) != Commitment(testSalt, &f) {
		t.Error("the commitment differs")
	}
}

func TestResumedChainGoesOnAsIfNeverLeft(t *testing.T) {
	e := receipt()
	var whole, later Chain
	whole.Start(e.Kind, e.Subject, testSalt)
	later.Resume(whole.Next(&e), testSalt)
	e.Version = 2
	if whole.Next(&e) != later.Next(&e) {
		t.Error("the heads differ")
	}
}

func TestEventsUnfitForTheTraceAreRefused(t *testing.T) {
	good := receipt()
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(e *Event){
		"no kind":              func(e *Event) { e.Kind = "" },
		"no act":               func(e *Event) { e.Act = "" },
		"version 0":            func(e *Event) { e.Version = 0 },
		"half a second":        func(e *Event) { e.At = e.At.Add(time.Second / 2) },
		"no change":            func(e *Event) { e.Change = "" },
		"note that is no text": func(e *Event) { e.Note = "\xff" },
	} {
		e := receipt()
		spoil(&e)
		if e.Check() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func BenchmarkNext(b *testing.B) {
	e := receipt()
	var c Chain
	c.Start(e.Kind, e.Subject, testSalt)
	b.ReportAllocs()
	for b.Loop() {
		c.Next(&e)
	}
}
