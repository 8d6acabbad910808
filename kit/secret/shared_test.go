package secret_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cchc/kit/secret"
)

func TestASharedSecretSignsAndHides(t *testing.T) {
	k, err := secret.NewShared([]byte("  0123456789abcdef\n"))
	if err != nil {
		t.Fatal(err)
	}
	sign := k.Sign([]byte("a"), []byte("b"))
	if !k.Fits(strings.ToUpper(sign), []byte("ab")) || k.Fits(sign, []byte("ac")) || (secret.Shared{}).Fits((secret.Shared{}).Sign([]byte("ab")), []byte("ab")) {
		t.Errorf("%s fits wrongly", sign)
	}
	for _, said := range []string{fmt.Sprint(k), fmt.Sprintf("%v %+v %#v %s", k, k, k, k)} {
		if strings.Contains(said, "0123") || strings.Contains(said, "48 49") {
			t.Errorf("the secret shows: %s", said)
		}
	}
}

func TestAShortOrMissingSecretIsRefusedByName(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	if _, err := secret.ReadShared(file, "bưu chính"); err == nil || !strings.Contains(err.Error(), "bưu chính") {
		t.Errorf("a missing file: %v", err)
	}
	if err := os.WriteFile(file, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := secret.ReadShared(file, "bưu chính"); err == nil || !strings.Contains(err.Error(), "ít nhất 16") {
		t.Errorf("a short one: %v", err)
	}
}
