package paper

import "cchc/kit/pdf"

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
	for _, row := range t.Rows {
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
	table := pdf.Table{After: s.gap()}
	for _, c := range t.Columns {
		align := pdf.Left
		if c.Centre {
			align = pdf.Centre
		}
		table.Headings = append(table.Headings, pdf.Heading{Title: c.Title, Share: c.Share, Align: align})
	}
	for _, row := range t.Rows {
		cells := make([]pdf.Text, len(row))
		for i, text := range row {
			cells[i] = pdf.Plain(text)
		}
		table.Rows = append(table.Rows, cells)
	}
	return []pdf.Block{pdf.Paragraph{Text: pdf.Plain(t.Caption), After: s.gap()}, table}
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
