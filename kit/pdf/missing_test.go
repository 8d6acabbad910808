package pdf_test

import (
	"testing"

	"cchc/kit/pdf"
)

func TestWhatTheFacesCannotDrawIsNamed(t *testing.T) {
	for text, want := range map[string]string{"Đặng Thị Ngữ, phường Ỷ La": "", "ước 漢 mơ": "漢", "": ""} {
		if got := pdf.Missing(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
