package audit_test

import (
	"bytes"
	"testing"

	"cchc/domain/audit"
)

func TestSecretsForOtherPurposesFollowFromTheKeyAndTellNothingOfEachOther(t *testing.T) {
	signer := func(first byte) *audit.Signer {
		seed := make([]byte, 32)
		seed[0] = first
		s, err := audit.NewSigner("anson.example/cchc", seed)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	paper := signer(1).Secret("paper")
	if len(paper) != 32 || !bytes.Equal(paper, signer(1).Secret("paper")) {
		t.Error("the secret is another one each time")
	}
	for _, other := range [][]byte{signer(1).Secret("other"), signer(2).Secret("paper"), {}} {
		if bytes.Equal(paper, other) {
			t.Error("two secrets are the same")
		}
	}
}
