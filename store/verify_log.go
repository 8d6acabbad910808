package store

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/kit/db"
	"cchc/store/book"
)

// log recomputes the log from the leaves that answered, and names what differs.
func (v *verification) log() error {
	var found []audit.Finding
	last, err := audit.Verify(v.Verifier, audit.Stored{
		Leaves: v.roll.Leaves(), Tiles: v.storedTiles(), Checkpoints: v.checkpoints(), Held: v.Held,
	}, func(f audit.Finding) { found = append(found, f) })
	if err != nil {
		return err
	}
	v.report.Last = last
	for _, f := range found {
		if err := v.name(f); err != nil {
			return err
		}
	}
	return nil
}

type tileRow struct {
	audit.Tile
	width int64
}

func (v *verification) storedTiles() iter.Seq2[audit.Tile, error] {
	query := `SELECT level, idx, width, hashes FROM log_tile WHERE (level, idx) > ($1, $2) ORDER BY level, idx LIMIT $3`
	rows := newPager(func(last *tileRow, n int) ([]tileRow, error) {
		level, index := int64(-1<<63), int64(0)
		if last != nil {
			level, index = int64(last.Level), last.Index
		}
		return db.All(v.ctx, v.tx, func(row db.Row) (t tileRow, err error) {
			return t, row.Scan(&t.Level, &t.Index, &t.width, &t.Hashes)
		}, query, level, index, n)
	})
	return func(yield func(audit.Tile, error) bool) {
		for t, err := range rows.all {
			if err == nil && t.width != int64(t.Width()) {
				name := fmt.Sprintf("%d/%d", t.Level, t.Index)
				v.report.add("log_tile", name, fmt.Sprintf("Mảnh %s của cây băm ghi cỡ %d, thật ra là %d.", name, t.width, t.Width()))
			}
			if !yield(t.Tile, err) {
				return
			}
		}
	}
}

type checkpointRow struct {
	audit.SignedCheckpoint
	at string
}

func (v *verification) checkpoints() iter.Seq2[audit.SignedCheckpoint, error] {
	query := `SELECT size, at, note FROM log_checkpoint WHERE size > $1 ORDER BY size LIMIT $2`
	rows := newPager(func(last *checkpointRow, n int) ([]checkpointRow, error) {
		return db.All(v.ctx, v.tx, func(row db.Row) (c checkpointRow, err error) {
			var note string
			err = row.Scan(&c.Size, &c.at, &note)
			c.Text = []byte(note)
			return c, err
		}, query, after(last, func(c *checkpointRow) int64 { return c.Size }), n)
	})
	return func(yield func(audit.SignedCheckpoint, error) bool) {
		for c, err := range rows.all {
			if err == nil {
				v.checkpoint(&c)
			}
			if !yield(c.SignedCheckpoint, err) {
				return
			}
		}
	}
}

// checkpoint compares the instant in the row with the one that was signed.
func (v *verification) checkpoint(c *checkpointRow) {
	v.report.Checkpoints++
	signed, err := v.Verifier.Open(c.Text)
	if err == nil && dossier.Instant(signed.At) != c.at {
		v.report.add("log_checkpoint", fmt.Sprint(c.Size), fmt.Sprintf("Điểm niêm phong ở cỡ %d ghi lúc %q, chữ ký ghi lúc %s.", c.Size, c.at, dossier.Instant(signed.At)))
	}
}

// name puts names of rows to a finding about the log.
func (v *verification) name(f audit.Finding) error {
	_, place := f.Sentence()
	switch f.What {
	case audit.TileChanged, audit.TileMissing, audit.TileExtra:
		v.report.add("log_tile", place, f.String())
	case audit.CheckpointForged, audit.CheckpointMissing, audit.CheckpointBroken:
		v.report.add("log_checkpoint", place, f.String())
	case audit.LeafMissing:
		return v.missing(f)
	case audit.LeafExtra:
		return v.extra(f)
	default:
		return v.changed(f)
	}
	return nil
}

