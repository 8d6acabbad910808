package filecheck

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

func samplePDF(inside string) []byte {
	return []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n" +
		"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R>>\nendobj\n" +
		"4 0 obj\n<</Length 8>>\nstream\n1 0 0 rg\nendstream\nendobj\n" + inside +
		"xref\n0 5\ntrailer\n<</Root 1 0 R/Size 5>>\nstartxref\n9\n%%EOF\n")
}

func packed(filter, objects string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	io.WriteString(z, objects)
	z.Close()
	return fmt.Sprintf("9 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter %s /Length %d>>\nstream\r\n%s\nendstream\nendobj\n", filter, b.Len(), b.Bytes())
}

func samplePNG(w, h int) []byte {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)))
	return b.Bytes()
}

// boastingPNG is small and says that it is large.
func boastingPNG(w, h uint32) []byte {
	b := samplePNG(1, 1)
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

func sampleJPEG(w, h int) []byte {
	var b bytes.Buffer
	jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil)
	return b.Bytes()
}

func archive(files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, _ := z.Create(files[i])
		io.WriteString(w, files[i+1])
	}
	z.Close()
	return b.Bytes()
}

func docx(more ...string) []byte {
	return archive(append([]string{"[Content_Types].xml", "<Types/>", "word/document.xml", "<w:document/>"}, more...)...)
}

func lying(b []byte, old, new string) []byte { return bytes.ReplaceAll(b, []byte(old), []byte(new)) }

func judge(b []byte) (Found, error) { return Usual.Judge(bytes.NewReader(b), int64(len(b))) }

