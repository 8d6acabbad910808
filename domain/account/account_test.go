package account

import (
	"strings"
	"testing"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

const (
	province orgunit.ID = iota + 1
	district
	desk // a desk inside the district's office
	commune
	elsewhere
	ended
)

var units = func() *orgunit.Map {
	since := calendar.MustDay("2020-01-01")
	return orgunit.NewMap([]*orgunit.Unit{
		{ID: province, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since},
		{ID: district, Code: "H99.28", Name: "Huyện Tân Bình", Parent: province, From: since},
		{ID: desk, Code: "H99.28.01", Name: "Bộ phận Một cửa", Block: orgunit.Within, Parent: district, From: since},
		{ID: commune, Code: "H99.28.05", Name: "Xã Hòa Lâm", Parent: district, From: since},
		{ID: elsewhere, Code: "H99.29", Name: "Huyện Trà Linh", Parent: province, From: since},
		{ID: ended, Code: "H99.30", Name: "Huyện cũ", Parent: province, From: since, Until: calendar.MustDay("2023-01-01")},
	})
}()

func by(unit orgunit.ID) Moment {
	return Moment{By: &Account{ID: 1, Unit: unit, Roles: []Role{Operator}}, Units: units, On: calendar.MustDay("2024-03-04"), Operators: 1}
}

func counter() Account {
	return Account{ID: 7, Login: "ha.ltt", Name: "Lê Thị Thu Hà", Unit: commune, Roles: []Role{Counter}}
}

func TestEveryFaultOfANewAccountIsToldAtOnce(t *testing.T) {
	var a Account
	_, err := Create{Login: "Hà", Name: " ", Unit: ended}.Apply(&a, by(province))
	var fields []string
	for _, no := range refusal.Of(err) {
		fields = append(fields, no.Field)
	}
	if got := strings.Join(fields, " "); got != "login name unit roles" {
		t.Errorf("faults at %q", got)
	}
}

func TestWhatIsRefusedIsRefused(t *testing.T) {
	self := by(province)
	self.By.ID = 7
	last := by(province)
	last.Operators = 0
	operator := Account{ID: 7, Unit: province, Roles: []Role{Operator}}
	inspector := Account{ID: 7, Unit: commune, Roles: []Role{Inspector}}
	locked := counter()
	locked.Locked = true
	secured := counter()
	secured.TOTP = "KEY"
	for name, c := range map[string]struct {
		on     Account
		change Change
		m      Moment
		kind   refusal.Kind
	}{
		"roles for oneself":                     {counter(), SetRoles{[]Role{Leader}}, self, refusal.NotAllowed},
		"no role":                               {counter(), SetRoles{}, by(province), refusal.Invalid},
		"an unknown role":                       {counter(), SetRoles{[]Role{"king"}}, by(province), refusal.Invalid},
		"an inspector made by a district":       {counter(), SetRoles{[]Role{Inspector}}, by(district), refusal.Invalid},
		"an inspector made by the province":     {counter(), SetRoles{[]Role{Inspector}}, by(province), 0},
		"an inspector who stays one":            {inspector, SetRoles{[]Role{Inspector, Official}}, by(district), 0},
		"an inspector moved by a district":      {inspector, Move{district}, by(district), refusal.NotAllowed},
		"the last operator loses the role":      {operator, SetRoles{[]Role{Official}}, last, refusal.NotNow},
		"the last operator gets one more":       {operator, SetRoles{[]Role{Official, Operator}}, last, 0},
		"the last operator is locked":           {operator, Lock{"thử"}, last, refusal.NotNow},
		"one of two operators is locked":        {operator, Lock{"thử"}, by(province), 0},
		"locking oneself":                       {counter(), Lock{"thử"}, self, refusal.NotAllowed},
		"locking without a reason":              {counter(), Lock{" "}, by(province), refusal.Invalid},
		"locking twice":                         {locked, Lock{"thử"}, by(province), refusal.NotNow},
		"unlocking":                             {locked, Unlock{}, by(province), 0},
		"unlocking what is open":                {counter(), Unlock{}, by(province), refusal.NotNow},
		"the first operator takes a place":      {Account{ID: 7, Roles: []Role{Operator}}, Move{province}, self, 0},
		"moving oneself":                        {counter(), Move{district}, self, refusal.NotAllowed},
		"moving to a unit that is no more":      {counter(), Move{ended}, by(province), refusal.Invalid},
		"moving to no unit":                     {counter(), Move{99}, by(province), refusal.Invalid},
		"moving":                                {counter(), Move{desk}, by(province), 0},
		"a name of blanks":                      {counter(), Rename{Name: " "}, by(province), refusal.Invalid},
		"a second factor twice":                 {secured, EnableTOTP{"K"}, self, refusal.NotNow},
		"switching off another's without words": {secured, DisableTOTP{}, by(province), refusal.Invalid},
		"switching off another's":               {secured, DisableTOTP{"Mất điện thoại"}, by(province), 0},
		"switching off one's own":               {secured, DisableTOTP{}, self, 0},
		"a link for an inspector by a district": {inspector, Invite{}, by(district), refusal.NotAllowed},
		"a link":                                {counter(), Invite{}, by(district), 0},
		"a link for who is locked":              {locked, Invite{}, by(province), refusal.NotNow},
		"an old page":                           {counter(), Unchanged{3}, by(province), refusal.Conflict},
		"switching off what is off":             {counter(), DisableTOTP{"x"}, by(province), refusal.NotNow},
	} {
		a := c.on
		happened, err := c.change.Apply(&a, c.m)
		if refusal.KindOf(err) != c.kind || err == nil && happened.Act == "" {
			t.Errorf("%s: %v, %v", name, happened, err)
		}
		if err == nil && EventTitle(happened.Act) == happened.Act {
			t.Errorf("%s: %q has no words", name, happened.Act)
		}
	}
}

func TestWhatChangesNothingLeavesNothing(t *testing.T) {
	for _, c := range []Change{Rename{Name: "Lê Thị  Thu Hà"}, SetRoles{[]Role{Counter}}, Move{commune}} {
		a := counter()
		if happened, err := c.Apply(&a, by(province)); err != nil || happened.Act != "" {
			t.Errorf("%T: %v, %v", c, happened, err)
		}
	}
}

func TestTheFirstOperatorMayComeBeforeTheFirstUnit(t *testing.T) {
	a := Account{ID: 9}
	none := orgunit.NewMap(nil)
	if _, err := (Create{Login: "quantri", Name: "Q", Roles: []Role{Operator}}).Apply(&a, Moment{Units: none}); err != nil {
		t.Fatal(err)
	}
	if !a.May(ChangeUnits, none, 0) || !a.May(ChangeUnits, units, province) || !a.May(ChangeAccounts, units, commune) {
		t.Error("the first operator cannot found the province")
	}
	if u := counter(); u.May(ReadDossier, units, 0) {
		t.Error("a commune reads what belongs to no unit")
	}
}

func TestPasswordsThatAreGuessedFirstAreRefused(t *testing.T) {
	for _, password := range []string{
		"", "ngắn quá", "matkhau12345", "Mật khẩu @2024!", "Password1234567", "P@ssw0rd-12345", "123456789012", "aaaaaaaaaaaaaaa", "ha.ltt-2024-ok",
		"Lê Thị Thu Hà 99", "qwertyuiop1234", "quản trị 2024!!", strings.Repeat("dài quá ", 40),
	} {
		if err := CheckPassword(password, "ha.ltt", "Lê Thị Thu Hà"); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%q: %v", password, err)
		}
	}
	for _, password := range []string{"trời xanh mây trắng", "con mèo nhà tôi 3 chân", "kX9#mQ2$vL7!"} {
		if err := CheckPassword(password, "ha.ltt", "Lê Thị Thu Hà"); err != nil {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestWaitingGrowsAndHasAnEnd(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: 0, 4: 0, 5: time.Second, 6: 2 * time.Second, 9: 16 * time.Second, 14: 512 * time.Second, 15: 15 * time.Minute, 5000: 15 * time.Minute} {
		if got := Wait(failures, FreeForPair); got != want {
			t.Errorf("after %d failures %v, want %v", failures, got, want)
		}
	}
}

func TestEveryActIsInWordsAndEveryRoleHasAnOwnAccount(t *testing.T) {
	for _, a := range Acts {
		if a.Title() == "" {
			t.Errorf("%s has no words", a)
		}
	}
	for _, r := range Roles {
		if r.Title() == "" || !Allowed(r, OwnAccount, orgunit.Own) {
			t.Errorf("%s has no words or no own account", r)
		}
	}
	for _, r := range orgunit.Relations {
		if RelationTitle(r) == "" {
			t.Errorf("%s has no words", r)
		}
	}
	a := Account{Roles: []Role{Counter, Leader}}
	if by := a.Why(ReadDossier, orgunit.Below); len(by) != 1 || by[0] != Leader {
		t.Errorf("reads below as %v", by)
	}
}
