// Package notify holds what a person is told about a dossier: on which occasion, in which
// words, by which way, when, and what becomes of a message until it has arrived.
//
// A message is sent at most once. Whether a provider took it may be unknown; then it is
// asked, and what cannot be asked a person decides. Nothing here knows a provider.
package notify

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
)

// ID identifies a message; it grows with the time of the act that it tells of.
type ID int64

// Message is one message as it stands.
type Message struct {
	ID       ID
	Dossier  dossier.ID // 0 for a notice to staff
	Staff    account.ID // 0 for a message to the person of a dossier
	Unit     orgunit.ID // whose officers it concerns
	Desk     orgunit.ID
	Code     string // of the dossier
	Occasion Occasion
	State    State
	Queued   time.Time
	Next     time.Time // not looked at before; zero when nothing waits
	Expires  time.Time // not sent after
	Facts    Facts     // what the text is filled with; none once erased
	Text     Text      // empty until it is written, and once erased
	Digest   string    // of the text, which stays
	Asked    int       // how often a provider was asked what became of it
	Provider string    // that has it, or had it last
	Says     string    // the last word about it, in plain words
	Ended    time.Time // sent, delivered, failed, expired, cancelled
}

// Text is a message as it goes out, to one address by one way.
type Text struct {
	Channel  Channel
	Lang     Lang
	Address  string
	Subject  string // e-mail only
	Body     string
	External string // template at Zalo
	Stop     string // address at which nothing more is asked for, "" where there is none
	Template int64  // the version it was written by, 0 for the one that comes with the program
}

// Channel is a way to a person.
type Channel string

const (
	Email Channel = "email"
	SMS   Channel = "sms"
	Zalo  Channel = "zalo"
)

// Channels in the order of forms.
var Channels = []Channel{Email, SMS, Zalo}

// Title is the way's name on pages.
func (c Channel) Title() string {
	return map[Channel]string{Email: "Thư điện tử", SMS: "SMS", Zalo: "Zalo"}[c]
}

// Lang is the language of a text.
type Lang string

const (
	Vietnamese Lang = "vi"
	English    Lang = "en"
)

// State is how far a message has come.
type State string

const (
	Queued    State = "queued"
	Sending   State = "sending"   // an attempt was written down and has not ended
	Sent      State = "sent"      // a provider has taken it
	Delivered State = "delivered" // a provider says that it arrived
	Failed    State = "failed"
	Unknown   State = "unknown" // a provider may have taken it
	Expired   State = "expired"
	Cancelled State = "cancelled"
)

// States in the order of a message's way.
var States = []State{Queued, Sending, Sent, Delivered, Unknown, Failed, Expired, Cancelled}

// Title is the state on pages.
func (s State) Title() string { return stateTitles[s] }

var stateTitles = map[State]string{
	Queued: "Chờ gửi", Sending: "Đang gửi", Sent: "Đã gửi", Delivered: "Đã đến", Unknown: "Chưa rõ đã gửi hay chưa",
	Failed: "Không gửi được", Expired: "Hết hạn gửi", Cancelled: "Đã hủy",
}

// Waits says whether something is still to be done about the message by itself.
func (s State) Waits() bool { return s == Queued || s == Sending }

// lasts is how long a message is worth sending.
const lasts = 3 * 24 * time.Hour

// New is a message about an occasion, to be looked at at once.
func New(id ID, o Occasion, d *dossier.Dossier, facts Facts, at time.Time) Message {
	return Message{
		ID: id, Dossier: d.ID, Unit: d.Unit, Desk: d.Desk, Code: d.Code, Occasion: o, State: Queued,
		Queued: at, Next: at, Expires: at.Add(lasts), Facts: facts,
	}
}
