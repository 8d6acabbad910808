package audit

import (
	"crypto/ed25519"
	"crypto/sha256"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

func TestCheckpointIsWrittenAsTheDocumentSays(t *testing.T) {
	signer := testSigner(t)
	batch, err := NewSealer(signer).Seal(leavesTo(3), noon.Add(time.Second/2))
	if err != nil {
		t.Fatal(err)
	}
	body := "anson.example/cchc\n3\n" + batch.Checkpoint.Root.String() + "\nseal 1 2026-01-08T05:00:00Z\n"
	if !strings.HasPrefix(string(batch.Text), body+"\n— anson.example/cchc ") {
		t.Errorf("got\n%s", batch.Text)
	}
	seed := sha256.Sum256([]byte("a key for tests"))
	public := ed25519.NewKeyFromSeed(seed[:]).Public().(ed25519.PublicKey)
	key, err := note.NewEd25519VerifierKey("anson.example/cchc", public)
	if err != nil || key != signer.PublicKey() {
		t.Errorf("public key %s, want %s, %v", signer.PublicKey(), key, err)
	}
	got, err := signer.Verifier().Open(batch.Text)
	if err != nil || got != batch.Checkpoint {
		t.Errorf("opened %+v, %v", got, err)
	}
}

func TestNoAlteredCheckpointIsOpened(t *testing.T) {
	signer := testSigner(t)
	good, err := signer.Sign(Checkpoint{7, 66_000, leafNo(1), noon})
	if err != nil {
		t.Fatal(err)
	}
	v := signer.Verifier()
	for bit := range 8 * len(good) {
		bad := []byte(string(good))
		bad[bit/8] ^= 1 << (bit % 8)
		if c, err := v.Open(bad); err == nil {
			t.Errorf("bit %d: opened as %+v", bit, c)
		}
	}
	for i := range good {
		if _, err := v.Open(append(append([]byte{}, good[:i]...), good[i+1:]...)); err == nil {
			t.Errorf("opened without byte %d", i)
		}
	}
	signature := good[strings.LastIndex(string(good), "— "):]
	if _, err := v.Open(append(append([]byte{}, good...), signature...)); err == nil {
		t.Error("opened with a line more")
	}
}

func TestWellSignedTextsOfAnotherShapeAreNotOpened(t *testing.T) {
	signer := testSigner(t)
	root := leafNo(1).String()
	for _, body := range []string{
		"anson.example/cchc\n3\n" + root + "\n",
		"anson.example/cchc\n3\n" + root + "\nseal 1 2026-01-08T05:00:00Z\nmore\n",
		"anson.example/cchc\n03\n" + root + "\nseal 1 2026-01-08T05:00:00Z\n",
		"anson.example/cchc\n3\n" + root + "\nseal 1 2026-01-08T12:00:00+07:00\n",
		"elsewhere\n3\n" + root + "\nseal 1 2026-01-08T05:00:00Z\n",
	} {
		text, err := note.Sign(&note.Note{Text: body}, signer.signer)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := signer.Verifier().Open(text); err == nil {
			t.Errorf("%q is opened as %+v", body, c)
		}
	}
}

func TestKeysOfOtherLogsAndLengthsAreRefused(t *testing.T) {
	if _, err := NewSigner("anson.example/cchc", make([]byte, 31)); err == nil {
		t.Error("a key of 31 bytes is accepted")
	}
	for _, origin := range []string{"", "a b", "a+b"} {
		if _, err := NewSigner(origin, make([]byte, 32)); err == nil {
			t.Errorf("the name %q is accepted", origin)
		}
	}
	if _, err := NewVerifier("elsewhere", testSigner(t).PublicKey()); err == nil {
		t.Error("the key of another log is accepted")
	}
}

func TestCheckpointsUnderAnOlderKeyStayGood(t *testing.T) {
	old, err := NewSigner("anson.example/cchc", make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	text, err := old.Sign(Checkpoint{1, 1, leafNo(0), noon})
	if err != nil {
		t.Fatal(err)
	}
	v, err := NewVerifier("anson.example/cchc", testSigner(t).PublicKey(), old.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Open(text); err != nil {
		t.Error(err)
	}
	if _, err := testSigner(t).Verifier().Open(text); err == nil {
		t.Error("a foreign signature is accepted")
	}
}
