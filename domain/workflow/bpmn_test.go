package workflow_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
	"cchc/domain/workflow"
)

var codes = workflow.Codes{Units: orgunit.NewMap([]*orgunit.Unit{{ID: 5, Code: "H99.05", Name: "Sở Nội vụ", From: from}}), On: from}

func laneName(w workflow.Who) string { return w.Place.Title() + " · " + w.Role.Title() }

// anyText is what people and other programs may put into a name.
var anyText = rapid.StringMatching(`[A-Za-zĐđạếữ0-9 <>&"'\t\n,;:–]{1,40}`)

func anyFlow(t *rapid.T) workflow.Version {
	v := workflow.Version{Name: strings.TrimSpace(anyText.Draw(t, "name"))}
	for no := range rapid.IntRange(1, 14).Draw(t, "steps") {
		s := workflow.Step{
			No: no + 1, Content: anyText.Draw(t, "content"), Role: rapid.SampledFrom(workflow.Doers).Draw(t, "role"),
			Place: rapid.SampledFrom(workflow.Places).Draw(t, "place"), Minutes: 120 * rapid.IntRange(0, 40).Draw(t, "quarters"), Product: rapid.SampledFrom([]string{"", "Tờ trình & <phụ lục>"}).Draw(t, "product"),
		}
		switch s.Place {
		case workflow.AtNamed:
			s.Unit = 5
		case workflow.AtNearest:
			s.Block = orgunit.Communes
		}
		for before := 1; before <= no; before++ {
			if rapid.IntRange(0, 2).Draw(t, "waits") == 0 {
				s.After = append(s.After, before)
			}
		}
		if rapid.IntRange(0, 5).Draw(t, "asks") == 0 {
			s.Asks = []workflow.Ask{{Place: workflow.AtNamed, Unit: 5, Kind: workflow.Opinion, Content: anyText.Draw(t, "ask"), Limit: calendar.Limit{N: 3, Unit: calendar.WorkDays}, Compulsory: true}}
		}
		v.Steps = append(v.Steps, s)
	}
	return v
}

func TestAWorkflowComesBackFromItsBPMNFileAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyFlow(t)
		data, err := v.BPMN(codes, laneName)
		if err != nil {
			t.Fatal(err)
		}
		back, err := workflow.ReadBPMN(data, codes)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if !reflect.DeepEqual(back, v) {
			t.Fatalf("%+v\n%+v", back, v)
		}
	})
}

func TestNothingOfADrawingLiesUponAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyFlow(t)
		d, err := v.Draw()
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range d.Nodes {
			lane := d.Lanes[a.Lane]
			if a.X < 0 || a.X+a.W > d.Width || a.Y < lane.Top || a.Y+a.H > lane.Top+lane.Height {
				t.Fatalf("%+v is outside its lane %+v", a, lane)
			}
			for _, b := range d.Nodes[i+1:] {
				if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
					t.Fatalf("%+v lies upon %+v", a, b)
				}
			}
			for _, f := range d.Flows {
				if f.From != a.ID && f.To != a.ID && crosses(f, a) {
					t.Fatalf("%+v goes through %+v", f, a)
				}
			}
		}
	})
}

func crosses(f workflow.Flow, n workflow.Node) bool {
	for i := 1; i < len(f.Points); i++ {
		p, q := f.Points[i-1], f.Points[i]
		if min(p.X, q.X) < n.X+n.W && n.X < max(p.X, q.X) && min(p.Y, q.Y) <= n.Y+n.H && n.Y <= max(p.Y, q.Y) {
			return true
		}
	}
	return false
}

// process is a small file of another tool around some elements.
func process(inside string) []byte {
	return []byte(`<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="Cấp phép">
<startEvent id="s"/><task id="a" name="Thẩm định"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
` + inside + `</process></definitions>`)
}

