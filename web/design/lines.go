package design

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

const mostSteps = 200 // so that no form makes the server work for nothing

var (
	stepFields = []string{"content", "role", "place", "unit", "time", "after", "product"}
	askFields  = []string{"step", "kind", "place", "unit", "content", "limit", "compulsory"}
)

// line is one line of a repeated group of the form.
type line map[string]string

// linesOf reads a group, by the counter that the form carries.
func linesOf(form layout.Form, group string, fields []string) (list []line) {
	for i := range min(web.Number[int](form.Get(group)), mostSteps) {
		l := line{}
		for _, name := range fields {
			l[name] = get(form, group+"."+strconv.Itoa(i)+"."+name)
		}
		list = append(list, l)
	}
	return list
}

// putLines writes a group over.
func putLines(form layout.Form, group string, list []line) {
	maps.DeleteFunc(form.Values, func(name string, _ []string) bool { return strings.HasPrefix(name, group+".") })
	for i, l := range list {
		for name, value := range l {
			form.Values.Set(group+"."+strconv.Itoa(i)+"."+name, value)
		}
	}
	form.Values.Set(group, strconv.Itoa(len(list)))
}

// relined does what a button of the table says, on the form itself, and tells whether one
// was pressed: insert=3 puts a step behind the third, remove=3, up=3, down=3; add=asks and
// unask=2 for the agencies asked. Numbers that steps wait for go along.
func relined(form layout.Form) bool {
	steps, asks := linesOf(form, "steps", stepFields), linesOf(form, "asks", askFields)
	at := func(name string) int { return web.Number[int](form.Get(name)) }
	switch {
	case form.Values.Has("check"):
		return true
	case at("insert") > 0 && at("insert") <= len(steps) && len(steps) < mostSteps:
		insert(steps, at("insert"), form, asks)
	case form.Get("add") == "steps" && len(steps) < mostSteps:
		fresh := line{"role": "official", "place": string(workflow.AtUnit)}
		if len(steps) > 0 {
			fresh["after"] = strconv.Itoa(len(steps))
		}
		putLines(form, "steps", append(steps, fresh))
	case at("remove") > 0 && at("remove") <= len(steps):
		remove(steps, at("remove"), form, asks)
	case at("up") > 1 && at("up") <= len(steps):
		swap(steps, at("up")-1, form, asks)
	case at("down") > 0 && at("down") < len(steps):
		swap(steps, at("down"), form, asks)
	case form.Get("add") == "asks":
		putLines(form, "asks", append(asks, line{"step": "1", "kind": string(workflow.Opinion), "place": string(workflow.AtNamed), "compulsory": "1"}))
	case at("unask") > 0 && at("unask") <= len(asks):
		putLines(form, "asks", slices.Delete(asks, at("unask")-1, at("unask")))
	default:
		return at("up") == 1 || form.Values.Has("down") // at the edge there is nowhere to go
	}
	return true
}

// insert puts an empty step behind one; what waited for that one waits for the new one.
func insert(steps []line, behind int, form layout.Form, asks []line) {
	steps = slices.Clone(steps)
	fresh := line{"role": steps[behind-1]["role"], "place": string(workflow.AtUnit), "after": strconv.Itoa(behind)}
	for _, s := range steps {
		s["after"] = renumbered(s["after"], func(no int) []int {
			switch {
			case no == behind:
				return []int{no + 1}
			case no > behind:
				return []int{no + 1}
			}
			return []int{no}
		})
	}
	renumberAsks(asks, func(no int) int {
		if no > behind {
			return no + 1
		}
		return no
	})
	putLines(form, "steps", slices.Insert(steps, behind, fresh))
	putLines(form, "asks", asks)
}

// remove takes a step away; what waited for it waits for what it waited for.
func remove(steps []line, which int, form layout.Form, asks []line) {
	forerunners := numbersIn(steps[which-1]["after"])
	moved := func(no int) int {
		if no > which {
			return no - 1
		}
		return no
	}
	for _, s := range steps {
		s["after"] = renumbered(s["after"], func(no int) (list []int) {
			if no != which {
				return []int{moved(no)}
			}
			for _, before := range forerunners {
				list = append(list, moved(before))
			}
			return list
		})
	}
	asks = slices.DeleteFunc(asks, func(a line) bool { return web.Number[int](a["step"]) == which })
	renumberAsks(asks, moved)
	putLines(form, "steps", slices.Delete(steps, which-1, which))
	putLines(form, "asks", asks)
}

// swap lets a step and the next change places.
func swap(steps []line, which int, form layout.Form, asks []line) {
	moved := func(no int) int {
		switch no {
		case which:
			return which + 1
		case which + 1:
			return which
		}
		return no
	}
	for _, s := range steps {
		s["after"] = renumbered(s["after"], func(no int) []int { return []int{moved(no)} })
	}
	renumberAsks(asks, moved)
	steps[which-1], steps[which] = steps[which], steps[which-1]
	putLines(form, "steps", steps)
	putLines(form, "asks", asks)
}

var digits = regexp.MustCompile(`\d+`)

func numbersIn(text string) (list []int) {
	for _, part := range digits.FindAllString(text, -1) {
		list = append(list, web.Number[int](part))
	}
	return list
}

// renumbered gives the numbers in a text their new ones; a text without any stays as typed.
func renumbered(text string, to func(int) []int) string {
	var list []int
	for _, no := range numbersIn(text) {
		list = append(list, to(no)...)
	}
	if list == nil && digits.FindString(text) == "" {
		return text
	}
	slices.Sort(list)
	return workflow.Numbers(slices.Compact(list))
}

func renumberAsks(asks []line, to func(int) int) {
	for _, a := range asks {
		if no := web.Number[int](a["step"]); no > 0 {
			a["step"] = strconv.Itoa(to(no))
		}
	}
}
