package postal

import (
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// mostMinutes is a working session: nobody guides one person longer.
const mostMinutes = 240

// Service is guidance that a contracted desk gave to somebody, with how long it took. It
// names nobody: whom one asks what is no business of the contract's judges.
type Service struct {
	ID      ID
	Desk    orgunit.ID
	By      account.ID
	At      time.Time
	Topic   string
	Minutes int
	Version int
}

// Guide writes guidance down.
type Guide struct {
	Topic   string
	Minutes int
}

// Apply refuses a time that cannot be.
func (a Guide) Apply(s *Service, m account.Stamp) (Happened, error) {
	var faults refusal.List
	if a.Topic == "" {
		faults = append(faults, refusal.Wrong("topic", "Ghi việc đã hướng dẫn."))
	}
	if a.Minutes < 1 || a.Minutes > mostMinutes {
		faults = append(faults, refusal.Wrong("minutes", "Số phút từ 1 đến %d.", mostMinutes))
	}
	if err := faults.OrNil(); err != nil {
		return Happened{}, err
	}
	s.Desk, s.By, s.At, s.Topic, s.Minutes = m.Unit, m.By, m.At, a.Topic, a.Minutes
	return Happened{Act: "guide"}, nil
}

// Work is what a contracted desk did in a period.
type Work struct {
	Desk      orgunit.ID
	Guided    int64
	Minutes   int64 // of guidance
	Received  int64
	Digitised int64 // papers of its dossiers made electronic by its people
	Handed    int64
}

func money(e Entry) string { return fmt.Sprintf("%d/%d", e.Collected, e.COD) }
