package queue

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// TicketID names a ticket.
type TicketID int64

// State of a ticket.
type State string

const (
	Waiting State = "waiting"
	Called  State = "called"  // on the screen, not yet at the station
	Serving State = "serving" // at the station
	Absent  State = "absent"  // called and not there
	Skipped State = "skipped" // asked to wait, fills in a form
	Done    State = "done"
)

// Title of a state for people.
func (s State) Title() string {
	return map[State]string{Waiting: "Đang chờ", Called: "Đã gọi", Serving: "Đang phục vụ", Absent: "Vắng", Skipped: "Tạm bỏ qua", Done: "Xong"}[s]
}

// Ticket is one number of one day. It holds nothing of the person who took it.
type Ticket struct {
	ID       TicketID
	Version  int
	Desk     orgunit.ID
	Day      calendar.Day
	Series   string
	Number   int // from 1, without a gap for desk, day and series
	Class    string
	State    State
	Station  int // that called it, 0 none
	Wanted   int // station it was handed to, 0 any
	Calls    int
	Officer  account.ID // who called it last
	Taken    time.Time
	First    time.Time // first call
	Last     time.Time // latest call
	Served   time.Time // came to the station
	Ended    time.Time
	Dossiers []int64 // received with it
}

// Code is the number as it is printed and called: "A012".
func (t *Ticket) Code() string { return fmt.Sprintf("%s%03d", t.Series, t.Number) }

// Announcement is what is called out.
func (t *Ticket) Announcement() string {
	return fmt.Sprintf("Mời số %s đến quầy %d", t.Code(), t.Station)
}

// AtStation says whether the ticket holds its station.
func (t *Ticket) AtStation() bool { return t.State == Called || t.State == Serving }

// Wait is how long it waited for its first call, in whole seconds; ok is false before.
func (t *Ticket) Wait() (seconds int64, ok bool) { return between(t.Taken, t.First) }

// Service is how long it was served, in whole seconds; ok is false before its end.
func (t *Ticket) Service() (seconds int64, ok bool) { return between(t.Served, t.Ended) }

func between(from, to time.Time) (int64, bool) {
	if from.IsZero() || to.IsZero() {
		return 0, false
	}
	return int64(to.Sub(from) / time.Second), true
}

// Moment is by whom and when something is done, in which hall.
type Moment struct {
	By   account.ID
	At   time.Time
	Hall *Hall
}

// Act changes a ticket.
type Act interface {
	Apply(*Ticket, Moment) (Happened, error)
}
