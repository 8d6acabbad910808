package audit

import "fmt"

// What is a way in which the stored log can be wrong.
type What int

const (
	LeafChanged       What = iota // an event is not the one that was sealed
	LeafMissing                   // a sealed event is not there
	LeafExtra                     // an event claims a position that no checkpoint covers, or that is taken
	LeafUnclear                   // event and tile disagree, and no checkpoint fits either of them
	TileChanged                   // a tile holds other hashes, or too few or too many
	TileMissing                   // a tile is not there
	TileExtra                     // a tile is there that the log cannot have
	CheckpointForged              // signature or text of a checkpoint is wrong
	CheckpointMissing             // a number is left out
	CheckpointBroken              // well signed, but the log stored is another one
	kindsOfFinding
)

// The sentences, with the place as the argument.
var sentences = [kindsOfFinding]string{
	LeafChanged:       "Sự kiện ở vị trí %s của nhật ký đã bị sửa.",
	LeafMissing:       "Sự kiện ở vị trí %s của nhật ký đã bị xóa.",
	LeafExtra:         "Sự kiện mang vị trí %s không thuộc phần nhật ký đã niêm phong.",
	LeafUnclear:       "Vị trí %s của nhật ký: sự kiện và cây băm không khớp nhau.",
	TileChanged:       "Mảnh %s của cây băm đã bị sửa.",
	TileMissing:       "Mảnh %s của cây băm đã bị xóa.",
	TileExtra:         "Mảnh %s của cây băm là mảnh thừa.",
	CheckpointForged:  "Điểm niêm phong ở cỡ %s có chữ ký hoặc nội dung sai.",
	CheckpointMissing: "Điểm niêm phong số %s đã bị xóa.",
	CheckpointBroken:  "Điểm niêm phong ở cỡ %s không khớp với nhật ký đang lưu.",
}

// Finding names one thing wrong, or a run of the same thing.
type Finding struct {
	What  What
	Level int // of a tile
	// First and Last are leaf positions, tile indexes, the sizes at which
	// checkpoints are stored, or for missing ones their numbers.
	First, Last int64
}

// Sentence is the Vietnamese format and its argument, for a catalogue.
func (f Finding) Sentence() (format string, place string) {
	place = fmt.Sprint(f.First)
	if f.Last > f.First {
		place = fmt.Sprintf("%d–%d", f.First, f.Last)
	}
	switch f.What {
	case TileChanged, TileMissing, TileExtra:
		place = fmt.Sprintf("%d/%s", f.Level, place)
	}
	return sentences[f.What], place
}

// String is the sentence.
func (f Finding) String() string {
	format, place := f.Sentence()
	return fmt.Sprintf(format, place)
}

// findings passes findings on and joins neighbours, so that an emptied table is one
// finding and not a million.
type findings struct {
	found func(Finding)
	open  [kindsOfFinding]*Finding
}

func (fs *findings) add(what What, level int, at int64) {
	last := fs.open[what]
	if last != nil && last.Level == level && (last.Last == at || last.Last+1 == at) {
		last.Last = at
		return
	}
	if last != nil {
		fs.found(*last)
	}
	fs.open[what] = &Finding{what, level, at, at}
}

func (fs *findings) flush() {
	for _, last := range fs.open {
		if last != nil {
			fs.found(*last)
		}
	}
	fs.open = [kindsOfFinding]*Finding{}
}
