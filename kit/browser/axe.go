package browser

import (
	"context"
	_ "embed"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axe is axe-core 4.10.3 of Deque Systems, unchanged, under the Mozilla Public License
// 2.0 (axe.LICENSE); its source is at github.com/dequelabs/axe-core. Only tests import
// this package, so it is no part of the program.
//
//go:embed axe.min.js
var axe string

// rules are those of WCAG 2.2 AA and what axe calls best practice.
const rules = `axe.run(document, {resultTypes: ["violations"], preload: false,
 runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
 .then(r => r.violations.map(v => ({rule: v.id, help: v.help,
  where: v.nodes.map(n => n.target.join(" ") + " " + n.html.slice(0, 160) + " " + (n.any[0] || n.all[0] || n.none[0] || {message: ""}).message)})))`

// Axe fails the test for every rule of accessibility that the page breaks now.
func (tab *Tab) Axe(name string) {
	tab.t.Helper()
	var broken []struct {
		Rule, Help string
		Where      []string
	}
	wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	tab.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, _, err := runtime.Evaluate("window.axe || (" + "function(){" + axe + "})()").Do(ctx)
		return err
	}), chromedp.Evaluate(rules, &broken, wait))
	for _, b := range broken {
		tab.t.Errorf("axe: %s: %s: %s\n\t%s", name, b.Rule, b.Help, strings.Join(b.Where, "\n\t"))
	}
}
