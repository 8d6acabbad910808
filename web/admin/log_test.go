package admin_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store"
	"cchc/store/book"
	_ "cchc/store/counter"
	_ "cchc/store/lateness"
	_ "cchc/store/notify"
	_ "cchc/store/paper"
	_ "cchc/store/payment"
	_ "cchc/store/review"
	"cchc/web/layout"

	"github.com/xuri/excelize/v2"
)

func TestAnEventIsProvedAgainstTheLastCheckpoint(t *testing.T) {
	s := set(t)
	path := "/admin/log/14/1"
	if _, body := s.ask("GET", path, "vi", nil); !strings.Contains(body, "đang chờ niêm phong") {
		t.Error("an event that is not sealed does not say so")
	}
	_, err := s.sealer.Seal(t.Context())
	s.must(err)
	if _, body := s.ask("GET", path, "vi", nil); !strings.Contains(body, "đúng như khi niêm phong") || !strings.Contains(body, "mã băm dẫn từ lá đến gốc") {
		t.Error("a sealed event is not proved")
	}
	s.must(s.store.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE event SET note = 'sửa trộm' WHERE subject = 14`)
		return err
	}))
	if _, body := s.ask("GET", path, "vi", nil); !strings.Contains(body, "Không chứng minh được") {
		t.Error("a changed event is proved")
	}
}

func TestVerifyingIsAskedForAndItsResultIsShown(t *testing.T) {
	s := set(t)
	_, err := s.sealer.Seal(t.Context())
	s.must(err)
	const page = "/admin/log/checkpoints"
	if answer, _ := s.post("/admin/log/verify", "once", "K"); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("asked: %s", answer.Status)
	}
	if _, body := s.ask("GET", page, "vi", nil); !strings.Contains(body, "Đang kiểm chứng toàn bộ nhật ký") {
		t.Error("nothing tells that it is under way")
	}
	inspect := func() {
		t.Helper()
		last, err := s.ledger.Inspection(t.Context())
		s.must(err)
		s.must(s.ledger.Inspect(t.Context(), dossier.Instant(last.Asked), func() time.Time { return now }))
	}
	inspect()
	if _, body := s.ask("GET", page, "vi", nil); !strings.Contains(body, "Không có gì bị sửa") || !strings.Contains(body, "Lê Quản Trị") {
		t.Error("the result is not shown")
	}
	s.must(s.store.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE orgunit SET name = 'Xã ma' WHERE id = 14`)
		return err
	}))
	s.must(s.ledger.Ask(t.Context(), by(now.Add(time.Minute))))
	inspect()
	if _, body := s.ask("GET", page, "vi", nil); !strings.Contains(body, "Xã ma") {
		t.Error("what was changed is not named")
	}
}

func TestTheLogIsFilteredAndPagedByPosition(t *testing.T) {
	s := set(t)
	d, err := s.store.Dossiers.ByCode(t.Context(), "H99.28.05-250701-0001")
	s.must(err)
	for range 30 {
		for _, act := range []dossier.Act{dossier.PauseForPayment{Amount: 1, Basis: "bà Nhung nợ"}, dossier.Resume{Receipt: "1"}} {
			_, err := s.store.Dossiers.Do(t.Context(), d.ID, act, store.Moment{By: officer, Unit: communeA, At: now})
			s.must(err)
		}
	}
	_, err = s.sealer.Seal(t.Context())
	s.must(err)
	count := func(query string) (int, string) {
		t.Helper()
		_, body := s.ask("GET", "/admin/log"+query, "vi", nil)
		return strings.Count(body, `<th scope="row">`), body
	}
	for query, want := range map[string]int{"": 50, "?kind=orgunit": 0, "?kind=unit": 6, "?act=resume": 30, "?by=23&act=receive": 3, "?unit=15": 1, "?day=01/07/2025": 3,
		"?code=h9928052507010001&act=receive": 1, "?code=abc": 0, "?kind=dossier&day=02/07/2025&act=pause_for_payment": 30} {
		if got, _ := count(query); got != want {
			t.Errorf("%q shows %d events, want %d", query, got, want)
		}
	}
	_, body := count("")
	_, rest, _ := strings.Cut(body, `rel="next" href="`)
	next, _, _ := strings.Cut(rest, `"`)
	found, err := s.ledger.Search(t.Context(), audit.Search{Before: -1, Limit: 1000})
	s.must(err)
	if got, _ := count(strings.TrimPrefix(strings.ReplaceAll(next, "&amp;", "&"), "/admin/log")); got != len(found.Events)-50 {
		t.Errorf("the second page has %d of %d events", got, len(found.Events))
	}
	if _, body := s.ask("GET", fmt.Sprintf("/admin/log/%d/2", d.ID), "vi", nil); strings.Contains(body, "Nhung") {
		t.Error("an operator reads what officers wrote about people")
	}
	s.who = inspector
	if _, body := s.ask("GET", fmt.Sprintf("/admin/log/%d/2", d.ID), "vi", nil); !strings.Contains(body, "bà Nhung nợ") {
		t.Error("an inspector does not")
	}
}

func TestEveryKindOfSubjectHasATitleAndEveryActOfIt(t *testing.T) {
	s := set(t)
	for _, shelf := range book.Shelves() {
		kind := string(shelf.Shape().Kind)
		if _, body := s.ask("GET", "/admin/log", "vi", nil); !strings.Contains(body, `value="`+kind+`"`) {
			t.Errorf("%s is not in the filter of the log", kind)
		}
		_, _ = s.ask("GET", "/admin/log?kind="+kind, "en", nil)
	}
	for _, left := range layout.Untranslated() {
		t.Errorf("no English for %q", left)
	}
}

func TestTheLogGoesToExcelAsItIsFiltered(t *testing.T) {
	s := set(t)
	_, body := s.ask("GET", "/admin/log.xlsx?kind=unit&day=x", "vi", nil)
	file, err := excelize.OpenReader(strings.NewReader(body))
	s.must(err)
	rows, err := file.GetRows("Nhật ký")
	s.must(err)
	if len(rows) < 3 || rows[1][2] != "Đơn vị" || !strings.HasPrefix(rows[1][3], "H99") {
		t.Errorf("%q", rows)
	}
	source, err := file.GetRows("Nguồn")
	s.must(err)
	if !strings.Contains(fmt.Sprint(source), "Đơn vị") {
		t.Errorf("%q", source)
	}
}

func TestTheLogNamesItsSubjectsAndLeadsToThem(t *testing.T) {
	s := set(t)
	_, body := s.ask("GET", "/admin/log", "vi", nil)
	for _, want := range []string{`href="/admin/units/14"`, "H99.28.05", `href="/admin/accounts/`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}
