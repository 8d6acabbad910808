package paper

import (
	"iter"
	"strings"

	"cchc/kit/pdf"
)

// Column of a table: its title and its share of the width. Narrow ones are centred.
type Column struct {
	Title  string
	Share  int
	Centre bool
}

// Table is a ruled table below a line that says what stands in it.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
	Type    float64            // in points, 0 for the usual
	Each    iter.Seq[[]string] // further rows that come while they are drawn, nil for none
}

// all are the rows of a table.
func (t Table) all(yield func([]string) bool) {
	for _, row := range t.Rows {
		if !yield(row) {
			return
		}
	}
	if t.Each != nil {
		t.Each(yield)
	}
}

func (t Table) html(m *markup) {
	m.raw(`<table><caption class="nb">`)
	m.say(t.Caption)
	m.raw("</caption><thead><tr>")
	for _, c := range t.Columns {
		m.open("th", "", `scope="col"`)
		m.say(c.Title)
		m.raw("</th>")
	}
	m.raw("</tr></thead><tbody>")
	for row := range t.all {
		m.raw("<tr>")
		for i, text := range row {
			class := ""
			if t.Columns[i].Centre {
				class = "c"
			}
			m.open("td", class)
			m.say(text)
			m.raw("</td>")
		}
		m.raw("</tr>")
	}
	m.raw("</tbody></table>\n")
}

func (t Table) pdf(s Size) []pdf.Block {
	table := pdf.Table{Caption: pdf.Plain(t.Caption), After: s.gap(), Type: t.Type}
	for _, c := range t.Columns {
		align := pdf.Left
		if c.Centre {
			align = pdf.Centre
		}
		table.Headings = append(table.Headings, pdf.Heading{Title: c.Title, Share: c.Share, Align: align})
	}
	table.Rows = func(yield func([]pdf.Text) bool) {
		for row := range t.all {
			cells := make([]pdf.Text, len(row))
			for i, text := range row {
				cells[i] = pdf.Plain(text)
			}
			if !yield(cells) {
				return
			}
		}
	}
	return []pdf.Block{table}
}

// Signature is one who signs.
type Signature struct{ Office, Note, Name string }

// Signatures stand side by side.
type Signatures []Signature

func (l Signatures) html(m *markup) {
	m.open("div", "sg")
	for _, s := range l {
		m.raw("<div><p>")
		m.runs([]Run{bold(s.Office)})
		m.raw("</p><p>")
		m.runs([]Run{italic(s.Note)})
		m.raw(`</p><p class="gap"></p><p>`)
		m.runs([]Run{bold(s.Name)})
		m.raw("</p></div>")
	}
	m.raw("</div>\n")
}

func (l Signatures) pdf(s Size) []pdf.Block {
	room := 20.0
	if s == A5 {
		room = 11
	}
	var all []pdf.Signature
	for _, one := range l {
		all = append(all, pdf.Signature{Office: one.Office, Note: one.Note, Name: one.Name})
	}
	return []pdf.Block{pdf.Space(3 * s.gap()), pdf.Signatures(room, all...)}
}

// Closing is the foot of a letter: Nơi nhận at the left, the signature at the right (NĐ
// 30/2020, Phụ lục I, cells 7 and 9).
type Closing struct {
	To     []string
	Signer Signer
}

func (c Closing) html(m *markup) {
	m.raw(`<div class="sg"><div class="to"><p>`)
	m.runs([]Run{{toWhom, BoldItalic}})
	m.raw("</p>")
	for _, to := range c.To {
		m.raw("<p>")
		m.runs([]Run{regular(to)})
		m.raw("</p>")
	}
	m.raw("</div><div><p>")
	m.runs([]Run{bold(strings.Join(c.Signer.Lines, "\n"))})
	m.raw(`</p><p>`)
	m.runs([]Run{italic(signAndSeal)})
	m.raw(`</p><p class="gap"></p><p>`)
	m.runs([]Run{bold(c.Signer.Name)})
	m.raw("</p></div></div>\n")
}

const (
	toWhom      = "Nơi nhận:"
	signAndSeal = "(Ký, ghi rõ họ tên, đóng dấu)"
)

func (c Closing) pdf(s Size) []pdf.Block {
	room := 20.0
	if s == A5 {
		room = 11
	}
	to := []pdf.Block{pdf.Paragraph{Text: pdf.Text{{Text: toWhom, Style: pdf.BoldItalic, Size: s.small() + 1}}}}
	for _, line := range c.To {
		to = append(to, pdf.Paragraph{Text: pdf.Text{{Text: line, Size: s.small()}}})
	}
	sign := pdf.Signatures(room, pdf.Signature{Office: strings.Join(c.Signer.Lines, "\n"), Note: signAndSeal, Name: c.Signer.Name})
	return []pdf.Block{pdf.Space(3 * s.gap()), pdf.Columns{Gap: 4, Columns: []pdf.Column{{Blocks: to}, sign.Columns[0]}}}
}
