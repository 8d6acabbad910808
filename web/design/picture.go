package design

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/workflow"
	"cchc/web"
)

// picture is a workflow drawn on the server: for who has no script, for paper, and for
// comparing. The table beside it has the same content.
type picture struct {
	ID, Title     string
	Width, Height int
	Lanes         []pictureLane
	Boxes         []pictureBox
	Arrows        []string // the d of each path
}

type pictureLane struct {
	Name               string
	Top, Height, Width int
}

type pictureBox struct {
	Kind       workflow.NodeKind
	Class      string // of the mark, and whether it is on the longest path
	Sign       string // + − Δ: what became of the step, without colour
	X, Y, W, H int
	Lines      []pictureLine
}

type pictureLine struct {
	X, Y int
	Text string
	Bold bool
}

// CX and CY are the middle of a box.
func (b pictureBox) CX() int { return b.X + b.W/2 }
func (b pictureBox) CY() int { return b.Y + b.H/2 }

// Diamond is the outline of a gate.
func (b pictureBox) Diamond() string {
	return fmt.Sprintf("M%d %dL%d %dL%d %dL%d %dz", b.X, b.CY(), b.CX(), b.Y, b.X+b.W, b.CY(), b.CX(), b.Y+b.H)
}

// marks says what became of each step of the drawing, by number; nil where nothing is compared.
type marks map[int]workflow.Change

// draw makes the picture of a workflow, nil when it cannot be drawn.
func draw(visit *web.Visit, id string, v *workflow.Version, changed marks) *picture {
	d, err := v.Draw()
	path, _ := v.Longest()
	if err != nil || len(v.Steps) == 0 {
		return nil
	}
	pic := &picture{ID: id, Title: visit.T("Sơ đồ quy trình “%s”, phiên bản %d", v.Name, v.Number), Width: d.Width, Height: d.Height}
	for _, l := range d.Lanes {
		pic.Lanes = append(pic.Lanes, pictureLane{laneWords(visit, l.Who), l.Top, l.Height, d.Width})
	}
	for _, n := range d.Nodes {
		box := pictureBox{Kind: n.Kind, X: n.X, Y: n.Y, W: n.W, H: n.H}
		if n.Kind == workflow.StepNode {
			box.step(visit, v.Step(n.Step), changed[n.Step])
			if slices.Contains(path.Steps, n.Step) {
				box.Class += " longest"
			}
		}
		pic.Boxes = append(pic.Boxes, box)
	}
	for _, f := range d.Flows {
		pic.Arrows = append(pic.Arrows, arrow(f.Points))
	}
	return pic
}

func arrow(points []workflow.Point) string {
	var b strings.Builder
	for i, p := range points {
		fmt.Fprintf(&b, "%c%d %d", "ML"[min(i, 1)], p.X, p.Y)
	}
	return b.String()
}

const (
	lineLength = 23 // letters that fit into a box
	mostLines  = 3
	lineHeight = 15
)

// step writes number, words and time into a box.
func (b *pictureBox) step(visit *web.Visit, s *workflow.Step, change workflow.Change) {
	b.Class = string(change)
	b.Sign = map[workflow.Change]string{workflow.Added: "+", workflow.Removed: "−", workflow.Changed: "Δ"}[change]
	for i, text := range wrap(strconv.Itoa(s.No)+". "+s.Content, lineLength, mostLines) {
		b.Lines = append(b.Lines, pictureLine{X: b.X + 8, Y: b.Y + 18 + i*lineHeight, Text: text})
	}
	b.Lines = append(b.Lines, pictureLine{X: b.X + 8, Y: b.Y + b.H - 9, Text: timeWords(visit, s.Minutes), Bold: true})
}

// wrap breaks a text into lines between words; what does not fit ends in an ellipsis.
func wrap(text string, length, most int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line+" "+word)) > length {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	lines = append(lines, line)
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], lines[most-1]+" …")
	}
	for i, l := range lines {
		if runes := []rune(l); len(runes) > length+2 {
			lines[i] = string(runes[:length+1]) + "…"
		}
	}
	return lines
}
