package figure

// Tally is how many dossiers of a group did what in a period: Carried when it began, Open…
// when it ended, the others within it. The Due… numbers count another set, those whose due
// date fell into the period, and take no part in the identity.
type Tally struct {
	Carried                                      int64
	ReceivedDirect, ReceivedOnline, ReceivedPost int64
	MovedIn, MovedOut                            int64 // from and to other units, when units were merged or ended
	Early, OnDay, Late                           int64 // finished before, on, after the due date
	Refused, Stopped, Withdrawn                  int64 // never on time nor late
	OpenInTime, OpenPaused, OpenOverdue          int64
	DueMet, DueMissed, DueOpen                   int64 // finished in time, finished late, still owed
}

// Add adds another group, or takes it away when sign is -1.
func (t *Tally) Add(other Tally, sign int64) {
	for i, n := range other.numbers() {
		*t.numbers()[i] += sign * *n
	}
}

// numbers are all fields, in one order.
func (t *Tally) numbers() [18]*int64 {
	return [...]*int64{
		&t.Carried, &t.ReceivedDirect, &t.ReceivedOnline, &t.ReceivedPost, &t.MovedIn, &t.MovedOut,
		&t.Early, &t.OnDay, &t.Late, &t.Refused, &t.Stopped, &t.Withdrawn,
		&t.OpenInTime, &t.OpenPaused, &t.OpenOverdue, &t.DueMet, &t.DueMissed, &t.DueOpen,
	}
}

// IsZero says that nothing was there to count.
func (t Tally) IsZero() bool { return t == Tally{} }

// Received by any channel.
func (t Tally) Received() int64 { return t.ReceivedDirect + t.ReceivedOnline + t.ReceivedPost }

// OnTime is finished early or on the due day: "trước và đúng hạn".
func (t Tally) OnTime() int64 { return t.Early + t.OnDay }

// Finished with a result.
func (t Tally) Finished() int64 { return t.OnTime() + t.Late }

// Closed in any way.
func (t Tally) Closed() int64 { return t.Finished() + t.Refused + t.Stopped + t.Withdrawn }

// Open at the end of the period.
func (t Tally) Open() int64 { return t.OpenInTime + t.OpenPaused + t.OpenOverdue }

// Due is how many fell due in the period.
func (t Tally) Due() int64 { return t.DueMet + t.DueMissed + t.DueOpen }

// Load is what a unit had on its tables and kept: what it was given less what moved on to
// its heir, so that a dossier that changed hands is counted once in every sum.
func (t Tally) Load() int64 { return t.Carried + t.Received() + t.MovedIn - t.MovedOut }

// Identity is the balance of a group: nothing comes from nowhere, nothing gets lost.
// In = carried over + received + moved in; Out = early + on time + late + refused +
// stopped + withdrawn + moved out + open (in time, paused, overdue).
type Identity struct{ In, Out int64 }

// Identity of a tally that was counted with its stock.
func (t Tally) Identity() Identity {
	return Identity{In: t.Carried + t.Received() + t.MovedIn, Out: t.Closed() + t.MovedOut + t.Open()}
}

// Holds says whether the balance is even.
func (i Identity) Holds() bool { return i.In == i.Out }
