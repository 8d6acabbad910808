package account

import (
	"regexp"
	"strings"

	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{2,39}$`)

// NormalLogin is a login as it is stored and compared: lower case, no blanks around.
func NormalLogin(typed string) string { return strings.ToLower(strings.TrimSpace(typed)) }

// Create makes an account without a password: its person chooses one by a one-time link.
type Create struct {
	Login, Name, Title string
	Unit               orgunit.ID
	Roles              []Role
}

// Apply tells every fault of the form at once.
func (c Create) Apply(a *Account, m Moment) (Happened, error) {
	var wrong refusal.List
	note := func(err error) { wrong = append(wrong, refusal.Of(err)...) }
	a.Login = NormalLogin(c.Login)
	if !loginForm.MatchString(a.Login) {
		note(refusal.Wrong("login", "Tên đăng nhập gồm 3 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch, bắt đầu bằng chữ cái."))
	}
	note(a.call(c.Name, c.Title))
	// The very first account may come before the first unit.
	if m.By != nil || c.Unit != 0 {
		note(m.living(c.Unit))
	}
	a.Unit, a.Language = c.Unit, "vi"
	note(a.give(c.Roles, m))
	return Happened{Act: "create"}, wrong.OrNil()
}
