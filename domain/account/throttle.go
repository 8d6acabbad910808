package account

import (
	"net/netip"
	"time"
)

// Failed sign-ins are counted three ways, and the first attempts of each cost nothing.
// Whoever guesses from one machine meets the first two counts, which nobody else feels.
// The third stops guessing from many machines; machines where the person signed in before
// are exempt from it, and a one-time link passes all three, so that nobody can lock
// somebody else out for good.
const (
	FreeForPair    = 5  // one login from one machine
	FreeForMachine = 20 // all logins from one machine: an office shares its address
	FreeForLogin   = 20 // one login from machines it does not know
)

const (
	longestWait = 15 * time.Minute
	// ThrottleMemory is how long failures count after the last one.
	ThrottleMemory = time.Hour
	// MachineMemory is how long a machine stays known to a login.
	MachineMemory = 90 * 24 * time.Hour
)

// Wait is how long the next attempt has to wait after so many failures, of which some are
// free: 1, 2, 4 … seconds, at most a quarter of an hour.
func Wait(failures, free int) time.Duration {
	if failures < free {
		return 0
	}
	over := min(failures-free, 20)
	return min(time.Second<<over, longestWait)
}

// Machine is what one machine can be told apart by: its address, of IPv6 the first half,
// because a household has all of the second.
func Machine(remote string) string {
	ip, err := netip.ParseAddr(remote)
	if err != nil || ip.Unmap().Is4() {
		return remote
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return remote
	}
	return prefix.String()
}
