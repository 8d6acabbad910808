// Package message hands messages to providers: SMTP, an SMS gateway, Zalo ZNS. What a
// provider surely did not take is told apart from what it may have taken, because only the
// first may be sent again.
package message

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"cchc/domain/notify"
)

// patience is how long a provider may take for an answer.
const patience = 20 * time.Second

// largest answer that is read of a provider.
const largest = 64 << 10

// caller speaks JSON with a provider. It follows no redirects: they would carry keys and
// numbers elsewhere.
type caller struct{ client *http.Client }

func newCaller() caller {
	return caller{&http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// ask sends a request and reads its answer into reply. The outcome is "" when the provider
// answered with 2xx; says is in plain words.
func (c caller) ask(ctx context.Context, r *http.Request, reply any) (o notify.Outcome, says string) {
	response, err := c.client.Do(r.WithContext(ctx))
	if err != nil {
		return lost(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, largest))
	if err != nil {
		return notify.Unsure, "Nơi gửi ngắt kết nối khi đang trả lời."
	}
	if o, says := status(response.StatusCode); o != "" {
		return o, says
	}
	if err := json.Unmarshal(body, reply); err != nil {
		return notify.Unsure, "Nơi gửi trả lời không đọc được."
	}
	return "", ""
}

// lost tells a provider that was never reached from one that went silent.
func lost(err error) (notify.Outcome, string) {
	var op *net.OpError
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	if errors.As(err, &op) && op.Op == "dial" || errors.As(err, &dns) || errors.As(err, &certificate) {
		return notify.Busy, "Không kết nối được với nơi gửi."
	}
	return notify.Unsure, "Nơi gửi không trả lời kịp; chưa rõ đã nhận tin hay chưa."
}

// status is what a code other than 2xx says. A gateway in between answers 502 or 504 for a
// server that may have taken the message, and a server may fail after having taken it, or
// lead elsewhere, where nobody follows.
func status(code int) (notify.Outcome, string) {
	switch {
	case code < 300:
		return "", ""
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		return notify.Busy, "Nơi gửi không nhận khóa truy cập: hãy kiểm tra tệp khóa."
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		return notify.Busy, fmt.Sprintf("Nơi gửi đang bận (mã %d).", code)
	case code == http.StatusNotFound:
		return notify.NotThere, "Nơi gửi không có tin này."
	case code < 400 || code == http.StatusRequestTimeout || code >= 500:
		return notify.Unsure, fmt.Sprintf("Nơi gửi gặp lỗi (mã %d); chưa rõ đã nhận tin hay chưa.", code)
	}
	return notify.Rejected, fmt.Sprintf("Nơi gửi từ chối tin (mã %d).", code)
}

func post(address string, body any) (*http.Request, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(text))
	if err == nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return r, err
}

// join puts a path behind a base address.
func join(base string, path ...string) string {
	address, err := url.JoinPath(base, path...)
	if err != nil {
		return base // impossible: the base was checked when the settings were read
	}
	return address
}

func fault(err error) notify.Answer {
	return notify.Answer{Outcome: notify.Busy, Says: "Không lập được yêu cầu gửi: " + err.Error()}
}
