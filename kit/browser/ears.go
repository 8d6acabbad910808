package browser

import (
	"fmt"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// ears hear what the browser says while a person sees nothing.
type ears struct {
	sync.Mutex
	complaints []string
	bytes      int64
	requests   int
	status     int
}

// forget starts counting anew for another page; complaints stay.
func (e *ears) forget() {
	e.Lock()
	defer e.Unlock()
	e.bytes, e.requests, e.status = 0, 0, 0
}

func (e *ears) hear(event any) {
	e.Lock()
	defer e.Unlock()
	switch said := event.(type) {
	case *runtime.EventExceptionThrown:
		e.complain("script: %s", said.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if said.Type == runtime.APITypeError || said.Type == runtime.APITypeWarning || said.Type == runtime.APITypeAssert {
			e.complain("console: %s", spoken(said.Args))
		}
	case *log.EventEntryAdded:
		// Failed requests are heard below, where a page that is meant to be a 404 can
		// be told from a missing style sheet.
		if said.Entry.Level == log.LevelError && said.Entry.Source != log.SourceNetwork {
			e.complain("%s: %s", said.Entry.Source, said.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		e.requests++
	case *network.EventResponseReceived:
		e.answer(said)
	case *network.EventLoadingFinished:
		e.bytes += int64(said.EncodedDataLength)
	case *network.EventLoadingFailed:
		if !said.Canceled {
			e.complain("request failed: %s %s", said.ErrorText, said.BlockedReason)
		}
	}
}

func (e *ears) answer(said *network.EventResponseReceived) {
	if said.Type == network.ResourceTypeDocument {
		e.status = int(said.Response.Status)
		return
	}
	if said.Response.Status >= 400 {
		e.complain("%d for %s", said.Response.Status, said.Response.URL)
	}
}

func (e *ears) complain(format string, args ...any) {
	e.complaints = append(e.complaints, fmt.Sprintf(format, args...))
}

func spoken(args []*runtime.RemoteObject) string {
	words := ""
	for _, arg := range args {
		words += string(arg.Value) + arg.Description + " "
	}
	return words
}

// forgive forgets the complaints.
func (e *ears) forgive() {
	e.Lock()
	defer e.Unlock()
	e.complaints = nil
}
