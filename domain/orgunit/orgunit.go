// Package orgunit holds the units of a province: departments, agencies organised
// vertically, districts, communes and what belongs to them, each with a period of
// validity and successors, so that figures of the past stay as they were.
package orgunit

import (
	"cchc/domain/calendar"
)

// ID identifies a unit for ever, whatever it is called and wherever it hangs.
type ID int64

// Level of government. Three until 30/6/2025, two (tinh, xa) since 1/7/2025.
type Level string

const (
	Province Level = "tinh"
	District Level = "huyen"
	Commune  Level = "xa"
)

// Levels from the top, the order in which tables print them.
var Levels = []Level{Province, District, Commune}

// Name is how a table heads the level.
func (l Level) Name() string {
	switch l {
	case Province:
		return "Cấp tỉnh"
	case District:
		return "Cấp huyện"
	case Commune:
		return "Cấp xã"
	}
	return string(l)
}

// Block is a group of units that are ranked among each other (seed 001).
type Block string

const (
	Department Block = "so"        // sở, ban, ngành
	Vertical   Block = "nganh-doc" // cơ quan ngành dọc: thuế, kho bạc, bảo hiểm, công an
	Districts  Block = "huyen"     // UBND cấp huyện
	Communes   Block = "xa"        // UBND cấp xã
	Branch     Block = "chi-nhanh" // an office of its own that is not ranked: chi nhánh, trung tâm thuộc sở
	Within     Block = "noi-bo"    // a division or desk inside the office above it: phòng, Bộ phận Một cửa
	Postal     Block = "buu-chinh" // a point of the public post that receives for the one-stop shop
	Hired      Block = "thue"      // a desk of the one-stop shop that an enterprise staffs by contract
	Whole      Block = "tinh"      // the province itself
)

// Helps says whether a unit of the block only helps: it receives for the office above it,
// and has no competence and no rank of its own.
func (b Block) Helps() bool { return b == Postal || b == Hired }

// Unit is one unit as it stands now. From is its first day; Until the first day on
// which it is no more, 0 while it lives.
type Unit struct {
	ID      ID
	Code    string // as issued, e.g. "H99.17.05"; never rewritten
	Name    string
	Level   Level
	Block   Block
	Parent  ID // 0 for the province
	From    calendar.Day
	Until   calendar.Day
	Heirs   []ID   // the units that took over, the first one takes open dossiers and the recast past
	Names   []Name // earlier names, oldest first
	Basis   string // decision that made the last change
	Version int
}

// Name is what a unit was called until a day.
type Name struct {
	Name  string       `json:"name"`
	Until calendar.Day `json:"until"` // first day of the next name
}

// Lives reports whether the unit is valid on a day.
func (u *Unit) Lives(on calendar.Day) bool {
	return on >= u.From && (u.Until == 0 || on < u.Until)
}

// NameOn is what the unit was called on a day.
func (u *Unit) NameOn(on calendar.Day) string {
	for _, n := range u.Names {
		if on < n.Until {
			return n.Name
		}
	}
	return u.Name
}
