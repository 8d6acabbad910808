package browser

import "github.com/chromedp/cdproto/emulation"

// Scripts lets the pages' scripts run, or not: what is for everybody works without.
func (tab *Tab) Scripts(run bool) {
	tab.t.Helper()
	tab.run(emulation.SetScriptExecutionDisabled(!run))
}
