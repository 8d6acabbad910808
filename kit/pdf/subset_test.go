package pdf

import (
	"slices"
	"testing"
)

func TestASubsetDrawsItsGlyphsAsTheWholeFaceDoes(t *testing.T) {
	for style := range faces {
		f := faces[style]()
		var used []uint16
		for _, r := range "Ký và ghi rõ họ tên, ngày 30; ẾẶỮ đĐ ½" {
			used = append(used, f.glyphs[r])
		}
		cut := tables(f.subset(used))
		at := map[string]int{}
		for i := range cut.u16(4) {
			entry := 12 + 16*i
			at[string(cut[entry:entry+4])] = cut.u32(entry + 8)
			if want := sum(cut[cut.u32(entry+8) : cut.u32(entry+8)+cut.u32(entry+12)]); uint32(cut.u32(entry+4)) != want {
				t.Errorf("face %d: the sum of %s is wrong", style, cut[entry:entry+4])
			}
		}
		for _, id := range f.whole(used) {
			begin, end := cut.u32(at["loca"]+4*int(id)), cut.u32(at["loca"]+4*int(id)+4)
			outline := f.outline(id)
			if got := cut[at["glyf"]+begin : at["glyf"]+end]; !slices.Equal(got[:len(outline)], tables(outline)) {
				t.Errorf("face %d: glyph %d has another outline", style, id)
			}
			metrics := at["hmtx"] + 4*int(id)
			if cut.u16(metrics) != int(f.widths[id]) || cut.u16(metrics+2) != int(f.bearing[id]) {
				t.Errorf("face %d: glyph %d stands elsewhere", style, id)
			}
		}
		if len(f.whole(used)) <= len(slices.Compact(slices.Sorted(slices.Values(used))))+1 {
			t.Errorf("face %d: composite glyphs brought nothing along: the test has gone blind", style)
		}
		if len(cut) > len(f.tables)/4 {
			t.Errorf("face %d: %d of %d bytes are left", style, len(cut), len(f.tables))
		}
	}
}
