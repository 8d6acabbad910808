package filecheck

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"io"
)

// survey is what was seen of a document.
type survey struct {
	limits       Limits
	pages, count int
	unpacked     int64 // bytes that may still be unpacked
}

// deepest is how far dictionaries and lists may stand in each other.
const deepest = 64

// objects reads tokens to the end; streams says whether streams may follow dictionaries.
func (s *survey) objects(t *tokens, streams bool) error {
	var open []dict
	var last dict // closed just now
	for {
		tok, err := t.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := permitted(tok); err != nil {
			return err
		}
		if len(open) > 0 {
			if err := open[len(open)-1].take(tok); err != nil {
				return err
			}
		}
		switch {
		case tok.kind == dictOpens && len(open) == deepest:
			return no(Bomb, "pdf")
		case tok.kind == dictOpens:
			open = append(open, dict{})
		case tok.kind == dictCloses && len(open) > 0:
			last, open = open[len(open)-1], open[:len(open)-1]
			if err := s.note(&last); err != nil {
				return err
			}
		case tok.kind == keyword && tok.text == "stream" && streams:
			open = open[:0]
			if err := s.stream(t, &last); err != nil {
				return err
			}
		}
	}
}

// note counts pages and looks at pictures.
func (s *survey) note(d *dict) error {
	switch d.kind {
	case "Page":
		s.pages++
	case "Pages":
		if !d.child {
			s.count = int(d.count)
		}
	}
	if d.image && d.width > 0 && d.height > s.limits.Pixels/d.width {
		return &Refused{Reason: TooBroad, Of: "pdf", Most: s.limits.Pixels / 1_000_000}
	}
	return nil
}

// stream passes over one, or reads the objects that one packs.
func (s *survey) stream(t *tokens, d *dict) error {
	if d.kind == "ObjStm" {
		if err := s.packed(t.r, d); err != nil {
			return err
		}
	}
	return skipStream(t.r)
}

// packed reads an object stream. One that is packed in a way that no common program uses
// cannot be looked into, so it is refused.
func (s *survey) packed(r *bufio.Reader, d *dict) error {
	if d.filters > 1 || d.predictor || d.filter != "" && d.filter != "FlateDecode" && d.filter != "Fl" {
		return no(Locked, "pdf")
	}
	if d.filter == "" { // its objects stand in plain: skipStream would take them for hidden ones
		return no(Broken, "pdf")
	}
	if err := endLine(r); err != nil {
		return err
	}
	z, err := zlib.NewReader(r)
	if err != nil {
		return no(Broken, "pdf")
	}
	defer z.Close()
	bounded := &io.LimitedReader{R: z, N: s.unpacked + 1}
	inner := &tokens{r: bufio.NewReaderSize(bounded, 4<<10), left: s.unpacked + 1}
	err = s.objects(inner, false)
	s.unpacked = bounded.N - 1
	var refused *Refused
	switch {
	case errors.As(err, &refused):
		return err
	case s.unpacked < 0:
		return no(Bomb, "pdf")
	case err != nil:
		return no(Broken, "pdf")
	}
	return nil
}

// endLine passes over the end of the line behind the word "stream".
func endLine(r *bufio.Reader) error {
	b, err := r.ReadByte()
	if err == nil && b == '\r' {
		b, err = r.ReadByte()
	}
	if err == nil && b != '\n' {
		err = r.UnreadByte()
	}
	return err
}

var (
	endOfStream  = []byte("endstream")
	hiddenObject = []byte(" obj")
)

// skipStream goes behind the end of a stream. The length that a dictionary tells is not
// believed. An object that stands in plain within a stream would be seen by programs that
// jump to it and not by this one: no honest file has any.
func skipStream(r *bufio.Reader) error {
	for {
		window, err := r.Peek(r.Size())
		if len(window) == 0 {
			return err
		}
		end := bytes.Index(window, endOfStream)
		body := window
		if end >= 0 {
			body = window[:end]
		}
		if hidden(body) {
			return no(Double, "pdf")
		}
		if end >= 0 {
			_, err = r.Discard(end + len(endOfStream))
			return err
		}
		if err != nil { // the file ends within a stream
			return no(Broken, "pdf")
		}
		r.Discard(len(window) - 32) // what stands across two windows is seen in the next
	}
}

// hidden looks for "7 0 obj".
func hidden(body []byte) bool {
	for {
		at := bytes.Index(body, hiddenObject)
		if at < 0 {
			return false
		}
		if at >= 3 && digit(body[at-1]) && body[at-2] == ' ' && digit(body[at-3]) {
			return true
		}
		body = body[at+len(hiddenObject):]
	}
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
