package pdf

import (
	"encoding/binary"
	"slices"
)

// subset is the face as a file of its own with the given glyphs only; each keeps its number.
// A glyph that is put together from others brings them along.
func (f *face) subset(used []uint16) []byte {
	used = f.whole(used)
	last := int(slices.Max(used))
	var glyf []byte
	loca := make([]byte, 0, 4*(last+2))
	hmtx := make([]byte, 4*(last+1))
	for id := range last + 1 {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if _, is := slices.BinarySearch(used, uint16(id)); is {
			glyf = append(glyf, f.outline(uint16(id))...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
			binary.BigEndian.PutUint16(hmtx[4*id:], f.widths[id])
			binary.BigEndian.PutUint16(hmtx[4*id+2:], f.bearing[id]) // lost, each glyph would stand a little aside
		}
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := f.table("head"), f.table("hhea"), f.table("maxp")
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum over the whole file, which readers of PDF do not look at
	binary.BigEndian.PutUint16(head[50:], 1) // places in four bytes
	binary.BigEndian.PutUint16(hhea[34:], uint16(last+1))
	binary.BigEndian.PutUint16(maxp[4:], uint16(last+1))
	return joined([]part{
		{"cvt ", f.table("cvt ")}, {"fpgm", f.table("fpgm")}, {"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", f.table("prep")},
	})
}

// table is a copy of a table.
func (f *face) table(name string) []byte {
	at := f.at[name]
	return slices.Clone([]byte(f.tables[at[0] : at[0]+at[1]]))
}

func (f *face) outline(id uint16) []byte {
	glyf := f.at["glyf"][0]
	return f.tables[glyf+f.places[id] : glyf+f.places[id+1]]
}

// Flags of a component of a composite glyph (5.3.3).
const (
	wordArguments = 1 << 0
	hasScale      = 1 << 3
	moreFollow    = 1 << 5
	hasTwoScales  = 1 << 6
	hasMatrix     = 1 << 7
)

// whole adds glyph 0 and the components of composite glyphs, in ascending order.
func (f *face) whole(used []uint16) []uint16 {
	all := map[uint16]bool{}
	waiting := append([]uint16{0}, used...)
	for len(waiting) > 0 {
		id := waiting[len(waiting)-1]
		if waiting = waiting[:len(waiting)-1]; all[id] {
			continue
		}
		all[id] = true
		outline := tables(f.outline(id))
		if len(outline) == 0 || outline.i16(0) >= 0 {
			continue
		}
		for at, flags := 10, moreFollow; flags&moreFollow != 0; {
			flags = outline.u16(at)
			waiting = append(waiting, uint16(outline.u16(at+2)))
			at += 6
			switch {
			case flags&hasScale != 0:
				at += 2
			case flags&hasTwoScales != 0:
				at += 4
			case flags&hasMatrix != 0:
				at += 8
			}
			if flags&wordArguments != 0 {
				at += 2
			}
		}
	}
	list := make([]uint16, 0, len(all))
	for id := range all {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}

// part is a table of a face.
type part struct {
	name string
	data []byte
}

// joined puts tables, in the order of their names, together to a file (4.5.1).
func joined(parts []part) []byte {
	n, power := len(parts), 0
	for 1<<(power+1) <= n {
		power++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 << power, power, 16*n - 16<<power} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*n
	for _, p := range parts {
		out = append(out, p.name...)
		for _, v := range []uint32{sum(p.data), uint32(at), uint32(len(p.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += (len(p.data) + 3) &^ 3
	}
	for _, p := range parts {
		out = append(out, p.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// sum of a table in words of four bytes.
func sum(data []byte) (total uint32) {
	for len(data) >= 4 {
		total += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var rest [4]byte
	copy(rest[:], data)
	return total + binary.BigEndian.Uint32(rest[:])
}
