package admin_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/calendar"
)

const merge = "/admin/units/14/merge"

func TestADryRunTellsWhatAMergerDoesAndOnlyTheConfirmationDoesIt(t *testing.T) {
	s := set(t)
	wish := []string{"once", "K1", "others", "15", "others", "16", "into", "", "name", "UBND xã Tân Lâm", "code", "H99.28.05", "basis", "1656/NQ-UBTVQH15", "on", "02/07/2025"}
	answer, body := s.post(merge, wish...)
	for _, want := range []string{"4 đơn vị thay đổi. 3 hồ sơ đang giải quyết hoặc chờ trả và 1 tài khoản", "UBND xã Tân Lâm", "Hết ngày 01/07/2025; kế thừa: UBND xã Tân Lâm", `name="others" value="16"`, "Chưa có gì được ghi"} {
		if answer.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("the dry run, %s, does not say %q", answer.Status, want)
		}
	}
	if len(s.units().All()) != 6 {
		t.Fatal("a dry run made a unit")
	}
	answer, _ = s.post(merge, append(wish, "confirm", "1")...)
	if answer.StatusCode != http.StatusSeeOther || len(s.units().All()) != 7 {
		t.Fatalf("confirmed: %s, %d units", answer.Status, len(s.units().All()))
	}
	heir := s.units().ByCode("H99.28.05", calendar.MustDay("2025-07-02"))
	if heir == nil || heir.Name != "UBND xã Tân Lâm" || s.units().Unit(communeB).Lives(calendar.MustDay("2025-07-02")) {
		t.Errorf("after the merger: %+v", heir)
	}
	if answer, _ := s.post(merge, append(wish, "confirm", "1")...); answer.StatusCode != http.StatusSeeOther || len(s.units().All()) != 7 {
		t.Errorf("sent again: %s", answer.Status)
	}
	if _, body := s.ask("GET", "/admin/units/15", "vi", nil); !strings.Contains(body, "Đơn vị kế thừa") || !strings.Contains(body, "1656/NQ-UBTVQH15") {
		t.Error("the page of a unit that ended tells neither its heir nor why")
	}
}

func TestEveryActUponAUnitIsReadFromItsForm(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		form []string
		want string
	}{
		"establish": {"/admin/units/13/establish", []string{"name", "UBND xã Mới", "code", "H99.28.09", "level", "xa", "block", "xa"}, "Từ ngày 02/07/2025, trực thuộc UBND huyện Tân Bình."},
		"rename":    {"/admin/units/14/rename", []string{"name", "UBND phường Hòa Lâm"}, "Tên mới: UBND phường Hòa Lâm."},
		"move":      {"/admin/units/14/move", []string{"parent", "11"}, "Từ UBND huyện Tân Bình sang Tỉnh An Sơn."},
		"split":     {"/admin/units/14/split", []string{"parts", "H99.28.15 UBND xã Hòa\nH99.28.16 UBND xã Lâm"}, "kế thừa: UBND xã Hòa, UBND xã Lâm."},
		"dissolve":  {"/admin/units/14/dissolve", []string{"heir", "15"}, "kế thừa: UBND xã Trà Linh."},
		"absorb":    {merge, []string{"others", "15", "into", "14"}, "kế thừa: UBND xã Hòa Lâm."},
	} {
		s := set(t)
		form := append(c.form, "basis", "QĐ 1", "on", "02/07/2025", "once", "K")
		if answer, body := s.post(c.path, form...); answer.StatusCode != http.StatusOK || !strings.Contains(body, c.want) {
			t.Errorf("%s: %s, not %q", name, answer.Status, c.want)
		}
		if answer, _ := s.post(c.path, append(form, "confirm", "1")...); answer.StatusCode != http.StatusSeeOther {
			t.Errorf("%s, confirmed: %s", name, answer.Status)
		}
	}
}

func TestWhatCannotBeComesBackAtItsField(t *testing.T) {
	s := set(t)
	for name, c := range map[string]struct {
		path string
		form []string
		says string
	}{
		"no decision":    {"/admin/units/14/rename", []string{"name", "X", "on", "02/07/2025"}, "Phải ghi số văn bản"},
		"no day":         {"/admin/units/14/rename", []string{"name", "X", "basis", "QĐ 1", "on", "hôm nay"}, "Ngày hiệu lực không đọc được"},
		"tomorrow":       {"/admin/units/14/rename", []string{"name", "X", "basis", "QĐ 1", "on", "03/07/2025"}, "ở tương lai"},
		"a code in use":  {"/admin/units/13/establish", []string{"name", "X", "code", "000.05.28.H99", "basis", "QĐ 1", "on", "02/07/2025"}, "đang được UBND xã Hòa Lâm dùng"},
		"nobody to join": {merge, []string{"name", "X", "code", "H99.28.09", "basis", "QĐ 1", "on", "02/07/2025"}, "Chưa chọn đơn vị để sáp nhập"},
		"one part":       {"/admin/units/14/split", []string{"parts", "H99.28.15 A", "basis", "QĐ 1", "on", "02/07/2025"}, "ít nhất hai đơn vị mới"},
		"no heir":        {"/admin/units/14/dissolve", []string{"basis", "QĐ 1", "on", "02/07/2025"}, "Chưa chọn đơn vị"},
	} {
		answer, body := s.post(c.path, append(c.form, "once", "K")...)
		if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, c.says) {
			t.Errorf("%s: %s, without %q", name, answer.Status, c.says)
		}
	}
	s.who = officer
	if answer, _ := s.ask("GET", merge, "vi", nil); answer.StatusCode != http.StatusForbidden {
		t.Errorf("an official: %s", answer.Status)
	}
}

func TestUnitsAreFoundByNameAndByCodeInBothOrders(t *testing.T) {
	s := set(t)
	for query, want := range map[string]int{"?q=tra+linh": 1, "?q=h99.28.06": 1, "?q=000.06.28.H99": 1, "?q=H99.28": 4, "?level=xa": 3, "?block=so": 1, "": 6, "?q=khong": 0} {
		_, body := s.ask("GET", "/admin/units"+query, "vi", nil)
		if got := strings.Count(body, `<th scope="row">`); got != want {
			t.Errorf("%q finds %d units, want %d", query, got, want)
		}
	}
}
