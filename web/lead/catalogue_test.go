package lead_test

import (
	"fmt"
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"

	"github.com/xuri/excelize/v2"
)

// catalogue is sixty procedures of communes, half of them online only, one of both levels
// with two workflows.
type catalogue struct{}

func (catalogue) Versions() (list []*procedure.Version) {
	from := calendar.MustDay("2020-01-01")
	for i := range 60 {
		v := &procedure.Version{ID: procedure.ID(i + 1), Code: fmt.Sprintf("1.%06d", i+1), Name: "Đăng ký khai sinh", Field: "Hộ tịch", Status: procedure.Announced, From: from,
			Levels: []orgunit.Level{orgunit.Commune}, Offers: []procedure.Offer{{Channel: procedure.Online}}}
		if i%2 == 0 {
			v.Offers = append(v.Offers, procedure.Offer{Channel: procedure.Direct})
		}
		if i == 0 {
			v.Levels, v.Field = []orgunit.Level{orgunit.Province, orgunit.Commune}, "Đất đai"
		}
		list = append(list, v)
	}
	return list
}

func (catalogue) Flows() []*workflow.Version {
	from := calendar.MustDay("2020-01-01")
	return []*workflow.Version{
		{ID: 1, Procedure: "1.000001", Case: 1, Name: "Cấp mới", Status: workflow.Published, From: from, Basis: "QĐ 12"},
		{ID: 2, Procedure: "1.000001", Case: 2, Name: "Cấp lại", Status: workflow.Published, From: from, Basis: "QĐ 12"},
	}
}

func TestEachNumberOfTheCatalogueFormIsTheLengthOfItsList(t *testing.T) {
	base := serve(t, newProvince(), "leader")
	_, _, body := get(t, base+"/lead/forms/II.07b")
	for address, want := range map[string]int{
		"what=competence&level=xa": 60, "what=one-stop&level=xa": 30, "what=workflows&level=xa": 2,
		"what=competence&level=tinh": 1, "what=workflows&level=tinh&field=%C4%90%E1%BA%A5t+%C4%91ai": 2,
	} {
		status, _, file := get(t, base+"/lead/forms/II.07b/list.xlsx?"+address)
		if status != 200 {
			t.Fatalf("%s = %d", address, status)
		}
		book, err := excelize.OpenReader(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := book.GetRows(book.GetSheetList()[0])
		if err != nil || len(rows) != want+1 {
			t.Errorf("%s: %d rows, want %d, %v", address, len(rows)-1, want, err)
		}
		if !strings.Contains(body, fmt.Sprintf(">%d</a>", want)) {
			t.Errorf("the form does not say %d", want)
		}
	}
	if _, _, list := get(t, base+"/lead/forms/II.07b/list?what=competence&level=xa"); strings.Count(list, "/admin/procedures/1.") != 50 || !strings.Contains(list, "page=1") {
		t.Error("the list is not in pages")
	}
	for address, want := range map[string]int{"?day=31/02/2022": 422, "/list?what=x&level=xa": 404, "/list?what=competence&level=z": 404, "/table.xlsx?day=2022-01-01": 200} {
		if status, _, _ := get(t, base+"/lead/forms/II.07b"+address); status != want {
			t.Errorf("%s = %d, want %d", address, status, want)
		}
	}
}
