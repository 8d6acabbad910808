package certify

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Certify enters copies into the register. The store says which number is next.
type Certify struct {
	Content
	Number int
}

// Content is what is said of an entry.
type Content struct {
	Person, Kind, Signer string
	Copies, Pages, Book  int
}

// Apply makes the entry and its fee.
func (a Certify) Apply(e *Entry, m Moment) (Happened, error) {
	if err := a.check(); err != nil {
		return Happened{}, err
	}
	year, _, _ := m.On.Date()
	e.Unit, e.Desk, e.Year, e.Number, e.Day, e.By = m.Unit, m.Desk, year, a.Number, m.On, m.By
	a.Content.into(e)
	return Happened{Act: "certify"}, nil
}

func (c Content) into(e *Entry) {
	e.Person, e.Kind, e.Signer, e.Copies, e.Pages, e.Book = c.Person, c.Kind, c.Signer, c.Copies, c.Pages, c.Book
	e.Fee = TariffOn(e.Day).Fee(c.Copies, c.Pages)
	e.Search = " " + strings.Join(vntext.Words(fmt.Sprintf("%d %s %s", e.Number, c.Person, c.Kind)), " ")
}

// Content of an entry.
func (e *Entry) Content() Content {
	return Content{Person: e.Person, Kind: e.Kind, Signer: e.Signer, Copies: e.Copies, Pages: e.Pages, Book: e.Book}
}

func (c Content) check() error {
	var faults refusal.List
	for _, f := range []struct{ field, text, missing string }{
		{"person", c.Person, "Chưa có họ tên người yêu cầu chứng thực."},
		{"kind", c.Kind, "Chưa có tên giấy tờ của bản chính."},
		{"signer", c.Signer, "Chưa có họ tên, chức danh người ký chứng thực."},
	} {
		if f.text == "" {
			faults = append(faults, refusal.Wrong(f.field, f.missing))
		} else if utf8.RuneCountInString(f.text) > 200 {
			faults = append(faults, refusal.Wrong(f.field, "Viết không quá %d ký tự.", 200))
		}
	}
	for _, f := range []struct {
		field string
		n     int
		most  int
	}{{"copies", c.Copies, 999}, {"pages", c.Pages, 9999}, {"book", c.Book, 99}} {
		if f.n < 1 || f.n > f.most {
			faults = append(faults, refusal.Wrong(f.field, "Phải là số từ 1 đến %d.", f.most))
		}
	}
	return faults.OrNil()
}

// Correct mends what was entered wrongly; number and day stay. The trace keeps what stood
// there before.
type Correct struct {
	Content
	Reason string
}

// Apply mends the entry.
func (a Correct) Apply(e *Entry, _ Moment) (Happened, error) {
	if e.Cancelled {
		return Happened{}, cancelled(e)
	}
	faults := refusal.Of(a.check())
	if a.Reason == "" {
		faults = append(faults, refusal.Wrong("reason", "Phải ghi lý do."))
	}
	if err := slices.Clip(faults).OrNil(); err != nil {
		return Happened{}, err
	}
	a.Content.into(e)
	e.Note = "Sửa: " + a.Reason
	return Happened{"correct", a.Reason}, nil
}

// Cancel strikes an entry out. Its number is never given again.
type Cancel struct{ Reason string }

// Apply strikes the entry out.
func (a Cancel) Apply(e *Entry, _ Moment) (Happened, error) {
	if e.Cancelled {
		return Happened{}, cancelled(e)
	}
	if a.Reason == "" {
		return Happened{}, refusal.Wrong("reason", "Phải ghi lý do.")
	}
	e.Cancelled, e.Note = true, "Hủy: "+a.Reason
	return Happened{"cancel", a.Reason}, nil
}

func cancelled(e *Entry) error {
	return refusal.TooEarlyOrLate("Số chứng thực %d đã hủy.", e.Number)
}
