package procedure_test

import (
	"fmt"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
)

func TestACatalogueOfADayCountsWhatIsInForceOnIt(t *testing.T) {
	from, until := calendar.MustDay("2022-01-01"), calendar.MustDay("2023-01-01")
	version := func(code, field string, until calendar.Day, channel procedure.Channel, levels ...orgunit.Level) *procedure.Version {
		return &procedure.Version{Code: code, Field: field, Status: procedure.Announced, From: from, Until: until, Levels: levels, Offers: []procedure.Offer{{Channel: channel}}}
	}
	versions := []*procedure.Version{
		version("1.000003", "Hộ tịch", 0, procedure.Direct, orgunit.Province, orgunit.Commune),
		version("1.000002", "Đất đai", until, procedure.Post, orgunit.Commune),
		version("1.000001", "Hộ tịch", 0, procedure.Online, orgunit.Commune),
	}
	flow := func(code string, caseNo int, status workflow.Status) *workflow.Version {
		return &workflow.Version{Procedure: code, Case: caseNo, Status: status, From: from}
	}
	flows := []*workflow.Version{flow("1.000003", 1, workflow.Published), flow("1.000003", 2, workflow.Published), flow("1.000001", 0, workflow.Draft)}
	count := func(day string) string {
		sums := ""
		list := procedure.Holdings(versions, flows, calendar.MustDay(day))
		for _, level := range []orgunit.Level{orgunit.Province, orgunit.Commune} {
			for _, what := range procedure.CountedAll {
				n := 0
				for _, h := range list {
					n += h.Counts(what, level)
				}
				sums += fmt.Sprint(n, " ")
			}
		}
		return sums
	}
	for day, want := range map[string]string{"2021-12-31": "0 0 0 0 0 0 ", "2022-06-01": "1 1 2 3 2 2 ", "2023-01-01": "1 1 2 2 1 2 "} {
		if got := count(day); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
	if list := procedure.Holdings(versions, flows, from); list[0].Code != "1.000002" || list[1].Code != "1.000001" || list[2].Code != "1.000003" {
		t.Errorf("not by field and code: %s %s %s", list[0].Code, list[1].Code, list[2].Code)
	}
}