func TestGoodPapersAreTakenForWhatTheyAre(t *testing.T) {
	for what, c := range map[string]struct {
		file []byte
		want Found
	}{
		"a document":              {samplePDF(""), Found{Kind: PDF, Pages: 1}},
		"opened at a page":        {lying(samplePDF(""), "/Type /Catalog", "/Type /Catalog/OpenAction[3 0 R /XYZ null null 0]"), Found{Kind: PDF, Pages: 1}},
		"packed objects":          {samplePDF(packed("/FlateDecode", "5 0 <</Type /Page /Parent 2 0 R>>")), Found{Kind: PDF, Pages: 1}},
		"a title that says JS":    {samplePDF("6 0 obj\n<</Title (/JavaScript \\) (x))/Author <2f4a53>>>\nendobj\n"), Found{Kind: PDF, Pages: 1}},
		"blanks behind":           {append(samplePDF(""), "\r\n\x00"...), Found{Kind: PDF, Pages: 1}},
		"a photograph":            {sampleJPEG(640, 480), Found{Kind: JPEG, Pages: 1, Width: 640, Height: 480}},
		"a photograph with small": {append(sampleJPEG(640, 480), sampleJPEG(9, 9)...), Found{Kind: JPEG, Pages: 1, Width: 640, Height: 480}},
		"a picture":               {samplePNG(30, 20), Found{Kind: PNG, Pages: 1, Width: 30, Height: 20}},
		"a letter":                {docx("docProps/app.xml", "<x/>"), Found{Kind: DOCX}},
		"a table":                 {archive("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"), Found{Kind: XLSX}},
	} {
		if got, err := judge(c.file); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
}

type attack struct {
	what string
	file io.ReaderAt
	size int64
	want Reason
}

func of(what string, b []byte, want Reason) attack {
	return attack{what, bytes.NewReader(b), int64(len(b)), want}
}

// attacks are all files that somebody might send; each must be refused for its reason.
func attacks() []attack {
	obj := func(s string) []byte { return samplePDF("6 0 obj\n" + s + "\nendobj\n") }
	many := make([]string, 0, 5000)
	for i := range 2500 {
		many = append(many, fmt.Sprintf("f%d", i), "")
	}
	bomb := strings.Repeat("0 ", 10<<20)
	return []attack{
		of("nothing", nil, Empty),
		{"2 GB", zeros{}, 2 << 30, TooLarge},
		of("a PNG of 50,000 × 50,000", boastingPNG(50_000, 50_000), TooBroad),
		of("a PNG without width", boastingPNG(0, 5), Broken),
		of("a PNG with a page behind", append(samplePNG(5, 5), "<script>alert(1)</script>"...), Double),
		of("a PNG cut off", samplePNG(50, 50)[:60], Broken),
		of("a JPEG with an archive behind", append(sampleJPEG(5, 5), archive("a", "b")...), Double),
		of("a JPEG with a page behind", append(sampleJPEG(5, 5), "<html>"...), Double),
		of("a JPEG cut off", sampleJPEG(50, 50)[:200], Broken),
		of("a PDF behind a page", append([]byte("<html>\n"), samplePDF("")...), Double),
		of("a PDF with an archive behind", append(samplePDF(""), archive("a", "b")...), Double),
		of("a PDF with a page behind", append(samplePDF(""), "<script>"...), Double),
		of("a PDF without an end", samplePDF("")[:200], Broken),
		of("a PDF without pages", []byte("%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF"), Broken),
		of("a script", obj("<</S /JavaScript /JS (app.alert)>>"), Active),
		of("a script by another name", obj("<</S /Java#53cript>>"), Active),
		of("a program", obj("<</S/Launch/F(cmd.exe)>>"), Active),
		of("an action when opened", lying(samplePDF(""), "/Type /Catalog", "/Type /Catalog/OpenAction 6 0 R"), Active),
		of("an action when opened, in place", lying(samplePDF(""), "/Type /Catalog", "/Type /Catalog/OpenAction<</S/URI>>"), Active),
		of("a file inside", obj("<</Type/EmbeddedFile>>"), WithinFile),
		of("encrypted", lying(samplePDF(""), "/Root", "/Encrypt 8 0 R/Root"), Locked),
		of("a packed script", samplePDF(packed("/FlateDecode", "5 0 <</S /JavaScript>>")), Active),
		of("packed twice", samplePDF(packed("[/ASCIIHexDecode/FlateDecode]", "5 0 <<>>")), Locked),
		of("a script hidden in a stream", samplePDF("7 0 obj<</Length 60>>stream\n8 0 obj<</S/JavaScript>>endobj\nendstream\nendobj\n"), Double),
		of("packed objects that blow up", samplePDF(packed("/FlateDecode", bomb)), Bomb),
		of("dictionaries in each other", obj(strings.Repeat("<</A ", 1_000_000)), Bomb),
		of("lists in each other", obj("<</A"+strings.Repeat("[", 1_000_000)), Bomb),
		of("nothing but structure", obj(strings.Repeat("/A<<>>", 2_500_000)), Bomb),
		of("a drawing of 50,000 × 50,000", obj("<</Subtype/Image/Width 50000/Height 50000>>"), TooBroad),
		of("600 pages", samplePDF(strings.Repeat("6 0 obj<</Type/Page>>endobj\n", 600)+"2 0 obj<</Type/Pages/Count 601>>endobj\n"), TooMany),
		of("a zip bomb", docx("word/a.xml", strings.Repeat("\x00", 40<<20)), Bomb),
		of("a larger zip bomb", docx("word/a.xml", strings.Repeat("\x00", 60<<20), "word/b.xml", strings.Repeat("x", 60<<20)), Bomb),
		of("an archive within", docx("word/x.xml", string(archive("a", "b"))), WithinFile),
		of("macros", docx("word/vbaProject.bin", "x"), Active),
		of("too many files", archive(many...), TooMany),
		of("a file outside", docx("../../etc/passwd", "x"), Broken),
		of("any archive", archive("a.txt", "b"), Foreign),
		of("a letter behind a picture", append(samplePNG(3, 3), docx()...), Double),
		of("something before an archive", append([]byte("PK\x03\x04    "), docx()...), Double),
		of("a page", []byte("\xef\xbb\xbf <!DOCTYPE html><script>"), Foreign),
		of("a drawing with scripts", []byte("<?xml version='1.0'?><svg onload='x'/>"), Foreign),
		of("a program's file", []byte("MZ\x90\x00"), Foreign),
		of("a text", []byte("hello"), Foreign),
	}
}

type zeros struct{}

func (zeros) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }

