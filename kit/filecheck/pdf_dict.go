package filecheck

// forbidden are names that no scanned or printed paper needs, wherever they stand. The
// empty list EmbeddedFiles is not among them: some programs always write it.
var forbidden = map[string]Reason{
	"JavaScript": Active, "JS": Active, "Launch": Active, "SubmitForm": Active, "ImportData": Active,
	"RichMedia": Active, "Rendition": Active, "Movie": Active, "AA": Active, "XFA": Active,
	"EmbeddedFile": WithinFile, "EF": WithinFile, "GoToE": WithinFile,
	"Encrypt": Locked,
}

func permitted(tok token) error {
	if tok.kind != name {
		return nil
	}
	if why, bad := forbidden[tok.text]; bad {
		return no(why, "pdf")
	}
	return nil
}

// dict is the part of a dictionary that matters.
type dict struct {
	kind, filter  string // /Type, the last /Filter
	filters       int
	predictor     bool
	child         bool // has a /Parent
	image         bool
	count         int64
	width, height int64

	key    string // whose value comes or has come
	valued bool   // has come
	lists  int    // open lists within the value
}

// take looks at the next token of the dictionary itself.
func (d *dict) take(tok token) error {
	if tok.kind == name && d.lists == 0 && (d.key == "" || d.valued) {
		d.key, d.valued = tok.text, false
		d.child = d.child || tok.text == "Parent"
		return nil
	}
	// A document that does something when it is opened. The place to open it at, which many
	// programs write, is a list.
	if d.key == "OpenAction" && !d.valued && tok.kind != arrayOpens {
		return no(Active, "pdf")
	}
	first := !d.valued
	d.valued = true
	switch tok.kind {
	case arrayOpens:
		if d.lists++; d.lists > deepest {
			return no(Bomb, "pdf")
		}
	case arrayCloses:
		d.lists = max(0, d.lists-1)
	case name:
		d.named(tok.text)
	case number:
		if first {
			d.numbered(tok.number)
		}
	}
	return nil
}

func (d *dict) named(value string) {
	switch d.key {
	case "Type":
		d.kind = value
	case "Subtype":
		d.image = value == "Image"
	case "Filter", "F":
		d.filter = value
		d.filters++
	}
}

func (d *dict) numbered(value int64) {
	switch d.key {
	case "Count":
		d.count = value
	case "Width", "W":
		d.width = value
	case "Height", "H":
		d.height = value
	case "DecodeParms", "DP": // stands elsewhere
		d.predictor = true
	}
}
