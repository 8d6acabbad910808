package procedure

import (
	"slices"
	"strings"

	"cchc/domain/refusal"
)

// Edit writes a draft over: what is known of it stays (identifier, code, number), what it
// promises is replaced. Only drafts may be written; by whom decides who may publish.
func (v *Version) Edit(to Version, by int64) error {
	if v.Status != Draft {
		return refusal.TooEarlyOrLate("Phiên bản %d của thủ tục %s đã công bố, không sửa được: hãy soạn phiên bản mới.", v.Number, v.Code)
	}
	to.ID, to.Code, to.Number, to.Version = v.ID, v.Code, v.Number, v.Version
	to.Status, to.From, to.Until, to.Decision, to.Ended = Draft, 0, 0, 0, 0
	to.EditedBy = by
	to.keepFees(v)
	for i := range to.Cases {
		if to.Cases[i].No == 0 {
			to.Cases[i].No = nextCase(slices.Concat(v.Cases, to.Cases))
		}
	}
	*v = to
	return nil
}

// nextCase is a number that no case bears: a case keeps its number from one version to
// the next, because dossiers and workflows name it.
func nextCase(cases []Case) int {
	last := 0
	for _, c := range cases {
		last = max(last, c.No)
	}
	return last + 1
}

// NewDraft begins the next version of a procedure: a copy of the latest one, or an empty
// one for a new code.
func NewDraft(code string, versions []*Version, by int64) (Version, error) {
	key, err := NormalCode(code)
	if err != nil {
		return Version{}, err
	}
	draft := Version{Code: key, Number: 1, EditedBy: by}
	for _, v := range versions {
		if v.Code != key {
			continue
		}
		if v.Status == Draft {
			return Version{}, refusal.Clash("Thủ tục %s đã có một bản dự thảo (phiên bản %d).", key, v.Number)
		}
		if v.Number >= draft.Number {
			draft = v.copied()
			draft.Number, draft.EditedBy = v.Number+1, by
		}
	}
	draft.Status = Draft
	return draft, nil
}

// copied is the promise of a version without its identity and validity.
func (v *Version) copied() Version {
	to := *v
	to.ID, to.Version, to.From, to.Until, to.Decision, to.Ended = 0, 0, 0, 0, 0, 0
	to.Levels, to.Offers, to.Basis = slices.Clone(v.Levels), slices.Clone(v.Offers), slices.Clone(v.Basis)
	to.Cases = slices.Clone(v.Cases)
	for i := range to.Cases {
		to.Cases[i].Components = slices.Clone(to.Cases[i].Components)
	}
	return to
}

// Edit writes the head and the list of a decision that is not published yet.
func (d *Decision) Edit(to Decision, by int64) error {
	if d.Published {
		return refusal.TooEarlyOrLate("Quyết định %s đã công bố, không sửa được.", d.Number)
	}
	var faults refusal.List
	seen := map[string]int{}
	for i, change := range to.Changes {
		key, err := NormalCode(change.Code)
		if err != nil {
			for _, no := range refusal.Of(err) {
				faults = append(faults, no.At(i+1))
			}
			continue
		}
		to.Changes[i].Code = key
		if first, twice := seen[key]; twice {
			faults = append(faults, refusal.Wrong("changes", "Thủ tục %s đã có ở mục %d.", key, first).At(i+1))
		}
		seen[key] = i + 1
	}
	if strings.TrimSpace(to.Number) == "" {
		faults = append(faults, refusal.Wrong("number", "Quyết định chưa có số, ký hiệu."))
	}
	to.ID, to.Version, to.Published, to.EditedBy = d.ID, d.Version, false, by
	if err := faults.OrNil(); err != nil {
		return err
	}
	*d = to
	return nil
}
