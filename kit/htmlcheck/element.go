package htmlcheck

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// element checks one element.
func (p *page) element(n *html.Node) {
	p.attributes(n)
	switch n.Data {
	case "script":
		if attr(n, "src") == "" {
			p.fault("inline <script>")
		}
	case "style":
		p.fault("inline <style>")
	case "img":
		if _, ok := find(n, "alt"); !ok {
			p.fault("%s has no alt", show(n))
		}
	case "a", "button":
		if _, leads := find(n, "href"); (leads || n.Data == "button") && p.name(n) == "" {
			p.fault("%s has no text", show(n))
		}
	case "form":
		if attr(n, "action") == "" {
			p.fault("%s has no action", show(n))
		}
	case "label":
		p.label(n)
	case "input", "select", "textarea":
		p.control(n)
	case "table":
		p.table(n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		p.heading(n)
	case "fieldset":
		if first(n, "legend") == nil {
			p.fault("%s has no legend", show(n))
		}
	}
}

// references are the attributes that name ids.
var references = []string{"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage", "for", "list", "form"}

func (p *page) attributes(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			p.fault("%s has %s=, which the policy blocks", show(n), a.Key)
		}
		if a.Key == "href" && (strings.HasPrefix(strings.ToLower(a.Val), "javascript:")) {
			p.fault("%s runs a script", show(n))
		}
		if a.Key == "href" && len(a.Val) > 1 && a.Val[0] == '#' && p.ids[a.Val[1:]] == 0 {
			p.fault("%s leads to nothing", show(n))
		}
		if !slices.Contains(references, a.Key) {
			continue
		}
		for _, id := range strings.Fields(a.Val) {
			if p.ids[id] == 0 {
				p.fault("%s: %s=%q names nothing", show(n), a.Key, id)
			}
		}
	}
}

func (p *page) label(n *html.Node) {
	if attr(n, "for") == "" && first(n, "input") == nil && first(n, "select") == nil && first(n, "textarea") == nil {
		p.fault("label %q has no control", text(n))
	}
	if text(n) == "" {
		p.fault("%s is empty", show(n))
	}
}

func (p *page) control(n *html.Node) {
	switch attr(n, "type") {
	case "hidden", "submit", "button", "reset", "image":
		return
	}
	if attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" || p.labelled[attr(n, "id")] && attr(n, "id") != "" {
		return
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Data == "label" {
			return
		}
	}
	p.fault("%s has no label", show(n))
}

// table wants a caption and cells that say what they head.
func (p *page) table(n *html.Node) {
	if first(n, "caption") == nil {
		p.fault("%s has no caption", show(n))
	}
	heads := 0
	each(n, func(c *html.Node) {
		if c.Data != "th" {
			return
		}
		heads++
		if attr(c, "scope") == "" {
			p.fault("%s %q has no scope", show(c), text(c))
		}
	})
	if heads == 0 {
		p.fault("%s has no header cells", show(n))
	}
}

func (p *page) heading(n *html.Node) {
	level := int(n.Data[1] - '0')
	if level > p.level+1 {
		p.fault("<%s> %q comes after <h%d>", n.Data, text(n), p.level)
	}
	p.level = level
	if text(n) == "" {
		p.fault("<%s> is empty", n.Data)
	}
}

// name is what a reader calls an element: its label or its text, pictures included.
func (p *page) name(n *html.Node) string {
	name := attr(n, "aria-label") + attr(n, "aria-labelledby") + text(n)
	each(n, func(c *html.Node) {
		if c.Data == "img" {
			name += attr(c, "alt")
		}
		name += attr(c, "aria-label")
	})
	return strings.TrimSpace(name)
}
