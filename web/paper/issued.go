package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cchc/domain/audit"
	"cchc/domain/dossier"
)

// Issued is a paper that came out of one act upon a dossier. It is found again in the trace
// and needs no number of its own.
type Issued struct {
	Form    Form
	Source  string // number of the form and its circular
	Version int    // of the event
	At      time.Time
	Act     string
	By      int64
}

// made is the form that an act makes.
var made = map[string]Kind{
	"receive": ReceiptForm, "refuse_at_intake": RefusalForm, "request_supplement": SupplementForm, "request_supplement_late": SupplementForm,
	"extend": ApologyForm, "extend_late": ApologyForm, "stop": StopForm, "withdraw": StopForm, "refuse": RejectionForm, "hand_over": HandOverForm,
}

// IssuedBy lists the papers of a dossier in the order of its events, with the control slip as
// of the last one at the end.
func IssuedBy(events []audit.Event) (list []Issued) {
	for _, e := range events {
		if kind, is := made[e.Act]; is {
			list = append(list, issue(kind, e))
		}
	}
	if n := len(events); n > 0 && events[0].Act == "receive" {
		list = append(list, issue(ControlForm, events[n-1]))
	}
	return list
}

func issue(kind Kind, e audit.Event) Issued {
	set := SetAt(e.At)
	form, _ := set.Form(kind)
	return Issued{Form: form, Source: set.Source(kind), Version: e.Version, At: e.At, Act: e.Act, By: e.By}
}

// Ref names the paper among those of its dossier: "supplement-5".
func (i Issued) Ref() string { return fmt.Sprintf("%s-%d", i.Form.Kind, i.Version) }

// Find is the paper of a name, as Ref makes it; without a version it is the last of its
// kind. A control slip may be asked for as of any event.
func Find(events []audit.Event, ref string) (found Issued, ok bool) {
	name, number := ref, 0
	if at := strings.LastIndex(ref, "-"); at > 0 {
		if n, err := strconv.Atoi(ref[at+1:]); err == nil && n > 0 {
			name, number = ref[:at], n
		}
	}
	if Kind(name) == ControlForm && number > 0 && number <= len(events) && events[0].Act == "receive" {
		return issue(ControlForm, events[number-1]), true
	}
	for _, i := range IssuedBy(events) {
		if i.Form.Kind == Kind(name) && (number == 0 || number == i.Version) {
			found, ok = i, true
		}
	}
	return found, ok
}

// Reference is how a dossier is called in addresses of papers: by its code, or, refused at
// intake and so without one, by its identifier in letters.
func Reference(d *dossier.Dossier) string {
	if d.Code != "" {
		return d.Code
	}
	return refusedMark + strings.ToUpper(strconv.FormatInt(int64(d.ID), 36))
}

const refusedMark = "R"

// RefusedID reads the identifier out of a reference of a dossier that was refused at intake.
func RefusedID(reference string) (dossier.ID, bool) {
	text, is := strings.CutPrefix(reference, refusedMark)
	id, err := strconv.ParseInt(strings.ToLower(text), 36, 64)
	return dossier.ID(id), is && err == nil && id > 0
}

// Number is what stands behind "Số:": "0047/TNHS" on a receipt, else day and serial of the
// dossier and the version of the event, so that no second counter is needed and a paper
// printed again has the same number: "221230-0047.5/YCBS".
func (i Issued) Number(d *dossier.Dossier) string {
	unit, rest, _ := strings.Cut(d.Code, "-")
	_, serial, _ := strings.Cut(rest, "-")
	switch {
	case d.Code == "":
		return strings.TrimPrefix(Reference(d), refusedMark) + "/" + i.Form.Mark
	case i.Form.Kind == ReceiptForm:
		return serial + "/" + i.Form.Mark
	}
	return fmt.Sprintf("%s.%d/%s", strings.TrimPrefix(d.Code, unit+"-"), i.Version, i.Form.Mark)
}
