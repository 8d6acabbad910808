package layout_test

import (
	"io/fs"
	"net/http/httptest"
	"testing"

	"cchc/web/layout"
)

func BenchmarkParseAtStart(b *testing.B) {
	files, err := fs.Sub(testdata, "testdata")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		layout.Parse[sample](files, "sample.html")
	}
}

func BenchmarkPageWithEveryComponent(b *testing.B) {
	r := httptest.NewRequest("GET", "/sample", nil)
	b.ReportAllocs()
	for b.Loop() {
		if err := showSample(httptest.NewRecorder(), r); err != nil {
			b.Fatal(err)
		}
	}
}
