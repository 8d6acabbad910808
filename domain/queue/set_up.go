package queue

import (
	"strings"
	"unicode/utf8"

	"cchc/domain/refusal"
)

// most of each list: what fits on a kiosk and on a wall.
const (
	mostSeries   = 12
	mostClasses  = 12
	mostStations = 60
)

// Happened is what an act left: its name for the trace, and a word on why.
type Happened struct{ Act, Note string }

// HallAct changes a hall.
type HallAct interface {
	Apply(*Hall, Moment) (Happened, error)
}

// SetUp replaces what a hall decides. Numbers given out stay what they are.
type SetUp struct {
	Series   []Series
	Classes  []Class
	Stations []Station
}

// Apply checks the lists and takes them over.
func (a SetUp) Apply(h *Hall, _ Moment) (Happened, error) {
	faults := append(append(a.series(), a.classes()...), a.stations()...)
	if err := faults.OrNil(); err != nil {
		return Happened{}, err
	}
	h.Series, h.Classes, h.Stations = a.Series, a.Classes, a.Stations
	return Happened{Act: "set-up"}, nil
}

func (a SetUp) series() (faults refusal.List) {
	if len(a.Series) == 0 || len(a.Series) > mostSeries {
		faults = append(faults, refusal.Wrong("letter", "Phải có từ 1 đến %d loại số.", mostSeries))
	}
	seen := map[string]bool{}
	for _, s := range a.Series {
		if len(s.Letter) != 1 || s.Letter < "A" || s.Letter > "Z" || seen[s.Letter] {
			faults = append(faults, refusal.Wrong("letter", "Ký hiệu “%s” phải là một chữ cái A–Z, không trùng nhau.", s.Letter))
		}
		seen[s.Letter] = true
		if !named(s.Title) {
			faults = append(faults, refusal.Wrong("letter", "Loại số %s cần tên, không quá 60 ký tự.", s.Letter))
		}
	}
	return faults
}

func (a SetUp) classes() (faults refusal.List) {
	if len(a.Classes) > mostClasses {
		faults = append(faults, refusal.Wrong("class", "Không quá %d nhóm ưu tiên.", mostClasses))
	}
	for _, c := range a.Classes {
		if c.Code == "" || !named(c.Title) {
			faults = append(faults, refusal.Wrong("class", "Nhóm ưu tiên cần tên, không quá 60 ký tự."))
		}
	}
	return faults
}

func (a SetUp) stations() (faults refusal.List) {
	if len(a.Stations) == 0 || len(a.Stations) > mostStations {
		faults = append(faults, refusal.Wrong("station", "Phải có từ 1 đến %d quầy.", mostStations))
	}
	known := Hall{Series: a.Series}
	seen := map[int]bool{}
	for _, s := range a.Stations {
		if s.No < 1 || s.No > 99 || seen[s.No] {
			faults = append(faults, refusal.Wrong("station", "Số quầy %d phải từ 1 đến 99, không trùng nhau.", s.No))
		}
		seen[s.No] = true
		if utf8.RuneCountInString(s.Title) > 60 {
			faults = append(faults, refusal.Wrong("station", "Tên quầy %d dài quá 60 ký tự.", s.No))
		}
		for _, letter := range s.Series {
			if known.SeriesOf(letter) == nil {
				faults = append(faults, refusal.Wrong("station", "Quầy %d phục vụ loại số “%s” không có.", s.No, letter))
			}
		}
	}
	return faults
}

func named(title string) bool {
	return strings.TrimSpace(title) != "" && utf8.RuneCountInString(title) <= 60
}

// OpenKiosk gives the kiosk a new address; the one before opens nothing from then on.
type OpenKiosk struct{ Digest string }

// Apply keeps the digest only: who reads the database cannot take numbers with it.
func (a OpenKiosk) Apply(h *Hall, _ Moment) (Happened, error) {
	if a.Digest == "" {
		return Happened{}, refusal.Wrong("", "Chưa có mã của máy lấy số.")
	}
	h.Kiosk = a.Digest
	return Happened{Act: "open-kiosk"}, nil
}
