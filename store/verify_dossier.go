package store

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/kit/ident"
)

// codeSide looks at what must hold within a dossier: its identifier carries the second of
// its receipt, and its code the day.
type codeSide struct{ v *verification }

func (s *codeSide) follow(d *file, name string) error {
	came := d.Received
	if d.State == dossier.RefusedAtIntake {
		came = d.Closed
	}
	if !ident.Time(int64(d.ID)).Equal(came) {
		s.v.report.add("dossier", name, fmt.Sprintf("Hồ sơ %s có mã số mang thời điểm %s, nhưng tiếp nhận lúc %s.",
			name, dossier.Instant(ident.Time(int64(d.ID))), dossier.Instant(came)))
	}
	if day, serial := codeParts(d.Code); d.Code != "" && (serial < 1 || day != calendar.DayOf(d.Received)) {
		s.v.report.add("dossier", name, fmt.Sprintf("Hồ sơ %s có mã không mang ngày tiếp nhận và số thứ tự.", name))
	}
	return nil
}

func (s *codeSide) finish() error { return nil }

// codeParts reads the day and the serial out of a code; serial is 0 when it is none.
func codeParts(code string) (day calendar.Day, serial int64) {
	parts := strings.Split(code, "-")
	if len(parts) != 3 || len(parts[1]) != 6 {
		return 0, 0
	}
	d := parts[1]
	day, err := calendar.ParseDay("20" + d[:2] + "-" + d[2:4] + "-" + d[4:])
	if err != nil {
		return 0, 0
	}
	serial, err = strconv.ParseInt(parts[2], 10, 64)
	if err != nil || len(parts[2]) < 4 || len(parts[2]) > 4 && parts[2][0] == '0' {
		return day, 0
	}
	return day, serial
}

// personSide compares the people's data with the seals over them.
type personSide struct {
	v     *verification
	rows  *pager[personRow]
	words *wordSide
}

type personRow struct {
	id dossier.ID
	dossier.SealedPerson
}

func newPersonSide(v *verification, words *wordSide) *personSide {
	query := `SELECT ` + strings.Join(personColumns, ", ") + ` FROM dossier_person WHERE dossier > $1 ORDER BY dossier LIMIT $2`
	return &personSide{v: v, words: words, rows: newPager(func(last *personRow, n int) ([]personRow, error) {
		return db.All(v.ctx, v.tx, func(row db.Row) (p personRow, err error) {
			p.id, p.SealedPerson, err = scanPerson(row)
			return p, err
		}, query, after(last, func(p *personRow) int64 { return int64(p.id) }), n)
	})}
}

func (s *personSide) follow(d *file, name string) error {
	if err := s.rows.before(func(p *personRow) bool { return p.id < d.ID }, s.nobody); err != nil {
		return err
	}
	p, err := s.rows.peek()
	if err != nil {
		return err
	}
	if p != nil && p.id != d.ID {
		p = nil
	}
	if p != nil {
		s.rows.take()
	}
	switch erased := d.Seal == audit.ErasedSeal || d.Seal == ""; {
	case p == nil && !erased:
		s.v.report.add("dossier_person", name, "Dữ liệu cá nhân của hồ sơ "+name+" đã bị xóa mà không có sự kiện xóa theo quyền.")
	case p != nil && erased:
		s.v.report.add("dossier_person", name, "Hồ sơ "+name+" đã xóa dữ liệu cá nhân theo quyền (hoặc không có), nhưng dữ liệu vẫn còn trong bảng.")
	case p != nil && p.Seal() != d.Seal:
		s.v.report.add("dossier_person", name, "Dữ liệu cá nhân của hồ sơ "+name+" không khớp với dấu niêm phong trong nhật ký.")
	}
	if p != nil {
		s.words.expect(d.ID, p.Person)
	}
	return nil
}

func (s *personSide) nobody(p *personRow) {
	name := fmt.Sprintf("#%d", p.id)
	s.v.report.add("dossier_person", name, "Dữ liệu cá nhân "+name+" không thuộc hồ sơ nào.")
	s.words.expect(p.id, p.Person)
}

func (s *personSide) finish() error {
	return s.rows.before(func(*personRow) bool { return true }, s.nobody)
}

// listSide compares a list that is derived from dossiers, open steps, requests that
// wait or faults of the data, with what the dossiers say.
type listSide struct {
	v     *verification
	table string
	word  string // what a row is, in a finding
	of    func(*file) iter.Seq[[]any]
	rows  *pager[listRow]
}

// listRow has the columns of the table: dossier, number, …
type listRow []any

func (w listRow) dossier() int64 { return w[0].(int64) }

func newWorkSide(v *verification) *listSide {
	return newListSide(v, listSide{table: "dossier_work", word: "Bước đang mở", of: workRows}, workColumns)
}

func newRequestSide(v *verification) *listSide {
	return newListSide(v, listSide{table: "dossier_request", word: "Yêu cầu phối hợp đang chờ", of: requestRows}, requestColumns)
}

func newFaultSide(v *verification) *listSide {
	return newListSide(v, listSide{table: "dossier_fault", word: "Lỗi dữ liệu", of: faultRows}, faultColumns)
}

func newListSide(v *verification, s listSide, columns []string) *listSide {
	key := "(" + strings.Join(columns[:2], ", ") + ")"
	query := `SELECT ` + strings.Join(columns, ", ") + ` FROM ` + s.table + `
		WHERE ` + key + ` > ($1, $2) ORDER BY ` + strings.Join(columns[:2], ", ") + ` LIMIT $3`
	scan := func(row db.Row) (listRow, error) {
		w, dest := make(listRow, len(columns)), make([]any, len(columns))
		for i := range w {
			dest[i] = &w[i]
		}
		return w, row.Scan(dest...)
	}
	s.v = v
	s.rows = newPager(func(last *listRow, n int) ([]listRow, error) {
		dossier, no := int64(-1<<63), int64(0)
		if last != nil {
			dossier, no = last.dossier(), (*last)[1].(int64)
		}
		return db.All(v.ctx, v.tx, scan, query, dossier, no, n)
	})
	return &s
}

func (s *listSide) follow(d *file, name string) error {
	if err := s.rows.before(func(w *listRow) bool { return w.dossier() < int64(d.ID) }, s.stray); err != nil {
		return err
	}
	var want, got []string
	for row := range s.of(d) {
		want = append(want, rowText(row))
	}
	err := s.rows.before(func(w *listRow) bool { return w.dossier() == int64(d.ID) }, func(w *listRow) {
		got = append(got, rowText(*w))
	})
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		s.v.report.add(s.table, name, fmt.Sprintf("%s của hồ sơ %s trong bảng là [%s], theo nhật ký là [%s].",
			s.word, name, strings.Join(got, "; "), strings.Join(want, "; ")))
	}
	return err
}

func (s *listSide) stray(w *listRow) {
	s.v.report.add(s.table, fmt.Sprintf("#%d/%d", w.dossier(), (*w)[1]), fmt.Sprintf("%s %d của #%d không thuộc hồ sơ nào.", s.word, (*w)[1], w.dossier()))
}

func (s *listSide) finish() error {
	return s.rows.before(func(*listRow) bool { return true }, s.stray)
}

// rowText is a row of steps without the dossier's number.
func rowText(row []any) string {
	parts := make([]string, len(row)-1)
	for i, v := range row[1:] {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, "|")
}
