package notify

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Wish is how the person of a dossier wants to be told.
type Wish struct {
	Way  string // "": whatever there is an address for; a Channel; NoWay
	Lang Lang   // "" is Vietnamese
}

// NoWay is the wish to be told nothing.
const NoWay = "none"

// ParseWish reads "sms", "email vi", "none", "" as forms and rows hold it.
func ParseWish(s string) (Wish, error) {
	way, lang, _ := strings.Cut(s, " ")
	w := Wish{way, Lang(lang)}
	if way != "" && way != NoWay && Channel(way).Title() == "" || lang != "" && w.Lang != Vietnamese && w.Lang != English {
		return w, refusal.Wrong("tell", "Hãy chọn cách nhận thông báo: thư điện tử, SMS, Zalo hoặc không nhận.")
	}
	return w, nil
}

// String is what ParseWish reads.
func (w Wish) String() string { return strings.TrimSpace(w.Way + " " + string(w.Lang)) }

// Addresses are where a person can be reached.
type Addresses struct{ Phone, Email string }

// At is the address of a way, "" where the person has none that can be right.
func (a Addresses) At(c Channel) string {
	if c == Email {
		if mailbox.MatchString(a.Email) {
			return a.Email
		}
		return ""
	}
	return Phone(a.Phone)
}

var (
	mailbox = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
	mobile  = regexp.MustCompile(`^0[35789][0-9]{8}$`)
)

// Phone is a Vietnamese mobile number in its national form, "" for anything else: a line
// on a wall takes no SMS.
func Phone(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, s)
	for _, country := range []string{"+84", "0084"} {
		if rest, ok := strings.CutPrefix(digits, country); ok {
			digits = "0" + rest
		}
	}
	if mobile.MatchString(digits) {
		return digits
	}
	return ""
}

// Ways lists the ways to a person in the order to try them: the wished one first. A person
// who wished for one way is told by the others too when it fails, because the law owes the
// notice; a person who wished for none is told nothing.
func (w Wish) Ways(a Addresses) (list []Channel) {
	if w.Way == NoWay {
		return nil
	}
	order := slices.Clone(Channels)
	slices.SortStableFunc(order, func(x, y Channel) int {
		return rank(x, w.Way) - rank(y, w.Way)
	})
	for _, c := range order {
		if a.At(c) != "" {
			list = append(list, c)
		}
	}
	return list
}

func rank(c Channel, way string) int {
	if string(c) == way {
		return 0
	}
	return 1
}

// Nobody is woken: messages wait from 21:00 to 07:00.
const (
	quietFrom  = 21
	quietUntil = 7
)

// Awake is the instant at which a message may go out at the earliest. An e-mail wakes nobody.
func Awake(c Channel, at time.Time) time.Time {
	local := at.In(calendar.Local)
	if c == Email || local.Hour() >= quietUntil && local.Hour() < quietFrom {
		return at
	}
	y, m, d := local.Date()
	if local.Hour() >= quietFrom {
		d++
	}
	return time.Date(y, m, d, quietUntil, 0, 0, 0, calendar.Local)
}

// Mask is an address as pages show it: "090•••4567", "n•••@anson.example".
func Mask(address string) string {
	if at := strings.IndexByte(address, '@'); at > 0 {
		return address[:1] + "•••" + address[at:]
	}
	if len(address) > 6 {
		return address[:3] + "•••" + address[len(address)-4:]
	}
	return strings.Repeat("•", len(address))
}
