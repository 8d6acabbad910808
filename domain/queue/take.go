package queue

import (
	"cchc/domain/calendar"
	"cchc/domain/refusal"
)

// Take gives out a number. The store says which one is next.
type Take struct {
	Series string
	Class  string // "" for nobody who goes first
	Number int
}

// Apply makes the ticket.
func (a Take) Apply(t *Ticket, m Moment) (Happened, error) {
	if m.Hall.SeriesOf(a.Series) == nil {
		return Happened{}, refusal.Wrong("series", "Không có loại số này. Hãy chọn lại.")
	}
	if a.Class != "" && m.Hall.ClassTitle(a.Class) == "" {
		return Happened{}, refusal.Wrong("class", "Không có nhóm ưu tiên này. Hãy chọn lại.")
	}
	t.Desk, t.Day, t.Series, t.Number, t.Class = m.Hall.Desk, calendar.DayOf(m.At), a.Series, a.Number, a.Class
	t.State, t.Taken = Waiting, m.At
	return Happened{Act: "take"}, nil
}
