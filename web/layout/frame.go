package layout

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"
)

// Kind is the sort of a page: for whom it is laid out.
type Kind string

const (
	Desk    Kind = "desk"        // dense, full width: officers
	Citizen Kind = "citizen"     // generous, centred: everybody
	Paper   Kind = "desk sheets" // a print view: only its sheets are printed
	Board   Kind = "desk lead"   // the leader's page: one screen, one A4 landscape
)

// Frame is what stands around a page. Every page embeds one.
type Frame struct {
	Kind   Kind      // "" is Desk
	Crumbs []Link    // the way here, this page last
	AsOf   time.Time // instant of the figures shown, zero for none
	Check  string    // check code of the figures shown, "" for none
	Note   string    // a word more for the foot, such as the calendar in use
	Self   string    // address of this page by GET, when the request's is not
}

func (f Frame) frame() Frame { return f }

// framed is any struct that embeds Frame.
type framed interface{ frame() Frame }

// scene is what the frame's template sees: the visit, the frame and the page.
type scene struct {
	*Visit
	Frame Frame
	Page  any
	self  string
}

func newScene(r *http.Request, page framed) scene {
	s := scene{Visit: VisitOf(r), Frame: page.frame(), Page: page}
	if s.Frame.Kind == "" {
		s.Frame.Kind = Desk
	}
	s.self = s.Frame.Self
	if s.self == "" {
		s.self = r.URL.RequestURI()
	}
	return s
}

// Flawed says whether a form of the page came back with errors: "Lỗi:" in the title.
func (s scene) Flawed() bool {
	page := reflect.Indirect(reflect.ValueOf(s.Page))
	for i := range page.NumField() {
		if !page.Type().Field(i).IsExported() {
			continue
		}
		if form, ok := reflect.TypeAssert[Form](page.Field(i)); ok && len(form.Errors) > 0 {
			return true
		}
	}
	return false
}

// IsCitizen says whether the page is for everybody.
func (s scene) IsCitizen() bool { return s.Frame.Kind == Citizen }

// IsPaper says whether the page is a print view.
func (s scene) IsPaper() bool { return s.Frame.Kind == Paper }

// In is the address of this page in another language.
func (s scene) In(lang string) string {
	at, err := url.Parse(s.self)
	if err != nil {
		return "?lang=" + lang
	}
	query := at.Query()
	query.Set("lang", lang)
	return (&url.URL{Path: at.Path, RawQuery: query.Encode()}).String()
}

// Tel is the hotline as a telephone link writes it.
func (s scene) Tel() string { return strings.ReplaceAll(s.Site.Phone, " ", "") }
