package store_test

import (
	"fmt"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/refusal"
	"cchc/kit/secret"
	"cchc/store"
)

const good = "trời xanh mây trắng 7"

// enrol makes an account with a password, and signs out everywhere.
func enrol(t *testing.T, s *store.Store, login string) account.Account {
	t.Helper()
	a := hire(t, s, login, "Lê Thị Thu Hà")
	token, err := s.Accounts.Invite(t.Context(), a.ID, stamp("2024-03-04T08:00"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sessions.SetUp(t.Context(), token, account.Attempt{Password: good}, at("2024-03-04T08:00")); err != nil {
		t.Fatal(err)
	}
	if err := s.Sessions.EndOthers(t.Context(), a.ID, ""); err != nil {
		t.Fatal(err)
	}
	return a
}

func typed(login, password, remote string) account.Attempt {
	return account.Attempt{Login: login, Password: password, Remote: remote, Agent: "Firefox, Windows"}
}

func TestASessionEndsWhenNobodyWorksOrTheDayIsOver(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		a := enrol(t, s, "ha.ltt")
		start := at("2024-03-05T07:00")
		signIn := func() string {
			t.Helper()
			pass, err := s.Sessions.SignIn(t.Context(), typed("HA.ltt ", good, "192.0.2.1"), start)
			if err != nil || pass.Code {
				t.Fatal(pass, err)
			}
			return pass.Token
		}
		inside := func(token string, after time.Duration, want bool) {
			t.Helper()
			who, units, err := s.Sessions.Enter(t.Context(), token, start.Add(after))
			if want && (err != nil || who.ID != a.ID || units.Name(commune) == "") {
				t.Errorf("after %v: %v", after, err)
			}
			if !want && refusal.KindOf(err) != refusal.NotFound {
				t.Errorf("after %v still inside: %v", after, err)
			}
		}
		idle := signIn()
		inside(idle, 29*time.Minute, true)
		inside(idle, 58*time.Minute, true)
		inside(idle, 88*time.Minute, false)
		busy := signIn()
		for after := time.Duration(0); after < 12*time.Hour; after += 20 * time.Minute {
			inside(busy, after, true)
		}
		inside(busy, 12*time.Hour, false)
		out := signIn()
		if err := s.Sessions.SignOut(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		inside(out, 0, false)
		inside("", 0, false)
		inside(secret.Token(), 0, false)
		inside(secret.Digest(busy), 0, false)
		locked := signIn()
		if _, err := s.Accounts.Change(t.Context(), a.ID, stamp("2024-03-05T07:00"), account.Lock{Why: "thử"}); err != nil {
			t.Fatal(err)
		}
		inside(locked, 0, false)
		if _, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), start); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("locked, and %v", err)
		}
	})
}

func TestAWrongPasswordAndAnUnknownLoginGetTheSameAnswer(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		enrol(t, s, "ha.ltt")
		hire(t, s, "new.one", "Chưa Đặt")
		var answers []string
		for i, a := range []account.Attempt{typed("ha.ltt", "wrong", ""), typed("nobody", "wrong", ""), typed("new.one", "", ""), typed("", "", "")} {
			a.Remote = fmt.Sprint("192.0.2.", i)
			_, err := s.Sessions.SignIn(t.Context(), a, at("2024-03-05T07:00"))
			answers = append(answers, err.Error())
		}
		for _, answer := range answers {
			if answer != answers[0] {
				t.Errorf("answers differ: %q", answers)
			}
		}
	})
}

func TestGuessingFromOneMachineIsSlowedAndTheOwnerElsewhereIsNot(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		enrol(t, s, "ha.ltt")
		now := at("2024-03-05T07:00")
		try := func(password, remote string) refusal.Kind {
			_, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", password, remote), now)
			return refusal.KindOf(err)
		}
		for i := range 5 {
			if kind := try("wrong", "192.0.2.9"); kind != refusal.Invalid {
				t.Fatalf("attempt %d: %v", i+1, kind)
			}
		}
		if kind := try(good, "192.0.2.9"); kind != refusal.NotNow {
			t.Errorf("the sixth at once: %v", kind)
		}
		if kind := try(good, "192.0.2.1"); kind != 0 {
			t.Errorf("the owner from another machine: %v", kind)
		}
		now = now.Add(time.Second)
		if kind := try("wrong", "192.0.2.9"); kind != refusal.Invalid {
			t.Errorf("after a second: %v", kind)
		}
		now = now.Add(time.Second)
		if kind := try("wrong", "192.0.2.9"); kind != refusal.NotNow {
			t.Errorf("the wait does not grow: %v", kind)
		}
		now = now.Add(time.Second)
		if kind := try(good, "192.0.2.9"); kind != 0 {
			t.Errorf("the right one after waiting: %v", kind)
		}
		if kind := try("wrong", "192.0.2.9"); kind != refusal.Invalid {
			t.Errorf("not forgiven: %v", kind)
		}
	})
}

