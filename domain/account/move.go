package account

import (
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Move brings a person to another unit, with the roles they have.
type Move struct{ Unit orgunit.ID }

// Apply refuses a unit that does not live, and to move oneself: it would be a way to roles
// somewhere else.
func (c Move) Apply(a *Account, m Moment) (Happened, error) {
	if c.Unit == a.Unit {
		return Happened{}, nil
	}
	if err := m.living(c.Unit); err != nil {
		return Happened{}, err
	}
	if m.himself(a) && a.Unit != 0 {
		return Happened{}, refusal.Forbidden("Không ai được tự chuyển đơn vị cho mình. Hãy nhờ người quản trị khác.")
	}
	if err := aboveInspector(a, m); err != nil {
		return Happened{}, err
	}
	a.Unit = c.Unit
	for _, r := range a.Roles {
		if err := placed(r, a, m); err != nil {
			return Happened{}, err
		}
	}
	return Happened{Act: "move"}, nil
}
