package account

import "cchc/domain/refusal"

// EnableTOTP switches the second factor on; a code of the key has been seen.
type EnableTOTP struct{ Key string }

// Apply refuses when it is on: who changes phones switches it off first.
func (c EnableTOTP) Apply(a *Account, m Moment) (Happened, error) {
	if a.TOTP != "" {
		return Happened{}, refusal.TooEarlyOrLate("Xác thực hai bước đang bật. Muốn đổi thiết bị, hãy tắt rồi bật lại.")
	}
	a.TOTP = c.Key
	return Happened{Act: "enable_totp"}, nil
}

// DisableTOTP switches it off: by the person, or by an operator when the phone was lost.
type DisableTOTP struct{ Why string }

// Apply wants a reason of anybody but the person.
func (c DisableTOTP) Apply(a *Account, m Moment) (Happened, error) {
	why := oneLine(c.Why)
	switch {
	case a.TOTP == "":
		return Happened{}, refusal.TooEarlyOrLate("Xác thực hai bước đang tắt.")
	case why == "" && !m.himself(a):
		return Happened{}, refusal.Wrong("reason", "Chưa ghi lý do tắt xác thực hai bước.")
	}
	if err := aboveInspector(a, m); err != nil {
		return Happened{}, err
	}
	a.TOTP = ""
	return Happened{"disable_totp", why}, nil
}
