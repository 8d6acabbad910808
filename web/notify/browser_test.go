package notify_test

import (
	"testing"

	"cchc/kit/browser"
)

// TestMessagesInTheBrowser looks at each page wide and narrow, light and dark; axe finds
// nothing.
func TestMessagesInTheBrowser(t *testing.T) {
	b, ok := browser.Start(t)
	if !ok {
		return
	}
	h := open(t)
	client{h, "thao", ""}.send("/messages/templates/received-sms-vi", 303)
	d, unknown, _ := h.outbox()
	tab := b.Tab(t, h.base)
	for _, look := range []struct{ login, path, name string }{
		{"oanh", "/messages", "messages"}, {"oanh", one(unknown), "message"}, {"oanh", "/messages/of/" + d.Code, "messages-dossier"}, {"oanh", "/messages/own", "messages-own"},
		{"thao", "/messages/templates", "messages-templates"}, {"thao", "/messages/templates/received-sms-vi", "messages-template"},
		{"khoa", "/messages/providers", "messages-providers"}, {"khoa", "/stop/" + h.token(), "stop"},
	} {
		tab.Go("/as/" + look.login + "?to=" + look.path)
		tab.Look(look.name)
	}
	tab.ClickOn("main button.go")
	tab.Look("stopped")
}
