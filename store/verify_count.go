package store

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
)

// wordSide compares the words by which dossiers are found with what the people's data
// give. They lie by word, not by dossier, so each dossier has a sum of hashes that its
// words, in any order, must bring back to nothing. The hashes differ with every run:
// nobody can make up words that fit.
type wordSide struct {
	v    *verification
	seed maphash.Seed
	ids  []int64 // ascending
	sums []uint64
}

func newWordSide(v *verification) *wordSide { return &wordSide{v: v, seed: maphash.MakeSeed()} }

func (s *wordSide) expect(id dossier.ID, p dossier.Person) {
	var sum uint64
	for _, w := range personWords(p) {
		sum += maphash.String(s.seed, w)
	}
	s.ids, s.sums = append(s.ids, int64(id)), append(s.sums, sum)
}

func (s *wordSide) follow(*file, string) error { return nil }

type wordRow struct {
	word    string
	dossier int64
}

func (s *wordSide) finish() error {
	query := `SELECT word, dossier FROM dossier_word WHERE (word, dossier) > ($1, $2) ORDER BY word, dossier LIMIT $3`
	rows := newPager(func(last *wordRow, n int) ([]wordRow, error) {
		from := wordRow{dossier: -1 << 63}
		if last != nil {
			from = *last
		}
		return db.All(s.v.ctx, s.v.tx, func(row db.Row) (w wordRow, err error) {
			return w, row.Scan(&w.word, &w.dossier)
		}, query, from.word, from.dossier, n)
	})
	for w, err := range rows.all {
		if err != nil {
			return err
		}
		if i, ok := slices.BinarySearch(s.ids, w.dossier); ok {
			s.sums[i] -= maphash.String(s.seed, w.word)
		} else {
			s.wrong(w.dossier, fmt.Sprintf("Từ khóa %q không thuộc hồ sơ nào có dữ liệu cá nhân.", w.word))
		}
	}
	for i, sum := range s.sums {
		if sum != 0 {
			s.wrong(s.ids[i], "Từ khóa tìm kiếm không khớp với dữ liệu cá nhân của hồ sơ.")
		}
	}
	return nil
}

func (s *wordSide) wrong(id int64, text string) {
	s.v.report.add("dossier_word", s.v.dossierName(id), text)
}

// dossierName is a dossier's code and number.
func (v *verification) dossierName(id int64) string {
	if v.report.full() {
		return ""
	}
	code, _ := db.Value[string](v.ctx, v.tx, `SELECT code FROM dossier WHERE id = $1`, id) // without it the number is name enough
	return strings.TrimSpace(fmt.Sprintf("%s #%d", code, id))
}

// serialSide compares the serials of each unit and day with the codes that were given.
type serialSide struct {
	v    *verification
	days map[daySerial]*serials
}

type daySerial struct {
	unit int64
	day  string
}

// serials of one unit and day. Codes are unique, so none is missing when there are as many as the last says.
type serials struct{ count, sum, last int64 }

func newSerialSide(v *verification) *serialSide { return &serialSide{v, map[daySerial]*serials{}} }

func (s *serialSide) follow(d *file, _ string) error {
	_, serial := codeParts(d.Code)
	if serial == 0 {
		return nil
	}
	key := daySerial{int64(d.ReceivedBy()), calendar.DayOf(d.Received).String()}
	if s.days[key] == nil {
		s.days[key] = &serials{}
	}
	of := s.days[key]
	of.count, of.sum, of.last = of.count+1, of.sum+serial, max(of.last, serial)
	return nil
}

type serialRow struct {
	daySerial
	last int64
}

func (s *serialSide) finish() error {
	query := `SELECT unit, day, last FROM dossier_serial WHERE (unit, day) > ($1, $2) ORDER BY unit, day LIMIT $3`
	rows := newPager(func(last *serialRow, n int) ([]serialRow, error) {
		from := daySerial{unit: -1 << 63}
		if last != nil {
			from = last.daySerial
		}
		return db.All(s.v.ctx, s.v.tx, func(row db.Row) (r serialRow, err error) {
			return r, row.Scan(&r.unit, &r.day, &r.last)
		}, query, from.unit, from.day, n)
	})
	for row, err := range rows.all {
		if err != nil {
			return err
		}
		if row.last < 1 {
			s.wrong(row.daySerial, "Số thứ tự cuối của đơn vị %d ngày %s là %d, số không thể có.", row.unit, row.day, row.last)
		}
		s.compare(row.daySerial, s.days[row.daySerial], row.last)
		delete(s.days, row.daySerial)
	}
	for _, key := range slices.SortedFunc(maps.Keys(s.days), func(a, b daySerial) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.day, b.day))
	}) {
		s.compare(key, s.days[key], 0)
	}
	return nil
}

