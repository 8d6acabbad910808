package layout_test

import (
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed testdata
var testdata embed.FS

// sample is a page with every component on it.
type sample struct {
	layout.Frame
	Form    layout.Form
	Units   []layout.Option
	Papers  []layout.Option
	Tags    []layout.Tag
	Sort    layout.Sort
	Rows    []sampleRow
	Pager   layout.Pager
	Moments []layout.Moment
}

type sampleRow struct {
	Tag   layout.Tag
	Ruler layout.Ruler
	Code  string
	Due   calendar.Day
}

var samplePage = func() layout.Page[sample] {
	files, err := fs.Sub(testdata, "testdata")
	if err != nil {
		panic(err)
	}
	return layout.Parse[sample](files, "sample.html")
}()

func newSample(r *http.Request) sample {
	v := layout.VisitOf(r)
	at := time.Date(2022, 12, 30, 7, 20, 0, 0, time.UTC)
	due := calendar.MustDay("2022-12-26")
	return sample{
		Frame:  layout.Frame{Kind: layout.Kind(r.URL.Query().Get("frame")), AsOf: at, Check: "7F3A-91C2", Crumbs: []layout.Link{{Text: v.T("Việc của tôi"), Href: "/sample"}, {Text: v.T("Thành phần giao diện")}}},
		Form:   layout.Filled("id", "999186012345", "points", "ƒ 2,10"),
		Units:  []layout.Option{{Value: "1", Label: "Hòa Lâm"}, {Value: "2", Label: "Trà Linh"}},
		Papers: []layout.Option{{Value: "1", Label: "Đơn đề nghị (Mẫu số 01)", Chosen: true}, {Value: "2", Label: "Bản vẽ thiết kế"}},
		Tags: []layout.Tag{layout.EarlyBy(2), layout.InTime(), layout.DaysLeft(4), layout.HoursLeft(4), layout.LateBy(3), layout.LateByHours(2),
			layout.Paused("chờ bổ sung"), layout.Plain("Đang xử lý")},
		Sort: layout.SortOf(r, "left", "due"),
		Rows: []sampleRow{
			{layout.LateBy(4), layout.NewRuler(28, 20, false), "H99.28-221205-0031", due},
			{layout.HoursLeft(3), layout.NewRuler(99, 100, true), "H99.28-221216-0003", due},
			{layout.DaysLeft(4), layout.NewRuler(6, 10, false), "H99.28-221222-0003", 0},
		},
		Pager:   layout.Pager{Prev: "/sample?before=1", Next: "/sample?after=2", First: "/sample", From: 26, To: 50, Total: 1280, Excel: "/sample.xlsx"},
		Moments: []layout.Moment{{State: "next", Title: v.T("Trả kết quả"), When: v.T("hẹn"), At: at}, {State: "now", Title: v.T("Đang chờ ký"), When: v.T("từ"), At: at}, {State: "late", Title: "Phòng TN&MT trả lời, chậm 7 ngày", At: at}, {Title: v.T("Tiếp nhận"), Text: "Lê Thị Thu Hà", At: at}},
	}
}

func showSample(w http.ResponseWriter, r *http.Request) error {
	return samplePage.Render(w, r, http.StatusOK, newSample(r))
}

// saved counts the forms that were taken.
var saved atomic.Int64

// sendSample refuses every other form, as a handler does: the form comes back as it was sent.
func sendSample(w http.ResponseWriter, r *http.Request) error {
	form, err := layout.FormOf(r)
	if err != nil {
		return err
	}
	if form.Get("note") == "ok" {
		saved.Add(1)
		time.Sleep(200 * time.Millisecond) // long enough for impatient hands
		http.Redirect(w, r, "/sample?frame=desk", http.StatusSeeOther)
		return nil
	}
	err = refusal.List{refusal.Wrong("id", "Số căn cước phải có 12 chữ số"), refusal.Wrong("way", "Chọn cách nhận kết quả")}
	page := newSample(r)
	if form, ok := form.Refused(err); ok {
		page.Form = form
		return samplePage.Render(w, r, layout.StatusOf(err), page)
	}
	return err
}

// serve is a server with the sample page, one that is away, one that fails.
func serve(t *testing.T) string {
	t.Helper()
	public := web.Need{Public: true}
	fails := func(err error) func(http.ResponseWriter, *http.Request) error {
		return func(http.ResponseWriter, *http.Request) error { return err }
	}
	guard := func(_ web.Need, r *http.Request) (*http.Request, error) {
		v := layout.VisitOf(r)
		if r.URL.Query().Get("frame") == "desk" {
			v.User, v.Unit, v.Out = "Trần Quốc Bảo", "Chi nhánh Văn phòng đăng ký đất đai Tân Bình", "/sign-out"
		}
		v.Nav = []layout.Link{{Text: v.T("Việc của tôi"), Href: "/sample", Here: true}, {Text: v.T("Tiếp nhận"), Href: "/sample?frame=desk"}}
		return r, nil
	}
	mux := web.Mux([]web.Route{
		{Method: "GET", Path: "/sample", Needs: public, Handler: showSample},
		{Method: "POST", Path: "/sample", Needs: public, Handler: sendSample},
		{Method: "GET", Path: "/away", Needs: public, Handler: fails(db.ErrAway)},
		{Method: "GET", Path: "/refused", Needs: public, Handler: fails(refusal.Forbidden("Số căn cước phải có 12 chữ số"))},
		{Method: "GET", Path: "/inside", Needs: public, Handler: fails(layout.ErrSignIn)},
		{Method: "GET", Path: "/fault", Needs: public, Handler: fails(http.ErrBodyNotAllowed)},
	}, guard, nil)
	site := &layout.Site{Brand: "Một cửa An Sơn", Motto: "Dịch vụ công tỉnh An Sơn", Phone: "1800 0000", Address: "01 đường Trung Tâm, thành phố An Hội", Sample: true}
	server := httptest.NewServer(web.Handler(mux, web.Options{Site: site, Log: slog.New(slog.DiscardHandler)}))
	t.Cleanup(server.Close)
	return server.URL
}
