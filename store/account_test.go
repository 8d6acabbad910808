package store_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/store"
)

// operator is the account that manages the others in these tests, made by furnishStaff.
const operator account.ID = 70

func stamp(s string) account.Stamp {
	return account.Stamp{By: operator, Unit: province, At: at(s)}
}

// staffed runs a test on a furnished store with an operator at the province.
func staffed(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	each(t, func(t *testing.T, s *store.Store) {
		err := s.Furnish(t.Context(), store.Furniture{Accounts: []account.Account{
			{ID: operator, Login: "quantri", Name: "Trần Văn Quản", Unit: province, Roles: []account.Role{account.Operator}, Language: "vi"},
		}}, store.Moment{At: at("2020-01-01T08:00")})
		if err != nil {
			t.Fatal(err)
		}
		f(t, s)
	})
}

func hire(t *testing.T, s *store.Store, login, name string) account.Account {
	t.Helper()
	a, err := s.Accounts.Create(t.Context(), account.Create{Login: login, Name: name, Unit: commune, Roles: []account.Role{account.Counter}}, stamp("2024-03-04T08:00"))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAccountIsMadeAndChangedWithATraceAndNoSecretIsInIt(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		a := hire(t, s, " Ha.LTT ", "Lê Thị  Thu Hà")
		if a.Login != "ha.ltt" || a.Name != "Lê Thị Thu Hà" || a.Password != "" {
			t.Fatalf("made %+v", a)
		}
		changes := []account.Change{
			account.Rename{Name: "Lê Thị Thu Hà", Title: "Công chức tư pháp"}, account.SetRoles{Roles: []account.Role{account.Official, account.Counter}},
			account.Move{Unit: commune}, // is there already
			account.SetPassword{Hash: "a hash that must not be told"}, account.Lock{Why: "Nghỉ việc"},
		}
		a, err := s.Accounts.Change(t.Context(), a.ID, stamp("2024-03-05T08:00"), changes...)
		if err != nil || !a.Locked || a.Title != "Công chức tư pháp" || !slices.Equal(a.Roles, []account.Role{account.Counter, account.Official}) {
			t.Fatalf("changed %+v, %v", a, err)
		}
		events, err := s.Trace.Of(t.Context(), int64(a.ID))
		var acts []string
		for _, e := range events {
			acts = append(acts, e.Act)
			if strings.Contains(string(e.Change), "must not be told") {
				t.Errorf("the trace tells the hash: %s", e.Change)
			}
		}
		if want := []string{"create", "rename", "set_roles", "set_password", "lock"}; err != nil || !slices.Equal(acts, want) || events[4].Note != "Nghỉ việc" {
			t.Errorf("events %v, %v; want %v", acts, err, want)
		}
	})
}

func TestALoginIsGivenOnceAlsoWhenAskedTwiceAtOnce(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		act := account.Create{Login: "ha", Name: "A", Unit: commune, Roles: []account.Role{account.Counter}}
		act.Login = "ha.ltt"
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() { _, errs[i] = s.Accounts.Create(t.Context(), act, stamp("2024-03-04T08:00")) })
		}
		wg.Wait()
		made := 0
		for _, err := range errs {
			if err == nil {
				made++
			} else if refusal.KindOf(err) != refusal.Invalid {
				t.Errorf("refused as %v", err)
			}
		}
		if made != 1 {
			t.Errorf("%d accounts", made)
		}
		by := stamp("2024-03-04T09:00")
		by.Key, act.Login = "form-1", "bao.tq"
		first, err := s.Accounts.Create(t.Context(), act, by)
		again, err2 := s.Accounts.Create(t.Context(), account.Create{Login: "bao2", Name: "B", Unit: commune, Roles: act.Roles}, by)
		if err != nil || err2 != nil || first.ID != again.ID {
			t.Errorf("the same form made %d and %d: %v, %v", first.ID, again.ID, err, err2)
		}
	})
}

func TestTwoOperatorsCannotLockEachOtherOut(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		other, err := s.Accounts.Create(t.Context(), account.Create{Login: "quantri2", Name: "B", Unit: province, Roles: []account.Role{account.Operator}}, stamp("2024-03-04T08:00"))
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		var errs [2]error
		lock := account.Lock{Why: "thử"}
		wg.Go(func() { _, errs[0] = s.Accounts.Change(t.Context(), other.ID, stamp("2024-03-04T09:00"), lock) })
		wg.Go(func() {
			_, errs[1] = s.Accounts.Change(t.Context(), operator, account.Stamp{By: other.ID, At: at("2024-03-04T09:00")}, lock)
		})
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both or none locked: %v", errs)
		}
	})
}

