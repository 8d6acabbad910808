package workflow

import "encoding/xml"

// The elements as they are written: prefix and name, because other tools read them so.
type (
	bpmnFile struct {
		XMLName xml.Name  `xml:"bpmn:definitions"`
		ID      string    `xml:"id,attr"`
		Target  string    `xml:"targetNamespace,attr"`
		BPMN    string    `xml:"xmlns:bpmn,attr"`
		DI      string    `xml:"xmlns:bpmndi,attr"`
		DC      string    `xml:"xmlns:dc,attr"`
		DD      string    `xml:"xmlns:di,attr"`
		Ours    string    `xml:"xmlns:cchc,attr"`
		Pool    bpmnPool  `xml:"bpmn:collaboration"`
		Process bpmnFlow  `xml:"bpmn:process"`
		Plane   bpmnPlane `xml:"bpmndi:BPMNDiagram>bpmndi:BPMNPlane"`
	}
	bpmnPool struct {
		ID          string `xml:"id,attr"`
		Participant struct {
			ID      string `xml:"id,attr"`
			Name    string `xml:"name,attr"`
			Process string `xml:"processRef,attr"`
		} `xml:"bpmn:participant"`
	}
	bpmnFlow struct {
		ID         string     `xml:"id,attr"`
		Name       string     `xml:"name,attr"`
		Executable bool       `xml:"isExecutable,attr"`
		Lanes      *bpmnLanes `xml:"bpmn:laneSet"`
		Nodes      []bpmnNode
		Flows      []bpmnArrow `xml:"bpmn:sequenceFlow"`
	}
	bpmnLanes struct {
		ID    string     `xml:"id,attr"`
		Lanes []bpmnLane `xml:"bpmn:lane"`
	}
	bpmnLane struct {
		ID   string   `xml:"id,attr"`
		Name string   `xml:"name,attr"`
		Who  *oursWho `xml:"bpmn:extensionElements>cchc:who"`
		Refs []string `xml:"bpmn:flowNodeRef"`
	}
	bpmnNode struct {
		XMLName xml.Name
		ID      string    `xml:"id,attr"`
		Name    string    `xml:"name,attr,omitempty"`
		Step    *oursStep `xml:"bpmn:extensionElements>cchc:step"`
		In      []string  `xml:"bpmn:incoming"`
		Out     []string  `xml:"bpmn:outgoing"`
	}
	bpmnArrow struct {
		ID     string `xml:"id,attr"`
		Source string `xml:"sourceRef,attr"`
		Target string `xml:"targetRef,attr"`
	}
	bpmnPlane struct {
		ID     string      `xml:"id,attr"`
		Of     string      `xml:"bpmnElement,attr"`
		Shapes []bpmnShape `xml:"bpmndi:BPMNShape"`
		Edges  []bpmnEdge  `xml:"bpmndi:BPMNEdge"`
	}
	bpmnShape struct {
		ID         string `xml:"id,attr"`
		Of         string `xml:"bpmnElement,attr"`
		Horizontal bool   `xml:"isHorizontal,attr,omitempty"`
		Bounds     struct {
			X int `xml:"x,attr"`
			Y int `xml:"y,attr"`
			W int `xml:"width,attr"`
			H int `xml:"height,attr"`
		} `xml:"dc:Bounds"`
	}
	bpmnEdge struct {
		ID     string `xml:"id,attr"`
		Of     string `xml:"bpmnElement,attr"`
		Points []struct {
			X int `xml:"x,attr"`
			Y int `xml:"y,attr"`
		} `xml:"di:waypoint"`
	}
	// oursWho is who does a step, as attributes of ours.
	oursWho struct {
		Place string `xml:"place,attr"`
		Unit  string `xml:"unit,attr,omitempty"` // code
		Block string `xml:"block,attr,omitempty"`
		Role  string `xml:"role,attr,omitempty"`
	}
	oursStep struct {
		No int `xml:"no,attr"`
		oursWho
		Minutes int       `xml:"minutes,attr"`
		Product string    `xml:"product,attr,omitempty"`
		Asks    []oursAsk `xml:"cchc:ask"`
	}
	oursAsk struct {
		Kind       string `xml:"kind,attr"`
		Place      string `xml:"place,attr"`
		Unit       string `xml:"unit,attr,omitempty"`
		Block      string `xml:"block,attr,omitempty"`
		Content    string `xml:"content,attr"`
		Limit      string `xml:"limit,attr,omitempty"`
		Compulsory bool   `xml:"compulsory,attr,omitempty"`
	}
)
