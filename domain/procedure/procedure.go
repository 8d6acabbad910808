// Package procedure holds the administrative procedures (TTHC) that the province
// offers: what is promised to a citizen, since when, and by which decision.
package procedure

import (
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// ID identifies one version of a procedure for ever.
type ID int64

// Channel is how a dossier comes in. Times and fees differ per channel (NĐ 63/2010, Điều 8).
type Channel string

const (
	Direct Channel = "direct" // trực tiếp
	Online Channel = "online" // trực tuyến
	Post   Channel = "post"   // bưu chính công ích
)

// Channels in the order of forms.
var Channels = []Channel{Direct, Online, Post}

// Title is the channel's name on pages.
func (c Channel) Title() string {
	return map[Channel]string{Direct: "Trực tiếp", Online: "Trực tuyến", Post: "Bưu chính công ích"}[c]
}

// Status of a version.
type Status string

const (
	Draft     Status = "draft"     // being written
	Announced Status = "announced" // decided; in force from From until Until
)

// Version is one version of a procedure: the promise that a dossier is received under
// and keeps to its end.
type Version struct {
	ID           ID
	Code         string // national, "1.001193"
	Number       int    // 1, 2, … within the code
	Name         string
	Field        string          // lĩnh vực, by name
	Levels       []orgunit.Level // where it is handled
	Status       Status
	From         calendar.Day // first day in force
	Until        calendar.Day // first day no longer in force, 0 while open
	Decision     DecisionID   // the announcement that brought it, 0 none
	Ended        DecisionID   // the announcement that ended it, 0 none
	Offers       []Offer      // one per channel
	Cases        []Case       // at least one
	Applicants   string       // who may apply
	Result       string
	Conditions   string
	Basis        []string           // legal basis, in words
	OnlineGrade  string             // "3", "4" until 2022; "toan-trinh", "mot-phan" since: the scale of the time
	OnSupplement calendar.PauseRule // what a supplement does to the limit: NĐ 61/2018, Điều 19.4
	EditedBy     int64              // last editor of the draft: who may not publish it
	Version      int
}

// Offer is the time and the fee of one channel.
type Offer struct {
	Channel Channel `json:"channel"`
	Limit   string  `json:"limit"` // as calendar.ParseLimit reads it
	Fee     int64   `json:"fee"`   // đồng, fee and charge together
	Note    string  `json:"note,omitempty"`

	Lines   []FeeLine `json:"lines,omitempty"`   // what the fee is made of
	Grounds []Ground  `json:"grounds,omitempty"` // on which less is paid
}

// Case is a situation with components of its own, and perhaps another time.
type Case struct {
	No         int         `json:"no"`
	Name       string      `json:"name"`
	Limit      string      `json:"limit,omitempty"` // overrides the offer's
	Components []Component `json:"components"`
}

// Component is one paper of the dossier.
type Component struct {
	Name      string `json:"name"`
	Originals int    `json:"originals,omitempty"`
	Copies    int    `json:"copies,omitempty"`
	Form      string `json:"form,omitempty"`
	Optional  bool   `json:"optional,omitempty"` // only "nếu có"
}

// InForce reports whether dossiers may be received under the version on a day.
func (v *Version) InForce(on calendar.Day) bool {
	return v.Status == Announced && on >= v.From && (v.Until == 0 || on < v.Until)
}

// Case by its number, nil when there is none.
func (v *Version) Case(no int) *Case {
	for i := range v.Cases {
		if v.Cases[i].No == no {
			return &v.Cases[i]
		}
	}
	return nil
}

// Offer of a channel, nil when the procedure is not offered that way.
func (v *Version) Offer(c Channel) *Offer {
	for i := range v.Offers {
		if v.Offers[i].Channel == c {
			return &v.Offers[i]
		}
	}
	return nil
}

// Limit for a case and a channel.
func (v *Version) Limit(caseNo int, c Channel) (calendar.Limit, error) {
	text := ""
	if offer := v.Offer(c); offer != nil {
		text = offer.Limit
	}
	if situation := v.Case(caseNo); situation != nil && situation.Limit != "" {
		text = situation.Limit
	}
	return calendar.ParseLimit(text)
}
