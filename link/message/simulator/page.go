package simulator

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
)

// page shows what came in.
type page struct{ record *Record }

// shown is how many entries the page has.
const shown = 200

const style = `body{font-family:sans-serif;margin:1rem}pre{font-family:inherit;margin:.5rem 0 1.5rem}pre,p{white-space:pre-wrap;overflow-wrap:anywhere}`

var inbox = template.Must(template.New("").Parse(`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Tin nhắn mô phỏng</title><style>` + style + `</style></head>
<body><main><h1>Tin nhắn mô phỏng</h1><p>Tổng số tin đã nhận: {{.All}}. Không tin nào được gửi ra ngoài.</p>
{{if .List}}<h2>{{len .List}} tin mới nhất</h2>
{{range .List}}<article><h3>{{.Way}} · {{.To}}</h3><p>{{.At.Local.Format "15:04:05 02/01/2006"}}{{with .Fault}} · lỗi cố ý: {{.}}{{end}}</p>{{with .Subject}}<p><strong>{{.}}</strong></p>{{end}}<pre>{{.Text}}</pre></article>
{{end}}{{else}}<p>Chưa có tin nào.</p>{{end}}</main></body></html>`))

// policy lets the page's own style in and nothing else.
var policy = func() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}()

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var view struct {
		List []Entry
		All  int
	}
	view.List, view.All = p.record.Latest(shown)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	inbox.Execute(w, view) // the visitor may have left
}
