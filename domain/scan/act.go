package scan

import (
	"strings"
	"time"
	"unicode/utf8"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Moment is the who and when of an act.
type Moment struct {
	By   account.ID
	Unit orgunit.ID
	At   time.Time // whole seconds
}

// Act is something done to a paper: it changes it and tells what happened, or says why not.
type Act interface {
	Apply(*Paper, Moment) (dossier.Happened, error)
}

// Content is what was found of a file when it was taken in.
type Content struct {
	Address string
	Kind    string
	Size    int64
	Pages   int
}

// Add takes a paper in: for a dossier, for a form that is not sent yet, or for a result.
type Add struct {
	Dossier   dossier.ID
	Pending   string
	Component string
	Name      string
	Origin    Origin
	Result    int64
	Content   Content
}

// belongs says whether the paper has one owner: a dossier, a form, or a result from before
// there were dossiers here.
func (a Add) belongs() bool {
	if a.Dossier == 0 && a.Pending == "" {
		return a.Origin == Issued && a.Result != 0
	}
	return a.Dossier == 0 || a.Pending == ""
}

const longestName = 200

// Apply takes the paper in.
func (a Add) Apply(p *Paper, m Moment) (dossier.Happened, error) {
	switch {
	case a.Origin.Title() == "":
		return dossier.Happened{}, refusal.Wrong("origin", "Hãy chọn giấy tờ được quét hay được tải lên.")
	case !a.belongs():
		return dossier.Happened{}, refusal.Wrong("", "Giấy tờ phải thuộc về một hồ sơ.")
	case a.Content.Address == "":
		return dossier.Happened{}, refusal.Wrong("file", "Chưa chọn tệp.")
	}
	p.Dossier, p.Pending, p.Component, p.Name = a.Dossier, a.Pending, a.Component, shortName(a.Name)
	p.Kind, p.Size, p.Pages, p.Content = a.Content.Kind, a.Content.Size, a.Content.Pages, a.Content.Address
	p.Origin, p.Result, p.State = a.Origin, a.Result, Kept
	p.By, p.Unit, p.At = m.By, m.Unit, m.At
	return dossier.Happened{Act: "add"}, nil
}

// shortName is a file's name without its folders, in one line, not longer than a page shows.
func shortName(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if at := strings.LastIndexAny(s, `/\`); at >= 0 {
		s = s[at+1:]
	}
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x202a && r <= 0x202e }), " ")
	for utf8.RuneCountInString(s) > longestName {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return strings.TrimSpace(s)
}

// Attach gives a paper that waited to the dossier that was received with its form.
type Attach struct{ Dossier dossier.ID }

// Apply attaches it.
func (a Attach) Apply(p *Paper, _ Moment) (dossier.Happened, error) {
	if p.Dossier != 0 || p.State != Kept {
		return dossier.Happened{}, refusal.TooEarlyOrLate("Giấy tờ này đã thuộc về một hồ sơ.")
	}
	p.Dossier, p.Pending = a.Dossier, ""
	return dossier.Happened{Act: "attach"}, nil
}

// Replace puts a newer version in a paper's place. The older one stays to be read.
type Replace struct{ With ID }

// Apply replaces it.
func (a Replace) Apply(p *Paper, _ Moment) (dossier.Happened, error) {
	if p.State != Kept {
		return dossier.Happened{}, notKept(p)
	}
	p.State, p.Next = Replaced, a.With
	return dossier.Happened{Act: "replace"}, nil
}

// Remove takes a paper away for a reason. Its content is destroyed, and its name with it,
// for that may tell of a person; that there was one, and who looked at it, stays.
type Remove struct{ Reason string }

// Apply removes it.
func (a Remove) Apply(p *Paper, _ Moment) (dossier.Happened, error) {
	switch {
	case strings.TrimSpace(a.Reason) == "":
		return dossier.Happened{}, refusal.Wrong("reason", "Phải ghi lý do.")
	case p.State == Removed:
		return dossier.Happened{}, notKept(p)
	}
	p.State, p.Reason, p.Content, p.Name = Removed, a.Reason, "", ""
	return dossier.Happened{Act: "remove", Note: a.Reason}, nil
}

func notKept(p *Paper) error {
	return refusal.TooEarlyOrLate("Không làm được: giấy tờ này “%s”.", p.State.Title())
}

// View is somebody's look at a paper. It changes nothing, and stands in the trace: the
// picture of an identity card is sensitive, and whom it shows may ask who saw it.
type View struct {
	Download bool
	Role     account.Role // in which the look was allowed
	From     string       // the page that led here
}

// Apply tells of the look.
func (a View) Apply(p *Paper, _ Moment) (dossier.Happened, error) {
	if p.State == Removed {
		return dossier.Happened{}, refusal.Missing("Giấy tờ này đã gỡ bỏ: %s.", p.Reason)
	}
	act := "view"
	if a.Download {
		act = "download"
	}
	return dossier.Happened{Act: act, Note: strings.TrimSpace(string(a.Role) + " " + a.From)}, nil
}