func TestAFileOfAnotherToolIsRead(t *testing.T) {
	v, err := workflow.ReadBPMN(process(`<laneSet id="l"><lane id="l1" name="Lãnh đạo Sở"><flowNodeRef>b</flowNodeRef></lane></laneSet>
<userTask id="b" name="Ký"/><userTask id="c" name="In"/><parallelGateway id="g"/><parallelGateway id="j"/><task id="d" name="Trả"/>
<sequenceFlow id="f3" sourceRef="a" targetRef="g"/><sequenceFlow id="f4" sourceRef="g" targetRef="b"/><sequenceFlow id="f5" sourceRef="g" targetRef="c"/>
<sequenceFlow id="f6" sourceRef="b" targetRef="j"/><sequenceFlow id="f7" sourceRef="c" targetRef="j"/><sequenceFlow id="f8" sourceRef="j" targetRef="d"/>`), codes)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Steps) != 4 || v.Name != "Cấp phép" || v.Steps[1].Role != account.Leader || !slices.Equal(v.Steps[3].After, []int{2, 3}) || !slices.Equal(v.Steps[2].After, []int{1}) {
		t.Errorf("%+v", v)
	}
}

func TestWhatIsNotOfTheSubsetIsRefusedAtItsElementWithWhatToDo(t *testing.T) {
	for inside, says := range map[string]string{
		`<exclusiveGateway id="x" name="Đủ?"/>`:               "tách mỗi nhánh",
		`<intermediateCatchEvent id="x"/>`:                    "bỏ sự kiện",
		`<subProcess id="x"/>`:                                "quy trình con",
		`<serviceTask id="x"/>`:                               "User Task",
		`<dataObject id="x"/>`:                                "bỏ nó đi",
		`<task id="x"/>`:                                      "chưa được nối",
		`<task id="a"/>`:                                      "trùng mã",
		`<sequenceFlow id="x" sourceRef="a" targetRef="zz"/>`: "không nối hai phần tử",
		`<sequenceFlow id="x" sourceRef="a" targetRef="a"/>`:  "vòng",
		`<sequenceFlow id="x" sourceRef="s" targetRef="e"><conditionExpression/></sequenceFlow>`: "bỏ điều kiện",
		`<endEvent id="x"><timerEventDefinition/></endEvent>`:                                    "hẹn giờ",
		`<startEvent id="x"/>`:                                          "đúng một sự kiện bắt đầu",
		`<task id="x"><standardLoopCharacteristics/></task>`:            "lặp lại",
		`<laneSet id="x"><lane id="y"><childLaneSet/></lane></laneSet>`: "làn con",
	} {
		_, err := workflow.ReadBPMN(process(inside), codes)
		if err == nil || !strings.Contains(err.Error(), says) || refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%s: %v", inside, err)
		}
	}
	if _, err := workflow.ReadBPMN(process(`<exclusiveGateway id="x"/>`), codes); refusal.Of(err)[0].Row != 4 {
		t.Errorf("the line: %v", err)
	}
}

func TestAFileThatAttacksTheReaderIsRefusedAtOnce(t *testing.T) {
	bomb := `<!DOCTYPE d [<!ENTITY a "` + strings.Repeat("x", 100) + `"><!ENTITY b "` + strings.Repeat("&a;", 100) + `">]><definitions>&b;</definitions>`
	for name, data := range map[string]string{
		"entities": bomb, "outside": `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions>&x;</definitions>`,
		"entity": `<definitions>&x;</definitions>`, "deep": strings.Repeat("<a>", 1<<18), "many": "<a>" + strings.Repeat("<b/>", 1<<18) + "</a>",
		"large": strings.Repeat(" ", workflow.LargestBPMN+1), "empty": "", "binary": "PK\x03\x04\xff", "html": "<html></html>", "utf16": "\xff\xfe<\x00",
	} {
		start := time.Now()
		if _, err := workflow.ReadBPMN([]byte(data), codes); refusal.KindOf(err) != refusal.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzReadBPMN(f *testing.F) {
	v := workflow.Version{Name: "A", Steps: []workflow.Step{{No: 1, Content: "B", Place: workflow.AtUnit, Role: account.Official, Minutes: 120}}}
	data, err := v.BPMN(codes, laneName)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(process(`<exclusiveGateway id="x"/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := workflow.ReadBPMN(data, codes)
		if err != nil {
			if refusal.Of(err) == nil {
				t.Fatal("a fault instead of a refusal:", err)
			}
			return
		}
		again, err := v.BPMN(codes, laneName)
		if err != nil {
			return // it names nobody, and cannot be drawn
		}
		if back, err := workflow.ReadBPMN(again, codes); err != nil || len(back.Steps) != len(v.Steps) {
			t.Fatal(fmt.Errorf("written again: %w", err))
		}
	})
}