// changed names the events of wrong leaves. Every later leaf of a subject follows from
// the changed one and is wrong too: only the first is a finding.
func (v *verification) changed(f audit.Finding) error {
	for leaf := f.First; leaf <= f.Last; leaf++ {
		if v.report.full() {
			v.report.Found += f.Last - leaf + 1
			break
		}
		e, err := v.eventAt(leaf)
		if err != nil {
			return err
		}
		if e == nil || v.broken[e.Subject] {
			continue
		}
		v.broken[e.Subject] = true
		one := audit.Finding{What: f.What, First: leaf, Last: leaf}
		name := v.eventTitle(e)
		v.report.add("event", name, fmt.Sprintf("%s Đó là sự kiện %s (%s), hoặc một sự kiện đứng trước nó.", one, name, e.Act))
	}
	return nil
}

// extra names events whose positions no checkpoint covers. Right behind the last one they
// may be what a removed checkpoint covered.
func (v *verification) extra(f audit.Finding) error {
	if f.First == v.report.Last.Size {
		v.report.add("log_checkpoint", fmt.Sprint(f.Last+1), fmt.Sprintf(
			"Thiếu điểm niêm phong cho các vị trí %d–%d: điểm niêm phong cuối đã bị xóa, hoặc vị trí của sự kiện bị sửa.", f.First, f.Last))
	}
	const few = 16
	if f.Last-f.First >= few {
		v.report.add("event", fmt.Sprintf("%d–%d", f.First, f.Last), f.String())
		return nil
	}
	for leaf := f.First; leaf <= f.Last; leaf++ {
		e, err := v.eventAt(leaf)
		if err != nil {
			return err
		}
		if e != nil {
			one := audit.Finding{What: f.What, First: leaf, Last: leaf}
			v.report.add("event", v.eventTitle(e), fmt.Sprintf("%s Đó là sự kiện %s (%s).", one, v.eventTitle(e), e.Act))
		}
	}
	return nil
}

// missing tells events that are gone from those that lost only their position, and from
// those that cannot be recomputed because their subject's row, with the salt, is gone.
func (v *verification) missing(f audit.Finding) error {
	there, err := db.Value[int64](v.ctx, v.tx, `SELECT count(*) FROM event WHERE leaf >= 0 AND leaf >= $1 AND leaf <= $2`, f.First, f.Last)
	if err != nil {
		return err
	}
	if there > 0 {
		_, place := f.Sentence()
		v.report.add("event", place, fmt.Sprintf("Sự kiện ở vị trí %s của nhật ký không tính lại được: dòng của đối tượng không còn.", place))
		return nil
	}
	if err := v.lost(f); err != nil {
		return err
	}
	_, place := f.Sentence()
	v.report.add("event", place, f.String())
	return nil
}

// lost names the events that were sealed at positions and have none now.
func (v *verification) lost(f audit.Finding) error {
	var tile audit.Tile
	for leaf := f.First; leaf <= f.Last && len(v.loose) > 0; leaf++ {
		within := int(leaf % tileWidth)
		if within == 0 || leaf == f.First {
			hashes, err := v.tiles.ReadTile(0, leaf/tileWidth)
			if err != nil {
				return err
			}
			tile.Hashes = hashes
		}
		if within >= tile.Width() {
			continue
		}
		if name, ok := v.loose[audit.Hash(tile.Hashes[within*len(audit.Hash{}):])]; ok {
			v.report.add("event", name, fmt.Sprintf("Sự kiện %s mất vị trí %d trong nhật ký.", name, leaf))
		}
	}
	return nil
}

// tileWidth is how many leaves a tile holds.
const tileWidth = 1 << audit.TileHeight

func (v *verification) eventAt(leaf int64) (*rawEvent, error) {
	e, err := db.One(v.ctx, v.tx, scanRawEvent, `SELECT `+book.EventColumns+` FROM event WHERE leaf = $1 AND leaf >= 0`, leaf)
	if errors.Is(err, db.ErrNotFound) {
		return nil, nil
	}
	return &e, err
}

// eventTitle is the name of an event by its subject's row, where there is one.
func (v *verification) eventTitle(e *rawEvent) string {
	label := ""
	if s := v.shelf[e.Kind]; s != nil {
		columns := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			columns[i] = c.Name
		}
		row, err := db.One(v.ctx, v.tx, s.scan, "SELECT id, version, salt, head, "+strings.Join(columns, ", ")+" FROM "+s.Table+" WHERE id = $1", e.Subject)
		if err == nil {
			label = s.label(rowLog(s.shape, &row))
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%s #%d/%d", label, e.Subject, e.Version))
}
