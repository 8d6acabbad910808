// Package layout is what all pages share: the frame around them, the components inside
// them, the style sheet, and the one page that says why there is no other.
//
// A page is a struct that embeds Frame, and a template that defines "title" and "main":
//
//	//go:embed *.html en.json
//	var files embed.FS
//
//	type Reception struct {
//		layout.Frame
//		Form  layout.Form
//		Units []layout.Option
//	}
//
//	var reception = layout.Parse[Reception](files, "reception.html")
//
//	{{define "title"}}{{t "Tiếp nhận"}}{{end}}
//	{{define "main"}}<h1>{{t "Tiếp nhận"}}</h1>
//	{{template "errors" .Form}}
//	<form method="post" action="/desk/reception" data-enter="next">{{once .Form}}
//	{{template "field" (text .Form "phone" "Điện thoại" | hint "10 chữ số" | kind "tel")}}
//	{{template "field" (pick .Form "unit" "Xã, phường" .Units)}}
//	{{template "field" (radio .Form "way" "Nhận kết quả" (options "counter" "Tại quầy" "post" "Bưu chính"))}}
//	<button class="btn go">{{t "Tiếp nhận"}} <kbd>Ctrl+Enter</kbd></button></form>{{end}}
//
// Labels, hints and the words of options are Vietnamese sentences; what the catalogues
// know is translated, data is left as it is. The fields are text, area, pick (select),
// radio, checks (several boxes) and check (one box); a pipeline changes them: hint, kind,
// digits, complete, optional, locked, limit, rows.
//
// Other components: "errors" (Form), "tag" (Tag), "ruler" (Ruler), "th" (column .Sort
// "due" "Hẹn trả" | right), "pager" (Pager), "empty" (Empty), "timeline" ([]Moment),
// "facts" ([]Fact), "crumbs" ([]Link, by the frame itself).
//
// Functions: t, plural, day, dayMonth, instant, clock, num, money, pct, dec, link, asset,
// lang, once.
//
// Keys: a link or button with data-key="F2" is pressed by that key; Ctrl+Enter presses
// the .go button of the form in which one is, or of the page.
package layout
