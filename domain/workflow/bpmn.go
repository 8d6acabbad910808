package workflow

import (
	"encoding/xml"
	"strconv"

	"cchc/domain/calendar"
	"cchc/domain/orgunit"
	"cchc/domain/refusal"
)

// Namespaces of the files. Ours holds what BPMN has no word for: who, how long, what comes out.
const (
	bpmnSpace = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	diSpace   = "http://www.omg.org/spec/BPMN/20100524/DI"
	dcSpace   = "http://www.omg.org/spec/DD/20100524/DC"
	ddSpace   = "http://www.omg.org/spec/DD/20100524/DI"
	OurSpace  = "urn:cchc:workflow:1"
)

// Codes turns units into codes that mean the same in another installation, and back.
type Codes struct {
	Units *orgunit.Map
	On    calendar.Day
}

func (c Codes) code(id orgunit.ID) string {
	if u := c.Units.Unit(id); u != nil {
		return u.Code
	}
	return ""
}

func (c Codes) id(code string) orgunit.ID {
	if u := c.Units.ByCode(code, c.On); u != nil {
		return u.ID
	}
	return 0
}

// BPMN writes the workflow as a BPMN 2.0 file with its drawing. lane names who does a
// step. It refuses what has no drawing: see Draw.
func (v *Version) BPMN(codes Codes, lane func(Who) string) ([]byte, error) {
	d, err := v.Draw()
	if err != nil {
		return nil, err
	}
	f := bpmnFile{
		ID: "Definitions", Target: OurSpace, BPMN: bpmnSpace, DI: diSpace, DC: dcSpace, DD: ddSpace, Ours: OurSpace,
		Pool: bpmnPool{ID: "Collaboration"}, Process: bpmnFlow{ID: "Process", Name: v.Name},
		Plane: bpmnPlane{ID: "Plane", Of: "Collaboration"},
	}
	f.Pool.Participant.ID, f.Pool.Participant.Name, f.Pool.Participant.Process = "Pool", v.Name, "Process"
	f.lanes(d, codes, lane)
	if err := f.nodes(v, d, codes); err != nil {
		return nil, err
	}
	f.arrows(d)
	text, err := xml.MarshalIndent(f, "", " ")
	return append([]byte(xml.Header), text...), err
}

func (f *bpmnFile) lanes(d Drawing, codes Codes, name func(Who) string) {
	f.shape("Pool", Point{0, 0}, d.Width, d.Height).Horizontal = true
	set := &bpmnLanes{ID: "Lanes"}
	for i, l := range d.Lanes {
		lane := bpmnLane{ID: "Lane_" + strconv.Itoa(i+1), Name: name(l.Who), Who: codes.who(l.Who)}
		for _, n := range d.Nodes {
			if n.Lane == i {
				lane.Refs = append(lane.Refs, n.ID)
			}
		}
		set.Lanes = append(set.Lanes, lane)
		f.shape(lane.ID, Point{laneHead, l.Top}, d.Width-laneHead, l.Height).Horizontal = true
	}
	f.Process.Lanes = set
}

func (c Codes) who(w Who) *oursWho {
	return &oursWho{Place: string(w.Place), Unit: c.code(w.Unit), Block: string(w.Block), Role: string(w.Role)}
}

// nodes writes the steps in their order, then the rest.
func (f *bpmnFile) nodes(v *Version, d Drawing, codes Codes) error {
	at := map[string]int{}
	for i := range v.Steps {
		s := &v.Steps[i]
		if s.Place == AtNamed && codes.code(s.Unit) == "" && s.Unit != 0 {
			return refusal.Wrong("steps", "Bước %d: đơn vị không còn trong danh mục, hãy chọn lại.", s.No)
		}
		at[nodeID(StepNode, s.No)] = len(f.Process.Nodes)
		f.Process.Nodes = append(f.Process.Nodes, bpmnNode{XMLName: xml.Name{Local: "bpmn:userTask"}, ID: nodeID(StepNode, s.No), Name: s.Content, Step: codes.step(s)})
	}
	for _, n := range d.Nodes {
		if n.Kind != StepNode {
			tag := map[NodeKind]string{StartNode: "bpmn:startEvent", EndNode: "bpmn:endEvent", ForkNode: "bpmn:parallelGateway", JoinNode: "bpmn:parallelGateway"}[n.Kind]
			at[n.ID] = len(f.Process.Nodes)
			f.Process.Nodes = append(f.Process.Nodes, bpmnNode{XMLName: xml.Name{Local: tag}, ID: n.ID, Name: eventName(n.Kind)})
		}
		f.shape(n.ID, Point{n.X, n.Y}, n.W, n.H)
	}
	for _, a := range d.Flows {
		from, to := &f.Process.Nodes[at[a.From]], &f.Process.Nodes[at[a.To]]
		from.Out, to.In = append(from.Out, a.ID), append(to.In, a.ID)
	}
	return nil
}

func eventName(kind NodeKind) string {
	return map[NodeKind]string{StartNode: "Tiếp nhận hồ sơ", EndNode: "Kết thúc"}[kind]
}

func (c Codes) step(s *Step) *oursStep {
	ours := &oursStep{No: s.No, oursWho: *c.who(s.Who()), Minutes: s.Minutes, Product: s.Product}
	for _, a := range s.Asks {
		ask := oursAsk{Kind: string(a.Kind), Place: string(a.Place), Unit: c.code(a.Unit), Block: string(a.Block), Content: a.Content, Compulsory: a.Compulsory}
		if a.Limit.Unit != 0 {
			ask.Limit = a.Limit.String()
		}
		ours.Asks = append(ours.Asks, ask)
	}
	return ours
}

func (f *bpmnFile) arrows(d Drawing) {
	for _, a := range d.Flows {
		f.Process.Flows = append(f.Process.Flows, bpmnArrow{a.ID, a.From, a.To})
		edge := bpmnEdge{ID: a.ID + "_di", Of: a.ID}
		for _, p := range a.Points {
			edge.Points = append(edge.Points, struct {
				X int `xml:"x,attr"`
				Y int `xml:"y,attr"`
			}{p.X, p.Y})
		}
		f.Plane.Edges = append(f.Plane.Edges, edge)
	}
}

func (f *bpmnFile) shape(of string, at Point, width, height int) *bpmnShape {
	s := bpmnShape{ID: of + "_di", Of: of}
	s.Bounds.X, s.Bounds.Y, s.Bounds.W, s.Bounds.H = at.X, at.Y, width, height
	f.Plane.Shapes = append(f.Plane.Shapes, s)
	return &f.Plane.Shapes[len(f.Plane.Shapes)-1]
}
