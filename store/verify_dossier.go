package store

import (
	"fmt"
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

// workSide compares the lists of open steps with what the dossiers say is open.
type workSide struct {
	v    *verification
	rows *pager[workRow]
}

// workRow has the columns of workColumns: dossier, step, …
type workRow [9]any

func (w *workRow) dossier() int64 { return w[0].(int64) }

func newWorkSide(v *verification) *workSide {
	query := `SELECT ` + strings.Join(workColumns, ", ") + ` FROM dossier_work
		WHERE (dossier, step) > ($1, $2) ORDER BY dossier, step LIMIT $3`
	return &workSide{v, newPager(func(last *workRow, n int) ([]workRow, error) {
		dossier, step := int64(-1<<63), int64(0)
		if last != nil {
			dossier, step = last.dossier(), last[1].(int64)
		}
		return db.All(v.ctx, v.tx, scanWork, query, dossier, step, n)
	})}
}

func scanWork(row db.Row) (w workRow, err error) {
	dest := make([]any, len(w))
	for i := range w {
		dest[i] = &w[i]
	}
	err = row.Scan(dest...)
	return w, err
}

func (s *workSide) follow(d *file, name string) error {
	if err := s.rows.before(func(w *workRow) bool { return w.dossier() < int64(d.ID) }, s.stray); err != nil {
		return err
	}
	var want, got []string
	for row := range workRows(d) {
		want = append(want, rowText(row))
	}
	err := s.rows.before(func(w *workRow) bool { return w.dossier() == int64(d.ID) }, func(w *workRow) {
		got = append(got, rowText(w[:]))
	})
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		s.v.report.add("dossier_work", name, fmt.Sprintf("Bước đang mở của hồ sơ %s trong bảng là [%s], theo nhật ký là [%s].",
			name, strings.Join(got, "; "), strings.Join(want, "; ")))
	}
	return err
}

// rowText is a row of steps without the dossier's number.
func rowText(row []any) string {
	parts := make([]string, len(row)-1)
	for i, v := range row[1:] {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, "|")
}

func (s *workSide) stray(w *workRow) {
	s.v.report.add("dossier_work", fmt.Sprintf("#%d/%d", w.dossier(), w[1]), fmt.Sprintf("Bước đang mở %d của #%d không thuộc hồ sơ nào.", w[1], w.dossier()))
}

func (s *workSide) finish() error {
	return s.rows.before(func(*workRow) bool { return true }, s.stray)
}
