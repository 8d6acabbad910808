// Package certify is the register of certified copies (chứng thực bản sao từ bản chính,
// NĐ 23/2015/NĐ-CP): one number for each kind of paper, without a gap in a year.
package certify

import (
	"fmt"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// ID names an entry.
type ID int64

// Entry is one line of the register: one kind of paper, copied so many times for a person.
type Entry struct {
	ID        ID
	Version   int
	Unit      orgunit.ID // whose register it is
	Desk      orgunit.ID // where the person came
	Year      int
	Number    int // from 1, without a gap for unit and year
	Book      int // quyển số
	Day       calendar.Day
	Person    string
	Kind      string // what the original is called
	Copies    int
	Pages     int // of the original: the fee goes by them (TT 226/2016/TT-BTC, Điều 4)
	Fee       int64
	Signer    string // name and title
	By        account.ID
	Cancelled bool
	Note      string // why it was corrected or cancelled
	Search    string // folded words of person, kind and number
}

// Symbol is the number of the book as the certification writes it: "01/2026-SCT/BS".
func (e *Entry) Symbol() string { return fmt.Sprintf("%02d/%d-SCT/BS", e.Book, e.Year) }

// Happened is what an act left: its name for the trace, and why.
type Happened struct{ Act, Note string }

// Moment is by whom, where and on which day something is done.
type Moment struct {
	By         account.ID
	Unit, Desk orgunit.ID
	On         calendar.Day
}

// Act changes an entry.
type Act interface {
	Apply(*Entry, Moment) (Happened, error)
}

// Query asks for a part of a register, the newest first.
type Query struct {
	Units    []orgunit.ID
	From, To calendar.Day // both included, 0 is open
	Words    []string     // folded
	Before   ID
	Limit    int
}

// Sum is what a part of a register adds up to. Cancelled entries keep their numbers and
// count nowhere else.
type Sum struct {
	Entries, Cancelled int
	Copies, Pages      int64
	Fee                int64
}

// Habit is a kind of paper that a register has had of late.
type Habit struct {
	Kind  string
	Times int
}
