package account

import "time"

// How long a session lasts. A counter stands where citizens pass by, so it ends soon when
// nobody works; nobody works longer than a day.
const (
	SessionIdle = 30 * time.Minute // without a request
	SessionMost = 12 * time.Hour   // from signing in
	CodeTime    = 5 * time.Minute  // between password and code
	LinkTime    = 72 * time.Hour   // a one-time link, over a weekend
)

// SeenEvery is how often a session's last request is noted: not every page is a write.
const SeenEvery = time.Minute

// Session is one browser in which a person has signed in.
type Session struct {
	Digest  string // of its token, which only the browser has
	Account ID
	Created time.Time
	Seen    time.Time // true to SeenEvery
	Expires time.Time // at the latest
	Agent   string    // browser and system in a word or two
}

// Lives says whether the session still opens doors.
func (s Session) Lives(at time.Time) bool {
	return at.Before(s.Expires) && at.Before(s.Seen.Add(SessionIdle))
}

// Attempt is what somebody types to sign in, and from where.
type Attempt struct {
	Login, Password string
	Remote          string // address of the machine
	Agent           string
}

// Pass is what a right password earns: a token for the browser's cookie. With Code true it
// opens only the page that asks for the code of the second factor.
type Pass struct {
	Token string
	Code  bool
}
