package account_test

import (
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

func TestNobodyGainsARightByStandingIn(t *testing.T) {
	units := orgunit.NewMap([]*orgunit.Unit{{ID: 1, Code: "H99", Block: orgunit.Whole}, {ID: 4, Code: "H99.28", Parent: 1}, {ID: 5, Code: "H99.28.01", Parent: 4, Block: orgunit.Within}, {ID: 6, Code: "H99.29", Parent: 1}})
	person := func(id account.ID, unit orgunit.ID, roles ...account.Role) *account.Account {
		return &account.Account{ID: id, Name: "Người", Unit: unit, Roles: roles}
	}
	absent := *person(9, 4, account.Official)
	day := calendar.MustDay
	m := account.Moment{By: &absent, Units: units, On: day("2024-03-04")}
	tests := map[string]struct {
		act  account.Delegate
		want string
	}{
		"a colleague in a division of the office": {account.Delegate{To: person(10, 5, account.Official, account.Leader), From: day("2024-03-05"), Until: day("2024-03-08"), Why: "phép"}, ""},
		"one of another office":                   {account.Delegate{To: person(10, 6, account.Official), From: day("2024-03-05"), Until: day("2024-03-08"), Why: "phép"}, "không cùng cơ quan"},
		"one without the role":                    {account.Delegate{To: person(10, 4, account.Counter), From: day("2024-03-05"), Until: day("2024-03-08"), Why: "phép"}, "không có vai trò"},
		"oneself":                                 {account.Delegate{To: person(9, 4, account.Official), From: day("2024-03-05"), Until: day("2024-03-08"), Why: "phép"}, "tự làm thay"},
		"for a time that is over":                 {account.Delegate{To: person(10, 4, account.Official), From: day("2024-03-01"), Until: day("2024-03-03"), Why: "phép"}, "Ngày cuối"},
		"for good":                                {account.Delegate{To: person(10, 4, account.Official), From: day("2024-03-01"), Until: day("2025-03-03"), Why: "phép"}, "nhiều nhất 180"},
		"without a reason":                        {account.Delegate{To: person(10, 4, account.Official), From: day("2024-03-05"), Until: day("2024-03-08")}, "lý do"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := absent
			_, err := tt.act.Apply(&a, m)
			if tt.want == "" && (err != nil || !a.Away.Covers(day("2024-03-08")) || a.Away.Covers(day("2024-03-09")) || a.Away.Covers(day("2024-03-04"))) {
				t.Errorf("%v, away %+v", err, a.Away)
			}
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	leader, stranger := person(11, 4, account.Leader), person(12, 6, account.Leader)
	if !absent.MayDelegate(&absent, m) || !leader.MayDelegate(&absent, m) || stranger.MayDelegate(&absent, m) || person(13, 4, account.Official).MayDelegate(&absent, m) {
		t.Error("only the person and a leader of the office may name a substitute")
	}
}
