package account

import "cchc/domain/refusal"

// Lock shuts an account out, with a reason. Its sessions end with it.
type Lock struct{ Why string }

// Apply refuses to lock oneself or the last operator.
func (c Lock) Apply(a *Account, m Moment) (Happened, error) {
	why := oneLine(c.Why)
	switch {
	case a.Locked:
		return Happened{}, refusal.TooEarlyOrLate("Tài khoản %s đã khóa.", a.Login)
	case why == "":
		return Happened{}, refusal.Wrong("why", "Chưa ghi lý do khóa.")
	case m.himself(a):
		return Happened{}, refusal.Forbidden("Không tự khóa tài khoản của mình được.")
	}
	if err := lastOperator(a, m); err != nil {
		return Happened{}, err
	}
	a.Locked = true
	return Happened{"lock", why}, nil
}

// Unlock lets an account in again.
type Unlock struct{ Why string }

// Apply refuses an account that is not locked.
func (c Unlock) Apply(a *Account, m Moment) (Happened, error) {
	switch {
	case !a.Locked:
		return Happened{}, refusal.TooEarlyOrLate("Tài khoản %s không bị khóa.", a.Login)
	case m.himself(a):
		return Happened{}, refusal.Forbidden("Không tự mở khóa tài khoản của mình được.")
	}
	a.Locked = false
	return Happened{"unlock", oneLine(c.Why)}, nil
}
