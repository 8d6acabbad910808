package account

import (
	"strings"

	"cchc/domain/refusal"
	"cchc/kit/vntext"
)

// Rename gives the person another name or title.
type Rename struct{ Name, Title string }

// Apply refuses an empty name.
func (c Rename) Apply(a *Account, _ Moment) (Happened, error) {
	before := *a
	if err := a.call(c.Name, c.Title); err != nil {
		return Happened{}, err
	}
	if a.Name == before.Name && a.Title == before.Title {
		return Happened{}, nil
	}
	return Happened{Act: "rename"}, nil
}

const longest = 200 // letters of a name or title: what a table can still show

func (a *Account) call(name, title string) error {
	a.Name, a.Title = oneLine(name), oneLine(title)
	switch {
	case a.Name == "":
		return refusal.Wrong("name", "Chưa có họ tên.")
	case len([]rune(a.Name)) > longest:
		return refusal.Wrong("name", "Họ tên dài quá %d chữ.", longest)
	case len([]rune(a.Title)) > longest:
		return refusal.Wrong("title", "Chức danh dài quá %d chữ.", longest)
	}
	return nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(vntext.NFC(s)), " ") }
