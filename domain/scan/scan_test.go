package scan

import (
	"slices"
	"strings"
	"testing"

	"cchc/domain/procedure"
	"cchc/domain/refusal"
)

var good = Add{Dossier: 5, Component: "Tờ khai", Name: `C:\giấy tờ\tờ khai.pdf`, Origin: Scanned, Content: Content{Address: "a", Kind: "pdf", Size: 10, Pages: 2}}

func taken(t *testing.T, a Add) *Paper {
	t.Helper()
	p := &Paper{ID: 1}
	if _, err := a.Apply(p, Moment{By: 7}); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPaperNeedsADossierOrAFormAndAContent(t *testing.T) {
	if p := taken(t, good); p.Name != "tờ khai.pdf" || !p.Counts() {
		t.Errorf("%+v", p)
	}
	for what, spoil := range map[string]func(*Add){
		"no dossier": func(a *Add) { a.Dossier = 0 }, "both": func(a *Add) { a.Pending = "k" },
		"no content": func(a *Add) { a.Content.Address = "" }, "no origin": func(a *Add) { a.Origin = "" },
	} {
		a := good
		spoil(&a)
		if _, err := a.Apply(&Paper{}, Moment{}); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAWaitingPaperIsAttachedOnce(t *testing.T) {
	a := good
	a.Dossier, a.Pending = 0, "k"
	p := taken(t, a)
	if p.Counts() {
		t.Error("a paper without a dossier counts")
	}
	if _, err := (Attach{9}).Apply(p, Moment{}); err != nil || p.Dossier != 9 || p.Pending != "" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := (Attach{10}).Apply(p, Moment{}); refusal.KindOf(err) != refusal.NotNow {
		t.Error(err)
	}
}

func TestWhatIsRemovedKeepsNeitherContentNorNameAndIsNotShown(t *testing.T) {
	p := taken(t, good)
	if _, err := (Remove{" "}).Apply(p, Moment{}); refusal.KindOf(err) != refusal.Invalid {
		t.Error(err)
	}
	if _, err := (Remove{"theo yêu cầu"}).Apply(p, Moment{}); err != nil || p.Content != "" || p.Name != "" || p.Counts() {
		t.Errorf("%+v, %v", p, err)
	}
	for what, a := range map[string]Act{"viewed": View{}, "removed": Remove{"x"}, "replaced": Replace{2}} {
		if _, err := a.Apply(p, Moment{}); refusal.Of(err) == nil {
			t.Errorf("%s after it was removed", what)
		}
	}
}

func TestALookChangesNothingAndSaysByWhichRightAndFromWhere(t *testing.T) {
	p := taken(t, good)
	before := *p
	h, err := View{Download: true, Role: "counter", From: "/desk/dossiers/x"}.Apply(p, Moment{By: 9})
	if err != nil || *p != before || h.Act != "download" || h.Note != "counter /desk/dossiers/x" {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestEveryReasonHasASentenceThatSaysWhatToDo(t *testing.T) {
	for reason := range sentences {
		if text := RefuseFile(reason, 20<<20).Error(); !strings.Contains(text, "Hãy ") || strings.Contains(text, "%!") {
			t.Errorf("%s: %s", reason, text)
		}
	}
	if RefuseFile("new", 0).Error() != sentences["broken"] {
		t.Error("an unknown reason has no sentence")
	}
}

func TestComponentsAreTheCasesUnlessOthersAreNamed(t *testing.T) {
	c := &procedure.Case{Components: []procedure.Component{{Name: "A", Originals: 1}, {Name: "B"}}}
	names := func(list []procedure.Component) (out []string) {
		for _, one := range list {
			out = append(out, one.Name)
		}
		return out
	}
	if got := names(Components(c, "")); !slices.Equal(got, []string{"A", "B"}) {
		t.Error(got)
	}
	if got := Components(c, "A\nkhác"); len(got) != 2 || got[0].Originals != 1 || got[1].Name != "khác" {
		t.Error(got)
	}
	if Components(nil, "") != nil {
		t.Error("components of nothing")
	}
}
