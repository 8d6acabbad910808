package layout

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	"cchc/domain/refusal"
	"cchc/kit/i18n"
)

//go:embed problem.html
var problemFiles embed.FS

// problem is the page that says why there is no other.
type problem struct {
	Frame
	Heading string
	Says    []string // sentences, already in the visitor's language
	Ref     string   // number of a fault, also in the log
	Reload  bool     // asking again may help, and resends nothing
}

var problemPage = Parse[problem](problemFiles, "problem.html")

// ErrSignIn asks to sign in first: the visitor is sent there and comes back.
var ErrSignIn = errors.New("sign in first")

// SignInPath is the page to which ErrSignIn leads; it gets the way back as ?next=.
const SignInPath = "/sign-in"

// Problem is the one place that picks status and page of an error. A refusal is shown in
// its own words; a fault gets a reference number, which the log has beside its text.
func Problem(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, ErrSignIn) {
		next := "/"
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			next = r.URL.RequestURI()
		}
		http.Redirect(w, r, SignInPath+"?next="+url.QueryEscape(next), http.StatusSeeOther)
		return
	}
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the visitor left: nobody reads the answer
	}
	status, page := describe(VisitOf(r), err)
	if page.Ref != "" {
		slog.Error("fault", "ref", page.Ref, "request", VisitOf(r).ID, "route", VisitOf(r).Route, "err", err)
	}
	show(w, r, status, page)
}

// ProblemStatus shows the problem page of a status that no error stands for, as 405.
func ProblemStatus(w http.ResponseWriter, r *http.Request, status int) {
	show(w, r, status, bare(VisitOf(r), status))
}

func show(w http.ResponseWriter, r *http.Request, status int, page problem) {
	if VisitOf(r).User == "" {
		page.Kind = Citizen
	}
	page.Reload = r.Method == http.MethodGet && (status >= 500 || status == http.StatusConflict || status == http.StatusTooManyRequests)
	w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	if err := problemPage.send(w, r, status, page); err != nil {
		slog.Error("problem page", "err", err)
		http.Error(w, fmt.Sprint(status, " ", http.StatusText(status)), status)
	}
}

// describe is the status of an error and its page.
func describe(v *Visit, err error) (int, problem) {
	var tooLarge *http.MaxBytesError
	switch {
	case refusal.Of(err) != nil:
		return refused(v, err)
	case isAway(err):
		return http.StatusServiceUnavailable, bare(v, http.StatusServiceUnavailable)
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, bare(v, http.StatusRequestEntityTooLarge)
	}
	page := bare(v, http.StatusInternalServerError)
	page.Ref = reference()
	return http.StatusInternalServerError, page
}

func refused(v *Visit, err error) (int, problem) {
	status := StatusOf(err)
	page := bare(v, status)
	if list := refusal.Of(err); len(list) > 0 {
		page.Says = nil
		for _, no := range list {
			page.Says = append(page.Says, Sentence(v.Lang, no))
		}
	}
	return status, page
}

// StatusOf is the HTTP status of a refusal, 500 of anything else.
func StatusOf(err error) int {
	switch refusal.KindOf(err) {
	case refusal.Invalid:
		return http.StatusUnprocessableEntity
	case refusal.NotFound:
		return http.StatusNotFound
	case refusal.Conflict, refusal.NotNow:
		return http.StatusConflict
	case refusal.NotAllowed:
		return http.StatusForbidden
	}
	return http.StatusInternalServerError
}

// Sentence is a refusal in a language, with the row it is about.
func Sentence(lang i18n.Lang, no *refusal.Refusal) string {
	says := Translate(lang, no.Format, no.Args...)
	if no.Row > 0 {
		return Translate(lang, "Dòng %d: %s", no.Row, says)
	}
	return says
}

// bare is the page of a status in general words: what happened, what to do.
func bare(v *Visit, status int) problem {
	words, ok := plainWords[status]
	if !ok {
		words = plainWords[http.StatusBadRequest]
	}
	return problem{Heading: v.T(words[0]), Says: []string{v.T(words[1])}}
}

var plainWords = map[int][2]string{
	http.StatusBadRequest:            {"Yêu cầu không đọc được", "Quay lại trang trước, tải lại trang rồi thử lần nữa."},
	http.StatusForbidden:             {"Tài khoản này không được làm việc đó", "Cần quyền khác: hỏi người quản trị của cơ quan."},
	http.StatusNotFound:              {"Không có trang này", "Kiểm tra lại địa chỉ, hoặc bắt đầu từ trang đầu."},
	http.StatusMethodNotAllowed:      {"Trang này không nhận cách gửi đó", "Mở trang từ đường dẫn của nó rồi làm lại."},
	http.StatusConflict:              {"Việc này chưa làm được lúc này", "Tải lại trang để xem tình trạng mới nhất."},
	http.StatusRequestEntityTooLarge: {"Nội dung gửi lên quá lớn", "Chia nhỏ tệp hoặc nén lại rồi gửi lần nữa."},
	http.StatusUnprocessableEntity:   {"Có chỗ cần sửa", "Quay lại trang trước để sửa; những gì đã nhập vẫn còn."},
	http.StatusTooManyRequests:       {"Quá nhiều yêu cầu", "Chờ một phút rồi thử lại."},
	http.StatusServiceUnavailable:    {"Chưa nối được cơ sở dữ liệu", "Những gì đã báo là xong thì vẫn còn. Trang này giữ nguyên: chờ nửa phút rồi tải lại, gửi lại không sinh hồ sơ thứ hai."},
	http.StatusInternalServerError:   {"Hệ thống gặp lỗi", "Lỗi đã được ghi lại. Thử lại; nếu vẫn lỗi, báo số này cho người quản trị."},
}

// reference is a short random number that a person can read out.
func reference() string {
	var b [4]byte
	rand.Read(b[:])
	return fmt.Sprintf("%X-%X", b[:2], b[2:])
}

// isAway says whether the database cannot be reached.
func isAway(err error) bool {
	var away interface{ Away() bool }
	return errors.As(err, &away) && away.Away()
}
