package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// The reader is our own, because it must stop at the limits while it unpacks, tell days from numbers, and
// keep nothing it is not asked for.

// workbook is an opened file with what its cells refer to.
type workbook struct {
	files    map[string]*zip.File
	texts    []string
	dates    []bool // by style: the number is a day or an instant
	from1904 bool
}

func readXLSX(data []byte, limits Limits, take func(line int, cells []string) error) error {
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return bad("tệp Excel bị hỏng")
	}
	w := &workbook{files: map[string]*zip.File{}}
	var unpacked uint64
	for _, f := range packed.File {
		// A zip that declares less than it holds is stopped by archive/zip at the declared size.
		if unpacked += min(f.UncompressedSize64, 1<<40); unpacked > uint64(limits.Unpacked) {
			return bad("nội dung giải nén lớn hơn %d MB", limits.Unpacked>>20)
		}
		w.files[strings.TrimPrefix(f.Name, "/")] = f
	}
	err = w.read(take)
	var told *BadFile
	if err == nil || errors.As(err, &told) {
		return err
	}
	return bad("tệp Excel bị hỏng hoặc không có trang tính")
}

func (w *workbook) read(take func(line int, cells []string) error) error {
	first, err := w.firstSheet()
	if err != nil {
		return err
	}
	if err := w.sharedTexts(); err != nil {
		return err
	}
	if err := w.styles(); err != nil {
		return err
	}
	return w.rows(first, take)
}

// open gives a part as XML, nil when the workbook has no such part.
func (w *workbook) open(name string) (*xml.Decoder, error) {
	f := w.files[name]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return xml.NewDecoder(r), nil
}

// part decodes a small part whole; what it does not have stays empty.
func (w *workbook) part(name string, into any) error {
	in, err := w.open(name)
	if in == nil || err != nil {
		return err
	}
	return in.Decode(into)
}

// firstSheet is the name of the part that holds the first sheet.
func (w *workbook) firstSheet() (string, error) {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.part("xl/workbook.xml", &book); err != nil {
		return "", err
	}
	if err := w.part("xl/_rels/workbook.xml.rels", &links); err != nil {
		return "", err
	}
	w.from1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	for _, link := range links.All {
		if len(book.Sheets) > 0 && link.ID == book.Sheets[0].ID {
			if strings.HasPrefix(link.Target, "/") {
				return link.Target[1:], nil
			}
			return path.Join("xl", link.Target), nil
		}
	}
	return "", errors.New("no sheet")
}

// richText is a text that may be cut into runs with fonts of their own; phonetic hints are no part of it.
type richText struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	var b strings.Builder
	b.WriteString(t.Text)
	for _, run := range t.Runs {
		b.WriteString(run.Text)
	}
	return clean(b.String())
}

// sharedTexts reads the texts that cells name by number.
func (w *workbook) sharedTexts() error {
	in, err := w.open("xl/sharedStrings.xml")
	if in == nil || err != nil {
		return err
	}
	return each(in, "si", func(start *xml.StartElement) error {
		var text richText
		err := in.DecodeElement(&text, start)
		w.texts = append(w.texts, text.String())
		return err
	})
}

// each calls do at every element of a name.
func each(in *xml.Decoder, name string, do func(*xml.StartElement) error) error {
	for {
		token, err := in.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == name {
			if err := do(&start); err != nil {
				return err
			}
		}
	}
}
