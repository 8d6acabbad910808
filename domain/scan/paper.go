// Package scan holds the electronic papers of a dossier (bản điện tử của thành phần hồ
// sơ, NĐ 45/2020 Điều 25): which component each stands for, how it came, and who looked
// at it.
package scan

import (
	"strings"
	"time"

	"cchc/domain/account"
	"cchc/domain/audit"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
)

// Subject is papers in the trace.
const Subject audit.Kind = "paper"

// ID identifies a paper for ever.
type ID int64

// Paper is one electronic paper. Its content lies elsewhere, under its address.
type Paper struct {
	ID        ID
	Dossier   dossier.ID // 0 until the dossier is received
	Pending   string     // key of the form that it was uploaded for, until then
	Component string     // name of the component that it stands for, "" another paper
	Name      string     // the file's name as sent: may tell of a person
	Kind      string     // "pdf", "jpeg", …
	Size      int64      // bytes
	Pages     int        // 0 where they are not known
	Content   string     // address; "" once destroyed
	Origin    Origin
	State     State
	Reason    string // why it was removed
	Next      ID     // the newer version that replaced it
	Result    int64  // the result that it was taken over from
	By        account.ID
	Unit      orgunit.ID
	At        time.Time
	Version   int
}

// Origin is how a paper came.
type Origin string

const (
	Scanned  Origin = "scanned"  // from the paper one, at the counter
	Uploaded Origin = "uploaded" // a file that the person brought
	Online   Origin = "online"   // filed by the person
	Reused   Origin = "reused"   // taken over from the register of results
	Issued   Origin = "issued"   // the result itself
)

// Origins in the order of forms.
var Origins = []Origin{Scanned, Uploaded, Online}

// Title of an origin on pages.
func (o Origin) Title() string {
	return map[Origin]string{Scanned: "Quét tại quầy", Uploaded: "Tải lên tại quầy", Online: "Nộp trực tuyến", Reused: "Dùng lại kết quả đã có", Issued: "Kết quả"}[o]
}

// State of a paper.
type State string

const (
	Kept     State = "kept"
	Replaced State = "replaced" // by a newer version; still there
	Removed  State = "removed"  // with its content
)

// Title of a state on pages.
func (s State) Title() string {
	return map[State]string{Kept: "Đang dùng", Replaced: "Đã thay bản mới", Removed: "Đã gỡ bỏ"}[s]
}

// Counts says whether the paper makes its component a digitised one.
func (p *Paper) Counts() bool {
	return p.State == Kept && p.Dossier != 0 && p.Component != "" && p.Origin != Issued
}

// Components are those that a dossier was received with: the case's list, or those named
// where they differ from it.
func Components(c *procedure.Case, named string) []procedure.Component {
	if named == "" {
		if c == nil {
			return nil
		}
		return c.Components
	}
	var list []procedure.Component
	for _, name := range strings.Split(named, "\n") {
		one := procedure.Component{Name: name}
		for i := 0; c != nil && i < len(c.Components); i++ {
			if c.Components[i].Name == name {
				one = c.Components[i]
			}
		}
		list = append(list, one)
	}
	return list
}

// Look is one look at a paper.
type Look struct {
	Paper     ID
	Component string
	Download  bool
	By        account.ID
	Unit      orgunit.ID
	Note      string // role, and the page that led there
	At        time.Time
}
