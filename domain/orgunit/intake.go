package orgunit

import (
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/intake"
)

// Columns of a file of units.
const (
	ColumnCode   = "code"
	ColumnName   = "name"
	ColumnLevel  = "level"
	ColumnBlock  = "block"
	ColumnParent = "parent"
	ColumnFrom   = "from"
	ColumnUntil  = "until"
	ColumnHeirs  = "heirs"
)

// LevelWords are how people write a level.
var LevelWords = map[string]Level{
	"tinh": Province, "huyen": District, "xa": Commune,
	"Cấp tỉnh": Province, "Cấp huyện": District, "Cấp xã": Commune,
}

var blockWords = map[string]Block{
	"so": Department, "Sở, ban, ngành": Department, "nganh-doc": Vertical, "Cơ quan ngành dọc": Vertical,
	"huyen": Districts, "UBND cấp huyện": Districts, "xa": Communes, "UBND cấp xã": Communes,
	"chi-nhanh": Branch, "Chi nhánh, trung tâm": Branch, "noi-bo": Within, "Phòng, bộ phận": Within,
	"buu-chinh": Postal, "Điểm bưu chính": Postal, "thue": Hired, "Quầy doanh nghiệp": Hired, "tinh": Whole, "Tỉnh": Whole,
}

// Title is the block's name on pages and in files.
func (b Block) Title() string {
	for word, block := range blockWords {
		if block == b && word != string(b) {
			return word
		}
	}
	return string(b)
}

// ParseBlock reads a block by its code or its title, "" for none of them.
func ParseBlock(text string) Block {
	b, _ := intake.Word(blockWords, text)
	return b
}

// Import reads the units of a file that the map does not have yet. A row that stands
// there already, word for word, is passed over, so that a file can be sent again; one
// that differs is refused, because an existing unit changes by an act with a basis.
// Parents and heirs are named by code and may stand anywhere in the file.
func Import(m *Map, rows []intake.Row, newID func() ID, basis string) ([]Unit, error) {
	read := reading{before: m, newID: newID, basis: basis, lines: map[ID]intake.Reader{}, byCode: map[string][]*Unit{}, known: map[ID]bool{}}
	for _, row := range rows {
		read.row(intake.Reader{Row: row, Faults: &read.faults})
	}
	all := NewMap(append(slices.Clone(m.All()), read.units...))
	for _, u := range read.units {
		read.tie(u, all)
	}
	if err := read.faults.OrNil(); err != nil {
		return nil, err
	}
	return read.fresh(), nil
}

type reading struct {
	before *Map
	newID  func() ID
	basis  string
	units  []*Unit
	lines  map[ID]intake.Reader
	byCode map[string][]*Unit // normalised
	known  map[ID]bool        // those that the map has already
	faults intake.Faults
}

func (read *reading) row(r intake.Reader) {
	u := &Unit{
		Code: strings.ToUpper(r.Need(ColumnCode)), Name: r.Need(ColumnName), From: r.NeedDay(ColumnFrom), Until: r.Day(ColumnUntil), Basis: read.basis,
		Level: intake.Pick(r, ColumnLevel, LevelWords), Block: intake.Pick(r, ColumnBlock, blockWords),
	}
	r.Need(ColumnLevel)
	r.Need(ColumnBlock)
	if _, err := NormalCode(u.Code); err != nil && u.Code != "" {
		r.Faults.At(r.Row, ColumnCode, "Mã đơn vị “%s” không đúng dạng, ví dụ H99.17.05 hoặc 000.05.17.H99.", u.Code)
	}
	if u.Until != 0 && u.Until <= u.From {
		r.Faults.At(r.Row, ColumnUntil, "Ngày kết thúc %s phải sau ngày bắt đầu %s.", u.Until.Vietnamese(), u.From.Vietnamese())
	}
	if r.Faults.Has(r.Row) {
		return
	}
	normal, _ := NormalCode(u.Code)
	for _, other := range read.byCode[normal] {
		if overlap(other, u) {
			r.Faults.At(r.Row, ColumnCode, "Mã %s đã có ở dòng %d với thời gian hiệu lực trùng nhau.", u.Code, read.lines[other.ID].Line())
			return
		}
	}
	u.ID = read.newID()
	read.units, read.lines[u.ID] = append(read.units, u), r
	read.byCode[normal] = append(read.byCode[normal], u)
}

// tie finds parent and heirs, which may be units of the file or of the map.
func (read *reading) tie(u *Unit, all *Map) {
	r := read.lines[u.ID]
	if code := r.Get(ColumnParent); code == "" {
		if root := all.Root(); root != nil && root != u && u.Block != Whole {
			r.Faults.At(r.Row, ColumnParent, "Chưa có mã đơn vị cấp trên của %s.", u.Name)
		}
	} else if parent := all.ByCode(code, u.From); parent == nil {
		r.Faults.At(r.Row, ColumnParent, "Không có đơn vị mang mã %s vào ngày %s.", code, u.From.Vietnamese())
	} else if parent == u {
		r.Faults.At(r.Row, ColumnParent, "%s không thể trực thuộc chính mình.", u.Name)
	} else {
		u.Parent = parent.ID
	}
	codes := intake.List(r.Get(ColumnHeirs))
	if len(codes) > 0 && u.Until == 0 {
		r.Faults.At(r.Row, ColumnHeirs, "%s chưa kết thúc nên chưa thể có đơn vị kế thừa.", u.Name)
		return
	}
	for _, code := range codes {
		heir := all.ByCode(code, u.Until)
		if heir == nil || heir == u {
			r.Faults.At(r.Row, ColumnHeirs, "Không có đơn vị mang mã %s vào ngày %s để kế thừa.", code, u.Until.Vietnamese())
			continue
		}
		u.Heirs = append(u.Heirs, heir.ID)
	}
	read.compare(u, r)
}

// compare a row with the unit that bears its code in the map.
func (read *reading) compare(u *Unit, r intake.Reader) {
	normal, _ := NormalCode(u.Code)
	for _, there := range read.before.byCode[normal] {
		if !overlap(there, u) {
			continue
		}
		if there.Name == u.Name && there.Level == u.Level && there.Block == u.Block && there.From == u.From && there.Until == u.Until {
			read.known[u.ID] = true
			return
		}
		r.Faults.At(r.Row, ColumnCode, "Mã %s đang được %s dùng; hãy đổi tên, sáp nhập bằng chức năng sắp xếp đơn vị.", u.Code, there.Name)
		return
	}
}

// fresh are the units that the map does not have.
func (read *reading) fresh() (list []Unit) {
	for _, u := range read.units {
		if !read.known[u.ID] {
			list = append(list, *u)
		}
	}
	return list
}

func overlap(a, b *Unit) bool {
	ends := func(until calendar.Day) calendar.Day {
		if until == 0 {
			return 1<<31 - 1
		}
		return until
	}
	return a.From < ends(b.Until) && b.From < ends(a.Until)
}
