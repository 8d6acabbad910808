package filecheck

import (
	"bufio"
	"encoding/binary"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// png goes from chunk to chunk to the last, which must end the file.
func (l Limits) png(file io.ReaderAt, size int64) (Found, error) {
	found := Found{Kind: PNG, Pages: 1}
	head := make([]byte, 8+8)
	for at := int64(len(pngSignature)); ; {
		n, err := file.ReadAt(head, at)
		if n < 8 {
			return found, readFault(err)
		}
		length, name := int64(binary.BigEndian.Uint32(head)), string(head[4:8])
		first := at == int64(len(pngSignature))
		switch {
		case first != (name == "IHDR"), first && (length != 13 || n < 16):
			return found, no(Broken, "png")
		case first:
			found.Width, found.Height = int(binary.BigEndian.Uint32(head[8:])), int(binary.BigEndian.Uint32(head[12:]))
			if err := l.broad(found); err != nil {
				return found, err
			}
		}
		if at += 12 + length; at > size {
			return found, no(Broken, "png")
		}
		if name == "IEND" {
			if at != size {
				return found, no(Double, "png")
			}
			return found, nil
		}
	}
}

func readFault(err error) error {
	if err == nil {
		return io.ErrUnexpectedEOF
	}
	return err
}

// broad refuses an image of too many pixels by its header: drawing it would take four
// bytes for each.
func (l Limits) broad(f Found) error {
	switch {
	case f.Width <= 0 || f.Height <= 0:
		return no(Broken, string(f.Kind))
	case int64(f.Width)*int64(f.Height) > l.Pixels:
		return &Refused{Reason: TooBroad, Of: string(f.Kind), Most: l.Pixels / 1_000_000}
	}
	return nil
}

// jpeg goes from segment to segment and through the scans to the end of the image. Phones
// put a small second picture behind the first, which is let pass; anything else is not.
func (l Limits) jpeg(file io.ReaderAt, size int64) (Found, error) {
	found := Found{Kind: JPEG, Pages: 1}
	if err := noArchiveBehind(file, size, JPEG); err != nil {
		return found, err
	}
	r := &jpegReader{Reader: bufio.NewReaderSize(io.NewSectionReader(file, 0, size), 64<<10)}
	r.Discard(2)
	for {
		marker, err := r.marker()
		if err != nil {
			return found, err
		}
		if marker == 0xd9 {
			break
		}
		if err := r.segment(marker, &found, l); err != nil {
			return found, err
		}
	}
	if found.Width == 0 {
		return found, no(Broken, "jpeg")
	}
	return found, r.rest()
}

type jpegReader struct {
	*bufio.Reader
}

// marker is the next one; data of a scan in between is passed over.
func (r *jpegReader) marker() (byte, error) {
	for {
		if _, err := r.ReadSlice(0xff); err == bufio.ErrBufferFull {
			continue
		} else if err != nil {
			return 0, err
		}
		for {
			b, err := r.ReadByte()
			if err != nil {
				return 0, err
			}
			if b == 0xff { // fill bytes
				continue
			}
			if b == 0 || b >= 0xd0 && b <= 0xd7 || b == 1 { // data, or a restart within a scan
				break
			}
			return b, nil
		}
	}
}

// segment passes over one, and reads the size of the image in its frame header.
func (r *jpegReader) segment(marker byte, found *Found, l Limits) error {
	length, err := r.Peek(2)
	if err != nil {
		return err
	}
	n := int(binary.BigEndian.Uint16(length))
	if n < 2 {
		return no(Broken, "jpeg")
	}
	if frame := marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; frame {
		head, err := r.Peek(7)
		if err != nil {
			return err
		}
		found.Height, found.Width = int(binary.BigEndian.Uint16(head[3:])), int(binary.BigEndian.Uint16(head[5:]))
		if err := l.broad(*found); err != nil {
			return err
		}
	}
	_, err = r.Discard(n)
	return err
}

// rest is what stands behind the image: nothing, blanks, or another picture.
func (r *jpegReader) rest() error {
	for {
		b, err := r.Peek(3)
		switch {
		case len(b) == 0 && err == io.EOF:
			return nil
		case len(b) > 0 && b[0] == 0:
			r.Discard(1)
		case string(b) == "\xff\xd8\xff":
			return nil
		default:
			return no(Double, "jpeg")
		}
	}
}
