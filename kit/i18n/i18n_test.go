package i18n

import (
	"math/big"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"cchc/kit/vntext"
)

func file(json string) fstest.MapFS { return fstest.MapFS{"en/texts.json": {Data: []byte(json)}} }

func TestEnglishIsTakenFromAllCatalogues(t *testing.T) {
	c, err := Load(file(`{"Tìm kiếm":"Search", "Còn %d ngày, %s":"%[2]s: %[1]d days left"}`), file(`{"Đạt 100 % mục tiêu":"100 % of the target","Tìm kiếm":"Search"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{c.Text(EN, "Tìm kiếm"), "Search"},
		{c.Text(VI, "Tìm kiếm"), "Tìm kiếm"},
		{c.Text(EN, "Còn %d ngày, %s", 3, "H99"), "H99: 3 days left"},
		{c.Text(VI, "Còn %d ngày, %s", 3, "H99"), "Còn 3 ngày, H99"},
		{c.Text(EN, "Đạt 100 % mục tiêu"), "100 % of the target"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestATextWithoutEnglishStaysVietnameseAndIsRemembered(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { c.Text(EN, "Trả lại") })
	}
	all.Wait()
	if got := c.Text(EN, "Còn %d ngày", 2); got != "Còn 2 ngày" {
		t.Error(got)
	}
	c.Text(VI, "Nhận")
	if got := c.Missing(); !slices.Equal(got, []string{"Còn %d ngày", "Trả lại"}) {
		t.Errorf("%q", got)
	}
}

func TestAFaultyCatalogueDoesNotLoad(t *testing.T) {
	for json, fault := range map[string]string{
		`{"Còn %d ngày":"days left"}`:        "other verbs",
		`{"Còn %d ngày":"%s days left"}`:     "other verbs",
		`{"%s và %d":"%d and %s"}`:           "other verbs",
		`{"Nhận":"%d"}`:                      "other verbs",
		`{"Nhận":"Receive","Nhận":"Accept"}`: "translated as",
		`{"Nhận":" "}`:                       "empty text",
		`{"":"Receive"}`:                     "empty text",
		`{"Nhận":1}`:                         "Nhận",
		`["Nhận"]`:                           "not a JSON object",
		`{"Nhận":"Receive"} {}`:              "follows",
		`{"Nhận":"Receive"`:                  "texts.json",
		`{"Nhận":"Receive",}`:                "texts.json",
		``:                                   "not a JSON object",
	} {
		if _, err := Load(file(json)); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v, want %q", json, err, fault)
		}
	}
}

func TestALanguageIsTakenFromTheCookieThenTheBrowser(t *testing.T) {
	for _, c := range []struct {
		cookie, header string
		want           Lang
	}{
		{"", "", VI},
		{"en", "vi", EN},
		{"vi", "en-US", VI},
		{"xx", "en-US,en;q=0.9", EN},
		{"", "vi-VN,vi;q=0.9,en;q=0.8", VI},
		{"", "en-GB", EN},
		{"", "fr-FR, de", VI},
		{"", "fr, en;q=0.5", EN},
		{"", ";;;", VI},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		if c.cookie != "" {
			r.Header.Set("Cookie", CookieName+"="+c.cookie)
		}
		r.Header.Set("Accept-Language", c.header)
		if got := FromRequest(r); got != c.want {
			t.Errorf("cookie %q, header %q: %s", c.cookie, c.header, got)
		}
	}
}

func TestNumbersFollowTheLanguageAndDatesDoNot(t *testing.T) {
	share := big.NewRat(236544, 245207)
	for _, c := range []struct{ got, want string }{
		{VI.Number(462569), "462.569"},
		{EN.Number(-462569), "-462,569"},
		{VI.Percent(share, 1, vntext.Truncate), "96,4 %"},
		{EN.Percent(share, 1, vntext.HalfUp), "96.5%"},
		{EN.Decimal(big.NewRat(12345, 10), 1, vntext.Truncate), "1,234.5"},
		{EN.Decimal(big.NewRat(12345, 10), 0, vntext.HalfUp), "1,235"},
		{EN.Date(2022, 3, 5), "05/03/2022"},
		{VI.Date(2022, 3, 5), "05/03/2022"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
