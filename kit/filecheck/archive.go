package filecheck

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"strings"
)

const (
	endBytes       = 22        // of the record that ends an archive
	mostComment    = 1 << 16   // behind it
	mostDirectory  = 512 << 10 // of the list of entries: what reading it takes in memory
	bombRatio      = 200
	bombRatioAbove = 4 << 20 // small files of blanks pack well and harm nobody
)

// archiveEnd finds the record that ends a zip archive: one whose comment reaches exactly to
// the end of the file.
func archiveEnd(file io.ReaderAt, size int64) (record []byte, found bool, err error) {
	n := min(size, endBytes+mostComment)
	tail := make([]byte, n)
	if _, err := file.ReadAt(tail, size-n); err != nil && err != io.EOF {
		return nil, false, err
	}
	for at := len(tail); ; {
		at = bytes.LastIndex(tail[:at], []byte("PK\x05\x06"))
		if at < 0 {
			return nil, false, nil
		}
		if rest := tail[at:]; len(rest) >= endBytes && len(rest) == endBytes+int(binary.LittleEndian.Uint16(rest[20:])) {
			return rest, true, nil
		}
	}
}

// zip judges an archive by its list of entries, which must be all that stands behind them.
// Nothing is unpacked but the first bytes of each entry.
func (l Limits) zip(file io.ReaderAt, size int64) (Found, error) {
	if err := plainArchive(file, size, l.Entries); err != nil {
		return Found{}, err
	}
	r, err := zip.NewReader(file, size)
	if err != nil {
		return Found{}, no(Broken, "zip")
	}
	names := map[string]bool{}
	var total uint64
	for _, e := range r.File {
		total += e.UncompressedSize64
		switch {
		case names[e.Name]:
			return Found{}, no(Double, "zip")
		case e.UncompressedSize64 > uint64(l.Inflated) || total > uint64(l.Inflated):
			return Found{}, no(Bomb, "zip")
		case e.UncompressedSize64 > bombRatioAbove && e.UncompressedSize64/bombRatio > e.CompressedSize64:
			return Found{}, no(Bomb, "zip")
		case e.Flags&1 != 0:
			return Found{}, no(Locked, "zip")
		}
		names[e.Name] = true
	}
	if err := entries(r.File); err != nil {
		return Found{}, err
	}
	return Found{Kind: officeKind(names)}, nil
}

// plainArchive refuses what is in front of an archive, behind it, or too long to list.
func plainArchive(file io.ReaderAt, size int64, most int) error {
	end, found, err := archiveEnd(file, size)
	if err != nil {
		return err
	}
	if !found {
		return no(Broken, "zip")
	}
	entries := int(binary.LittleEndian.Uint16(end[10:]))
	length, at := int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	switch {
	case entries > most || length > mostDirectory:
		return &Refused{Reason: TooMany, Of: "zip", Most: int64(most)}
	case at+length != size-int64(len(end)) || len(end) > endBytes:
		return no(Double, "zip") // 64-bit archives end here too: no paper needs them
	}
	return nil
}

// entries looks at each name and at what each begins with.
func entries(list []*zip.File) error {
	for _, e := range list {
		name := strings.ToLower(e.Name)
		switch {
		case path.IsAbs(name) || strings.Contains(name, "..") || strings.ContainsAny(name, "\\\x00"):
			return no(Broken, "zip")
		case strings.Contains(name, "vbaproject") || strings.Contains(name, "/activex/") || strings.Contains(name, "macrosheets/"):
			return no(Active, "office")
		case strings.Contains(name, "/embeddings/"):
			return no(WithinFile, "office")
		}
		head, err := beginning(e)
		if err != nil {
			return no(Broken, "zip")
		}
		for _, archive := range []string{"PK\x03\x04", "Rar!", "7z\xbc\xaf", "\x1f\x8b", "MZ", "\x7fELF", "%PDF"} {
			if bytes.HasPrefix(head, []byte(archive)) {
				return no(WithinFile, "zip")
			}
		}
	}
	return nil
}

func beginning(e *zip.File) ([]byte, error) {
	if strings.HasSuffix(e.Name, "/") {
		return nil, nil
	}
	r, err := e.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

// officeKind tells documents from other archives.
func officeKind(names map[string]bool) Kind {
	switch {
	case names["[Content_Types].xml"] && names["word/document.xml"]:
		return DOCX
	case names["[Content_Types].xml"] && names["xl/workbook.xml"]:
		return XLSX
	}
	return ZIP
}
