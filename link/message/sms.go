package message

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"

	"cchc/domain/notify"
	"cchc/domain/refusal"
)

// SMS hands messages to a brandname gateway: POST /messages with a request_id, under which
// the gateway takes a message once and tells later what became of it.
type SMS struct {
	caller
	base, from string
	key        []byte
}

type smsOrder struct {
	Request string `json:"request_id"`
	From    string `json:"from"`
	To      string `json:"to"`
	Text    string `json:"text"`
}

// SMSWord is what a gateway says of a message, in an answer or a callback.
type SMSWord struct {
	Request string `json:"request_id"`
	ID      string `json:"id"`
	Status  string `json:"status"` // accepted, delivered, rejected
	Reason  string `json:"reason,omitempty"`
}

func (w SMSWord) answer() notify.Answer {
	a := notify.Answer{ProviderID: w.ID}
	switch w.Status {
	case "accepted":
		a.Outcome, a.Says = notify.Accepted, "Nơi gửi đã nhận tin."
	case "delivered":
		a.Outcome, a.Says = notify.Arrived, "Tin đã đến máy người nhận."
	case "rejected":
		a.Outcome, a.Says = notify.Rejected, "Nhà mạng từ chối: "+clean(w.Reason)
	default:
		a.Outcome, a.Says = notify.Unsure, "Nơi gửi trả lời không rõ."
	}
	return a
}

// Send hands a message over under its request number.
func (s *SMS) Send(ctx context.Context, l notify.Letter) notify.Answer {
	r, err := post(join(s.base, "messages"), smsOrder{l.Request, s.from, l.Address, l.Body})
	if err != nil {
		return fault(err)
	}
	answer, _ := s.word(ctx, r)
	if answer.Outcome == notify.NotThere {
		answer = nowhere()
	}
	return answer
}

// nowhere is the answer to a letter where a provider has no such address: surely not taken.
func nowhere() notify.Answer {
	return notify.Answer{Outcome: notify.Busy, Says: "Địa chỉ của nơi gửi không đúng (mã 404)."}
}

// Ask asks what became of an attempt.
func (s *SMS) Ask(ctx context.Context, a notify.Attempt) notify.Answer {
	r, err := http.NewRequest(http.MethodGet, join(s.base, "messages", url.PathEscape(a.Request)), nil)
	if err != nil {
		return notify.Answer{Outcome: notify.Unsure, Says: fault(err).Says}
	}
	answer, heard := s.word(ctx, r)
	if !heard && answer.Outcome != notify.NotThere { // the question was refused; that says nothing of the message
		answer.Outcome = notify.Unsure
	}
	return answer
}

// word is what the gateway says; heard is false when it is only a code of HTTP.
func (s *SMS) word(ctx context.Context, r *http.Request) (a notify.Answer, heard bool) {
	r.Header.Set("Authorization", "Bearer "+string(s.key))
	var word SMSWord
	if o, says := s.ask(ctx, r, &word); o != "" {
		return notify.Answer{Outcome: o, Says: says}, false
	}
	return word.answer(), true
}

// Callback reads what the gateway says of its own accord, signed with the shared key.
func (s *SMS) Callback(head http.Header, body []byte) (request string, a notify.Answer, err error) {
	if !hmac.Equal([]byte(head.Get("X-Signature")), []byte(Sign(s.key, body))) {
		return "", a, refusal.Forbidden("Chữ ký của nơi gửi tin không đúng.")
	}
	var word SMSWord
	if err := json.Unmarshal(body, &word); err != nil || word.Request == "" {
		return "", a, refusal.Wrong("", "Thông báo của nơi gửi tin không đọc được.")
	}
	return word.Request, word.answer(), nil
}

// Sign is the signature of a callback's body: HMAC-SHA256 in hex.
func Sign(key, body []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}
