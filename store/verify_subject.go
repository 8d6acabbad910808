package store

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/store/book"
)

// subject is the one whose events are being read.
type subject struct {
	kind    audit.Kind
	id      int64
	shelf   *shelfReader           // nil: no such kind
	row     *rawRow                // nil: not in its table
	log     map[string]audit.Value // the columns that events gave a value
	chain   audit.Chain
	head    audit.Head
	version int
	loose   int // version of the first event without a place in the log, 0 none
	garbled bool
}

// looseEvents bounds what is remembered of events that wait for the sealer: there are a
// few seconds' worth, or somebody took many out of the log, and the first are enough.
const looseEvents = 50_000

// open begins with the subject of an event: its row should be the next in its table.
func (v *verification) open(e *rawEvent) error {
	clear(v.columns)
	s := &subject{kind: e.Kind, id: e.Subject, shelf: v.shelf[e.Kind], log: v.columns}
	v.last = s
	if s.shelf == nil {
		return nil
	}
	rows := s.shelf.rows
	err := rows.before(func(r *rawRow) bool { return r.id < s.id }, func(r *rawRow) { v.untold(s.shelf, r) })
	if err != nil {
		return err
	}
	row, err := rows.peek()
	if err == nil && row != nil && row.id == s.id {
		s.row = row
		rows.take()
		s.chain.Start(s.kind, s.id, asSalt(row.salt))
	}
	return err
}

func (s *subject) name() string {
	if s.shelf == nil {
		return fmt.Sprintf("#%d", s.id)
	}
	return s.shelf.nameOf(s.id, s.shelf.label(s.log))
}

// eventName is "H99.28-240304-0001 #7/3": the subject and the version.
func (s *subject) eventName(version int) string { return fmt.Sprintf("%s/%d", s.name(), version) }

// next takes the subject's next event: version, form, chain, leaf.
func (s *subject) next(v *verification, e *rawEvent) error {
	wrong := func(format string, args ...any) {
		name := s.eventName(e.Version)
		v.report.add("event", name, fmt.Sprintf("Sự kiện %s: ", name)+fmt.Sprintf(format, args...))
	}
	if e.Version != s.version+1 {
		wrong("thiếu sự kiện đứng trước, sau phiên bản %d.", s.version)
	}
	s.version = e.Version
	if e.Kind != s.kind {
		wrong("ghi là loại %q, các sự kiện trước là loại %q.", e.Kind, s.kind)
	}
	if dossier.Instant(e.At) != e.at {
		wrong("thời điểm %q không đúng dạng.", e.at)
	}
	if err := audit.Fold(s.log, e.Change); err != nil {
		s.garbled = true
		wrong("nội dung thay đổi không đọc được.")
	}
	if e.Leaf < audit.Unsealed {
		wrong("vị trí %d trong nhật ký là số không thể có.", e.Leaf)
	}
	if e.Leaf < 0 && s.loose == 0 {
		s.loose = e.Version
	}
	if e.Leaf >= 0 && s.loose > 0 {
		wrong("đã niêm phong, nhưng sự kiện %d đứng trước lại không có vị trí trong nhật ký.", s.loose)
	}
	return s.hash(v, e)
}

func (s *subject) hash(v *verification, e *rawEvent) error {
	if e.Leaf >= 0 {
		v.report.Leaves++
	}
	if s.row == nil {
		return nil // no salt, no head; its leaves are reported by their positions
	}
	s.head = s.chain.Next(&e.Event)
	if e.Leaf >= 0 {
		_, err := v.roll.Answer(audit.Leaf{Index: e.Leaf, Hash: s.head.Leaf()})
		return err
	}
	if len(v.loose) < looseEvents {
		v.loose[s.head.Leaf()] = s.eventName(e.Version)
	}
	return nil
}

// close compares the subject as the trace tells it with its row and what follows from it.
func (v *verification) close() error {
	s := v.last
	if s == nil {
		return nil
	}
	v.last = nil
	if s.shelf == nil {
		v.report.add("event", s.name(), fmt.Sprintf("Sự kiện của %s ghi loại %q mà hệ thống không có.", s.name(), s.kind))
		return nil
	}
	wrong := func(format string, args ...any) {
		name := s.name()
		v.report.add(s.shelf.Table, name, s.shelf.Title+" "+name+" "+fmt.Sprintf(format, args...))
	}
	s.unknownColumns(wrong)
	state, derived, err := s.shelf.Replay(s.id, s.log)
	if err != nil {
		wrong("có sự kiện ghi giá trị không đọc được (%v).", err)
		s.garbled = true
	}
	if s.row == nil {
		wrong("có %d sự kiện trong nhật ký nhưng không còn trong bảng.", s.version)
	} else {
		s.compare(derived, wrong)
	}
	if d, ok := state.(*file); ok && !s.garbled {
		return v.follow(d, s.name())
	}
	return nil
}

func (v *verification) follow(d *file, name string) error {
	for _, side := range v.sides {
		if err := side.follow(d, name); err != nil {
			return err
		}
	}
	return nil
}

// logged is what the trace says of a column: its zero while no event named it.
func (s *subject) logged(c book.Field) audit.Value {
	if v, ok := s.log[c.Name]; ok {
		return v
	}
	return c.Zero
}

func (s *subject) unknownColumns(wrong func(string, ...any)) {
	known := 0
	for _, c := range s.shelf.Columns[:s.shelf.Traced] {
		if _, ok := s.log[c.Name]; ok {
			known++
		}
	}
	if len(s.log) == known {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(s.log)) {
		if !slices.ContainsFunc(s.shelf.Columns[:s.shelf.Traced], func(c book.Field) bool { return c.Name == name }) {
			wrong("có sự kiện ghi cột “%s” mà bảng không có.", name)
		}
	}
}

// compare goes through the row column by column. Secrets are compared by their seals, and
// not shown.
func (s *subject) compare(derived []audit.Value, wrong func(string, ...any)) {
	if s.row.version != int64(s.version) {
		wrong("ở phiên bản %d, nhật ký có đến sự kiện %d.", s.row.version, s.version)
	}
	if len(s.row.salt) != len(audit.Salt{}) {
		wrong("có muối (salt) dài %d byte.", len(s.row.salt))
	}
	if !bytes.Equal(s.row.head, s.head[:]) {
		wrong("có đầu chuỗi (head) không khớp với các sự kiện: dòng hoặc một sự kiện đã bị sửa.")
	}
	salt := asSalt(s.row.salt)
	for i, c := range s.shelf.Columns {
		got := s.shelf.value(s.row, i, salt)
		switch at := i - s.shelf.Traced; {
		case at >= 0 && derived != nil && got != derived[at]:
			wrong("có cột “%s” là %s, tính lại là %s.", c.Name, quoted(got), quoted(derived[at]))
		case at >= 0 || got == s.logged(c):
		case c.Secret:
			wrong("có cột “%s” không khớp với dấu niêm phong trong nhật ký.", c.Name)
		default:
			wrong("có cột “%s” là %s, theo nhật ký là %s.", c.Name, quoted(got), quoted(s.logged(c)))
		}
	}
}
