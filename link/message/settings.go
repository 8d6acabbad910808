package message

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"cchc/domain/notify"
)

// Settings is one provider in the file of providers: a JSON list in the order of
// preference. Secrets stand in files of their own, named here.
type Settings struct {
	Name      string `json:"name"`
	Kind      string `json:"kind"`    // smtp, sms, zalo
	Address   string `json:"address"` // host:port of SMTP, base address of the others
	From      string `json:"from"`    // sender of e-mails, brandname of SMS
	PerMinute int    `json:"per_minute"`

	User         string `json:"user"`          // smtp
	PasswordFile string `json:"password_file"` // smtp
	Security     string `json:"security"`      // smtp: starttls (usual), tls, none

	KeyFile   string `json:"key_file"`   // sms: key of the gateway; zalo: secret of the app
	App       string `json:"app"`        // zalo
	OAuth     string `json:"oauth"`      // zalo: base address of the token service
	TokenFile string `json:"token_file"` // zalo: refresh token, written over at each renewal
}

// Hearing is a provider that reports of its own accord.
type Hearing interface {
	// Callback reads and checks one report. An empty request is a report about nothing of ours.
	Callback(head http.Header, body []byte) (request string, a notify.Answer, err error)
}

// Read opens the file of providers. Unknown keys, addresses that are none and files that
// cannot be read are errors, in words for the operator and without any secret.
func Read(file string) (lines []*notify.Line, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("không đọc được tệp nơi gửi tin: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var list []Settings
	if err := decoder.Decode(&list); err != nil {
		return nil, fmt.Errorf("tệp nơi gửi tin %s không đúng dạng: %w", file, err)
	}
	known := map[string]bool{}
	for _, s := range list {
		line, err := s.open(filepath.Dir(file))
		if err == nil && known[s.Name] {
			err = fmt.Errorf("tên trùng")
		}
		if err != nil {
			return nil, fmt.Errorf("tệp nơi gửi tin %s, %q: %w", file, s.Name, err)
		}
		known[s.Name] = true
		lines = append(lines, line)
	}
	return lines, nil
}

var plainName = regexp.MustCompile(`^[a-z0-9-]{1,30}$`)

func (s Settings) open(folder string) (*notify.Line, error) {
	if !plainName.MatchString(s.Name) {
		return nil, fmt.Errorf("tên phải gồm chữ thường, số, dấu gạch ngang")
	}
	line := &notify.Line{Name: s.Name, PerMinute: s.PerMinute, About: strings.TrimSpace(s.Address + " " + s.From)}
	secret := secrets{folder: folder}
	switch s.Kind {
	case "smtp":
		from, err := mail.ParseAddress(s.From)
		if err != nil {
			return nil, fmt.Errorf("from không phải địa chỉ thư")
		}
		if _, _, err := net.SplitHostPort(s.Address); err != nil {
			return nil, fmt.Errorf("address phải có dạng máy:cổng")
		}
		if s.Security == "" {
			s.Security = "starttls"
		}
		line.Channel = notify.Email
		line.Provider = &SMTP{addr: s.Address, from: *from, user: s.User, password: secret.read(s.PasswordFile), security: s.Security}
	case "sms":
		line.Channel = notify.SMS
		line.Provider = &SMS{caller: newCaller(), base: s.Address, from: s.From, key: secret.must(s.KeyFile)}
	case "zalo":
		line.Channel = notify.Zalo
		line.Provider = &Zalo{caller: newCaller(), base: s.Address, oauth: s.OAuth, app: s.App, secret: secret.must(s.KeyFile), tokens: tokenFile(secret.path(s.TokenFile))}
	default:
		return nil, fmt.Errorf("kind phải là smtp, sms hoặc zalo")
	}
	return line, s.check(secret.err)
}

func (s Settings) check(secret error) error {
	if secret != nil {
		return secret
	}
	if s.Kind == "smtp" {
		if s.Security != "starttls" && s.Security != "tls" && s.Security != "none" {
			return fmt.Errorf("security phải là starttls, tls hoặc none")
		}
		return nil
	}
	addresses := []string{s.Address}
	if s.Kind == "zalo" {
		addresses = append(addresses, s.OAuth)
	}
	for _, a := range addresses {
		if u, err := url.Parse(a); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			return fmt.Errorf("địa chỉ %q phải bắt đầu bằng https://", a)
		}
	}
	return nil
}