func TestPeopleAreFoundWithoutAccentsAndPagedByName(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		for login, name := range map[string]string{
			"an.nv": "Nguyễn Văn Ân", "bao.tq": "Trần Quốc Bảo", "dung.lt": "Lê Thị Dung", "duc.pm": "Phạm Minh Đức", "ha.ltt": "Lê Thị Thu Hà",
		} {
			hire(t, s, login, name)
		}
		logins := func(q account.Query) (list []string, page account.Listing) {
			t.Helper()
			page, err := s.Accounts.List(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range page.Rows {
				list = append(list, a.Login)
			}
			return list, page
		}
		want := []string{"an.nv", "bao.tq", "dung.lt", "duc.pm", "ha.ltt", "quantri"}
		var got []string
		q := account.Query{Limit: 4}
		first, page := logins(q)
		got = append(got, first...)
		if page.Total != 6 || page.Prev || !page.Next {
			t.Errorf("first page %+v", page)
		}
		q.After = page.Rows[3].ID
		second, page := logins(q)
		if got = append(got, second...); !slices.Equal(got, want) || page.Next || !page.Prev {
			t.Errorf("in order of names: %v, want %v", got, want)
		}
		q.After, q.Before = 0, page.Rows[0].ID
		if back, page := logins(q); !slices.Equal(back, first) || page.Prev || !page.Next {
			t.Errorf("back to %v", back)
		}
		for words, want := range map[string]string{"duc pham": "duc.pm", "THU ha": "ha.ltt", "bao.tq": "bao.tq", "le thi": "dung.lt ha.ltt", "%": "an.nv bao.tq dung.lt duc.pm ha.ltt quantri", "zz": ""} {
			if got, _ := logins(account.Query{Words: words, Limit: 10}); strings.Join(got, " ") != want {
				t.Errorf("%q finds %v, want %s", words, got, want)
			}
		}
		if got, _ := logins(account.Query{Role: account.Operator, Limit: 9}); !slices.Equal(got, []string{"quantri"}) {
			t.Errorf("operators %v", got)
		}
		if got, _ := logins(account.Query{Unit: commune, Limit: 9}); len(got) != 5 {
			t.Errorf("of the commune %v", got)
		}
		if got, page := logins(account.Query{Within: []orgunit.ID{province, bureau}, Limit: 9}); !slices.Equal(got, []string{"quantri"}) || page.Total != 1 {
			t.Errorf("within reach %v", got)
		}
		if got, _ := logins(account.Query{Within: []orgunit.ID{}, Limit: 9}); got != nil {
			t.Errorf("within nothing %v", got)
		}
	})
}

func TestTheFirstStartGivesALinkAndNoPassword(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		now := at("2024-03-04T08:00")
		lost, err := s.Accounts.SetUpLink(t.Context(), now)
		if err != nil || lost == "" {
			t.Fatalf("no link: %v", err)
		}
		token, err := s.Accounts.SetUpLink(t.Context(), now.Add(time.Hour))
		if err != nil || token == "" || token == lost {
			t.Fatalf("the link was lost and there is no other: %v", err)
		}
		if _, err := s.Sessions.Invited(t.Context(), lost, now); refusal.KindOf(err) != refusal.NotFound {
			t.Errorf("the lost link still opens: %v", err)
		}
		a, err := s.Sessions.Invited(t.Context(), token, now)
		if err != nil || a.Unit != province || !a.Is(account.Operator) || a.Password != "" {
			t.Fatalf("first account %+v, %v", a, err)
		}
		if _, err := s.Sessions.SetUp(t.Context(), token, account.Attempt{Password: "quantri123456"}, now); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("a weak password: %v", err)
		}
		pass, err := s.Sessions.SetUp(t.Context(), token, account.Attempt{Password: good}, now)
		if err != nil || pass.Code {
			t.Fatal(err)
		}
		if who, _, err := s.Sessions.Enter(t.Context(), pass.Token, now); err != nil || who.ID != a.ID {
			t.Errorf("inside is %v, %v", who, err)
		}
		if _, err := s.Sessions.SetUp(t.Context(), token, account.Attempt{Password: good}, now); refusal.KindOf(err) != refusal.NotFound {
			t.Errorf("a link opened twice: %v", err)
		}
		if again, err := s.Accounts.SetUpLink(t.Context(), now); again != "" || err != nil {
			t.Errorf("a link although somebody is there: %v", err)
		}
	})
}

func TestAFormAboutAnAccountSentTwiceIsDoneOnceAndNotRefusedForItself(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		by := stamp("2024-03-04T08:00")
		by.Key = "create"
		act := account.Create{Login: "ha.ltt", Name: "Lê Thị Thu Hà", Unit: commune, Roles: []account.Role{account.Counter}}
		var made [2]account.Account
		for i := range made {
			var err error
			if made[i], err = s.Accounts.Create(t.Context(), act, by); err != nil {
				t.Fatalf("time %d: %v", i+1, err)
			}
		}
		if made[0].ID != made[1].ID {
			t.Errorf("two accounts: %d and %d", made[0].ID, made[1].ID)
		}
		by.Key = "lock"
		for i := range 2 {
			a, err := s.Accounts.Change(t.Context(), made[0].ID, by, account.Unchanged{Version: 1}, account.Lock{Why: "nghỉ việc"})
			if err != nil || !a.Locked || a.Version != 2 {
				t.Errorf("time %d: %+v, %v", i+1, a, err)
			}
		}
		by.Key = "other"
		if _, err := s.Accounts.Create(t.Context(), act, by); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("another form with the same login: %v", err)
		}
	})
}
