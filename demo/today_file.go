package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"time"

	"cchc/kit/pdf"
)

// letter is a page of a paper as PDF.
func letter(title, name string, at time.Time) ([]byte, error) {
	page := pdf.New(pdf.Options{Title: title, Author: "Tỉnh An Sơn (hư cấu)", Created: at})
	page.Add(
		pdf.Paragraph{Text: pdf.Strong("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), Align: pdf.Centre}, pdf.Paragraph{Text: pdf.Strong("Độc lập – Tự do – Hạnh phúc"), Align: pdf.Centre},
		pdf.Space(12), pdf.Paragraph{Text: pdf.Text{{Text: title, Style: pdf.Bold, Size: 16}}, Align: pdf.Centre}, pdf.Space(8),
		pdf.Paragraph{Text: pdf.Plain("Họ và tên: " + name)}, pdf.Paragraph{Text: pdf.Slanted("Giấy tờ của bản mẫu: tỉnh, người và nội dung không có thật.")},
	)
	var b bytes.Buffer
	err := page.Write(&b)
	return b.Bytes(), err
}

// scanned is the picture of a sheet with lines of writing, as a scanner gives it.
func scanned(lines int) ([]byte, error) {
	sheet := image.NewGray(image.Rect(0, 0, 620, 877))
	for i := range sheet.Pix {
		sheet.Pix[i] = 250
	}
	for line := range lines {
		for x := 70; x < 550-line*37%160; x++ {
			if x/9%5 == 4 { // between words
				continue
			}
			for y := range 9 {
				sheet.SetGray(x, 90+line*26+y, color.Gray{Y: uint8(40 + (x*7+y*13)%60)})
			}
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, sheet)
	return b.Bytes(), err
}
