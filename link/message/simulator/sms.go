package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"cchc/link/message"
)

// smsGateway takes a message once per request_id, and reports by callback.
type smsGateway struct {
	*http.ServeMux
	Options
	record *Record
	dice   *dice
	ctx    context.Context // of the simulator: callbacks outlive the request
}

func newSMS(o Options, record *Record, dice *dice, ctx context.Context) *smsGateway {
	g := &smsGateway{ServeMux: http.NewServeMux(), Options: o, record: record, dice: dice, ctx: ctx}
	g.HandleFunc("POST /messages", g.send)
	g.HandleFunc("GET /messages/{request}", g.status)
	return g
}

func (g *smsGateway) known(w http.ResponseWriter, r *http.Request) bool {
	if r.Header.Get("Authorization") == "Bearer "+g.Key {
		return true
	}
	http.Error(w, "who are you?", http.StatusUnauthorized)
	return false
}

func (g *smsGateway) send(w http.ResponseWriter, r *http.Request) {
	var order struct {
		Request string `json:"request_id"`
		From    string `json:"from"`
		To      string `json:"to"`
		Text    string `json:"text"`
	}
	if !g.known(w, r) {
		return
	}
	if err := json.NewDecoder(r.Body).Decode(&order); err != nil || order.Request == "" || order.To == "" || order.Text == "" {
		http.Error(w, "not an order", http.StatusBadRequest)
		return
	}
	fate := g.dice.among(refuse, busy, slow, takeAndDie, die, twice, disorder, never)
	switch fate {
	case refuse:
		reply(w, message.SMSWord{Request: order.Request, Status: "rejected", Reason: "subscriber barred"})
		return
	case busy:
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	case die:
		hang(w)
		return
	}
	if g.record.TakeOnce(Entry{Way: "sms", Request: order.Request, To: order.To, Text: order.Text, Fault: string(fate)}) != nil {
		http.Error(w, "disk", http.StatusInternalServerError)
		return
	}
	go g.report(order.Request, fate)
	switch fate {
	case takeAndDie:
		hang(w)
		return
	case slow:
		time.Sleep(g.Slow)
	}
	reply(w, word(order.Request, "accepted"))
}

func word(request, status string) message.SMSWord {
	return message.SMSWord{Request: request, ID: "sim-" + request, Status: status}
}

func (g *smsGateway) status(w http.ResponseWriter, r *http.Request) {
	if !g.known(w, r) {
		return
	}
	request := r.PathValue("request")
	if _, ok := g.record.Find("sms", request); !ok {
		http.Error(w, "unknown", http.StatusNotFound)
		return
	}
	reply(w, word(request, "delivered"))
}

// report calls back as a gateway does: soon, and not always as one would wish.
func (g *smsGateway) report(request string, fate fault) {
	statuses := []string{"accepted", "delivered"}
	switch fate {
	case twice:
		statuses = []string{"delivered", "delivered"}
	case disorder:
		statuses = []string{"delivered", "accepted"}
	case never, takeAndDie:
		return
	}
	if g.Callback == "" {
		return
	}
	for _, s := range statuses {
		body, err := json.Marshal(word(request, s))
		if err != nil {
			return
		}
		callback(g.ctx, g.Callback, body, "X-Signature", message.Sign([]byte(g.Key), body))
	}
}

func callback(ctx context.Context, address string, body []byte, name, signature string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(name, signature)
	client := http.Client{Timeout: 10 * time.Second}
	if answer, err := client.Do(r); err == nil { // nobody there: as in life, the report is lost
		answer.Body.Close()
	}
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

// hang breaks the connection without an answer.
func hang(w http.ResponseWriter) {
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		conn.Close()
	}
}
