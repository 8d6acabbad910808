package htmlcheck

import (
	"strings"
	"testing"
)

// around puts a body into a page without faults.
func around(body string) string {
	return `<!DOCTYPE html><html lang="vi"><head><title>Trang</title></head><body><main id="main"><h1>Trang</h1>` + body + `</main></body></html>`
}

func TestAGoodPageHasNoFaults(t *testing.T) {
	Page(t, around(`<form action="/"><label for="a">Tên</label><input id="a"><label><input type="checkbox"> Có</label></form>
<h2>Bảng</h2><table><caption>Số</caption><tr><th scope="col">A</th></tr></table><a href="#main">Lên</a>
<svg role="img"><title>Hình</title></svg><img src="/a.png" alt=""><button aria-label="Đóng"><svg></svg></button>`))
}

func TestEveryFaultIsNamed(t *testing.T) {
	for body, want := range map[string]string{
		`<p id="a"></p><p id="a"></p>`:                           `id "a" stands 2 times`,
		`<p id="a b"></p>`:                                       `has blanks`,
		`<label for="b">Tên</label>`:                             `for="b" names nothing`,
		`<label>Tên</label>`:                                     `has no control`,
		`<input name="x">`:                                       `<input name="x"> has no label`,
		`<select id="s"></select>`:                               `has no label`,
		`<table><tr><th scope="col">A</th></tr></table>`:         `has no caption`,
		`<table><caption>C</caption><tr><th>A</th></tr></table>`: `has no scope`,
		`<table><caption>C</caption><tr><td>A</td></tr></table>`: `no header cells`,
		`<img src="a.png">`:                                      `has no alt`,
		`<p style="color:red"></p>`:                              `style=`,
		`<p onclick="x()"></p>`:                                  `onclick=`,
		`<style>p{}</style>`:                                     `inline <style>`,
		`<script>x()</script>`:                                   `inline <script>`,
		`<a href="/x"><svg></svg></a>`:                           `has no text`,
		`<button></button>`:                                      `has no text`,
		`<p aria-describedby="n"></p>`:                           `names nothing`,
		`<a href="#n">x</a>`:                                     `leads to nothing`,
		`<form><button>x</button></form>`:                        `has no action`,
		`<h3>Sâu</h3>`:                                           `comes after <h1>`,
		`<h1>Hai</h1>`:                                           `2 <h1>`,
		`<fieldset></fieldset>`:                                  `has no legend`,
		`<p>&lt;no value&gt;</p>`:                                `left over`,
		`<p>%!d(string=x)</p>`:                                   `left over`,
		`<p>{{.Name}}</p>`:                                       `left over`,
	} {
		faults := strings.Join(Faults(around(body)), "\n")
		if !strings.Contains(faults, want) {
			t.Errorf("%s: %q, want %q", body, faults, want)
		}
	}
	faults := strings.Join(Faults(`<html><head></head><body></body></html>`), "\n")
	for _, want := range []string{"no lang", "0 <title>", "0 <main>", "0 <h1>"} {
		if !strings.Contains(faults, want) {
			t.Errorf("an empty page: %q, want %q", faults, want)
		}
	}
}
