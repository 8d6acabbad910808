// Package post speaks with the public post's system of orders for administrative papers
// (BCCI): orders sent there, questions about them, the book of a day, and notices received
// from there. The fields of an order and their names are the post's own; what answers,
// notices and books look like is shaped after them. Every body is signed: see Key.
package post

import (
	"time"

	"cchc/domain/calendar"
)

// Order is a parcel as the post takes it in. Amounts are whole đồng in digits.
type Order struct {
	CustomerCode     string
	ItemCode         string // the post's tracking number, "" in a new order
	OrderNumber      string // ours: the post takes one number once
	CODAmount        string
	SenderProvince   string
	SenderDistrict   string
	SenderAddress    string
	SenderName       string
	SenderEmail      string
	SenderTel        string
	SenderDesc       string
	Description      string
	ReceiverName     string
	ReceiverAddress  string
	ReceiverTel      string
	ReceiverProvince string
	ReceiverDistrict string
	ReceiverEmail    string
	FlagConfig       string // "1": deliver to the person named, against an identity card
}

// Standing is how an order stands in the post's book.
type Standing struct {
	OrderNumber  string
	ItemCode     string
	Status       string
	CODAmount    string
	CODCollected string
	AcceptedAt   string
	StatusAt     string
	ReceivedBy   string
	Reason       string
}

// Reply answers an order or a question.
type Reply struct {
	Code     string // see the constants
	Message  string
	Standing *Standing `json:",omitempty"`
}

// Codes of replies and of answers to notices. A notice answered with Done or Parked was
// kept and need not be sent again.
const (
	Done         = "00"
	Parked       = "01"
	UnknownOrder = "02"
	Duplicate    = "03" // the order number was used
	BadMessage   = "30"
	WrongSign    = "97"
	OutOfService = "99"
)

// Notice tells that an order came to a new status.
type Notice struct {
	NoticeNumber string // the post's own, one for each status of an order
	Standing
}

// Answer is what a notice gets.
type Answer struct{ Code, Message string }

// Book is the orders that the post took in on a day.
type Book struct {
	Date  string
	Items []Standing
}

// Stamp writes an instant as the post does, by the local clock.
func Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(calendar.Local).Format(layout)
}

const (
	layout    = "2006-01-02T15:04:05"
	mostBytes = 1 << 20
)

// ParseStamp reads it; "" is the zero time.
func ParseStamp(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(layout, text, calendar.Local)
	return t.UTC(), err
}
