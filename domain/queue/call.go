package queue

import "cchc/domain/refusal"

// Call brings a waiting ticket to a station.
type Call struct{ Station int }

// Apply puts the number on the screen.
func (a Call) Apply(t *Ticket, m Moment) (Happened, error) {
	s, err := m.Hall.calling(a.Station)
	switch {
	case err != nil:
		return Happened{}, err
	case t.State != Waiting:
		return Happened{}, notNow(t)
	case t.Wanted != 0 && t.Wanted != s.No, t.Wanted == 0 && !s.Serves(t):
		return Happened{}, refusal.TooEarlyOrLate("Số %s không thuộc quầy %d.", t.Code(), s.No)
	}
	t.State, t.Station, t.Wanted, t.Officer, t.Last = Called, s.No, 0, m.By, m.At
	t.Calls++
	if t.First.IsZero() {
		t.First = m.At
	}
	return Happened{Act: "call"}, nil
}

// calling is a station that may call.
func (h *Hall) calling(no int) (*Station, error) {
	s := h.Station(no)
	if s == nil {
		return nil, refusal.Wrong("station", "Không có quầy %d. Hãy chọn quầy của mình.", no)
	}
	if s.Shut {
		return nil, refusal.TooEarlyOrLate("Quầy %d đang đóng.", no)
	}
	return s, nil
}

func notNow(t *Ticket) error {
	return refusal.TooEarlyOrLate("Số %s đang ở trạng thái “%s”, không làm được việc này.", t.Code(), t.State.Title())
}

// CallAgain calls a ticket once more.
type CallAgain struct{}

// Apply brings the number to the top of the screen again.
func (CallAgain) Apply(t *Ticket, m Moment) (Happened, error) {
	if t.State != Called {
		return Happened{}, notNow(t)
	}
	t.Last = m.At
	t.Calls++
	return Happened{Act: "call-again"}, nil
}

// Leave frees the station of a ticket whose person is not there, or has to wait.
type Leave struct{ Absent bool }

// Apply keeps the ticket aside; see Back.
func (a Leave) Apply(t *Ticket, _ Moment) (Happened, error) {
	if !t.AtStation() {
		return Happened{}, notNow(t)
	}
	if a.Absent {
		t.State = Absent
		return Happened{Act: "absent"}, nil
	}
	t.State = Skipped
	return Happened{Act: "skip"}, nil
}

// Back lets who was absent or skipped wait again, at the place of the number.
type Back struct{}

// Apply makes the ticket wait.
func (Back) Apply(t *Ticket, _ Moment) (Happened, error) {
	if t.State != Absent && t.State != Skipped {
		return Happened{}, notNow(t)
	}
	t.State, t.Station = Waiting, 0
	return Happened{Act: "back"}, nil
}
