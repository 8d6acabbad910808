package admin_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cchc/domain/procedure"
)

func (s *stage) draftOf(code string) *procedure.Version {
	s.Helper()
	all, err := s.store.Procedures.Catalogue(s.Context())
	s.must(err)
	return all.Entry(code).Draft()
}

func TestFeesAndGroundsOfADraftAreEditedAndCompared(t *testing.T) {
	s := set(t)
	s.who = designer
	if answer, body := s.post("/admin/procedures", "code", "1.009999"); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s\n%s", answer.Status, body)
	}
	draft := s.draftOf("1.009999")
	form := func(lines, grounds, fee string) url.Values {
		return url.Values{
			"version": {"1"}, "name": {draft.Name}, "field": {draft.Field}, "levels": {"commune"}, "pause": {draft.OnSupplement.String()}, "offers": {"1"}, "cases": {"1"},
			"offers.0.channel": {"direct"}, "offers.0.limit": {"5 ngày làm việc"}, "offers.0.fee": {fee}, "offers.0.lines": {lines}, "offers.0.grounds": {grounds},
			"cases.0.no": {"1"}, "cases.0.name": {"Chung"},
		}
	}
	const at = "/admin/procedures/1.009999/edit"
	for _, wrong := range []url.Values{form("Lệ phí: 75.000", "", ""), form("", "Hộ nghèo | 50 %", ""), form("Lệ phí: Cấp phép: 75.000", "", "80.000")} {
		if answer, body := s.ask("POST", at, "vi", wrong); answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "offers.0.") {
			t.Errorf("%v: %s", wrong, answer.Status)
		}
	}
	good := form("Lệ phí: Cấp phép: 75.000\nPhí: Thẩm định: 50.000", "Hộ nghèo | NQ 12/2021/NQ-HĐND | 50 % | 01/01/2026 – 31/12/2026", "")
	if answer, body := s.ask("POST", at, "vi", good); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s\n%s", answer.Status, body)
	}
	draft = s.draftOf("1.009999")
	o := draft.Offers[0]
	if o.Fee != 125_000 || len(o.Lines) != 2 || len(o.Grounds) != 1 || o.Grounds[0].Code != "ho-ngheo" || o.CheckFees() != nil {
		t.Errorf("kept as %+v", o)
	}
	for path, want := range map[string]string{
		at: "Lệ phí: Cấp phép: 75.000", "/admin/procedures/1.009999/compare": "Căn cứ miễn, giảm, kênh Trực tiếp",
		"/admin/procedures/1.009999?version=" + strconv.FormatInt(int64(draft.ID), 10): "Hộ nghèo | NQ 12/2021/NQ-HĐND | 50 %",
	} {
		if answer, body := s.ask("GET", path, "vi", nil); answer.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: %s, without %q", path, answer.Status, want)
		}
	}
}
