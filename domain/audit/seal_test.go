package audit

import "testing"

// The value was computed from docs/log-format.md in another language.
func TestSealIsThatOfTheDocument(t *testing.T) {
	if got := Seal(testSalt[:], "Nguyễn Văn A", "0912345678"); got != "8FZlmRLHZw5iJZin15KEy2bsUZS_hVsjkrDUPXwJ4ng" {
		t.Errorf("got %s", got)
	}
}

func TestSealsOfDifferentFieldsOrSaltsDiffer(t *testing.T) {
	seen := map[string]bool{ErasedSeal: true}
	for _, seal := range []string{
		Seal(nil), Seal(nil, ""), Seal(nil, "", ""), Seal(nil, "ab", "c"), Seal(nil, "a", "bc"), Seal(nil, "c", "ab"), Seal(nil, "abc"),
		Seal([]byte("ab"), "c"), Seal([]byte("x"), "ab", "c"),
	} {
		if seen[seal] {
			t.Errorf("%s twice", seal)
		}
		seen[seal] = true
	}
}
