package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/kit/htmlcheck"
)

// asked sends a request as somebody with a role and returns status and body.
func asked(t *testing.T, role account.Role, method, address, kind string, body io.Reader) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "cchc="+string(role))
	r.Header.Set("Content-Type", kind)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func upload(t *testing.T, name, text string) (kind string, body io.Reader) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(part, text)
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), &b
}

func TestABadFileComesBackWithItsFaultsBesideItsRowsAndAGoodOneComesInAsDrafts(t *testing.T) {
	s, base := office(t)
	address := base + "/admin/import/procedures"
	const head = "Mã TTHC,Tên TTHC,Lĩnh vực,Cấp thực hiện,Kênh,Thời hạn,Quyết định công bố,Hiệu lực từ\n"
	kind, body := upload(t, "tt.csv", head+"1.001194,Khai tử,Hộ tịch,xã,fax,2 ngày,9/QĐ,01/04/2022\n")
	status, page := asked(t, account.Designer, "POST", address, kind, body)
	htmlcheck.Page(t, page)
	data := regexp.MustCompile(`name="data" value="([^"]+)"`).FindStringSubmatch(page)
	if status != http.StatusUnprocessableEntity || data == nil {
		t.Fatalf("%d: %s", status, page)
	}
	back := url.Values{"name": {"tt.csv"}, "data": {strings.ReplaceAll(data[1], "&#43;", "+")}}
	status, file := asked(t, account.Designer, "POST", address+"/faults", "application/x-www-form-urlencoded", strings.NewReader(back.Encode()))
	if status != http.StatusOK || !strings.Contains(file, "Lỗi") || !strings.Contains(file, "Kênh: “fax”") {
		t.Errorf("%d: %s", status, file)
	}
	kind, body = upload(t, "tt.csv", head+"1.001194,Khai tử,Hộ tịch,xã,Trực tiếp,2 ngày,9/QĐ,01/04/2022\n")
	if status, page = asked(t, account.Designer, "POST", address, kind, body); status != http.StatusOK {
		t.Errorf("%d: %s", status, page)
	}
	catalogue, err := s.Procedures.Catalogue(t.Context())
	if err != nil || catalogue.Entry("1.001194").Draft() == nil {
		t.Errorf("no draft, %v", err)
	}
	if status, _ = asked(t, account.Counter, "GET", address, "", nil); status != http.StatusForbidden {
		t.Errorf("the counter imports: %d", status)
	}
	status, template := asked(t, account.Designer, "GET", address+"/template.xlsx", "", nil)
	if status != http.StatusOK || !strings.HasPrefix(template, "PK") {
		t.Errorf("template: %d", status)
	}
	for _, list := range []string{"procedures", "workflows"} {
		if status, book := asked(t, account.Counter, "GET", base+"/admin/"+list+".xlsx", "", nil); status != http.StatusOK || !strings.HasPrefix(book, "PK") {
			t.Errorf("%s.xlsx: %d", list, status)
		}
	}
}
