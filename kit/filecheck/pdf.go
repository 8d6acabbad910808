package filecheck

import (
	"bufio"
	"bytes"
	"io"
)

// mostStructure bounds the bytes outside of streams and unpacked object streams that are
// read: the structure of 500 pages takes a fraction of it.
const (
	mostStructure = 4 << 20
	mostUnpacked  = 4 << 20
)

// pdf reads the structure of a document: every object in the order of the file, those in
// compressed object streams too. Tables of contents of the file (xref) are not believed,
// so that what is hidden from them is seen as well.
func (l Limits) pdf(file io.ReaderAt, size int64) (Found, error) {
	if err := noArchiveBehind(file, size, PDF); err != nil {
		return Found{}, err
	}
	if err := endsAsPDF(file, size); err != nil {
		return Found{}, err
	}
	s := &survey{limits: l, unpacked: mostUnpacked}
	t := &tokens{r: bufio.NewReaderSize(io.NewSectionReader(file, 0, size), 64<<10), left: mostStructure}
	if err := s.objects(t, true); err != nil {
		return Found{}, err
	}
	found := Found{Kind: PDF, Pages: s.pages}
	if s.count > 0 && s.count < s.pages { // earlier revisions of pages stay in the file
		found.Pages = s.count
	}
	switch {
	case s.pages == 0:
		return found, no(Broken, "pdf")
	case found.Pages > l.Pages:
		return found, &Refused{Reason: TooMany, Of: "pdf", Most: int64(l.Pages)}
	}
	return found, nil
}

// endsAsPDF wants %%EOF at the end and nothing but blanks behind it.
func endsAsPDF(file io.ReaderAt, size int64) error {
	n := min(size, 2048)
	tail := make([]byte, n)
	if _, err := file.ReadAt(tail, size-n); err != nil && err != io.EOF {
		return err
	}
	at := bytes.LastIndex(tail, []byte("%%EOF"))
	if at < 0 {
		return no(Broken, "pdf")
	}
	if behind := bytes.Trim(tail[at+5:], " \t\r\n\x00"); len(behind) > 0 {
		return no(Double, "pdf")
	}
	return nil
}
