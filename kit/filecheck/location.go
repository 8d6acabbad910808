package filecheck

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// locationWithin is how much of a photograph's beginning is looked at: the segment that
// holds the place is at most 64 KiB long and stands first.
const locationWithin = 128 << 10

// WithoutLocation is r, and when it is a photograph that tells where it was taken, the same
// bytes with that place blanked: whoever hands in a picture of a paper does not hand in
// where they live. Nothing else is changed; a picture is not packed anew, for that would
// make it another than the one handed in.
func WithoutLocation(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, locationWithin)
	head, _ := b.Peek(locationWithin) // less for a short file; its fault comes when it is read
	if bytes.HasPrefix(head, []byte("\xff\xd8\xff")) {
		head = bytes.Clone(head)
		blankLocation(head)
		b.Discard(len(head))
		return io.MultiReader(bytes.NewReader(head), b)
	}
	return b
}

// blankLocation walks the segments of a JPEG to its Exif and clears what GPS says.
func blankLocation(head []byte) {
	for at := 2; at+4 <= len(head) && head[at] == 0xff; {
		n := int(binary.BigEndian.Uint16(head[at+2:]))
		end := at + 2 + n
		if n < 2 || end > len(head) || head[at+1] == 0xda { // the picture begins
			return
		}
		if body := head[at+4 : end]; head[at+1] == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			blankPlace(body[6:])
		}
		at = end
	}
}

const (
	gpsTag    = 0x8825
	entryLong = 12
)

// blankPlace clears the directory of the place, and the values it points at.
func blankPlace(tiff []byte) {
	if len(tiff) < 8 {
		return
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	for _, e := range entriesAt(tiff, order, order.Uint32(tiff[4:])) {
		if order.Uint16(e) != gpsTag {
			continue
		}
		for _, fact := range entriesAt(tiff, order, order.Uint32(e[8:])) {
			blankFact(tiff, order, fact)
		}
		clear(e[8:]) // and the way there
	}
}

// blankFact clears one entry and its value, which stands elsewhere when it is longer than
// four bytes.
func blankFact(tiff []byte, order binary.ByteOrder, entry []byte) {
	sizes := [...]uint64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8}
	if kind := int(order.Uint16(entry[2:])); kind < len(sizes) {
		n, at := sizes[kind]*uint64(order.Uint32(entry[4:])), uint64(order.Uint32(entry[8:]))
		if n > 4 && at < uint64(len(tiff)) {
			clear(tiff[at:min(at+n, uint64(len(tiff)))])
		}
	}
	clear(entry)
}

// entriesAt lists the entries of a directory that lie within the segment.
func entriesAt(tiff []byte, order binary.ByteOrder, at uint32) (list [][]byte) {
	if uint64(at)+2 > uint64(len(tiff)) {
		return nil
	}
	rest := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(rest) < entryLong {
			break
		}
		list, rest = append(list, rest[:entryLong]), rest[entryLong:]
	}
	return list
}
