package desk

import (
	"strings"
	"testing"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
)

func TestACardIsReadAsTheReaderTypesIt(t *testing.T) {
	got := readCard("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|thôn Phú Thạnh, xã Hòa Lâm|01052021")
	want := dossier.Person{IDNo: "999186012345", Name: "Đinh Thị Hồng Nhung", Born: "14/08/1986", Sex: "nữ", Address: "thôn Phú Thạnh, xã Hòa Lâm"}
	if got != want {
		t.Errorf("%+v", got)
	}
	if got := readCard("999 186 012 345"); got != (dossier.Person{IDNo: "999186012345"}) {
		t.Errorf("typed: %+v", got)
	}
	for number, match := range map[string]bool{"999186012345": true, "999086012345": false, "999187012345": false, "999386012345": false, "99918601234": false} {
		p := want
		p.IDNo = number
		if matches(p) != match {
			t.Errorf("%s matches: %v", number, !match)
		}
	}
}

func FuzzReadCard(f *testing.F) {
	f.Add("999186012345|999123456|Đinh Thị Hồng Nhung|14081986|Nữ|thôn Phú Thạnh|01052021")
	f.Add("||||||")
	f.Add("9")
	f.Fuzz(func(t *testing.T, typed string) {
		p := readCard(typed)
		if digits(p.IDNo) != p.IDNo || strings.Contains(p.Name, "|") {
			t.Errorf("%q is read as %+v", typed, p)
		}
		if matches(p) && p.Born == "" {
			t.Errorf("%q matches a birth that it does not tell", typed)
		}
		checkPerson(p, calendar.On(2026, 1, 1))
	})
}

func TestAFewLettersMeanAProcedure(t *testing.T) {
	list := []*procedure.Version{
		{Code: "1.001193", Name: "Cấp giấy phép xây dựng nhà ở riêng lẻ"}, {Code: "1.002222", Name: "Đăng ký khai sinh"}, {Code: "2.000001", Name: "Cấp giấy phép lái xe"},
	}
	for typed, want := range map[string]string{
		"gpxd": "1.001193", "1": "1.001193", "2": "1.002222", "9": "", "": "", "khai sinh": "1.002222", "DK khai": "", "dang sinh": "1.002222",
		"cap giay": "1.001193 2.000001", "2.000001": "2.000001", "1.00": "1.001193 1.002222", "sinh khai": "", "giấy phép lái": "2.000001",
	} {
		var got []string
		for _, v := range find(list, typed) {
			got = append(got, v.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q means %v, want %s", typed, got, want)
		}
	}
}

func TestABirthLiesBetween1900AndTodayAndEverythingFitsOnPaper(t *testing.T) {
	on := calendar.On(2026, 11, 22)
	for _, c := range []struct{ field, born, name, phone string }{
		{"", "22/11/2026", "A", ""}, {"", "1986", "A", "0600000123"}, {"born", "23/11/2026", "A", ""}, {"born", "2027", "A", ""},
		{"born", "01/01/1700", "A", ""}, {"born", "x", "A", ""}, {"name", "", strings.Repeat("a", 201), ""}, {"phone", "", "A", "abc"},
	} {
		faults := checkPerson(dossier.Person{Born: c.born, Name: c.name, Phone: phoneTyped(c.phone)}, on)
		if c.field == "" && len(faults) == 0 || len(faults) == 1 && faults[0].Field == c.field {
			continue
		}
		t.Errorf("%+v: %v", c, faults)
	}
}