// measured is the shortest of five: others work on the machine too.
func measured(a attack) (took time.Duration, used uint64, err error) {
	took = time.Hour
	for range 5 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err = Usual.Judge(a.file, a.size)
		took = min(took, time.Since(start)/slower)
		runtime.ReadMemStats(&after)
		used = after.TotalAlloc - before.TotalAlloc
	}
	return took, used, err
}

func TestEveryAttackIsRefusedFastAndInLittleMemory(t *testing.T) {
	for _, a := range attacks() {
		took, used, err := measured(a)
		var why *Refused
		if !errors.As(err, &why) || why.Reason != a.want {
			t.Errorf("%s: %v, want %s", a.what, err, a.want)
		}
		if took > 200*time.Millisecond || used > 50<<20 {
			t.Errorf("%s: %v and %d KB", a.what, took, used>>10)
		}
		t.Logf("%-34s %-10s %8.1f ms %6d KB", a.what, a.want, float64(took.Microseconds())/1000, used>>10)
	}
}

func TestThePlaceOfAPhotographIsBlankedAndNothingElse(t *testing.T) {
	tiff := make([]byte, 100)
	copy(tiff, "II*\x00\x08\x00\x00\x00")
	le := binary.LittleEndian
	le.PutUint16(tiff[8:], 2)
	entry := func(at int, tag, kind uint16, n, value uint32) {
		le.PutUint16(tiff[at:], tag)
		le.PutUint16(tiff[at+2:], kind)
		le.PutUint32(tiff[at+4:], n)
		le.PutUint32(tiff[at+8:], value)
	}
	entry(10, 0x0112, 3, 1, 6) // turned by a quarter
	entry(22, gpsTag, 4, 1, 40)
	le.PutUint16(tiff[40:], 1)
	entry(42, 2, 5, 3, 60)
	copy(tiff[60:], "10.1234567N,106.98765432") // three fractions
	photo := sampleJPEG(8, 8)
	exif := append([]byte{0xff, 0xe1, 0, byte(2 + 6 + len(tiff))}, "Exif\x00\x00"...)
	file := append(append(bytes.Clone(photo[:2]), append(exif, tiff...)...), photo[2:]...)
	out, err := io.ReadAll(WithoutLocation(bytes.NewReader(file)))
	if err != nil || len(out) != len(file) || bytes.Contains(out, []byte("106.98")) {
		t.Errorf("%d of %d bytes, %v", len(out), len(file), err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(out)); err != nil || !bytes.Equal(out[:40], file[:40]) {
		t.Errorf("more than the place was changed: %v", err)
	}
	other := samplePDF("")
	if same, _ := io.ReadAll(WithoutLocation(bytes.NewReader(other))); !bytes.Equal(same, other) {
		t.Error("another file was changed")
	}
}

func FuzzNoFileBringsTheJudgeDown(f *testing.F) {
	for _, a := range attacks() {
		if a.size < 50_000 {
			b := make([]byte, a.size)
			a.file.ReadAt(b, 0)
			f.Add(b)
		}
	}
	f.Add(docx())
	f.Add(samplePDF(packed("/FlateDecode", "5 0 <</Type /Page>>")))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := judge(b)
		var why *Refused
		if err != nil && !errors.As(err, &why) {
			t.Errorf("a file in memory has a fault of reading: %v", err)
		}
		io.Copy(io.Discard, WithoutLocation(bytes.NewReader(b)))
	})
}
