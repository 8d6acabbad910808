// Package filecheck looks at a file that a stranger sent before anybody keeps or opens it:
// what it is by its content, how large it would become, and whether it is more than one
// thing. It reads headers and structure only, never draws anything, and takes the same
// little memory for every file.
package filecheck

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Kind is what a file is by its content.
type Kind string

// The kinds that can be judged.
const (
	PDF  Kind = "pdf"
	JPEG Kind = "jpeg"
	PNG  Kind = "png"
	DOCX Kind = "docx"
	XLSX Kind = "xlsx"
	ZIP  Kind = "zip"
)

// Mime is the type that a server may send the file as.
func (k Kind) Mime() string {
	return map[Kind]string{
		PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png", ZIP: "application/zip",
		DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	}[k]
}

// Limits are what a file may be at most.
type Limits struct {
	Kinds    []Kind
	Bytes    int64 // of the file
	Pages    int   // of a PDF
	Pixels   int64 // of an image, width × height
	Inflated int64 // bytes, of all that a file unpacks to
	Entries  int   // files within an archive
}

// Usual limits for the papers of a dossier.
var Usual = Limits{
	Kinds: []Kind{PDF, JPEG, PNG, DOCX, XLSX},
	Bytes: 20 << 20, Pages: 500, Pixels: 50_000_000, Inflated: 100 << 20, Entries: 2000,
}

// Found is what a good file is.
type Found struct {
	Kind          Kind
	Pages         int // 1 for an image, 0 where pages are not known
	Width, Height int // of an image
}

// Reason is why a file is refused.
type Reason string

const (
	Empty      Reason = "empty"
	TooLarge   Reason = "too-large"
	Foreign    Reason = "foreign"   // not of a kind that is taken
	Broken     Reason = "broken"    // begins as a kind, and does not go on as one
	Double     Reason = "double"    // more than one thing: something before, behind or inside
	TooMany    Reason = "too-many"  // pages, entries
	TooBroad   Reason = "too-broad" // pixels
	Bomb       Reason = "bomb"      // unpacks to more than it should
	Active     Reason = "active"    // scripts, macros, things that start by themselves
	Locked     Reason = "locked"    // encrypted: nobody can look inside
	WithinFile Reason = "within"    // files or archives inside the file
)

// Refused is the answer no. Of is what the file looked like, "" unknown; Most the limit.
type Refused struct {
	Reason Reason
	Of     string
	Most   int64
}

// Error is for logs; pages have sentences of their own.
func (r *Refused) Error() string { return fmt.Sprintf("file refused: %s %s", r.Reason, r.Of) }

func no(why Reason, of string) error { return &Refused{Reason: why, Of: of} }

// Judge says what a file is, or why it is refused with a *Refused. Other errors are of
// reading.
func (l Limits) Judge(file io.ReaderAt, size int64) (Found, error) {
	switch {
	case size == 0:
		return Found{}, no(Empty, "")
	case size > l.Bytes:
		return Found{}, &Refused{Reason: TooLarge, Most: l.Bytes}
	}
	head := make([]byte, min(size, 1024))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return Found{}, err
	}
	kind, err := sniff(head)
	if err != nil {
		return Found{}, err
	}
	look := map[Kind]func(io.ReaderAt, int64) (Found, error){PDF: l.pdf, JPEG: l.jpeg, PNG: l.png, ZIP: l.zip}[kind]
	found, err := look(file, size)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return found, no(Broken, string(kind))
	}
	if err == nil && !slices.Contains(l.Kinds, found.Kind) {
		return found, no(Foreign, string(found.Kind))
	}
	return found, err
}

// foreign are beginnings of files that people send by mistake or by malice.
var foreign = []struct{ begins, name string }{
	{"MZ", "exe"}, {"\x7fELF", "exe"}, {"#!", "script"}, {"Rar!", "rar"}, {"7z\xbc\xaf", "7z"}, {"\x1f\x8b", "gzip"},
	{"GIF8", "gif"}, {"BM", "bmp"}, {"RIFF", "webp"}, {"II*\x00", "tiff"}, {"MM\x00*", "tiff"}, {"\xd0\xcf\x11\xe0", "doc"}, {"{\\rtf", "rtf"},
}

// sniff tells the kind by the first bytes, which must stand at the very beginning: a file
// that has its signature further on is something else before it.
func sniff(head []byte) (Kind, error) {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return JPEG, nil
	case bytes.HasPrefix(head, []byte(pngSignature)):
		return PNG, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return ZIP, nil
	case bytes.Contains(head, []byte("%PDF-")):
		return "", no(Double, "pdf")
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		return "", no(Foreign, "heic")
	}
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.begins)) {
			return "", no(Foreign, f.name)
		}
	}
	if text := bytes.ToLower(bytes.TrimLeft(head, "\ufeff \t\r\n")); bytes.HasPrefix(text, []byte("<")) {
		return "", no(Foreign, "html")
	}
	return "", no(Foreign, "")
}

// noArchiveBehind refuses a file at whose end a zip archive ends too: a program that opens
// archives by their end would see another file.
func noArchiveBehind(file io.ReaderAt, size int64, kind Kind) error {
	_, found, err := archiveEnd(file, size)
	if err == nil && found {
		return no(Double, string(kind))
	}
	return err
}
