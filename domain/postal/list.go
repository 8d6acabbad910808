package postal

import (
	"time"

	"cchc/domain/account"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Way is where a list goes.
type Way string

const (
	In  Way = "in"  // papers, from a point to the desk
	Out Way = "out" // results, from the desk to a point
)

// Title on pages.
func (w Way) Title() string {
	return map[Way]string{In: "Hồ sơ về Một cửa", Out: "Kết quả gửi đi"}[w]
}

// ListState of a list.
type ListState string

const (
	Drawn     ListState = "drawn" // items come and go
	Given     ListState = "given" // signed by who gives; the other side answers item by item
	Closed    ListState = "closed"
	Abandoned ListState = "abandoned" // without items; its number stays used
)

// Title on pages.
func (s ListState) Title() string {
	return map[ListState]string{Drawn: "Đang lập", Given: "Đã giao, chờ nhận", Closed: "Đã nhận xong", Abandoned: "Đã hủy"}[s]
}

// List (bảng kê giao nhận) is what one side gives the other. Items is how many dossiers
// stand on it, Left how many of them the taker has not answered for.
type List struct {
	ID          ID
	Number      string
	Way         Way
	Point, Desk orgunit.ID
	State       ListState
	By          account.ID
	Opened      time.Time
	Last        int // number of the last item ever put on it
	Items, Left int
	Prints      int
	GivenBy     account.ID
	GivenAt     time.Time
	TakenBy     account.ID
	ClosedAt    time.Time
	Reason      string
	Version     int
}

// From is the unit that gives.
func (l *List) From() orgunit.ID {
	if l.Way == In {
		return l.Point
	}
	return l.Desk
}

// To is the unit that takes.
func (l *List) To() orgunit.ID {
	if l.Way == In {
		return l.Desk
	}
	return l.Point
}

// ListAct changes a list.
type ListAct interface {
	Apply(*List, account.Stamp) (Happened, error)
}

// Draw starts a list.
type Draw struct {
	Way         Way
	Point, Desk orgunit.ID
	Number      string
}

// Apply refuses a way that is none.
func (a Draw) Apply(l *List, m account.Stamp) (Happened, error) {
	if a.Way.Title() == "" {
		return Happened{}, refusal.Wrong("way", "Chọn bảng kê hồ sơ về Một cửa hay kết quả gửi đi.")
	}
	l.Way, l.Point, l.Desk, l.Number = a.Way, a.Point, a.Desk, a.Number
	l.State, l.By, l.Opened = Drawn, m.By, m.At
	return Happened{Act: "draw"}, nil
}

func (l *List) require(s ListState) error {
	if l.State != s {
		return refusal.TooEarlyOrLate("Bảng kê %s đang ở trạng thái “%s”.", l.Number, l.State.Title())
	}
	return nil
}

// Put adds an item.
type Put struct{ Code string }

// Apply refuses once the list was given.
func (a Put) Apply(l *List, _ account.Stamp) (Happened, error) {
	if err := l.require(Drawn); err != nil {
		return Happened{}, err
	}
	l.Last, l.Items, l.Left = l.Last+1, l.Items+1, l.Left+1
	return Happened{"put", a.Code}, nil
}

// Drop takes an item off again.
type Drop struct{ Code string }

// Apply refuses once the list was given.
func (a Drop) Apply(l *List, _ account.Stamp) (Happened, error) {
	if err := l.require(Drawn); err != nil {
		return Happened{}, err
	}
	l.Items, l.Left = l.Items-1, l.Left-1
	return Happened{"drop", a.Code}, nil
}

// Give hands the list over with what stands on it.
type Give struct{}

// Apply refuses an empty list.
func (Give) Apply(l *List, m account.Stamp) (Happened, error) {
	if err := l.require(Drawn); err != nil {
		return Happened{}, err
	}
	if l.Items == 0 {
		return Happened{}, refusal.TooEarlyOrLate("Bảng kê %s chưa có hồ sơ nào.", l.Number)
	}
	l.State, l.GivenBy, l.GivenAt = Given, m.By, m.At
	return Happened{Act: "give"}, nil
}

// Answered keeps that the taker answered for one item; the last one closes the list.
type Answered struct{ Code string }

// Apply refuses before the list was given.
func (a Answered) Apply(l *List, m account.Stamp) (Happened, error) {
	if err := l.require(Given); err != nil {
		return Happened{}, err
	}
	if l.Left--; l.Left == 0 {
		l.State, l.TakenBy, l.ClosedAt = Closed, m.By, m.At
		return Happened{"close", a.Code}, nil
	}
	return Happened{"answer", a.Code}, nil
}

// Abandon ends a list that nothing stands on. Its number is not used again.
type Abandon struct{ Reason string }

// Apply refuses while something stands on the list.
func (a Abandon) Apply(l *List, _ account.Stamp) (Happened, error) {
	if err := l.require(Drawn); err != nil {
		return Happened{}, err
	}
	if l.Items > 0 {
		return Happened{}, refusal.TooEarlyOrLate("Bỏ hết hồ sơ khỏi bảng kê %s rồi mới hủy.", l.Number)
	}
	if err := needReason(a.Reason); err != nil {
		return Happened{}, err
	}
	l.State, l.Reason = Abandoned, a.Reason
	return Happened{"abandon", a.Reason}, nil
}

// Print counts a print of the list.
type Print struct{}

// Apply always prints.
func (Print) Apply(l *List, _ account.Stamp) (Happened, error) {
	l.Prints++
	return Happened{Act: "print"}, nil
}
