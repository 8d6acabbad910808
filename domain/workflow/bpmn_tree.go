package workflow

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"cchc/domain/refusal"
)

// Bounds of a file, far above any real one: a reader that stops early cannot be made to
// work for nothing.
const (
	LargestBPMN  = 2 << 20
	deepest      = 40
	mostElements = 20_000
	mostSteps    = 200
)

// element is one element of a file with its line.
type element struct {
	space, name string
	attrs       map[string]string // without a namespace
	children    []*element
	text        string
	line        int
}

func (e *element) id() string { return e.attrs["id"] }

// called is an element as people find it again: its name, else its identifier.
func (e *element) called() string {
	if name := strings.TrimSpace(e.attrs["name"]); name != "" {
		return name
	}
	return e.id()
}

// wrong refuses at the element.
func (e *element) wrong(format string, args ...any) *refusal.Refusal {
	return refusal.Wrong("file", format, args...).At(e.line)
}

// in lists the children of a name in the namespace of BPMN, or of ours.
func (e *element) in(space, name string) (list []*element) {
	for _, c := range e.children {
		if c.space == space && c.name == name {
			list = append(list, c)
		}
	}
	return list
}

// first is the first child of a name, nil for none.
func (e *element) first(space, name string) *element {
	if list := e.in(space, name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// parseXML reads a file into elements. Document types, and with them entities of the
// file's own, are refused: nothing outside the file is ever looked at.
func parseXML(data []byte) (*element, error) {
	if len(data) > LargestBPMN {
		return nil, refusal.Wrong("file", "Tệp BPMN lớn quá %d MB.", LargestBPMN>>20)
	}
	if !utf8.Valid(data) {
		return nil, refusal.Wrong("file", "Tệp BPMN phải ghi bằng bảng mã UTF-8.")
	}
	in := xml.NewDecoder(bytes.NewReader(data))
	root, open, count := &element{}, []*element{}, 0
	open = append(open, root)
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := in.InputPos()
		if err != nil {
			return nil, refusal.Wrong("file", "Tệp không phải là XML đúng dạng.").At(line)
		}
		here := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count > mostElements || len(open) > deepest {
				return nil, refusal.Wrong("file", "Tệp BPMN có quá nhiều phần tử, hoặc lồng nhau quá sâu.").At(line)
			}
			e := newElement(t, line)
			here.children, open = append(here.children, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			here.text += string(t)
		case xml.Directive:
			return nil, refusal.Wrong("file", "Tệp có khai báo DOCTYPE, không nhận: hãy xuất lại tệp BPMN không có DOCTYPE.").At(line)
		}
	}
	if len(root.children) != 1 {
		return nil, refusal.Wrong("file", "Tệp không có nội dung BPMN.")
	}
	return root.children[0], nil
}

func newElement(t xml.StartElement, line int) *element {
	e := &element{space: t.Name.Space, name: t.Name.Local, attrs: map[string]string{}, line: line}
	for _, a := range t.Attr {
		if a.Name.Space == "" {
			e.attrs[a.Name.Local] = a.Value
		}
	}
	return e
}
