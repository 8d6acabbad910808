package simulator

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"cchc/link/message"
)

// zaloService is Zalo ZNS and its token service. Each refresh token is good once. They are
// signed, so that a simulator that was started again knows its own.
type zaloService struct {
	*http.ServeMux
	Options
	record *Record
	dice   *dice
	ctx    context.Context

	mu     sync.Mutex
	access string
	spent  map[string]bool // refresh tokens
}

func newZalo(o Options, record *Record, dice *dice, ctx context.Context) *zaloService {
	z := &zaloService{ServeMux: http.NewServeMux(), Options: o, record: record, dice: dice, ctx: ctx, spent: map[string]bool{}}
	z.HandleFunc("POST /v4/oa/access_token", z.token)
	z.HandleFunc("POST /message/template", z.send)
	z.HandleFunc("GET /message/status", z.status)
	return z
}

func (z *zaloService) token(w http.ResponseWriter, r *http.Request) {
	z.mu.Lock()
	defer z.mu.Unlock()
	given := r.FormValue("refresh_token")
	if r.Header.Get("secret_key") != z.ZaloSecret || r.FormValue("app_id") != z.ZaloApp || !z.gave(given) || z.spent[given] {
		reply(w, map[string]any{"error": -14002, "message": "invalid refresh token"})
		return
	}
	z.spent[given] = true
	z.access = rand.Text()
	nonce := rand.Text()
	reply(w, map[string]string{"access_token": z.access, "refresh_token": nonce + "." + message.Sign([]byte(z.ZaloSecret), []byte(nonce)), "expires_in": "3600"})
}

// gave says whether a refresh token is one of ours.
func (z *zaloService) gave(token string) bool {
	nonce, mac, _ := strings.Cut(token, ".")
	return token != "" && token == z.ZaloToken || mac == message.Sign([]byte(z.ZaloSecret), []byte(nonce))
}

func (z *zaloService) known(w http.ResponseWriter, r *http.Request) bool {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.access != "" && r.Header.Get("access_token") == z.access {
		return true
	}
	reply(w, map[string]any{"error": -124, "message": "access token invalid"})
	return false
}

func (z *zaloService) send(w http.ResponseWriter, r *http.Request) {
	var order struct {
		Phone    string            `json:"phone"`
		Template string            `json:"template_id"`
		Data     map[string]string `json:"template_data"`
		Tracking string            `json:"tracking_id"`
	}
	if !z.known(w, r) {
		return
	}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil || !strings.HasPrefix(order.Phone, "84") || order.Template == "" {
		reply(w, map[string]any{"error": -108, "message": "phone number is invalid"})
		return
	}
	fate := z.dice.among(refuse, busy, slow, takeAndDie, die, twice, never)
	switch fate {
	case refuse:
		reply(w, map[string]any{"error": -118, "message": "Zalo account not existed"})
		return
	case busy:
		reply(w, map[string]any{"error": -100, "message": "unknown exception"})
		return
	case die:
		hang(w)
		return
	}
	var text strings.Builder
	fmt.Fprintf(&text, "mẫu %s", order.Template)
	for name, value := range order.Data {
		fmt.Fprintf(&text, " · %s=%s", name, value)
	}
	if z.record.Take(Entry{Way: "zalo", Request: order.Tracking, To: order.Phone, Text: text.String(), Fault: string(fate)}) != nil {
		http.Error(w, "disk", http.StatusInternalServerError)
		return
	}
	go z.report(order.Tracking, fate)
	switch fate {
	case takeAndDie:
		hang(w)
		return
	case slow:
		time.Sleep(z.Slow)
	}
	reply(w, map[string]any{"error": 0, "message": "Success", "data": map[string]string{"msg_id": "zns-" + order.Tracking}})
}

func (z *zaloService) status(w http.ResponseWriter, r *http.Request) {
	if !z.known(w, r) {
		return
	}
	status := -1
	if _, ok := z.record.Find("zalo", strings.TrimPrefix(r.FormValue("message_id"), "zns-")); ok {
		status = 1
	}
	reply(w, map[string]any{"error": 0, "data": map[string]any{"status": status}})
}

func (z *zaloService) report(tracking string, fate fault) {
	if z.ZaloCallback == "" || fate == never || fate == takeAndDie {
		return
	}
	at := fmt.Sprint(time.Now().UnixMilli())
	body, err := json.Marshal(map[string]any{
		"event_name": "user_received_message", "timestamp": at,
		"message": map[string]string{"tracking_id": tracking, "msg_id": "zns-" + tracking},
	})
	if err != nil {
		return
	}
	times := 1
	if fate == twice {
		times = 2
	}
	for range times {
		callback(z.ctx, z.ZaloCallback, body, "X-ZEvent-Signature", message.ZaloSign(z.ZaloApp, string(body), at, z.ZaloSecret))
	}
}
