package message

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"cchc/domain/notify"
	"cchc/domain/refusal"
)

// Zalo sends ZNS templates: POST /message/template with the number of the template, its
// parameters and a tracking_id. The access token is renewed by a refresh token, each of
// which is good for one renewal; what became of a message can be asked by Zalo's own
// number only.
type Zalo struct {
	caller
	base, oauth string
	app         string
	secret      []byte
	tokens      tokenFile

	mu      sync.Mutex
	access  string
	until   time.Time
	refresh string // not in the file yet: the disk was full, say
}

// Codes of Zalo that this program acts upon.
const (
	zaloBadToken  = -124
	zaloBadPhone  = -108
	zaloNoAccount = -118
)

type zaloReply struct {
	Error   int    `json:"error"`
	Message string `json:"message"`
	Data    struct {
		ID     string `json:"msg_id"`
		Status int    `json:"status"` // of a question: 1 delivered, 0 on its way, -1 unknown to Zalo
	} `json:"data"`
}

// Send hands a message over. A token that Zalo does not know is renewed once: the first
// call was refused, so nothing is sent twice.
func (z *Zalo) Send(ctx context.Context, l notify.Letter) notify.Answer {
	order := map[string]any{"phone": "84" + strings.TrimPrefix(l.Address, "0"), "template_id": l.External, "template_data": l.Params, "tracking_id": l.Request}
	for range 2 {
		reply, o, says := z.call(ctx, func() (*http.Request, error) { return post(join(z.base, "message/template"), order) })
		switch {
		case o == notify.NotThere:
			return nowhere()
		case o != "":
			return notify.Answer{Outcome: o, Says: says}
		case reply.Error == zaloBadToken:
			z.forget()
			continue
		case reply.Error == 0:
			return notify.Answer{Outcome: notify.Accepted, ProviderID: reply.Data.ID, Says: "Zalo đã nhận tin."}
		case reply.Error == zaloBadPhone || reply.Error == zaloNoAccount:
			return notify.Answer{Outcome: notify.Rejected, Says: "Số điện thoại không dùng Zalo."}
		}
		return notify.Answer{Outcome: notify.Busy, Says: fmt.Sprintf("Zalo trả lỗi %d: %s", reply.Error, clean(reply.Message))}
	}
	return notify.Answer{Outcome: notify.Busy, Says: "Zalo không nhận khóa truy cập."}
}

// Ask asks about a message that Zalo gave a number.
func (z *Zalo) Ask(ctx context.Context, a notify.Attempt) notify.Answer {
	if a.ProviderID == "" {
		return notify.Answer{Outcome: notify.Unsure, Says: "Zalo chưa cho số của tin này nên không hỏi được: cần người quyết định."}
	}
	reply, o, says := z.call(ctx, func() (*http.Request, error) {
		return http.NewRequest(http.MethodGet, join(z.base, "message/status")+"?"+url.Values{"message_id": {a.ProviderID}}.Encode(), nil)
	})
	switch {
	case o != "":
		return notify.Answer{Outcome: notify.Unsure, Says: says}
	case reply.Error == zaloBadToken:
		z.forget() // the next question goes with a new one
	case reply.Error == 0 && reply.Data.Status == 1:
		return notify.Answer{Outcome: notify.Arrived, Says: "Tin đã đến người nhận."}
	case reply.Error == 0 && reply.Data.Status == 0:
		return notify.Answer{Outcome: notify.Accepted, Says: "Zalo đang chuyển tin."}
	}
	return notify.Answer{Outcome: notify.Unsure, Says: "Zalo không nói rõ về tin này."}
}

func (z *Zalo) call(ctx context.Context, request func() (*http.Request, error)) (reply zaloReply, o notify.Outcome, says string) {
	token, says := z.token(ctx)
	if token == "" {
		return reply, notify.Busy, says
	}
	r, err := request()
	if err != nil {
		return reply, notify.Busy, err.Error()
	}
	r.Header.Set("access_token", token)
	o, says = z.ask(ctx, r, &reply)
	return reply, o, says
}

// token is the access token, renewed when it is about to end. Others wait meanwhile: two
// renewals with one refresh token would lose it.
func (z *Zalo) token(ctx context.Context) (token, says string) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.access != "" && time.Now().Before(z.until) {
		return z.access, ""
	}
	refresh, err := z.tokens.read()
	if z.refresh != "" {
		refresh, err = z.refresh, nil
	}
	if err != nil {
		return "", "Không đọc được tệp khóa làm mới của Zalo."
	}
	form := url.Values{"refresh_token": {refresh}, "app_id": {z.app}, "grant_type": {"refresh_token"}}
	r, err := http.NewRequest(http.MethodPost, join(z.oauth, "v4/oa/access_token"), strings.NewReader(form.Encode()))
	if err != nil {
		return "", err.Error()
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("secret_key", string(z.secret))
	var reply struct {
		Access  string      `json:"access_token"`
		Refresh string      `json:"refresh_token"`
		Seconds json.Number `json:"expires_in"`
	}
	if o, _ := z.ask(ctx, r, &reply); o != "" || reply.Access == "" || reply.Refresh == "" {
		return "", "Zalo không cấp khóa truy cập mới."
	}
	if z.refresh = reply.Refresh; z.tokens.write(reply.Refresh) == nil { // the one in the file is spent either way
		z.refresh = ""
	}
	seconds, _ := reply.Seconds.Int64()
	z.access, z.until = reply.Access, time.Now().Add(time.Duration(seconds)*time.Second-time.Minute)
	return z.access, ""
}

func (z *Zalo) forget() {
	z.mu.Lock()
	defer z.mu.Unlock()
	z.access = ""
}

// Callback reads that a person received a message. Zalo signs with SHA-256 over app,
// body, time and secret.
func (z *Zalo) Callback(head http.Header, body []byte) (request string, a notify.Answer, err error) {
	var event struct {
		Name    string `json:"event_name"`
		Time    string `json:"timestamp"`
		Message struct {
			Tracking string `json:"tracking_id"`
			ID       string `json:"msg_id"`
		} `json:"message"`
	}
	if json.Unmarshal(body, &event) != nil {
		return "", a, refusal.Wrong("", "Thông báo của nơi gửi tin không đọc được.")
	}
	if !hmac.Equal([]byte(head.Get("X-ZEvent-Signature")), []byte(ZaloSign(z.app, string(body), event.Time, string(z.secret)))) {
		return "", a, refusal.Forbidden("Chữ ký của nơi gửi tin không đúng.")
	}
	if event.Name != "user_received_message" || event.Message.Tracking == "" {
		return "", a, nil
	}
	return event.Message.Tracking, notify.Answer{Outcome: notify.Arrived, ProviderID: event.Message.ID, Says: "Tin đã đến người nhận."}, nil
}

// ZaloSign is the signature of a webhook.
func ZaloSign(app, body, at, secret string) string {
	sum := sha256.Sum256([]byte(app + body + at + secret))
	return "mac=" + hex.EncodeToString(sum[:])
}
