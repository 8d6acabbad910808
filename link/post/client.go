package post

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/postal"
	"cchc/link/exchange"
)

// Client asks the post.
type Client struct {
	URL      string // without a slash at the end
	Customer string // CustomerCode
	Key      Key
	Patience time.Duration // for one attempt, 0 for 10 s
}

const usualPatience = 10 * time.Second

// ErrUnanswered: the post did not answer, and may have done what it was asked.
var ErrUnanswered = errors.New("bưu chính không trả lời")

// RejectedError is an order that the post does not take, in its words.
type RejectedError struct{ Code, Message string }

func (e *RejectedError) Error() string {
	return fmt.Sprintf("bưu chính từ chối: %s (mã %s)", e.Message, e.Code)
}

// Paths of the post's system.
const (
	OrdersPath = "/orders"
	BookPath   = "/book"
	NoticePath = "/post/notices" // ours
)

// Order tells the post of a parcel. After ErrUnanswered it must be asked, see Ask, before
// it is told again.
func (c *Client) Order(ctx context.Context, p postal.Parcel) (postal.Entry, error) {
	reply, err := c.reply(ctx, http.MethodPost, OrdersPath, c.order(p))
	switch {
	case err != nil:
		return postal.Entry{}, err
	case reply.Code == Duplicate: // told before after all
		return c.must(ctx, p.Order.Number)
	case reply.Code != Done || reply.Standing == nil:
		return postal.Entry{}, &RejectedError{reply.Code, reply.Message}
	}
	return EntryOf(*reply.Standing)
}

func (c *Client) must(ctx context.Context, number string) (postal.Entry, error) {
	e, known, err := c.Ask(ctx, number)
	if err == nil && !known {
		err = fmt.Errorf("post: order %s is a duplicate and unknown", number)
	}
	return e, err
}

// Ask tells how an order stands; known is false when the post never took it in.
func (c *Client) Ask(ctx context.Context, number string) (e postal.Entry, known bool, err error) {
	reply, err := c.reply(ctx, http.MethodGet, OrdersPath+"/"+url.PathEscape(number), nil)
	switch {
	case err != nil || reply.Code == UnknownOrder:
		return e, false, err
	case reply.Code != Done || reply.Standing == nil:
		return e, false, fmt.Errorf("post: asked for %s: %s %s", number, reply.Code, reply.Message)
	}
	e, err = EntryOf(*reply.Standing)
	return e, err == nil, err
}

// Book is the orders that the post took in on a day.
func (c *Client) Book(ctx context.Context, day calendar.Day) (list []postal.Entry, err error) {
	var b Book
	if err := c.ask(ctx, http.MethodGet, BookPath+"/"+day.String(), nil, &b); err != nil {
		return nil, err
	}
	if b.Date != day.String() {
		return nil, fmt.Errorf("post: the book is of %q", b.Date)
	}
	for _, s := range b.Items {
		e, err := EntryOf(s)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, nil
}

func (c *Client) order(p postal.Parcel) *Order {
	return &Order{
		CustomerCode: c.Customer, OrderNumber: p.Order.Number, CODAmount: strconv.FormatInt(p.Order.COD, 10), FlagConfig: "1",
		SenderProvince: p.Sender.Province, SenderDistrict: p.Sender.District, SenderAddress: p.Sender.Address, SenderName: p.Sender.Name,
		SenderEmail: p.Sender.Email, SenderTel: p.Sender.Tel, SenderDesc: p.Code, Description: p.Content,
		ReceiverName: p.Receiver.Name, ReceiverAddress: p.Receiver.Address, ReceiverTel: p.Receiver.Tel,
		ReceiverProvince: p.Receiver.Province, ReceiverDistrict: p.Receiver.District, ReceiverEmail: p.Receiver.Email,
	}
}

func (c *Client) reply(ctx context.Context, method, path string, message any) (reply Reply, err error) {
	var body []byte
	if message != nil {
		if body, err = json.Marshal(message); err != nil {
			return reply, err
		}
	}
	return reply, c.ask(ctx, method, path, body, &reply)
}

// ask signs and sends, and checks the answer's sign.
func (c *Client) ask(ctx context.Context, method, path string, body []byte, into any) error {
	answer, err := exchange.Ask(ctx, exchange.Question{
		Method: method, URL: c.URL + path, Header: map[string]string{SignHeader: c.Key.Sign(path, body)}, Body: body,
		Patience: cmp.Or(c.Patience, usualPatience), Most: 64 * mostBytes,
	})
	if err != nil || answer.Status != http.StatusOK {
		return fmt.Errorf("%w: status %d, %v", ErrUnanswered, answer.Status, err)
	}
	if !c.Key.Check(path, answer.Body, answer.Header.Get(SignHeader)) {
		return fmt.Errorf("post: the answer to %s has a wrong sign", path)
	}
	return json.Unmarshal(answer.Body, into)
}

// EntryOf reads a standing.
func EntryOf(s Standing) (e postal.Entry, err error) {
	e = postal.Entry{Number: s.OrderNumber, Tracking: s.ItemCode, State: postal.State(s.Status), Taker: s.ReceivedBy, Reason: s.Reason}
	var faults [4]error
	e.COD, faults[0] = dong(s.CODAmount)
	e.Collected, faults[1] = dong(s.CODCollected)
	e.Accepted, faults[2] = ParseStamp(s.AcceptedAt)
	e.At, faults[3] = ParseStamp(s.StatusAt)
	if e.Number == "" || e.Tracking == "" {
		err = errors.New("post: an order without its numbers")
	}
	return e, errors.Join(append(faults[:], err)...)
}

// dong reads an amount: digits only, "" for none.
func dong(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 53)
	return int64(n), err
}
