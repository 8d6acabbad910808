package store

import (
	"fmt"

	"cchc/domain/audit"
	"cchc/domain/dossier"
)

// Past replays a dossier's events, given in order from the first: how it stood after each of
// them. Papers are printed from it, so that one printed again is the same as the first.
func (s Dossiers) Past(events []audit.Event) ([]dossier.Dossier, error) {
	log, list := map[string]audit.Value{}, make([]dossier.Dossier, 0, len(events))
	for _, e := range events {
		if err := audit.Fold(log, e.Change); err != nil {
			return nil, fmt.Errorf("store: event %d of %d: %w", e.Version, e.Subject, err)
		}
		state, _, err := dossierBook.Replay(e.Subject, log)
		if err != nil {
			return nil, fmt.Errorf("store: event %d of %d: %w", e.Version, e.Subject, err)
		}
		d := *state.(*file)
		d.Version = e.Version
		list = append(list, d)
	}
	return list, nil
}
