package simulator

import (
	"html/template"
	"net/http"
)

// page shows what came in.
type page struct{ record *Record }

// shown is how many entries the page has.
const shown = 200

var inbox = template.Must(template.New("").Parse(`<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tin nhắn mô phỏng</title></head>
<body><main><h1>Tin nhắn mô phỏng</h1><p>Tổng số tin đã nhận: {{.All}}. Không tin nào được gửi ra ngoài.</p>
{{if .List}}<table><caption>{{len .List}} tin mới nhất</caption><thead><tr><th scope="col">Lúc</th><th scope="col">Kênh</th><th scope="col">Đến</th><th scope="col">Nội dung</th><th scope="col">Lỗi cố ý</th></tr></thead>
<tbody>{{range .List}}<tr><td>{{.At.Local.Format "15:04:05 02/01/2006"}}</td><td>{{.Way}}</td><td>{{.To}}</td><td>{{with .Subject}}<strong>{{.}}</strong>{{end}}<pre>{{.Text}}</pre></td><td>{{.Fault}}</td></tr>
{{end}}</tbody></table>{{else}}<p>Chưa có tin nào.</p>{{end}}</main></body></html>`))

func (p page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var view struct {
		List []Entry
		All  int
	}
	view.List, view.All = p.record.Latest(shown)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'")
	inbox.Execute(w, view) // the visitor may have left
}
