package portal_test

import (
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/workflow"
)

func TestTheCitizenSeesWhoIsAskedAndUntilWhenAndNotWhat(t *testing.T) {
	o := furnished(t)
	d := o.receive("2022-12-27 09:00", dossier.AtCounter)
	o.do(&d, "2022-12-27 10:00", dossier.Consult{Asks: []workflow.Ask{{Unit: landOffice, Kind: workflow.Opinion, Content: "Bà Hà có tranh chấp không?",
		Limit: calendar.Limit{N: 2, Unit: calendar.WorkDays}, Compulsory: true}}})
	_, body := o.get("/track/"+d.Code, "vi")
	for _, want := range []string{"Chúng tôi hỏi ý kiến cơ quan khác, cùng lúc", "Sở Tài nguyên và Môi trường được hỏi ý kiến, hạn trả lời 29/12/2022"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(body, "tranh chấp") {
		t.Error("the page says what was asked")
	}
}
