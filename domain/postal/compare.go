package postal

import (
	"cmp"
	"slices"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// Entry is one order as a book has it.
type Entry struct {
	Number    string
	Tracking  string
	State     State
	At        time.Time // of the state, by the post's clock
	COD       int64
	Collected int64
	Taker     string
	Reason    string
	Accepted  time.Time
}

// Difference is an order of which the books do not say the same.
type Difference struct {
	Number string `json:"number"`
	Kind   string `json:"kind"` // only_ours, only_theirs, state, tracking, cod
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
}

// Title of the kind on pages.
func (d Difference) Title() string {
	return map[string]string{
		"only_ours": "Chỉ có ở sổ của ta", "only_theirs": "Chỉ có ở sổ bưu chính", "state": "Trạng thái khác nhau", "tracking": "Số hiệu khác nhau", "cod": "Tiền thu hộ khác nhau",
	}[d.Kind]
}

// Run is one comparison of a day's books, kept as it came out: the day on which the post
// took the orders in.
type Run struct {
	ID         ID
	Day        calendar.Day
	At         time.Time
	By         account.ID
	OurCount   int
	TheirCount int
	OurSum     int64 // collected, đồng
	TheirSum   int64
	Equal      int
	Mended     int // what the post's book told that no notice had
	Left       []Difference
	Version    int
}

// Compare sets our book of a day beside theirs, by number.
func Compare(ours, theirs []Entry) (equal int, differences []Difference) {
	left := map[string]Entry{}
	for _, e := range ours {
		left[e.Number] = e
	}
	for _, their := range theirs {
		mine, ok := left[their.Number]
		delete(left, their.Number)
		d := Difference{Number: their.Number}
		switch {
		case !ok:
			d.Kind, d.Theirs = "only_theirs", their.Tracking
		case mine.Tracking != their.Tracking:
			d.Kind, d.Ours, d.Theirs = "tracking", mine.Tracking, their.Tracking
		case mine.State != their.State:
			d.Kind, d.Ours, d.Theirs = "state", mine.State.Title(), their.State.Title()
		case mine.COD != their.COD || mine.Collected != their.Collected:
			d.Kind, d.Ours, d.Theirs = "cod", money(mine), money(their)
		default:
			equal++
			continue
		}
		differences = append(differences, d)
	}
	for _, mine := range left {
		differences = append(differences, Difference{Number: mine.Number, Kind: "only_ours", Ours: mine.Tracking})
	}
	slices.SortFunc(differences, func(a, b Difference) int { return cmp.Compare(a.Number, b.Number) })
	return equal, differences
}

// Figure is what one point or desk did in a period.
type Figure struct {
	Unit      orgunit.ID
	Received  int64 // dossiers received there
	Brought   int64 // of papers that it gave to the desk
	Taken     int64 // results that it took from the desk
	Delivered int64
	Returned  int64
	Faults    int64 // missing or damaged items of its lists
}
