package dossier

import (
	"regexp"
	"testing"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/orgunit"
)

func idUnit(id int64) orgunit.ID    { return orgunit.ID(id) }
func idAccount(id int64) account.ID { return account.ID(id) }

func TestATrackingSecretIsOfOneDossierAndOnePerson(t *testing.T) {
	d := Dossier{Code: "H99.28-221230-0047", Seal: Person{Name: "A"}.Sealed().Seal()}
	secret := TrackingSecret(&d)
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{16}$`).MatchString(secret) || secret != TrackingSecret(&d) {
		t.Errorf("secret %q", secret)
	}
	other, erased := d, d
	other.Code, erased.Seal = "H99.28-221230-0048", audit.ErasedSeal
	if TrackingSecret(&other) == secret || TrackingSecret(&erased) == secret {
		t.Error("the secret of another, or of nobody any more, is the same")
	}
}

func TestACodeIsReadHoweverItIsTypedPastedOrScanned(t *testing.T) {
	const want = "H99.28-221205-0031"
	for _, typed := range []string{
		want, "h99.28-221205-0031", " H99.28 - 221205 - 0031 ", "H9928-221205-0031", "h99282212050031", "H99.28–221205–0031", "h99 28 221205 0031",
		"https://motcua.anson.example/track/H99.28-221205-0031", "https://motcua.anson.example/track/H99.28-221205-0031?s=Ab-3_xY/9kLm",
	} {
		if got, ok := NormalCode(typed); !ok || got != want {
			t.Errorf("%q is read as %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "nhung", "H99.28", "221205", "?", "H99\x00-221205-0031", "H99-\xff\xff\xff\xff\xff\xff-0031", "H99.28-22120a-0031", "H99%-221205-0031"} {
		if got, ok := NormalCode(typed); ok {
			t.Errorf("%q is taken for the code %q", typed, got)
		}
	}
}
