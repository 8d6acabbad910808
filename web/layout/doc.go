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
// What a template says is Vietnamese and is translated where it is said: labels, hints,
// options, column heads. What a handler puts in is shown as it is; Visit.T translates it
// there. The fields are text, area, pick (select),
// radio, checks (several boxes) and check (one box); a pipeline changes them: hint, kind,
// digits, complete, optional, locked, limit, rows, id.
//
// Other components, each {{template "name" value}}:
//
//	"errors" .Form                    summary above a form
//	"note" (note "ok" "Đã lưu %s" .X) message
//	"tag" .Tag, "ruler" .Ruler        deadline in words, and as a length
//	"th" (column .Sort "due" "Hẹn trả" | right | narrow)
//	"pager" .Pager
//	"empty" (empty "Không có hồ sơ" | since .Last | next "/x" "Xem ngày mai")
//	"timeline" .Moments
//	"facts" (facts (fact "Hẹn trả" (day .Due)) (fact "Phí" (money .Fee)))
//
// Buttons: one .btn.go on a screen, .plain for tools, .risk only inside a confirmation. A
// confirmation opens without a script:
//
//	<details><summary class="btn">{{t "Từ chối hồ sơ"}}</summary>
//	<form method="post" action="…" class="card">{{once .Form}} … <button class="btn risk">…</form></details>
//
// Functions: t, plural, day, dayMonth, instant, clock, num, money, pct, dec, link, asset,
// lang, once.
//
// Keys: a link or button with data-key="F2" is pressed by that key; Ctrl+Enter presses
// the .go button of the form in which one is; outside forms, of the page.
package layout
