package entry

import "testing"

func TestAWayBackLeadsNowhereElse(t *testing.T) {
	for next, want := range map[string]string{
		"/desk/work?q=a": "/desk/work?q=a", "/account": "/account",
		"": "/start", "/": "/start", "//evil.example": "/start", "/\\evil.example": "/start", "https://evil.example/": "/start", "evil": "/start",
		"/\t/evil.example": "/start", "javascript:alert(1)": "/start", "/%zz": "/start",
	} {
		if got := local(next); got != want {
			t.Errorf("%q leads to %s, want %s", next, got, want)
		}
	}
}

func TestABrowserIsCalledInAWordOrTwo(t *testing.T) {
	for said, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36":                         "Chrome, Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/138.0 Chrome/132.0.0.0 Safari/537.36":   "Cốc Cốc, Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1": "Safari, iPhone",
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                                                  "Firefox, Linux",
		"curl/8": "", "": "",
	} {
		if got := agent(said); got != want {
			t.Errorf("%q is %q, want %q", said, got, want)
		}
	}
}
