package layout

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"cchc/domain/refusal"
	"cchc/kit/db"
	"cchc/kit/i18n"
)

// reason is a problem in general words: what happened, what to do.
type reason struct{ heading, next string }

func (why reason) page(v *Visit) problem {
	return problem{Heading: v.T(why.heading), Says: []string{v.T(why.next)}}
}

var reasons = map[int]reason{
	http.StatusBadRequest:            {"Yêu cầu không đọc được", "Quay lại trang trước, tải lại trang rồi thử lần nữa."},
	http.StatusForbidden:             {"Tài khoản này không được làm việc đó", "Cần quyền khác: hỏi người quản trị của cơ quan."},
	http.StatusNotFound:              {"Không có trang này", "Kiểm tra lại địa chỉ, hoặc bắt đầu từ trang đầu."},
	http.StatusMethodNotAllowed:      {"Trang này không nhận cách gửi đó", "Mở trang từ đường dẫn của nó rồi làm lại."},
	http.StatusConflict:              {"Việc này chưa làm được lúc này", "Tải lại trang để xem tình trạng mới nhất."},
	http.StatusRequestEntityTooLarge: {"Nội dung gửi lên quá lớn", "Chia nhỏ tệp hoặc nén lại rồi gửi lần nữa."},
	http.StatusUnprocessableEntity:   {"Có chỗ cần sửa", "Quay lại trang trước để sửa; những gì đã nhập vẫn còn."},
	http.StatusTooManyRequests:       {"Quá nhiều yêu cầu", "Chờ một phút rồi thử lại."},
	http.StatusInternalServerError:   {"Hệ thống gặp lỗi", "Lỗi đã được ghi lại. Thử lại; nếu vẫn lỗi, báo số này cho người quản trị."},
}

var (
	databaseAway  = reason{"Chưa nối được cơ sở dữ liệu", "Những gì đã báo là xong vẫn còn nguyên. Chờ nửa phút rồi tải lại trang; gửi lại cùng biểu mẫu không sinh hồ sơ thứ hai."}
	answerLost    = reason{"Chưa rõ việc vừa gửi đã được ghi hay chưa", "Chờ nửa phút rồi gửi lại chính biểu mẫu đó: nếu đã ghi, hệ thống nhận ra và không ghi lần hai."}
	fromElsewhere = reason{"Yêu cầu đến từ trang khác", "Vì an toàn, biểu mẫu chỉ được gửi từ chính trang này. Mở lại trang rồi làm lại."}
)

// bare is the page of a status.
func bare(v *Visit, status int) problem {
	why, ok := reasons[status]
	if !ok {
		why = reasons[http.StatusBadRequest]
	}
	return why.page(v)
}

// describe is the status of an error and its page. A page with a Ref is a fault, and so
// is a lost database for those who run it: both belong in the log.
func describe(v *Visit, err error) (int, problem) {
	var large *http.MaxBytesError
	switch {
	case refusal.KindOf(err) != 0:
		return refused(v, err)
	case errors.Is(err, db.ErrAway), errors.Is(err, db.ErrClosed):
		return http.StatusServiceUnavailable, databaseAway.page(v)
	case errors.Is(err, db.ErrUnknown):
		return http.StatusServiceUnavailable, answerLost.page(v)
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, bare(v, http.StatusRequestEntityTooLarge)
	}
	page := bare(v, http.StatusInternalServerError)
	page.Ref = reference()
	return http.StatusInternalServerError, page
}

func refused(v *Visit, err error) (int, problem) {
	status := StatusOf(err)
	page := bare(v, status)
	page.Says = nil
	for _, no := range refusal.Of(err) {
		page.Says = append(page.Says, Sentence(v.Lang, no))
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

// reference is a short random number that a person can read out.
func reference() string {
	var b [4]byte
	rand.Read(b[:])
	return fmt.Sprintf("%X-%X", b[:2], b[2:])
}
