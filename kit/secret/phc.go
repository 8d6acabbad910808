package secret

import (
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// phc is a hash taken apart.
type phc struct {
	cost      Cost
	salt, key []byte
}

func (p phc) String() string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.cost.Memory, p.cost.Time, p.cost.Lanes,
		enc.EncodeToString(p.salt), enc.EncodeToString(p.key))
}

// parse takes a stored hash apart and refuses costs that no hasher here ever asked for.
func parse(stored string) (p phc, err error) {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, errFormat
	}
	n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.cost.Memory, &p.cost.Time, &p.cost.Lanes)
	if err != nil || n != 3 || !p.cost.within(most) {
		return p, errFormat
	}
	enc := base64.RawStdEncoding.Strict()
	p.salt, err = enc.DecodeString(parts[4])
	if err != nil || len(p.salt) < 8 {
		return p, errFormat
	}
	p.key, err = enc.DecodeString(parts[5])
	if err != nil || len(p.key) < 16 || len(p.key) > 64 {
		return p, errFormat
	}
	if p.String() != stored {
		return p, errFormat
	}
	return p, nil
}

func (c Cost) within(top Cost) bool {
	return c.Memory >= 8 && c.Memory <= top.Memory && c.Time >= 1 && c.Time <= top.Time && c.Lanes >= 1 && c.Lanes <= top.Lanes
}
