package desk_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/dossier"
)

func TestADossierIsReceivedAnywhereAndGoesToWhereTheCompetenceIs(t *testing.T) {
	h := open(t)
	oanh := h.as("oanh") // of a district; the procedure is a department's
	form := []string{"card", "999186012345", "name", "Đinh Thị Hồng Nhung", "phone", "0600000123", "procedure", "chứng chỉ", "case", "1", "paper", "1", "result", "counter"}
	_, body := oanh.send("/desk/receive", http.StatusUnprocessableEntity, append(form, "once", "a")...)
	has(t, body, "Cấp chứng chỉ hành nghề thiết kế", "Sở Xây dựng", "Chưa chọn đơn vị")
	hasNot(t, body, "UBND xã Hòa Lâm</option>")
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, append(form, "once", "b", "unit", "7")...)
	code, _, _ := strings.Cut(strings.TrimPrefix(to, "/desk/dossiers/"), "?")
	d := h.file(code)
	if d.Unit != building || d.Desk == building || d.Open[0].Unit != building {
		t.Errorf("competent %d, received at %d, first at %d", d.Unit, d.Desk, d.Open[0].Unit)
	}
	if d.State != dossier.Received {
		t.Errorf("it is %s", d.State)
	}
}