func TestManyMachinesCannotLockOutTheOneThatIsKnown(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		enrol(t, s, "ha.ltt")
		now := at("2024-03-05T07:00")
		try := func(password, remote string) refusal.Kind {
			_, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", password, remote), now)
			return refusal.KindOf(err)
		}
		if kind := try(good, "192.0.2.1"); kind != 0 {
			t.Fatal(kind)
		}
		slowed := false
		for i := range 22 {
			slowed = try("wrong", fmt.Sprint("198.51.100.", i)) == refusal.NotNow
		}
		if !slowed {
			t.Error("guessing from many machines is not slowed")
		}
		if kind := try(good, "203.0.113.5"); kind != refusal.NotNow {
			t.Errorf("a machine never seen: %v", kind)
		}
		if kind := try(good, "192.0.2.1"); kind != 0 {
			t.Errorf("the known machine: %v", kind)
		}
	})
}

func TestOneMachineCannotTryEveryLogin(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		now := at("2024-03-05T07:00")
		for i := range 21 {
			_, err := s.Sessions.SignIn(t.Context(), typed(fmt.Sprint("user", i), "wrong", fmt.Sprintf("2001:db8::%d", i)), now)
			if want := i == 20; (refusal.KindOf(err) == refusal.NotNow) != want {
				t.Errorf("login %d: %v", i+1, err)
			}
		}
		if _, err := s.Sessions.SignIn(t.Context(), typed("user1", "wrong", "2001:db8::1"), now.Add(account.ThrottleMemory)); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("never forgotten: %v", err)
		}
	})
}

func TestTheSecondFactorIsAskedAndEachCodeIsAcceptedOnce(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		a := enrol(t, s, "ha.ltt")
		now := at("2024-03-05T07:00")
		from := typed("", good, "192.0.2.1")
		by := account.Stamp{By: a.ID, Unit: commune, At: now}
		key := secret.NewKey()
		if err := s.Sessions.EnableTOTP(t.Context(), by, from, key, "000000"); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("switched on by a wrong code: %v", err)
		}
		if err := s.Sessions.EnableTOTP(t.Context(), by, from, key, secret.CodeAt(key, now)); err != nil {
			t.Fatal(err)
		}
		half, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), now)
		if err != nil || !half.Code {
			t.Fatalf("no code asked: %+v, %v", half, err)
		}
		if _, _, err := s.Sessions.Enter(t.Context(), half.Token, now); err == nil {
			t.Error("inside without a code")
		}
		confirm := func(token, code string) (account.Pass, error) {
			return s.Sessions.Confirm(t.Context(), token, code, from, now)
		}
		if _, err := confirm(half.Token, secret.CodeAt(key, now)); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("the code that switched it on opens as well: %v", err)
		}
		now = now.Add(30 * time.Second)
		pass, err := confirm(half.Token, secret.CodeAt(key, now))
		if err != nil {
			t.Fatal(err)
		}
		if who, _, err := s.Sessions.Enter(t.Context(), pass.Token, now); err != nil || who.ID != a.ID {
			t.Errorf("not inside: %v", err)
		}
		if _, err := confirm(half.Token, secret.CodeAt(key, now)); refusal.KindOf(err) != refusal.NotFound {
			t.Errorf("the half session is still there: %v", err)
		}
		half, _ = s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), now)
		for range 3 {
			confirm(half.Token, "000000")
		}
		now = now.Add(30 * time.Second)
		confirm(half.Token, "000000")
		if _, err := confirm(half.Token, secret.CodeAt(key, now)); refusal.KindOf(err) != refusal.NotNow {
			t.Errorf("codes can be guessed without end: %v", err)
		}
		by.At = now.Add(time.Hour)
		if err := s.Sessions.DisableTOTP(t.Context(), by, from); err != nil {
			t.Fatal(err)
		}
		now = by.At
		if pass, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), now); err != nil || pass.Code {
			t.Errorf("still asks: %v", err)
		}
	})
}

func TestANewPasswordEndsTheOtherSessions(t *testing.T) {
	staffed(t, func(t *testing.T, s *store.Store) {
		a := enrol(t, s, "ha.ltt")
		now := at("2024-03-05T07:00")
		var tokens [2]string
		for i := range tokens {
			pass, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), now)
			if err != nil {
				t.Fatal(err)
			}
			tokens[i] = pass.Token
		}
		by := account.Stamp{By: a.ID, Unit: commune, At: now}
		if list, err := s.Sessions.Of(t.Context(), a.ID, now); err != nil || len(list) != 2 || list[0].Agent != "Firefox, Windows" {
			t.Errorf("sessions %v, %v", list, err)
		}
		change := func(old, fresh string) error {
			return s.Sessions.ChangePassword(t.Context(), by, typed("", old, "192.0.2.1"), fresh, secret.Digest(tokens[0]))
		}
		for _, c := range [][2]string{{"wrong", "mưa rơi trên lá 9"}, {good, "short"}, {good, good}} {
			if err := change(c[0], c[1]); refusal.KindOf(err) != refusal.Invalid {
				t.Errorf("%v: %v", c, err)
			}
		}
		if err := change(good, "mưa rơi trên lá 9"); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Sessions.Enter(t.Context(), tokens[0], now); err != nil {
			t.Errorf("this session: %v", err)
		}
		if _, _, err := s.Sessions.Enter(t.Context(), tokens[1], now); err == nil {
			t.Error("the other session is still open")
		}
		if _, err := s.Sessions.SignIn(t.Context(), typed("ha.ltt", good, "192.0.2.1"), now); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("the old password: %v", err)
		}
	})
}