func (s *serialSide) compare(key daySerial, of *serials, stored int64) {
	if of == nil {
		of = &serials{}
	}
	if stored != of.last {
		s.wrong(key, "Số thứ tự cuối của đơn vị %d ngày %s trong bảng là %d, theo mã hồ sơ là %d.", key.unit, key.day, stored, of.last)
	}
	switch missing := of.last - of.count; {
	case missing == 1:
		s.wrong(key, "Đơn vị %d ngày %s thiếu hồ sơ số %04d.", key.unit, key.day, of.last*(of.last+1)/2-of.sum)
	case missing != 0:
		s.wrong(key, "Đơn vị %d ngày %s thiếu %d hồ sơ.", key.unit, key.day, missing)
	}
}

func (s *serialSide) wrong(key daySerial, format string, args ...any) {
	s.v.report.add("dossier_serial", fmt.Sprintf("#%d/%s", key.unit, key.day), fmt.Sprintf(format, args...))
}

// tallySide counts again. A row of zeros is as good as none.
type tallySide struct {
	v    *verification
	rows map[tallyKey]*tallyRow
}

func newTallySide(v *verification) *tallySide { return &tallySide{v, map[tallyKey]*tallyRow{}} }

func (s *tallySide) follow(d *file, _ string) error {
	d.Cells(func(c dossier.Cell) { addCell(s.rows, c, 1) })
	return nil
}

type storedTally struct {
	procedure, unit int64
	month           string
	counts          tallyRow
}

func (s *tallySide) finish() error {
	for row, err := range s.stored().all {
		if err != nil {
			return err
		}
		var want tallyRow
		key, readable := row.key()
		if counted := s.rows[key]; readable && counted != nil {
			want = *counted
			delete(s.rows, key)
		}
		s.compare(row.procedure, row.unit, row.month, row.counts, want)
	}
	for _, key := range slices.SortedFunc(maps.Keys(s.rows), compareTally) {
		s.compare(key.procedure, key.unit, key.month.String(), tallyRow{}, *s.rows[key])
	}
	return nil
}

func (r *storedTally) key() (tallyKey, bool) {
	day, err := calendar.ParseDay(r.month + "-01")
	return tallyKey{r.procedure, dossier.Month(day), r.unit}, err == nil
}

func (s *tallySide) stored() *pager[storedTally] {
	query := `SELECT procedure, unit, month, ` + strings.Join(tallyColumns, ", ") + ` FROM dossier_tally
		WHERE (procedure, month, unit) > ($1, $2, $3) ORDER BY procedure, month, unit LIMIT $4`
	return newPager(func(last *storedTally, n int) ([]storedTally, error) {
		from := storedTally{procedure: -1 << 63}
		if last != nil {
			from = *last
		}
		return db.All(s.v.ctx, s.v.tx, scanTally, query, from.procedure, from.month, from.unit, n)
	})
}

func scanTally(row db.Row) (t storedTally, err error) {
	dest := []any{&t.procedure, &t.unit, &t.month}
	for i := range t.counts {
		dest = append(dest, &t.counts[i])
	}
	err = row.Scan(dest...)
	return t, err
}

func (s *tallySide) compare(procedure, unit int64, month string, got, want tallyRow) {
	for i, column := range tallyColumns {
		if got[i] != want[i] {
			name := fmt.Sprintf("#%d/%s/%d", procedure, month, unit)
			s.v.report.add("dossier_tally", name, fmt.Sprintf("Số đếm “%s” của thủ tục %d, tháng %s, đơn vị %d trong bảng là %d, đếm lại là %d.",
				column, procedure, month, unit, got[i], want[i]))
		}
	}
}
