// Package queue is the waiting hall of a one-stop desk: who serves what, numbers taken,
// called, served, and what the waiting took.
package queue

import (
	"fmt"
	"slices"
	"strings"

	"cchc/domain/orgunit"
)

// HallID names a hall.
type HallID int64

// Hall is what a desk decides about its queue: series of numbers, classes of people who go
// first, and the stations that call. It is data that a person changes with a trace.
type Hall struct {
	ID       HallID
	Version  int
	Desk     orgunit.ID
	Series   []Series
	Classes  []Class
	Stations []Station
	Kiosk    string // digest of the token that the kiosk's address carries, "" for no kiosk
}

// Series is a run of numbers with its letter, for some fields or procedures.
type Series struct {
	Letter     string   `json:"letter"` // A–Z
	Title      string   `json:"title"`
	Fields     []string `json:"fields,omitempty"`     // lĩnh vực
	Procedures []string `json:"procedures,omitempty"` // codes
}

// Takes says whether a series is for a procedure of a field; one without either takes all.
func (s Series) Takes(field, code string) bool {
	return len(s.Fields)+len(s.Procedures) == 0 || slices.Contains(s.Fields, field) || slices.Contains(s.Procedures, code)
}

// Class is a kind of people who go first.
type Class struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

// Station is one place at the counter (quầy).
type Station struct {
	No     int      `json:"no"`
	Title  string   `json:"title,omitempty"`
	Series []string `json:"series,omitempty"` // letters; none is all of them
	First  bool     `json:"first,omitempty"`  // only those who go first
	Shut   bool     `json:"shut,omitempty"`
}

// Serves says whether a station calls a ticket's series and class.
func (s Station) Serves(t *Ticket) bool {
	return (len(s.Series) == 0 || slices.Contains(s.Series, t.Series)) && (!s.First || t.Class != "")
}

// Usual is the hall of a desk that has decided nothing yet. The classes are those whom the
// laws on the elderly, on persons with disabilities, on children and on people with merit let go first.
func Usual(desk orgunit.ID) *Hall {
	h := &Hall{Desk: desk, Series: []Series{{Letter: "A", Title: "Nộp hồ sơ"}, {Letter: "B", Title: "Nhận kết quả"}, {Letter: "C", Title: "Chứng thực bản sao"}},
		Classes: []Class{
			{"old", "Người cao tuổi"}, {"disabled", "Người khuyết tật"}, {"pregnant", "Phụ nữ mang thai"},
			{"child", "Trẻ em, người đi cùng trẻ nhỏ"}, {"merit", "Người có công với cách mạng"},
		}}
	for no := range 3 {
		h.Stations = append(h.Stations, Station{No: no + 1})
	}
	return h
}

// Station by its number, nil when there is none.
func (h *Hall) Station(no int) *Station {
	if i := slices.IndexFunc(h.Stations, func(s Station) bool { return s.No == no }); i >= 0 {
		return &h.Stations[i]
	}
	return nil
}

// SeriesOf finds a series by its letter, nil when there is none.
func (h *Hall) SeriesOf(letter string) *Series {
	if i := slices.IndexFunc(h.Series, func(s Series) bool { return s.Letter == letter }); i >= 0 {
		return &h.Series[i]
	}
	return nil
}

// ClassTitle is what people call a class, "" for none.
func (h *Hall) ClassTitle(code string) string {
	if i := slices.IndexFunc(h.Classes, func(c Class) bool { return c.Code == code }); i >= 0 {
		return h.Classes[i].Title
	}
	return ""
}

// Open are the stations that may call.
func (h *Hall) Open() (list []Station) {
	for _, s := range h.Stations {
		if !s.Shut {
			list = append(list, s)
		}
	}
	return list
}

// Name is how a station is called out: "quầy 3".
func (s Station) Name() string { return strings.TrimSpace(fmt.Sprintf("quầy %d %s", s.No, s.Title)) }
